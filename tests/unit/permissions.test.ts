import { expect, it } from "vitest";
import { mayAct } from "#app/domain/acting/policy.ts";
import { maySeeAllAudit, maySeeAuditOf } from "#app/domain/audit/policy.ts";
import {
  type DraftSubject,
  isSecondPerson,
  mayAnswerDraft,
  mayApproveCase,
  mayReadCase,
  mayReaddressCase,
  maySetPairsOfEyes,
  mayTakeBack,
  mayWriteCase,
  mayWriteDraft,
  type TextState,
} from "#app/domain/cases/policy.ts";
import { mayKeepContacts } from "#app/domain/contacts/policy.ts";
import { mayExport, mayFetchExport } from "#app/domain/exports/policy.ts";
import { mayChangeKept, mayPublish, mayReadSaved, maySave } from "#app/domain/initiatives/policy.ts";
import { mayAskForDomain, mayDecideDomains } from "#app/domain/mail-domains/policy.ts";
import { mayOpenMail } from "#app/domain/mails/policy.ts";
import { mayReadMethod } from "#app/domain/methods/policy.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import {
  mayDecideRequests,
  mayResetTotp,
  maySeeEverybody,
  maySeePeople,
  mayTakeRoles,
  rolesToGive,
} from "#app/domain/people/policy.ts";
import { mayReadAllReports, mayReadReportsOf } from "#app/domain/problem-reports/policy.ts";
import {
  isSecondReader,
  mayAnswerStatus,
  mayAskInPeriod,
  mayKeepPeriods,
  mayOpenEdition,
  mayPublishAlone,
  mayPublishAlong,
  mayRunStatuses,
  mayStopPublication,
  mayWriteEdition,
  mayWriteStatus,
} from "#app/domain/statuses/policy.ts";
import { mayKeepUnits } from "#app/domain/units/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { inSentence, roles } from "#app/domain/vocabulary.ts";
import { accessRules } from "#app/http/access.ts";
import { callers, draftHere, editionHere, exportHere, here, unitHere, viewerFor } from "#tests/support/callers.ts";

/** The draft, handed over by somebody else. */
const submittedHere: DraftSubject = { ...draftHere, state: "submitted" };

type Deed = [what: string, may: (viewer: Viewer) => boolean | string];
const reading = (state: TextState, visibility: "public" | "network" | "municipality") => (viewer: Viewer) =>
  mayReadCase(viewer, { municipality: here.code, state, visibility });
const inWords = (viewer: Viewer, code: string | null) =>
  rolesToGive(viewer, code)
    .map((role) => inSentence(roles[role]))
    .join(", ");

/** What can be done with each noun. */
const nouns: Record<string, Deed[]> = {
  "Eksempler (kommunens)": [
    ["læse et offentligt", reading("published", "public")],
    ["læse et, der er delt i netværket", reading("published", "network")],
    ["læse et, der kun er kommunens eget", reading("published", "municipality")],
    ["skrive et, og læse kladden", (viewer) => mayWriteCase(viewer, { municipality: here.code, unitId: null })],
    ["skrive et fra egen enhed", (viewer) => mayWriteCase(viewer, { municipality: here.code, unitId: unitHere })],
    ["godkende et", (viewer) => mayApproveCase(viewer, { municipality: here.code, unitId: null })],
    ["godkende et fra egen enhed", (viewer) => mayApproveCase(viewer, { municipality: here.code, unitId: unitHere })],
    [
      "godkende et fra en anden enhed",
      (viewer) => mayApproveCase(viewer, { municipality: here.code, unitId: "anden" }),
    ],
    ["læse og svare på det, der er sendt til godkendelse", (viewer) => mayAnswerDraft(viewer, submittedHere)],
    [
      "svare på det, når vedkommende selv har skrevet i det",
      (viewer) => isSecondPerson(viewer, { ...submittedHere, authors: [viewer.person?.id ?? ""] }),
    ],
    ["tage det tilbage, der er sendt til godkendelse", (viewer) => mayTakeBack(viewer, submittedHere)],
    [
      "tage det tilbage, når vedkommende selv har skrevet i det",
      (viewer) => mayTakeBack(viewer, { ...submittedHere, authors: [viewer.person?.id ?? ""] }),
    ],
    [
      "læse og svare på den udgave, kommunen har sendt til KL",
      (viewer) => mayAnswerDraft(viewer, { ...submittedHere, toAssociation: true }),
    ],
    [
      "skrive i den tekst, kommunen har sendt til KL",
      (viewer) => mayWriteDraft(viewer, { ...submittedHere, toAssociation: true }),
    ],
    [
      "rette et udgivet, trække det tilbage og dele det med færre",
      (viewer) => mayWriteDraft(viewer, { ...draftHere, state: "published", everPublished: true }),
    ],
    ["give et udgivet en anden adresse", (viewer) => mayReaddressCase(viewer, draftHere)],
    ["bestemme, om ét par øjne er nok", (viewer) => maySetPairsOfEyes(viewer, here.code)],
    ["læse en kladde på dens offentlige adresse", reading("draft", "municipality")],
    ["læse et, der er trukket tilbage eller skjult", reading("hidden", "public")],
    ["skjule et, og vise det igen", (viewer) => mayHide(viewer, { municipality: here.code, demo: false })],
    ["skjule et, der er Demodata", (viewer) => mayHide(viewer, { municipality: here.code, demo: true })],
  ],
  Metoder: [
    ["læse en offentlig", (viewer) => mayReadMethod(viewer, { state: "published", visibility: "public" })],
    [
      "læse en, der er delt i netværket",
      (viewer) => mayReadMethod(viewer, { state: "published", visibility: "network" }),
    ],
    ["skjule en, og vise den igen", (viewer) => mayHide(viewer, { municipality: null, demo: false })],
  ],
  "Indsatser, milepæle og penge": [
    ["læse det, der er gemt og ikke udgivet", (viewer) => mayReadSaved(viewer, here.code)],
    ["gemme en indsats, og taste regnskab ind", (viewer) => maySave(viewer, here.code)],
    [
      "rette det, der ikke er udgivet",
      (viewer) => mayChangeKept(viewer, { municipality: here.code, demo: false, publishedAt: null }),
    ],
    [
      "rette det, der er udgivet",
      (viewer) => mayChangeKept(viewer, { municipality: here.code, demo: false, publishedAt: new Date() }),
    ],
    [
      "rette det, der er Demodata og ikke udgivet",
      (viewer) => mayChangeKept(viewer, { municipality: here.code, demo: true, publishedAt: null }),
    ],
    ["udgive, tage tilbage og skjule et beløb", (viewer) => mayPublish(viewer, here.code)],
  ],
  "Status hvert halve år": [
    ["begynde på kommunens status", (viewer) => mayWriteStatus(viewer, here.code)],
    ["læse en, der ikke er udgivet", (viewer) => mayOpenEdition(viewer, editionHere)],
    ["skrive i den, vælge belæg, sende den og tage den tilbage", (viewer) => mayWriteEdition(viewer, editionHere)],
    ["skrive i en, der er Demodata", (viewer) => mayWriteEdition(viewer, { ...editionHere, demo: true })],
    ["udgive indsatser sammen med den", (viewer) => mayPublishAlong(viewer, here.code)],
    ["udgive den ved at sende den, når ét par øjne er nok", (viewer) => mayPublishAlone(viewer, editionHere)],
    ["svare på den, når den er sendt", (viewer) => mayAnswerStatus(viewer, { ...editionHere, state: "submitted" })],
    [
      "svare på den, når vedkommende selv har skrevet i den",
      (viewer) => isSecondReader(viewer, { ...editionHere, state: "submitted", authors: [viewer.person?.id ?? ""] }),
    ],
    ["stoppe en, der venter på sin dag", (viewer) => mayStopPublication(viewer, { ...editionHere, state: "approved" })],
    ["rette en udgivet, notere udfaldet og fjerne den for altid", (viewer) => mayRunStatuses(viewer, here.code)],
    ["åbne og lukke halvår", mayKeepPeriods],
    ["stille spørgsmål i et halvår, og minde om det", (viewer) => mayAskInPeriod(viewer, false)],
    ["stille spørgsmål og minde om det i Demodata", (viewer) => mayAskInPeriod(viewer, true)],
  ],
  Personer: [
    ["se kommunens personer", (viewer) => maySeePeople(viewer, here.code)],
    ["give disse roller i kommunen", (viewer) => inWords(viewer, here.code)],
    ["give disse roller i KL", (viewer) => inWords(viewer, null)],
    ["fjerne roller og personer i kommunen", (viewer) => mayTakeRoles(viewer, here.code)],
    ["fjerne roller i KL", (viewer) => mayTakeRoles(viewer, null)],
    ["svare dem, der beder om adgang", (viewer) => mayDecideRequests(viewer, here.code, { hasCoordinator: true })],
    [
      "svare dem, når kommunen ingen koordinator har",
      (viewer) => mayDecideRequests(viewer, here.code, { hasCoordinator: false }),
    ],
    ["nulstille en anden persons engangskoder", mayResetTotp],
    ["se alle koordinatorer og KL's egne", maySeeEverybody],
    ["handle for en kommune", mayAct],
  ],
  "Enheder, kontaktpersoner og maildomæner": [
    ["holde styr på kommunens enheder", (viewer) => mayKeepUnits(viewer, here.code)],
    ["holde styr på kommunens kontaktpersoner", (viewer) => mayKeepContacts(viewer, here.code)],
    ["bede om et maildomæne, og opgive det", (viewer) => mayAskForDomain(viewer, here.code)],
    ["godkende et maildomæne", mayDecideDomains],
  ],
  "Meldinger, hændelser og mail": [
    ["læse meldinger om kommunens sider", (viewer) => mayReadReportsOf(viewer, here.code)],
    ["læse alle meldinger", mayReadAllReports],
    ["se kommunens hændelser", (viewer) => maySeeAuditOf(viewer, here.code)],
    ["se alle hændelser", maySeeAllAudit],
    ["tage alle kommunens eksempler ud som én fil", (viewer) => mayExport(viewer, here.code)],
    ["hente den fil", (viewer) => mayFetchExport(viewer, exportHere)],
    ["hente en fil med kommunens Demodata", (viewer) => mayFetchExport(viewer, { ...exportHere, demo: true })],
    ["åbne mail til rigtige personer, der ligger på sitet", (viewer) => mayOpenMail(viewer, false)],
    ["åbne mail til demopersoner", (viewer) => mayOpenMail(viewer, true)],
  ],
};

const answer = (value: boolean | string) => (value === true ? "ja" : value === false || value === "" ? "–" : value);

function table(deeds: readonly Deed[]): string {
  const head = ["", ...callers.map(({ name }) => name)];
  const rows = deeds.map(([what, may]) => [what, ...callers.map((caller) => answer(may(viewerFor(caller))))]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

it("docs/permissions.md says what the code does", async () => {
  const addresses = accessRules.flatMap(([route, { subject, read, intents }]): Deed[] => {
    const asked =
      subject === "draft" ? draftHere : subject === "export" ? exportHere : subject === "status" ? editionHere : here;
    return [
      [`GET /${route}`, (viewer) => read(viewer, asked)],
      ...Object.entries(intents).map(
        ([intent, rule]): Deed => [`POST /${route} (${intent})`, (viewer) => rule(viewer, asked)],
      ),
    ];
  });
  const text = [
    "# Who may do what",
    `Made from the policies in \`app/domain/*/policy.ts\` and the table in \`app/http/access.ts\` by \`tests/unit/permissions.test.ts\`; do not edit it (delete it and run \`npm test -- tests/unit/permissions.test.ts\`, which writes it anew). The municipality asked about is ${here.name}, the draft one of it that somebody else has begun. A role that needs the second factor counts once a code has been given. Demo people change invented rows only, whatever stands here.`,
    ...Object.entries(nouns).map(([noun, deeds]) => `## ${noun}\n\n${table(deeds)}`),
    `## Addresses\n\nWhat is not here is read by all.\n\n${table(addresses)}`,
    "",
  ].join("\n\n");
  await expect(text.trimEnd().concat("\n")).toMatchFileSnapshot("../../docs/permissions.md");
});
