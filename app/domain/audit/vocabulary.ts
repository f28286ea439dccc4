import { inSentence, isCode, roles } from "../vocabulary.ts";

/** Everything that the audit log can tell of, as a reader meets it: "Hanne Holm ... Peter Poulsen". */
export const auditActions = {
  "session.opened": "loggede ind",
  "session.demo": "loggede ind med et demolink",
  "session.failed": "prøvede forgæves at logge ind som",
  "session.code_failed": "gav en forkert engangskode for",
  "session.failed_unknown": "prøvede forgæves at logge ind med mailadresser uden konto",
  "session.ended_all": "loggede ud alle steder",
  "account.registered": "oprettede en konto",
  "account.password_changed": "skiftede adgangskode",
  "account.password_reset": "valgte en ny adgangskode efter at have glemt den gamle",
  "account.address_changed": "skiftede mailadresse",
  "account.totp_on": "slog engangskoder til",
  "account.totp_off": "slog engangskoder fra",
  "account.totp_reset": "nulstillede engangskoderne for",
  "account.recovery_codes": "lavede nye reservekoder",
  "account.recovery_code_used": "brugte en reservekode",
  "account.deleted": "slettede sin konto",
  "account.first_admin": "blev den første KL-administrator",
  "request.made": "bad om adgang",
  "request.approved": "gav adgang til",
  "request.refused": "sagde nej til",
  "invitation.sent": "inviterede en ny person",
  "invitation.cancelled": "trak en invitation tilbage",
  "invitation.accepted": "tog imod en invitation",
  "role.granted": "gav en rolle til",
  "role.revoked": "fjernede en rolle fra",
  "person.removed": "fjernede fra kommunen",
  "coordinator.last_left": "var kommunens sidste koordinator og er rejst",
  "unit.created": "oprettede en enhed",
  "unit.changed": "ændrede en enhed",
  "unit.deleted": "slettede en enhed",
  "unit.closed": "lukkede en enhed",
  "unit.merged": "lagde en enhed sammen med en anden",
  "unit.opened": "åbnede en lukket enhed igen",
  "contact.created": "oprettede en kontaktperson",
  "contact.changed": "ændrede en kontaktperson",
  "contact.deleted": "slettede en kontaktperson",
  "contact.consented": "sagde ja til at stå som kontaktperson",
  "contact.declined": "sagde nej til at stå som kontaktperson",
  "contact.handed_over": "overdrog kontaktpersoner til",
  "domain.asked": "bad om at få et maildomæne godkendt",
  "domain.approved": "godkendte et maildomæne",
  "domain.refused": "sagde nej til et maildomæne",
  "domain.removed": "fjernede et maildomæne",
  "case.begun": "begyndte på et eksempel",
  "case.submitted": "sendte et eksempel til godkendelse",
  "case.taken_back": "tog et eksempel tilbage fra godkendelse",
  "case.reassigned": "bad en anden godkende et eksempel",
  "case.returned": "sendte et eksempel tilbage til forfatterne",
  "case.approved": "godkendte og udgav et eksempel",
  "case.published_alone": "udgav et eksempel uden en anden godkender",
  "case.revised": "begyndte at rette et udgivet eksempel",
  "case.discarded": "kasserede ændringerne i et udgivet eksempel",
  "case.withdrawn": "trak et eksempel tilbage fra læserne",
  "case.narrowed": "lod færre læse et eksempel",
  "case.readdressed": "gav et eksempel en ny adresse",
  "municipality.pairs_of_eyes": "ændrede, hvor mange der skal se et eksempel, før det udgives",
  "case.restored": "hentede en ældre version af et eksempel tilbage",
  "case.picture_added": "satte et billede ind i et eksempel",
  "case.consent_changed": "ændrede, hvor længe et billede må vises",
  "case.removed_for_good": "fjernede de ældre versioner af et eksempel for altid",
  "page.hidden": "skjulte en side",
  "page.shown": "viste en side igen",
  "report.handled": "afsluttede en melding",
  "report.passed_on": "sendte en melding videre til dem, der skriver",
  "case.binned": "lagde et eksempel i papirkurven",
  "case.unbinned": "tog et eksempel op af papirkurven",
  "case.shared": "delte en kladde med",
  "case.unshared": "tog adgangen til en kladde fra",
  "case.left": "skriver ikke længere med i en kladde",
  "export.asked": "bad om et udtræk af alle kommunens eksempler",
  "export.made": "gjorde udtrækket af alle kommunens eksempler klar",
  "export.fetched": "hentede udtrækket af alle kommunens eksempler",
  "export.expired": "slettede udtrækket af alle kommunens eksempler",
  "initiative.created": "oprettede en indsats",
  "initiative.changed": "ændrede en indsats",
  "initiative.published": "udgav en indsats",
  "initiative.taken_back": "tog en udgivet indsats tilbage",
  "initiative.deleted": "slettede en indsats, der ikke var udgivet",
  "initiative.milestones": "ændrede milepælene i en indsats",
  "initiative.money": "ændrede pengene i en indsats",
  "accounts.entered": "tastede et års regnskab ind",
  "accounts.published": "udgav et års regnskab",
  "accounts.taken_back": "tog et udgivet års regnskab tilbage",
  "agreement.created": "oprettede en aftale om budgettet",
  "agreement.changed": "ændrede en aftale om budgettet",
  "agreement.deleted": "slettede en aftale om budgettet",
  "amount.corrected": "rettede et beløb",
  "amount.hidden": "skjulte et beløb",
  "mandate.created": "oprettede en opfølgning",
  "mandate.changed": "ændrede en opfølgning",
  "mandate.published": "udgav en opfølgning",
  "mandate.taken_back": "tog en udgivet opfølgning tilbage",
  "mandate.deleted": "slettede en opfølgning, der ikke var udgivet",
  "mandate.sections": "ændrede afsnittene i en opfølgning",
  "mandate.papers": "ændrede sagerne i en opfølgning",
  "mandate.themes": "ændrede de tematiske opfølgninger i en opfølgning",
  "placement.created": "oprettede en oplysning om pladser",
  "placement.changed": "ændrede en oplysning om pladser",
  "placement.published": "udgav en oplysning om pladser",
  "placement.taken_back": "tog en udgivet oplysning om pladser tilbage",
  "placement.deleted": "slettede en oplysning om pladser, der ikke var udgivet",
  "treatment.entered": "skrev, hvor erklæringen er behandlet",
  "treatment.changed": "ændrede, hvor erklæringen er behandlet",
  "treatment.deleted": "slettede, hvor erklæringen er behandlet",
  "ambition.created": "skrev en lokal ambition",
  "ambition.changed": "ændrede en lokal ambition",
  "ambition.published": "udgav en lokal ambition",
  "ambition.taken_back": "tog en udgivet lokal ambition tilbage",
  "ambition.deleted": "slettede en lokal ambition, der ikke var udgivet",
  "indicator.created": "oprettede en indikator",
  "indicator.changed": "ændrede en indikator",
  "indicator.published": "udgav en indikator",
  "indicator.taken_back": "tog en udgivet indikator tilbage",
  "indicator.deleted": "slettede en indikator, der ikke var udgivet",
  "value.entered": "tastede tal ind til en indikator",
  "value.corrected": "rettede et tal i en indikator",
  "value.hidden": "skjulte et tal i en indikator",
  "value.published": "udgav tal i en indikator",
  "value.taken_back": "tog et udgivet tal i en indikator tilbage",
  "value.deleted": "slettede et tal, der ikke var udgivet, i en indikator",
  "period.opened": "åbnede et halvår for statusser",
  "period.closed": "lukkede et halvår for statusser",
  "period.question_added": "satte en tematisk opfølgning ind i et halvår",
  "period.question_changed": "ændrede en tematisk opfølgning i et halvår",
  "period.question_withdrawn": "trak en tematisk opfølgning i et halvår tilbage",
  "status.reminded": "skrev til kommunen og tilbød hjælp til status",
  "status.reminder_put_off": "bad KL vente med at skrive om status",
  "status.begun": "begyndte på kommunens status",
  "status.correction_begun": "begyndte på en rettelse af kommunens status",
  "status.discarded": "kasserede en kladde til kommunens status",
  "status.submitted": "sendte kommunens status til godkendelse",
  "status.taken_back": "tog kommunens status tilbage fra godkendelse",
  "status.returned": "sendte kommunens status tilbage til dem, der skriver",
  "status.approved": "godkendte kommunens status til udgivelse en senere dag",
  "status.published": "udgav kommunens status",
  "status.published_alone": "udgav kommunens status uden en anden godkender",
  "status.stopped": "stoppede udgivelsen af kommunens status",
  "status.not_published": "udgav ikke kommunens status på dagen",
  "status.outcome": "noterede, hvad udvalget gjorde med kommunens status",
  "status.removed_for_good": "fjernede kommunens status for altid",
  "acting.began": "begyndte at handle for kommunen",
  "acting.ended": "holdt op med at handle for kommunen",
} as const;

export type AuditAction = keyof typeof auditActions;

/** What a sentence is made of. */
interface Deed {
  action: AuditAction;
  actor: string | null;
  bySystem: boolean;
  person: string | null;
  subject: string | null;
  detail: Readonly<Record<string, string | number | boolean | null>>;
  acting: boolean;
}

/** Deeds of whom nobody knows who did them. */
const byWhomever: readonly AuditAction[] = ["session.failed", "session.code_failed", "session.failed_unknown"];

/** Who did it. One who has left is nobody in particular. */
export function whoDid({
  action,
  actor,
  bySystem,
  acting,
}: Pick<Deed, "action" | "actor" | "bySystem" | "acting">): string {
  const nobody = byWhomever.includes(action) ? "Nogen" : "En tidligere medarbejder";
  const who = actor ?? (byContact.includes(action) ? "Kontaktpersonen selv" : bySystem ? "Sitet" : nobody);
  return acting ? `${who} (KL på kommunens vegne)` : who;
}

/** What a contact person answers, who needs no account for it. */
const byContact: readonly AuditAction[] = ["contact.consented", "contact.declined"];

/** Deeds that are done to somebody, whose name ends the sentence. */
const toSomebody: readonly AuditAction[] = [
  "session.failed",
  "session.code_failed",
  "request.approved",
  "request.refused",
  "role.granted",
  "role.revoked",
  "person.removed",
  "contact.handed_over",
  "account.totp_reset",
  "case.shared",
  "case.unshared",
];

/** What was done, after the name of who did it: "gav en rolle til Peter Poulsen (forfatter)". */
export function auditSentence({ action, person, subject, detail }: Deed): string {
  const role =
    typeof detail.role === "string" && isCode(roles, detail.role) ? ` (${inSentence(roles[detail.role])})` : "";
  if (action === "invitation.sent" && (person ?? subject)) return `inviterede ${person ?? subject}${role}`;
  const whom = toSomebody.includes(action) ? ` ${person ?? "en tidligere medarbejder"}` : "";
  const what = subject ? `: ${subject}` : "";
  const times = typeof detail.times === "number" && detail.times > 1 ? ` (${detail.times} gange)` : "";
  return `${auditActions[action]}${whom}${role}${what}${times}`;
}
