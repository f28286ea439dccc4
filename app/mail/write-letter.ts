import { hashToken, newToken } from "#app/domain/accounts/secrets.server.ts";
import { draftToken, type NewToken } from "#app/domain/accounts/tokens.server.ts";
import { danishToday, longDate } from "#app/domain/dates.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { inSentence, roles } from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { findPictureForLetter, listToldOfConsent } from "#db/queries/cases/pictures.ts";
import {
  findSharedForLetter,
  findVersionForLetter,
  listAskedAbout,
  listWritersOf,
} from "#db/queries/cases/recipients.ts";
import type { ContactTopic } from "#db/queries/contacts/contact.ts";
import { findContactForConsent } from "#db/queries/contacts/for-keepers.ts";
import { setConsentHash, setContactUndeliverable } from "#db/queries/contacts/store.ts";
import { findExportForLetter, hoursExportsAreKept } from "#db/queries/exports/keeping.ts";
import { findHideable } from "#db/queries/hidden-pages.ts";
import { findInvitation, setInvitationUndeliverable } from "#db/queries/invitations.ts";
import { findMunicipalityName } from "#db/queries/municipalities.ts";
import { findByEmail } from "#db/queries/people/account.ts";
import { findRecipient, listAssociation, listCoordinators, type Recipient } from "#db/queries/people/recipients.ts";
import { findProblemReport } from "#db/queries/problem-reports.ts";
import { listAskedAboutEdition, listToldOfEdition } from "#db/queries/statuses/keep-letters.ts";
import { findReminderForLetter } from "#db/queries/statuses/keep-reminders.ts";
import type { Letter } from "./letters.ts";
import type { Mail } from "./mail.ts";
import { writeStatusLetter } from "./write-status-letter.ts";

/** What a letter says, to whomever it goes. */
type Contents = Omit<Mail, "to" | "demo">;

/** A link that opens what its token stands for, once the mail has been handed over. */
function tokenLink(label: string, address: string, token: NewToken): Mail["link"] {
  const { raw, keep } = draftToken(token);
  return { label, href: `${address}?kode=${raw}`, open: keep };
}

const ignore = "Har du ikke bedt om det, skal du ikke gøre noget.";

/**
 * Writes a letter as things are now.
 * @param to one of those that `recipientsOf` names; left out for a letter to one address
 * @returns null when it has nothing more to tell, because what it is about has gone
 */
export async function writeLetter(sql: Sql, publicUrl: string, wanted: Letter, to?: string): Promise<Mail | null> {
  const at = (path: string) => `${publicUrl}${path}`;
  switch (wanted.kind) {
    case "registration": {
      const { email, name, municipality: code } = wanted;
      const place = await findMunicipalityName(sql, code);
      if (!place) return null;
      const payload = { email, name, municipality: code };
      return {
        to: { address: email },
        demo: false,
        subject: "Bekræft din konto på Mere for Flere",
        paragraphs: [
          `Du er ved at oprette en konto som medarbejder i ${place.name} Kommune.`,
          "Åbn linket, og vælg en adgangskode. Det virker i et døgn.",
        ],
        link: tokenLink("Bekræft din konto", at("/opret-konto/bekraeft"), { purpose: "registration", payload }),
        after: [ignore],
      };
    }
    case "invitation": {
      const invitation = await findInvitation(sql, wanted.invitation);
      if (!invitation) return null;
      const { email, role, municipality, unit, inviter, invitedBy, byAssociation, demo, id } = invitation;
      const host = municipality && !byAssociation ? `${municipality.name} Kommune` : "KL";
      const place = municipality && byAssociation ? ` i ${municipality.name} Kommune` : "";
      return {
        to: { address: email },
        about: invitedBy ? [invitedBy] : [],
        demo,
        refused: (later, why) => setInvitationUndeliverable(later, id, why),
        subject: `Du er inviteret til Mere for Flere af ${host}`,
        paragraphs: [
          `${inviter ? `${inviter} inviterer dig på vegne af ${host}` : `${host} inviterer dig`} til Mere for Flere, hvor kommunerne deler, hvad der virker, og hvad der er svært, når dagtilbud og skole skal kunne mere for flere børn.`,
          `Din rolle bliver ${inSentence(roles[role])}${place}${unit ? " for en enkelt enhed" : ""}. Invitationen gælder i 14 dage.`,
        ],
        link: tokenLink("Tag imod invitationen", at("/invitation"), { purpose: "invitation", invitationId: id }),
        after: ["Kender du ikke noget til det, skal du ikke gøre noget."],
      };
    }
    case "new-address":
      return writeNewAddress(sql, publicUrl, wanted);
    case "address-asked": {
      const person = await findRecipient(sql, wanted.person);
      if (!person) return null;
      return {
        to: { name: person.name, address: wanted.email },
        about: [person.id],
        demo: person.demo,
        subject: "Der er bedt om en ny mailadresse til din konto",
        paragraphs: [
          "Nogen, sikkert dig, vil logge ind på Mere for Flere med en anden mailadresse end denne. Det gælder først, når den nye adresse er bekræftet.",
          "Var det ikke dig, så skift straks din adgangskode. Så kan den nye adresse ikke bekræftes.",
        ],
        link: { label: "Skift adgangskode", href: at("/min-side/sikkerhed") },
      };
    }
    case "address-changed": {
      const person = await findRecipient(sql, wanted.person);
      if (!person) return null;
      return {
        to: { name: person.name, address: wanted.email },
        about: [person.id],
        demo: person.demo,
        subject: "Din mailadresse er skiftet",
        paragraphs: [
          "Din konto på Mere for Flere bruger nu en anden mailadresse, og vi skriver ikke mere til denne.",
          "Var det ikke dig, så svar kommunens koordinator eller KL med det samme.",
        ],
      };
    }
    case "contact-consent": {
      const contact = await findContactForConsent(sql, wanted.contact);
      if (!contact) return null;
      const token = newToken();
      const place = contact.municipality.name;
      const asker = wanted.by && (await findRecipient(sql, wanted.by));
      return {
        to: { address: contact.email },
        about: [contact.id, ...(asker ? [asker.id] : [])],
        demo: contact.demo,
        refused: (later, why) => setContactUndeliverable(later, contact, why),
        subject: `Må du stå som kontaktperson for ${place}?`,
        paragraphs: [
          `${asker ? `${asker.name} spørger på vegne af ${place} Kommune, om du` : `${place} Kommune spørger, om du`} vil stå som kontaktperson på Mere for Flere, så kolleger i andre kommuner kan ringe eller skrive til dig.`,
          ...askedAbout(contact.topics),
          "Du bestemmer selv. Du bliver først vist, når du har sagt ja, og du kan sige nej igen med det samme link.",
        ],
        link: {
          label: "Se, hvad der bliver vist, og svar",
          href: at(`/kontaktperson?kode=${token}`),
          open: (later) => setConsentHash(later, contact, hashToken(token)),
        },
        after: ["Gør du ikke noget, bliver du ikke vist."],
      };
    }
    default: {
      const person = await findRecipient(sql, to ?? ("person" in wanted ? wanted.person : ""));
      const contents = person && (await writeTo(sql, publicUrl, wanted, person));
      return contents ? { to: { name: person.name, address: person.email }, demo: person.demo, ...contents } : null;
    }
  }
}

/** What a contact person is to be asked about: one thing in a sentence, several as a list. */
function askedAbout(topics: readonly ContactTopic[]): Contents["paragraphs"] {
  const names = topics.map((topic) => {
    if (topic.kind === "municipality") return "kommunens arbejde i det hele";
    return topic.kind === "commitment" ? `punkt ${topic.number}: ${topic.title}` : topic.title;
  });
  const [only = ""] = names;
  if (names.length > 1) return ["De kan spørge dig om:", names];
  return [topics[0]?.kind === "municipality" ? `De kan spørge dig om ${only}.` : `De kan spørge dig om: ${only}`];
}

/** To the address that somebody wants to have. One that is taken gets no link. */
async function writeNewAddress(
  sql: Sql,
  publicUrl: string,
  { person: id, email }: Extract<Letter, { kind: "new-address" }>,
): Promise<Mail | null> {
  const person = await findRecipient(sql, id);
  if (!person) return null;
  const taken = await findByEmail(sql, email);
  if (taken) {
    return {
      to: { name: taken.name, address: email },
      demo: taken.demo,
      subject: "Nogen ville bruge din mailadresse",
      paragraphs: [
        "En anden konto på Mere for Flere prøvede at skifte til denne mailadresse. Den hører til din konto, så der er ikke ændret noget.",
        "Du skal ikke gøre noget.",
      ],
    };
  }
  return {
    to: { address: email },
    about: [id],
    demo: person.demo,
    subject: "Bekræft din nye mailadresse",
    paragraphs: [
      "Du vil logge ind på Mere for Flere med denne adresse. Åbn linket for at bekræfte. Det virker i et døgn.",
    ],
    link: tokenLink("Bekræft adressen", `${publicUrl}/bekraeft-adresse`, {
      purpose: "new_address",
      personId: id,
      payload: { email },
    }),
    after: [ignore],
  };
}

type ToPerson = Exclude<
  Letter,
  { kind: "registration" | "invitation" | "new-address" | "address-asked" | "address-changed" | "contact-consent" }
>;

const security: Readonly<Record<Extract<Letter, { kind: "security" }>["what"], string>> = {
  "password-changed": "Din adgangskode er skiftet, og du er logget ud alle andre steder.",
  "password-reset": "Der er valgt en ny adgangskode til din konto, og du er logget ud alle steder.",
  "totp-on": "Engangskoder er slået til på din konto.",
  "totp-off": "Engangskoder er slået fra på din konto.",
  "recovery-codes": "Der er lavet nye reservekoder til din konto. De gamle virker ikke mere.",
  "recovery-code-used": "Der er logget ind på din konto med en reservekode.",
};

/** What a letter says to a person who has an account. */
async function writeTo(sql: Sql, publicUrl: string, wanted: ToPerson, { id }: Recipient): Promise<Contents | null> {
  const at = (path: string) => `${publicUrl}${path}`;
  const code = "municipality" in wanted ? wanted.municipality : null;
  const place = code ? await findMunicipalityName(sql, code) : undefined;
  const name = place ? `${place.name} Kommune` : "KL";
  switch (wanted.kind) {
    case "already-registered":
      return {
        subject: "Du har allerede en konto",
        paragraphs: [
          "Nogen, sikkert dig, prøvede at oprette en konto med denne mailadresse. Du har allerede en, så log ind i stedet.",
        ],
        link: { label: "Log ind", href: at("/log-ind") },
        after: [`Har du glemt adgangskoden, kan du vælge en ny på ${at("/glemt-adgangskode")}.`, ignore],
      };
    case "password-reset":
      return {
        subject: "Vælg en ny adgangskode",
        paragraphs: ["Åbn linket for at vælge en ny adgangskode til Mere for Flere. Det virker i en time."],
        link: tokenLink("Vælg en ny adgangskode", at("/ny-adgangskode"), { purpose: "password_reset", personId: id }),
        after: [`${ignore} Din gamle adgangskode gælder stadig.`],
      };
    case "security":
      return {
        subject: "Der er ændret noget ved dit login",
        paragraphs: [security[wanted.what], "Var det ikke dig, så vælg straks en ny adgangskode."],
        link: { label: "Se dit login", href: at("/min-side/sikkerhed") },
      };
    case "request-waiting": {
      const asker = await findRecipient(sql, wanted.person);
      if (!asker || !place) return null;
      return {
        about: [asker.id],
        subject: `${asker.email} beder om adgang til ${name}`,
        paragraphs: [`${asker.email} har bekræftet sin mailadresse og vil gerne med for ${name}.`],
        link: { label: "Svar på det", href: at(`/kommuner/${place.slug}/personer`) },
      };
    }
    case "request-approved":
      return {
        subject: `Du har fået adgang for ${name}`,
        paragraphs: [`${name} har sagt ja. Log ind igen for at bruge din nye rolle.`],
        link: { label: "Log ind", href: at("/log-ind") },
      };
    case "request-refused":
      return {
        subject: `${name} har sagt nej`,
        paragraphs: [
          `${name} har svaret nej til din anmodning om adgang. Tal med kommunens koordinator, hvis du ikke forstår hvorfor. Alt, der er offentligt, kan du stadig læse.`,
        ],
      };
    case "roles-changed":
      return {
        subject: `Dine roller i ${name} er ændret`,
        paragraphs: [`Dine roller i ${name} er ændret. Log ind igen for at se dem.`],
        link: { label: "Se dine roller", href: at("/min-side") },
      };
    case "removed":
      return {
        subject: `Du har ikke længere adgang for ${name}`,
        paragraphs: [
          `Du er fjernet fra ${name}. Det, du har skrevet, bliver hos kommunen. Din konto har du stadig; du kan hente dine data eller slette den på din side.`,
        ],
        link: { label: "Min side", href: at("/min-side") },
      };
    case "domain-asked":
      return {
        subject: `${name} beder om at få ${wanted.domain} godkendt`,
        paragraphs: [`${name} vil gerne have, at medarbejdere med adresser på ${wanted.domain} kan oprette konto.`],
        link: { label: "Svar på det", href: at("/kl/maildomaener") },
      };
    case "domain-decided":
      return {
        subject: `KL har sagt ${wanted.approved ? "ja" : "nej"} til ${wanted.domain}`,
        paragraphs: [
          wanted.approved
            ? `Medarbejdere med adresser på ${wanted.domain} kan nu oprette konto. I siger ja til hver enkelt.`
            : `Medarbejdere med adresser på ${wanted.domain} kan ikke selv oprette konto. I kan invitere dem.`,
        ],
        link: place && { label: "Se kommunens maildomæner", href: at(`/kommuner/${place.slug}/maildomaener`) },
      };
    case "problem-report": {
      const report = await findProblemReport(sql, wanted.report);
      if (!report) return null;
      // Where there is no such page, the address is the reader's own words.
      const known = await findHideable(sql, report.path);
      const owner = report.municipality ? await findMunicipalityName(sql, report.municipality) : undefined;
      const runs = owner && (await runsMunicipality(sql, report.municipality, id));
      return {
        subject: "En læser har meldt et problem",
        paragraphs: [
          known ? `Det gælder siden ${at(report.path)}.` : "Det gælder en side på sitet.",
          "Meldingen står ikke i mailen, fordi den kan handle om et barn. Læs den med det samme: kan et barn genkendes, kan du skjule siden derfra.",
        ],
        link: { label: "Læs meldingen", href: at(runs ? `/kommuner/${owner.slug}/meldinger` : "/kl/meldinger") },
      };
    }
    case "page-hidden": {
      const runs = place && (await runsMunicipality(sql, code, id));
      return {
        subject: "En side er skjult",
        paragraphs: [
          `Siden ${at(wanted.path)} er skjult for læserne. Teksten er der stadig. Grunden står ved meldingerne, hvor siden også kan vises igen.`,
        ],
        link: { label: "Se meldingerne", href: at(runs ? `/kommuner/${place.slug}/meldinger` : "/kl/meldinger") },
      };
    }
    case "last-coordinator-left":
      return {
        subject: `${name} har ikke længere en koordinator`,
        paragraphs: [
          `Den sidste koordinator i ${name} er holdt op. Indtil der er en ny, er det KL, der svarer for kommunen.`,
        ],
        link: place && { label: "Udpeg en ny", href: at(`/kommuner/${place.slug}/personer`) },
      };
    case "acting-began":
      return {
        subject: `KL handler for ${name}`,
        paragraphs: [
          `En medarbejder i KL handler lige nu på ${name}s vegne. Grunden er: ${wanted.reason}`,
          "Alt, hvad der bliver gjort, kan I se i kommunens hændelser.",
        ],
        link: place && { label: "Se hændelserne", href: at(`/kommuner/${place.slug}/haendelser`) },
      };
    case "case-submitted":
    case "case-assigned": {
      const version = await findVersionForLetter(sql, wanted.revision);
      // Answered, taken back, or given to somebody else meanwhile.
      if (!version?.waiting || (wanted.kind === "case-assigned" && version.assignedTo !== id)) return null;
      const from = `${version.municipality} Kommune`;
      return {
        subject: version.toAssociation
          ? `Et eksempel fra ${from} venter på KL's svar`
          : "Et eksempel venter på dit svar",
        paragraphs: [
          version.toAssociation
            ? `${from} har ingen anden, der må godkende det, og beder KL læse og svare på denne ene udgave.`
            : version.assignedTo
              ? `Du er bedt om at læse et eksempel fra ${from} og sige ja eller sende det tilbage.`
              : `Et eksempel fra ${from} er klar til at blive læst. Du er en af dem, der må sige ja eller sende det tilbage.`,
          "Titel og tekst står ikke i mailen, for eksemplet er ikke udgivet endnu.",
        ],
        link: { label: "Læs det, og svar", href: at(`/mine-tekster/${version.caseId}/svar`) },
      };
    }
    case "export-ready": {
      const ready = await findExportForLetter(sql, wanted.export);
      if (!ready) return null;
      const { municipality } = ready;
      return {
        subject: `Udtrækket af ${municipality.name} Kommunes eksempler er klar`,
        paragraphs: [
          `Alt, hvad ${municipality.name} Kommune har skrevet på Mere for Flere, ligger klar som én fil. Den kan hentes i ${hoursExportsAreKept} timer. Så sletter vi den.`,
          "Filen ligger ikke i mailen. Log ind, og hent den på siden.",
        ],
        link: { label: "Hent filen på siden", href: at(`/kommuner/${municipality.slug}/udtraek`) },
      };
    }
    case "case-shared": {
      const draft = await findSharedForLetter(sql, wanted.case, id);
      if (!draft) return null;
      const from = `${draft.municipality} Kommune`;
      return {
        subject: "Du kan skrive med i et eksempel",
        paragraphs: [
          `En kollega har sat dig på som en af dem, der skriver et eksempel fra ${from}.`,
          "Titel og tekst står ikke i mailen, for de er ikke godkendt endnu.",
        ],
        link: { label: "Åbn kladden", href: at(`/mine-tekster/${wanted.case}`) },
        after: ["Vil du ikke skrive med, kan du selv gå ud af kladden igen."],
      };
    }
    case "case-returned": {
      const version = await findVersionForLetter(sql, wanted.revision);
      if (version?.answer !== "returned") return null;
      return {
        subject: "Dit eksempel er sendt tilbage",
        paragraphs: [
          "Den, der har læst det, har skrevet til jer, hvad der skal rettes. Ordene står ved teksten, ikke i mailen.",
        ],
        link: { label: "Læs svaret, og skriv videre", href: at(`/mine-tekster/${version.caseId}/svar`) },
      };
    }
    case "case-published": {
      const version = await findVersionForLetter(sql, wanted.revision);
      if (version?.answer !== "approved" || !version.slug) return null;
      return {
        subject: "Dit eksempel er udgivet",
        paragraphs: [
          version.hidden
            ? "Det er godkendt. Siden er stadig skjult, til kommunens koordinator eller KL viser den igen."
            : "Det er godkendt og kan læses nu.",
        ],
        link: { label: "Se det", href: at(`/eksempler/${version.slug}`) },
      };
    }
    case "help-offered": {
      const reminder = await findReminderForLetter(sql, wanted.reminder, danishToday());
      // Answered or put off meanwhile.
      if (!reminder) return null;
      const period = periodName(reminder.period);
      return {
        subject: `Vil I have hjælp til status for ${period}?`,
        paragraphs: [
          `KL har endnu ikke set en status for ${period} fra ${reminder.name} Kommune. Det siger ikke, at I ikke arbejder med de ti punkter.`,
          "Det meste er fyldt ud på forhånd, og I kan svare »uændret« til resten. Sidder I fast, eller mangler I en at tale med, så skriv eller ring til KL. Så hjælper vi.",
          "Passer det ikke nu, kan I bede os vente på den samme side. Når I har sendt jeres status, skriver vi ikke mere om den.",
        ],
        link: { label: "Åbn jeres status", href: at(`/kommuner/${reminder.slug}/statusser`) },
      };
    }
    case "status-submitted":
    case "status-returned":
    case "status-published":
    case "status-stopped":
      return writeStatusLetter(sql, publicUrl, wanted);
    case "consent-ends": {
      const picture = await findPictureForLetter(sql, wanted.picture);
      // Given another date, or taken out, meanwhile.
      if (!picture) return null;
      const day = longDate(picture.until);
      return {
        subject: picture.hidden ? "Et billede er blevet skjult" : `Et billede må vises til og med ${day}`,
        paragraphs: [
          picture.hidden
            ? `Et billede i et eksempel, du har skrevet med på, måtte vises til og med ${day}. Nu er det skjult for alle.`
            : `Et billede i et eksempel, du har skrevet med på, må vises til og med ${day}. Dagen efter bliver det skjult for alle.`,
          "Får I lov at vise det længere, så skriv en ny dato ved billedet. Ellers kan du tage det ud af teksten.",
        ],
        link: { label: "Se tekstens billeder", href: at(`/mine-tekster/${picture.caseId}/billeder`) },
      };
    }
  }
}

const runsMunicipality = async (sql: Sql, code: string | null, personId: string): Promise<boolean> =>
  code !== null &&
  [...(await listCoordinators(sql, code, false)), ...(await listCoordinators(sql, code, true))].some(
    ({ id }) => id === personId,
  );

const admins = ["association_admin"];
const association = ["association_admin", "association_editor"];

/**
 * Whom a letter to several goes to; null for one that goes to a single address. An event among real people is told to real people, and an
 * invented one to invented ones.
 */
export async function recipientsOf(sql: Sql, wanted: Letter): Promise<Recipient[] | null> {
  switch (wanted.kind) {
    case "request-waiting": {
      const asker = await findRecipient(sql, wanted.person);
      if (!asker) return [];
      const coordinators = await listCoordinators(sql, wanted.municipality, asker.demo);
      return coordinators.length > 0 ? coordinators : listAssociation(sql, admins, asker.demo);
    }
    case "domain-asked":
      return listAssociation(sql, admins, wanted.demo);
    case "domain-decided":
      return listCoordinators(sql, wanted.municipality, wanted.demo);
    case "problem-report": {
      const report = await findProblemReport(sql, wanted.report);
      if (!report) return [];
      const { municipality, demo } = report;
      const coordinators = municipality ? await listCoordinators(sql, municipality, demo) : [];
      return unique([...coordinators, ...(await listAssociation(sql, association, demo))]);
    }
    case "page-hidden": {
      const { municipality, demo } = wanted;
      const coordinators = municipality ? await listCoordinators(sql, municipality, demo) : [];
      return unique([...coordinators, ...(await listAssociation(sql, association, demo))]);
    }
    case "last-coordinator-left":
      return listAssociation(sql, admins, wanted.demo);
    case "acting-began":
      return listCoordinators(sql, wanted.municipality, wanted.demo);
    case "case-submitted": {
      const version = await findVersionForLetter(sql, wanted.revision);
      if (!version?.waiting) return [];
      return version.toAssociation
        ? listAssociation(sql, association, version.demo)
        : listAskedAbout(sql, wanted.revision);
    }
    case "case-returned":
    case "case-published":
      return listWritersOf(sql, wanted.revision);
    case "consent-ends":
      return listToldOfConsent(sql, wanted.picture);
    case "help-offered": {
      const reminder = await findReminderForLetter(sql, wanted.reminder, danishToday());
      return reminder ? listCoordinators(sql, reminder.municipality, reminder.demo) : [];
    }
    case "status-submitted":
      return listAskedAboutEdition(sql, wanted.edition);
    case "status-returned":
    case "status-published":
      return listToldOfEdition(sql, wanted.edition, null);
    case "status-stopped":
      return listToldOfEdition(sql, wanted.edition, wanted.approver);
    default:
      return null;
  }
}

const unique = (people: readonly Recipient[]) => [...new Map(people.map((person) => [person.id, person])).values()];
