import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { returnCase } from "#app/domain/cases/answer-case.server.ts";
import { reviseCase } from "#app/domain/cases/keep-published.server.ts";
import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import { anonymous, type Viewer, viewerOf } from "#app/domain/viewer.ts";
import { type Sql, transaction } from "#db/client.ts";
import * as keptAmbitions from "#db/queries/ambitions/keep.ts";
import { ambitionsOfCommitment, ambitionsOfMunicipality } from "#db/queries/ambitions/list.ts";
import { listAudit } from "#db/queries/audit.ts";
import * as keptMoney from "#db/queries/budgets/keep.ts";
import { listKeptAgreements } from "#db/queries/budgets/keep-agreements.ts";
import { pageOfBudgetRows, readBudgetRows } from "#db/queries/budgets/record.ts";
import {
  budgetRowsOfInitiative,
  budgetRowsOfMunicipality,
  budgetTablesOfMunicipality,
} from "#db/queries/budgets/rows.ts";
import { sumsOfCommitment } from "#db/queries/budgets/sums.ts";
import { placeSorts } from "#db/queries/by-place.ts";
import { findBinnable } from "#db/queries/cases/bin.ts";
import { findChoiceOptions } from "#db/queries/cases/choices.ts";
import { listPossibleWriters, listWritingAlong } from "#db/queries/cases/contributors.ts";
import { countForAssociation, deskGroups, listDesk } from "#db/queries/cases/desk.ts";
import { findDraft, findDraftSubject } from "#db/queries/cases/draft.ts";
import {
  findAnswer,
  findLastHandOver,
  findUnpublished,
  findWorkingRevision,
  listApprovers,
  listAuthors,
  listKeptWarnings,
} from "#db/queries/cases/hand-over.ts";
import { findVersion, listVersions } from "#db/queries/cases/history.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases, newestCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import {
  countPictures,
  findPictureForLetter,
  findVisiblePicture,
  insertPicture,
  listKnownPictures,
  listPictures,
  listShownPictures,
  listToldOfConsent,
} from "#db/queries/cases/pictures.ts";
import { findFreeSlug, findPublished } from "#db/queries/cases/publication.ts";
import {
  findSharedForLetter,
  findVersionForLetter,
  listAskedAbout,
  listWritersOf,
} from "#db/queries/cases/recipients.ts";
import { isCaseGone, readCase, readCases } from "#db/queries/cases/record.ts";
import { casesOfCommitment, casesOfMethod, casesOfMunicipality, similarCases } from "#db/queries/cases/related.ts";
import { listSlugsOfCase } from "#db/queries/cases/removal.ts";
import {
  findCaseOfText,
  findSharedText,
  findWorkingContent,
  insertTextUpdates,
  listTextUpdates,
  listUnstored,
} from "#db/queries/cases/shared-text.ts";
import { findCaseSubject } from "#db/queries/cases/subject.ts";
import { findVersionDue, keepVersion } from "#db/queries/cases/versions.ts";
import { citationsAt, listCitations, resolveCitations } from "#db/queries/citations.ts";
import {
  countContacts,
  findContact,
  findContactByConsent,
  findContactForConsent,
  listContacts,
} from "#db/queries/contacts/for-keepers.ts";
import {
  contactsOfCase,
  contactsOfCommitment,
  contactsOfMethod,
  contactsOfMunicipality,
} from "#db/queries/contacts/for-readers.ts";
import { isTopic, listTopicCases, listTopics } from "#db/queries/contacts/topics.ts";
import { findCommitment, findDeclaration, listCommitments, listDeclarations } from "#db/queries/declarations.ts";
import { findDemoPlace, hasDemoData } from "#db/queries/demo.ts";
import { textsCitingDocument } from "#db/queries/documents/citing.ts";
import { listDocuments } from "#db/queries/documents/list.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { isDocumentGone, pageOfDocuments, readDocument } from "#db/queries/documents/record.ts";
import { readExportAmbitions, readExportTreatments } from "#db/queries/exports/ambitions.ts";
import { listExportIds, readExportBodies, readExportTexts } from "#db/queries/exports/contents.ts";
import {
  readExportAims,
  readExportIndicators,
  readExportInitiatives,
  readExportMandates,
  readExportMoney,
  readExportPlacements,
} from "#db/queries/exports/ground.ts";
import {
  findExportFile,
  findExportForLetter,
  findExportSubject,
  listExports,
  listKnownExports,
  listOverExports,
} from "#db/queries/exports/keeping.ts";
import { readExportStatuses } from "#db/queries/exports/statuses.ts";
import { aimsOfMunicipality, placementsOfMunicipality } from "#db/queries/follow-ups/aims.ts";
import * as keptMandates from "#db/queries/follow-ups/keep.ts";
import * as keptPlacements from "#db/queries/follow-ups/keep-placements.ts";
import * as keptThemes from "#db/queries/follow-ups/keep-themes.ts";
import { mandatesOfMunicipality, sectionsDueIn } from "#db/queries/follow-ups/mandates.ts";
import { pageOfMandates, readMandates } from "#db/queries/follow-ups/record.ts";
import { isDatabaseWell, readJobsHealth } from "#db/queries/health.ts";
import { findHideable, findOwnerOfPath, listHidden, listHideable } from "#db/queries/hidden-pages.ts";
import * as keptIndicators from "#db/queries/indicators/keep.ts";
import * as keptValues from "#db/queries/indicators/keep-values.ts";
import { indicatorsOfMunicipality, listIndicators } from "#db/queries/indicators/list.ts";
import { findIndicator } from "#db/queries/indicators/page.ts";
import { pageOfIndicators, pageOfValues, readIndicators, readValues } from "#db/queries/indicators/record.ts";
import { municipalitiesOfIndicator, pageOfCorrections, valuesOfIndicator } from "#db/queries/indicators/values.ts";
import * as keptInitiatives from "#db/queries/initiatives/keep.ts";
import { listLinkChoices, listMeantCases } from "#db/queries/initiatives/keep-links.ts";
import {
  initiativesLinkedTo,
  initiativesOfCommitment,
  initiativesOfMunicipality,
  initiativesRestingOn,
} from "#db/queries/initiatives/list.ts";
import { findInitiative } from "#db/queries/initiatives/page.ts";
import { pageOfInitiatives, readInitiatives } from "#db/queries/initiatives/record.ts";
import { findInvitation, listInvitations } from "#db/queries/invitations.ts";
import {
  findJoinRequest,
  listJoinRequests,
  listRequestsOf,
  listWaitingForAssociation,
} from "#db/queries/join-requests.ts";
import { findDomain, findMunicipalityOfDomain, listDomains, listFurtherDomains } from "#db/queries/mail-domains.ts";
import { listMethods, methodsBySlug } from "#db/queries/methods/list.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { isMethodGone, pageOfMethods, readMethod } from "#db/queries/methods/record.ts";
import {
  methodsLinkedTo,
  methodsOfCommitment,
  methodsOfMunicipality,
  similarMethods,
} from "#db/queries/methods/related.ts";
import { findMethodSubject } from "#db/queries/methods/subject.ts";
import * as municipalities from "#db/queries/municipalities.ts";
import { findLateJob, holdJob } from "#db/queries/outbox.ts";
import { listPassages } from "#db/queries/passages.ts";
import { findByEmail, findPerson } from "#db/queries/people/account.ts";
import { listAddressesOf } from "#db/queries/people/addresses.ts";
import { countRunning, findGrant, listGrants } from "#db/queries/people/grants.ts";
import {
  findPersonOf,
  listAllCoordinators,
  listAssociationPeople,
  listNamesOf,
  listPeopleOf,
} from "#db/queries/people/list.ts";
import { readOwnData } from "#db/queries/people/own-data.ts";
import { findRecipient, listAssociation, listCoordinators } from "#db/queries/people/recipients.ts";
import { countRecoveryCodes } from "#db/queries/people/second-factor.ts";
import { findProblemReport, findReportedCase, listProblemReports } from "#db/queries/problem-reports.ts";
import { findReference, listReferences, listReferenceTopics, pageOfReferences } from "#db/queries/references.ts";
import { listFacetNames, readHits } from "#db/queries/search-hits.ts";
import { findEndedBecause, isSessionOpen, listSessions, readSession } from "#db/queries/sessions.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { findPublicGround } from "#db/queries/statuses/freeze.ts";
import { listHelpWanted } from "#db/queries/statuses/help-wanted.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import { listHeardOf } from "#db/queries/statuses/keep-freshness.ts";
import { findKeptPeriod, findKeptQuestion } from "#db/queries/statuses/keep-periods.ts";
import { draftPins } from "#db/queries/statuses/keep-pins.ts";
import { findKeptReminder, findReminderForLetter, findReminderStanding } from "#db/queries/statuses/keep-reminders.ts";
import { statusesOfMunicipality } from "#db/queries/statuses/list.ts";
import { indicatorsOnMap, valuesOnMap } from "#db/queries/statuses/map-values.ts";
import { countStatuses, readStatusMatrix } from "#db/queries/statuses/matrix.ts";
import { pointsOverPeriods, statusesOfCommitment } from "#db/queries/statuses/over-periods.ts";
import { findStatus, readEdition } from "#db/queries/statuses/page.ts";
import { listPeriodQuestions, listPeriods } from "#db/queries/statuses/periods.ts";
import { indicatorsStillHere, pinsOfEdition, readPins } from "#db/queries/statuses/pins.ts";
import { pageOfStatuses, readStatuses } from "#db/queries/statuses/record.ts";
import { findToken } from "#db/queries/tokens.ts";
import { listKeptTreatments } from "#db/queries/treatments/keep.ts";
import { treatmentsOfDeclaration, treatmentsOfMunicipality } from "#db/queries/treatments/list.ts";
import { countGrantsOfUnit, lockGrantsOfUnit } from "#db/queries/unit-belongings.ts";
import * as units from "#db/queries/units.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
import { callKeptStatuses } from "#tests/support/call-kept-statuses.ts";
import { here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { declaredResults } from "#tests/support/declared-result.ts";
import { fillColumns } from "#tests/support/fill-columns.ts";
import { fillGround, groundPlace } from "#tests/support/fill-ground.ts";
import { createViewer, handOverFields } from "#tests/support/handing-over.ts";

const results = declaredResults();

/** What is declared and cannot be read, and why the declaration is wider. */
const neverSeen: Record<string, string> = {
  "listAllCoordinators.items[].grants[].municipality null": "coordinators are a municipality's",
  "listAllCoordinators.items[].grants[].unit something": "coordinators are not limited to a unit",
  "listAssociationPeople[].grants[].municipality something": "KL's people are no municipality's",
  "listAssociationPeople[].grants[].unit something": "KL's people are not limited to a unit",
  "listFurtherDomains.items[].note null": "only the municipalities' own domains have none",
  "findPersonOf.grants[].municipality null": "picked by the municipality",
  "listPeopleOf.items[].grants[].municipality null": "picked by the municipality",
  "findStatusDraft.content.evidence[].indicator undefined": "left out by those who write a paper without figures",
  "listKeptAccounts[].initiativeId something": "a line of the accounts is of no initiative",
  "listKeptAccounts[].level null": "picked by having one",
  "listKeptAccounts[].table something": "a line of the accounts stands in no table",
  "listKeptLines[].initiativeId null": "picked by the initiative",
  "listKeptLines[].level something": "a line of an initiative is none of the three a year",
};

/** What other tests show more of than the rows here, and where. */
const seenElsewhere: readonly [places: RegExp, where: string][] = [
  [
    /^(?:draftPins|pinsOfEdition|readPins)\[\]\.(?:amount|value)|\.pins\[\]/,
    "status-pages.test.ts, and the values themselves above",
  ],
  [/^valuesOnMap\[\]/, "the same values above, by valuesOfIndicator; status-picture.test.ts"],
  [/\.blocks\[\]/, "checked by their schema when they are stored; compose-status.test.ts"],
  [/\.units\[\]\.successor /, "closing-units.test.ts"],
  [
    /\.(?:before|metOn) null$|\.edition\.(?:because|passage|publishedOn) |indicators(?:StillHere)?\[\]/,
    "status-pages.test.ts",
  ],
  [/^listEditionHolders\[\]|^readStatusContent\./, "status-writing.test.ts"],
  [/^readExport(?:Ambitions|Statuses|Treatments)\[\]/, "export-ground.test.ts"],
];

const today = "2026-11-22";
const year = 2025;
const all = { page: 1, pageSize: 100 };
const nobody = "51dec21a-b7e2-4406-88fc-8480d1092c18";

let database: TestDatabase;
let sql: Sql;

/** Calls a read, and compares what comes back with what it declares. */
async function call<A extends unknown[]>(read: (sql: Sql, ...args: A) => Promise<unknown>, ...args: A): Promise<void> {
  const declared = results.get(read.name);
  if (!declared) throw new RangeError(`${read.name} is no read of db/queries`);
  declared.compare(await read(sql, ...args));
}

const keys = async (table: string, column = "id"): Promise<string[]> =>
  (await sql<{ key: string }[]>`select ${sql(column)} as key from ${sql(table)}`).map(({ key }) => key);

beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
  await fillColumns(sql);
  await fillGround(sql);
  await buildMethod(sql, { slug: "uden-mandag" });
  await buildMethod(sql, { slug: "foerste-uge", monday: { lead: "Ikke mandag.", steps: ["Et.", "To.", "Tre."] } });
  await buildMethod(sql, {
    slug: "med-mandag",
    kind: "metode",
    monday: { lead: null, steps: ["Et.", "To.", "Tre."] },
    laws: ["klage"],
    commitments: [{ declarationYear: 2025, number: 3, why: "Fordi." }],
    grades: [{ aspect: "effect", grade: "B", basis: "Målt.", source: "/kilder/tolaererforsoeget" }],
  });
  const codes = await keys("municipality", "code");
  const everybody: Viewer = { network: true, municipalities: codes };
  await callCases(everybody);
  await callDrafts();
  await callHandingOver();
  await callMethods(everybody);
  await callDocuments(everybody);
  await callMunicipalities(everybody);
  await callCommitments(everybody);
  await callGround(everybody);
  await callKeptIndicators();
  await callPeople();
  await callContacts(everybody);
  await callKeeping();
  await callKeptStatuses(sql, call);
  await callExports();
  await callStatusPicture(everybody);
  await callWholeSite(everybody);
});
afterAll(() => database.drop());

async function callCases(viewer: Viewer): Promise<void> {
  const filter = Object.fromEntries(caseFacets.map((facet) => [facet, [] as string[]])) as unknown as CaseFilter;
  const listing = { filter, sort: "erfaring", page: 1, pageSize: 100, realOnly: false, today } as const;
  await call(listCases, viewer, listing);
  await call(listCases, viewer, { ...listing, page: 9 });
  await call(countCaseFacets, viewer, listing);
  await call(countCaseFacets, viewer, { ...listing, filter: { ...filter, method: ["trylleri"] } });
  await call(newestCases, viewer, 100, { real: false });
  const ids = await keys("case_story");
  await call(readCases, viewer, ids);
  for (const id of [...ids, nobody]) {
    await call(readCase, viewer, id);
    await call(isCaseGone, viewer, id);
  }
  for (const slug of [...(await keys("case_story", "slug")), ...(await keys("retired_case_slug", "slug")), "ingen"]) {
    await call(findCase, viewer, slug);
    await call(findCaseSubject, slug);
  }
  await call(similarCases, viewer, "aarhus-skoler-i-klynger", 100);
  for (const id of await keys("case_revision")) await call(listCitations, "case_citation", id);
}

async function callDrafts(): Promise<void> {
  const coordinator = viewerFor({ name: "koordinator", roles: [{ role: "coordinator", place: here }] });
  const bare = await buildDraft(sql, { municipalityCode: here.code });
  const [somebody] = await sql<{ id: string }[]>`
    insert into person (email, name, demo) values ('skriver@example.org', 'Skriver', false) returning id`;
  const [free] = await sql<{ id: string }[]>`
    insert into person (email, name, demo) values ('ledig@example.org', 'Ledig', false) returning id`;
  await sql`insert into role_grant (person_id, role, municipality_code) values (${free?.id ?? ""}, 'contributor', ${here.code})`;
  const [unit] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind) values (${here.code}, 'skrivende', 'Skrivende', 'skole') returning id`;
  const whole = await buildDraft(sql, { municipalityCode: here.code, begunBy: somebody?.id, unitId: unit?.id });
  await sql`
    update case_revision set stage = 'i-gang', settings = '{dagtilbud}', levels = '{almen}', mellemform_levels = '{1}', class_levels = '{3}',
      names_unit = true, period_from = '2025', period_to = '2026'
    where id = ${whole.revisionId}`;
  await sql`update case_story set slug = 'skrevet', binned_at = now() where id = ${whole.id}`;
  await sql`insert into case_contributor (case_id, person_id, demo) values (${whole.id}, ${somebody?.id ?? ""}, false)`;
  await sql`
    insert into case_method (revision_id, method_id, position)
    select ${whole.revisionId}, id, 1 from method where published_revision_id is not null limit 1`;
  await sql`
    insert into case_commitment (revision_id, declaration_year, number, linked_by, why)
    select ${whole.revisionId}, declaration_year, number, 'source', '' from commitment limit 1`;
  await callDesk();
  await callKept();
  const chosen = await findDraft(sql, coordinator, whole.id);
  if (chosen) await call(findChoiceOptions, coordinator, chosen);
  for (const one of [bare.id, whole.id, nobody]) {
    await call(findBinnable, coordinator, one);
    await call(listWritingAlong, coordinator, one);
    await call(listPossibleWriters, coordinator, one, { words: "", limit: 10 });
    await call(findDraft, coordinator, one);
    await call(findDraftSubject, one);
  }
  const picture = { id: randomUUID(), caseId: whole.id, width: 480, height: 360, bytes: 9_000 };
  await insertPicture(sql, { ...picture, consentUntil: "2030-06-30", madeBy: somebody?.id ?? null });
  const bareOne = { ...picture, id: randomUUID(), consentUntil: null, madeBy: somebody?.id ?? null };
  await insertPicture(sql, bareOne);
  await insertPicture(sql, { ...bareOne, id: randomUUID(), madeBy: null });
  for (const one of [picture.id, bareOne.id, nobody]) {
    await call(findVisiblePicture, coordinator, one);
    await call(findPictureForLetter, one);
    await call(listToldOfConsent, one);
    await call(listKnownPictures, [one]);
  }
  for (const one of [whole.id, nobody]) {
    await call(listPictures, coordinator, one);
    await call(listShownPictures, one);
    await call(countPictures, one);
  }
  const update = { personId: somebody?.id ?? nobody, bytes: new Uint8Array([0, 0]) };
  const typed = { ...update, revisionId: bare.revisionId, sessionId: null };
  expect(await insertTextUpdates(sql, [typed], null)).toEqual([bare.revisionId]);
  const [stored] = await sql<{ id: number }[]>`select id from text_update where revision_id = ${bare.revisionId}`;
  await call(listTextUpdates, bare.revisionId, [stored?.id ?? 0]);
  await call(listTextUpdates, bare.revisionId, [0]);
  await sql`update case_revision set created_at = now() - interval '1 hour' where id = ${bare.revisionId}`;
  for (const revisionId of [bare.revisionId, whole.revisionId, nobody]) {
    await call(findCaseOfText, revisionId);
    await call(findSharedText, revisionId);
    await call(findVersionDue, revisionId);
    await call(findWorkingContent, revisionId);
    for (const sessionId of [null, "ingen"]) await call(listUnstored, [{ ...update, revisionId, sessionId }]);
  }
  await callVersions(coordinator, whole.id, somebody?.id ?? "");
}

/** Texts on their way to their readers, with everything that one may have and with nothing of it. */
async function callHandingOver(): Promise<void> {
  const writer = await createViewer(sql, [{ role: "contributor", municipality: here.code }]);
  const coordinator = await createViewer(sql, [{ role: "coordinator", municipality: here.code }]);
  const approver = await createViewer(sql, [{ role: "approver", municipality: here.code }]);
  const [unit] = await sql<{ id: string; slug: string }[]>`
    insert into unit (municipality_code, slug, name, kind) values (${here.code}, 'sendende', 'Sendende', 'skole') returning id, slug`;
  await createViewer(sql, [{ role: "approver", municipality: here.code, unitId: unit?.id }]);
  const { id: rich } = await buildCase(sql, {
    slug: "rig-sag",
    retiredSlugs: ["rig-sag-foer"],
    document: "notat",
    unit: unit?.slug,
    hard: "Tiden.",
    schoolSize: 240,
    periodFrom: "2025",
    periodTo: "2026",
    partners: ["PPR"],
    settings: ["indskoling"],
    levels: ["almen"],
    mellemformLevels: [1],
    classLevels: [3],
    methods: ["co-teaching"],
    commitments: [{ year, number: 1, linkedBy: "source", why: "" }],
  });
  const published = (await findPublished(sql, rich))?.revisionId ?? "";
  await reviseCase(sql, coordinator, rich, published);
  const bare = await buildDraft(sql, { municipalityCode: here.code, begunBy: writer.person.id });
  await sql`insert into case_contributor (case_id, person_id, demo) values (${bare.id}, ${coordinator.person.id}, false)`;
  const { id: plain } = await buildCase(sql, { slug: "uden-det-svaere", municipalityCode: here.code });
  await call(findPublished, plain);
  const look = async () => {
    for (const id of [rich, bare.id, nobody]) {
      await call(findSharedForLetter, id, coordinator.person.id);
      await call(findUnpublished, approver, id, "working");
      await call(findUnpublished, approver, id, "submitted");
      for (const read of [findPublished, findWorkingRevision, findLastHandOver]) await call(read, id);
      await call(listApprovers, id, null);
      await call(listAuthors, id);
      await call(listKeptWarnings, id);
    }
    for (const revision of [...(await keys("case_hand_over", "revision_id")), nobody]) {
      await call(findVersionForLetter, revision);
      await call(listAskedAbout, revision);
      await call(listWritersOf, revision);
      for (const id of [rich, bare.id]) await call(findAnswer, id, revision);
    }
  };
  await look();
  const sent = { ...handOverFields, settings: ["indskoling"] };
  const submit = async (viewer: typeof writer, id: string, fields: Partial<typeof sent> = {}) => {
    const working = await findWorkingRevision(sql, id);
    await submitCase(sql, viewer, id, {
      ...sent,
      namesUnit: working?.unitId ?? "nej",
      ...fields,
      revision: working?.id ?? "",
    });
    return (await findLastHandOver(sql, id))?.revisionId ?? "";
  };
  const first = await submit(writer, bare.id);
  await submit(coordinator, rich, { assignedTo: approver.person.id } as never);
  await sql`
    insert into kept_warning (case_id, finding_key, reason, kept_by)
    values (${rich}, 'naeste-noegle', 'Det er hans egen bog.', ${writer.person.id}), (${rich}, 'en-noegle', 'Det er hans egen bog.', null)`;
  await look();
  await returnCase(sql, approver, bare.id, { revision: first, words: "> Tiden.\nSkriv mere." });
  await look();
  await submit(writer, bare.id);
  await sql`update case_hand_over set handed_over_by = null, answered_by = null where answered_at is null or revision_id = ${first}`;
  await look();
  await sql`
    update case_story set withdrawn_at = now(), withdrawn_because = 'Skolen har bedt om det.' where id = ${rich}`;
  await look();
  await call(findFreeSlug, "rig-sag");
  await call(municipalities.findPairsOfEyes, here.code);
  await call(citationsAt, ["/kilder/kl-2024", "/dokumenter/notat#sted", "/kilder/findes-ikke"]);
}

/** The desk of somebody with texts in every group, and with everything that a row can hold. */
async function callDesk(): Promise<void> {
  const [me] = await sql<{ id: string }[]>`
    insert into person (email, name, demo) values ('bord@example.org', 'Bo Bord', false) returning id`;
  const [other] = await sql<{ id: string }[]>`
    insert into person (email, name, demo) values ('anden@example.org', 'Anden', false) returning id`;
  const my = me?.id ?? "";
  await sql`insert into role_grant (person_id, role, municipality_code) values (${my}, 'coordinator', ${here.code})`;
  const grants = [{ role: "coordinator", municipality: here, unitId: null }] as const;
  const viewer = viewerOf({
    ...{
      id: my,
      name: "Bo Bord",
      email: "",
      demo: false,
      introduced: true,
      sessionId: "",
      secondFactor: true,
      acting: null,
    },
    grants,
  });
  const [unit] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind) values (${here.code}, 'bordet', 'Bordet', 'skole') returning id`;
  const build = (options: Parameters<typeof buildDraft>[1]) =>
    buildDraft(sql, { municipalityCode: here.code, ...options });
  const [merged] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind, closed_at, merged_into)
    values (${here.code}, 'bordet-foer', 'Bordet før', 'skole', now(), ${unit?.id ?? ""}) returning id`;
  const version = async (draft: { id: string; revisionId: string }, state: string) => {
    const [row] = await sql<{ id: string }[]>`
      insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state, number, kept_because, names_unit, unit_id)
      select case_id, municipality_code, 'Titel', 'Kort', 'i-gang', content, text, ${state}, 1, 'handed_over', true, ${merged?.id ?? null}::uuid
      from case_revision where id = ${draft.revisionId} returning id`;
    return row?.id ?? "";
  };
  await build({ begunBy: my, unitId: unit?.id });
  await build({});
  const returned = await build({ begunBy: my });
  await sql`insert into case_contributor (case_id, person_id, demo) values (${returned.id}, ${other?.id ?? ""}, false)`;
  await sql`
    insert into case_hand_over (revision_id, answer, answered_by, answered_at, words, quotes)
    values (${await version(returned, "kept")}, 'returned', ${other?.id ?? ""}, now(), 'Skriv mere.', '{Vi gik ud.}')`;
  for (const [begunBy, assigned, association] of [
    [my, other?.id, false],
    [other?.id, my, false],
    [my, null, true],
  ] as const) {
    const waiting = await build({ begunBy });
    const submitted = await version(waiting, "submitted");
    await sql`update case_story set submitted_revision_id = ${submitted} where id = ${waiting.id}`;
    await sql`
      insert into case_hand_over (revision_id, assigned_to, to_association)
      values (${submitted}, ${assigned ?? null}, ${association})`;
  }
  for (const reason of [null, "Vi har en nyere."]) {
    const published = await build({ begunBy: my });
    const is = await version(published, "published");
    const slug = reason ? "bord-trukket" : "bord-udgivet";
    await sql`
      update case_story set published_revision_id = ${is}, working_revision_id = null, first_published_at = now(), slug = ${slug},
        visibility = 'public', withdrawn_at = case when ${reason}::text is not null then now() end, withdrawn_because = ${reason}
      where id = ${published.id}`;
    await sql`
      insert into problem_report (path, message, municipality_code, passed_on_at)
      values (${`/eksempler/${slug}`}, 'Linket virker ikke.', ${here.code}, now())`;
  }
  const binned = await build({ begunBy: my });
  await sql`update case_story set binned_at = now() where id = ${binned.id}`;
  const paging = { page: 1, pageSize: 50 };
  for (const group of deskGroups) await call(listDesk, viewer, group, paging);
  await call(countForAssociation, viewer);
}

async function callVersions(coordinator: Viewer, id: string, writer: string): Promise<void> {
  await transaction(sql, (tx) => keepVersion(tx, id, "pause"));
  const answered = await transaction(sql, (tx) => keepVersion(tx, id, "pause"));
  await sql`
    update case_revision_author set last_wrote_at = clock_timestamp()
    where revision_id = (select working_revision_id from case_story where id = ${id})`;
  const waiting = await transaction(sql, (tx) => keepVersion(tx, id, "pause"));
  await sql`
    insert into case_hand_over (revision_id, answer, answered_by, answered_at, words, quotes)
    values (${answered.id}, 'returned', ${writer}, now(), 'Ret det.', '{her}')`;
  await sql`insert into case_hand_over (revision_id) values (${waiting.id})`;
  await sql`insert into retired_case_slug (slug, case_id) values ('skrevet-foer', ${id})`;
  await sql`update case_revision set partners = '{PPR}' where case_id = ${id}`;
  await call(listVersions, coordinator, id, all);
  await call(listVersions, coordinator, nobody, all);
  for (const which of ["working", 1, 99] as const) await call(findVersion, coordinator, id, which);
  const bare = await buildDraft(sql, { municipalityCode: here.code });
  await call(findVersion, coordinator, bare.id, "working");
  await call(listSlugsOfCase, id);
}

/** What a municipality keeps of initiatives and money, in every state. */
async function callKept(): Promise<void> {
  const keeper = await createViewer(sql, [{ role: "coordinator", municipality: here.code }]);
  const by = keeper.person?.id ?? "";
  const [place] = await sql<{ document: string; anchor: string }[]>`
    select document_id as document, anchor from document_anchor limit 1`;
  const [bare] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, title, source_words, source_dated, begun_by)
    values ('gemt', ${here.code}, 'Gemt', 'Et referat', '2026', ${by}) returning id`;
  const [whole] = await sql<{ id: string }[]>`
    insert into initiative (
      slug, municipality_code, demo, title, kind, summary, to_teach, state, decided_by, decided_on, period_kind, period_from, period_to,
      period_printed, settings, levels, mellemform_levels, target_group, coverage, partners, owner_role, document_id, anchor, published_at
    ) values (
      'udgivet', ${here.code}, true, 'Udgivet', 'proevehandling', 'Kort.', 'Noget', 'vedtaget', 'Byrådet', '2026', 'skoleaar', '2026', '2027',
      'over ti år', '{ppr}', '{almen}', '{1}', 'Alle', 'Fem skoler', '{BUA}', 'PPR-lederen', ${place?.document ?? ""}, ${place?.anchor ?? ""}, now()
    ) returning id`;
  await sql`insert into initiative (slug, municipality_code, title, taken_back_at) values ('tilbage', ${here.code}, 'Tilbage', now())`;
  await sql`
    insert into initiative_commitment (initiative_id, declaration_year, number, linked_by, why)
    select ${whole?.id ?? ""}, declaration_year, number, 'source', 'Fordi.' from commitment limit 1`;
  const [step] = await sql<{ id: string }[]>`
    insert into milestone (
      initiative_id, position, title, planned, planned_by, expected_by, done_on, document_id, anchor, source_words, source_dated
    ) values
      (${whole?.id ?? ""}, 1, 'Nået', 'i 2026', '2026', '2027', '2027', ${place?.document ?? ""}, ${place?.anchor ?? ""}, null, null),
      (${whole?.id ?? ""}, 2, 'Blank', null, null, null, null, null, null, 'Referat', '2026')
    returning id`;
  await sql`
    insert into milestone_move (milestone_id, was, became, because, moved_by)
    values (${step?.id ?? ""}, '2026', '2027', 'Vi manglede lokaler.', ${by}), (${step?.id ?? ""}, null, '2028', 'Det tog længere tid.', null)`;
  const lines = await sql<{ id: string }[]>`
    insert into budget_row (
      municipality_code, label, kind, initiative_id, level, price_year, account, permanence, financing, document_id, anchor, source_words,
      source_dated, published_at, taken_back_at
    ) values
      (${here.code}, 'Linje', 'vedtaget', ${bare?.id ?? ""}, null, 2026, 'drift', 'varig', 'Pulje', ${place?.document ?? ""},
        ${place?.anchor ?? ""}, null, null, now(), null),
      (${here.code}, 'Blank', 'vedtaget', ${bare?.id ?? ""}, null, null, null, null, null, null, null, 'Referat', '2026', null, now()),
      (${here.code}, 'Specialtilbud', 'regnskab', null, 'special', 2026, 'drift', 'varig', 'Pulje', ${place?.document ?? ""},
        ${place?.anchor ?? ""}, null, null, now(), null),
      (${here.code}, 'Mellemformer', 'regnskab', null, 'mellemform', null, null, null, null, null, null, 'Referat', '2026', null, now()),
      (${here.code}, 'Det almene', 'regnskab', null, 'almen', null, null, null, null, null, null, null, null, null, null)
    returning id`;
  const [later] = await sql<{ id: string }[]>`
    insert into agreement (slug, municipality_code, title, source_words, source_dated)
    values ('senere', ${here.code}, 'Senere', 'Referat', '2026') returning id`;
  const [agreement] = await sql<{ id: string }[]>`
    insert into agreement (slug, municipality_code, demo, title, year, parties, superseded_by, document_id, anchor)
    values ('tidligere', ${here.code}, true, 'Tidligere', 2026, '{A}', ${later?.id ?? ""}, ${place?.document ?? ""}, ${place?.anchor ?? ""})
    returning id`;
  const [printed] = await sql<{ id: string }[]>`
    insert into budget_table (slug, municipality_code, title, document_id, anchor)
    values ('trykt', ${here.code}, 'Trykt', ${place?.document ?? ""}, ${place?.anchor ?? ""}) returning id`;
  await sql`
    update budget_row set
      agreement_id = ${agreement?.id ?? ""}, sector = '5.51', proposal = 'Forslag 5',
      table_id = case when level is null then ${printed?.id ?? ""}::uuid end
    where id = any(${[lines[0]?.id ?? "", lines[2]?.id ?? ""]}::uuid[])`;
  await sql`update budget_row set entered_by = ${by} where id = ${lines[0]?.id ?? ""}`;
  for (const { id } of lines)
    await sql`
      insert into budget_line (row_id, year, amount, printed, blank, replaced_at, replaced_by, replaced_because) values
        (${id}, 2025, 1, '1', null, null, null, null), (${id}, 2026, null, null, 'hidden', null, null, null),
        (${id}, 2025, 2, '2', null, now(), ${by}, 'Vi talte forkert.'), (${id}, 2026, null, null, 'hidden', now(), null, 'For få børn.')`;
  await sql`update budget_line set financing = 'Pulje' where row_id = any(${[lines[0]?.id ?? "", lines[2]?.id ?? ""]}::uuid[]) and year = 2025`;
  await sql`update budget_line set recorded_by = ${by} where row_id = ${lines[0]?.id ?? ""} and replaced_at is null`;
  const asked = { page: 1, pageSize: 100 };
  await call(keptInitiatives.listKeptInitiatives, keeper, here.code, { words: "" }, asked);
  await call(keptInitiatives.listKeptInitiatives, keeper, here.code, { words: "ingen" }, asked);
  await call(keptInitiatives.listPoints);
  for (const id of [...(await keys("initiative")), nobody]) {
    await call(keptInitiatives.findKeptInitiative, keeper, { code: here.code, id });
    await call(keptInitiatives.listKeptMilestones, keeper, id);
    await call(keptMoney.listKeptLines, keeper, here.code, id);
  }
  await call(keptInitiatives.findFreeInitiativeSlug, "gemt");
  await call(keptMoney.listKeptAccounts, keeper, here.code);
  await call(listKeptAgreements, keeper, here.code);
  const [unit] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind, demo) values (${here.code}, 'valgt', 'Valgt', 'skole', true) returning id`;
  const method = await keys("method");
  const story = await keys("case_story");
  await sql`insert into initiative_method values (${whole?.id ?? ""}, ${method[0] ?? ""}, 0)`;
  await sql`insert into initiative_case values (${whole?.id ?? ""}, ${story[0] ?? ""})`;
  await sql`insert into initiative_unit values (${whole?.id ?? ""}, ${here.code}, ${unit?.id ?? ""})`;
  await sql`insert into initiative_municipality values (${whole?.id ?? ""}, ${there.code})`;
  const kept = await keptInitiatives.findKeptInitiative(sql, keeper, { code: here.code, id: whole?.id ?? "" });
  await call(keptInitiatives.findKeptInitiative, keeper, { code: here.code, id: whole?.id ?? "" });
  const linked = { municipality: here.code, demo: true, methods: [], cases: story, units: [], municipalities: [] };
  await call(listLinkChoices, keeper, kept ?? linked, 100);
  await call(listLinkChoices, keeper, linked, 100);
  const [invented] = await sql<{ slug: string }[]>`
    select slug from case_story where demo and visibility = 'public' and published_revision_id is not null and withdrawn_at is null
      and hidden_at is null limit 1`;
  for (const slug of [invented?.slug ?? "", null])
    await call(listMeantCases, keeper, linked, { words: "ingen af den slags", slug, limit: 5 });
  for (const { id } of [...lines, { id: nobody }]) await call(keptMoney.holdLine, keeper, { code: here.code, row: id });
  await callKeptFollowUps(keeper, whole?.id ?? "");
  const [owner] = await sql<{ code: string }[]>`
    select municipality_code as code from document d join document_anchor a on a.document_id = d.id
    where municipality_code is not null limit 1`;
  await call(listPassages, owner?.code ?? "");
  await call(listPassages, null, { documentId: place?.document ?? "", anchor: place?.anchor ?? "" });
}

/** What a municipality and the association keep of indicators and their values, in every state. */
async function callKeptIndicators(): Promise<void> {
  const keeper = await createViewer(sql, [{ role: "coordinator", municipality: here.code }]);
  const by = keeper.person?.id ?? "";
  const [place] = await sql<{ document: string; anchor: string }[]>`
    select document_id as document, anchor from document_anchor limit 1`;
  const passage = { document_id: place?.document ?? "", anchor: place?.anchor ?? "" };
  const words = { source_words: "Et referat", source_dated: "2026" };
  const basics = { title: "Gemt", definition: "Talt", municipality_code: here.code };
  const [bare] = await sql<{ id: string }[]>`
    insert into indicator ${sql({ ...basics, ...words, slug: "gemt-indikator", answers: "ord" })} returning id`;
  const [whole] = await sql<{ id: string }[]>`
    insert into indicator ${sql({
      ...basics,
      ...passage,
      slug: "udgivet-indikator",
      demo: true,
      unit: "procent",
      level: "Skolen",
      cadence: "årligt",
      source: "STIL",
      source_url: "https://uddannelsesstatistik.dk",
      counted_by: "skole",
      private_schools: "med",
      caveat: "Få svar.",
      direction: "op",
      change_seen_by: "at flere trives",
      not_comparable_because: "Talt forskelligt.",
      published_at: new Date(),
      hidden_at: new Date(),
    })} returning id`;
  await sql`insert into indicator ${sql({ ...basics, slug: "tilbage-indikator", unit: "procent", taken_back_at: new Date() })}`;
  const id = whole?.id ?? "";
  await sql`
    insert into indicator_choice (indicator_id, list, code, position, label)
    values (${id}, 'serie', 'a', 0, 'A'), (${id}, 'del', 'b', 0, 'B'), (${id}, 'ord', 'c', 0, 'C')`;
  await sql`insert into indicator_break (indicator_id, on_day, because) values (${id}, '2024-08-01', 'Nye prøver')`;
  await sql`
    insert into indicator_commitment (indicator_id, declaration_year, number)
    select ${id}, declaration_year, number from commitment limit 1`;
  const time = { time_kind: "aar", time_from: "2024-01-01", time_to: "2025-01-01" };
  const value = { indicator_id: id, municipality_code: here.code };
  const replaced = { replaced_at: new Date(), replaced_because: "Vi talte forkert." };
  const seen = { published_at: new Date(), recorded_at: new Date("2026-01-01") };
  const lists = { series: "a", part: "b" };
  const beside = {
    qualifier: "cirka",
    denominator: 9,
    published_printed: "2026",
    updated_printed: "2026",
    printed: "7 %",
  };
  await sql`insert into indicator_value ${sql({ ...value, ...time, ...lists, ...beside, ...passage, ...seen, ...replaced, number: 7, replaced_by: by })}`;
  await sql`insert into indicator_value ${sql({ ...value, ...time, ...lists, ...seen, ...replaced, word: "c" })}`;
  await sql`insert into indicator_value ${sql({ ...value, ...time, ...lists, ...seen, ...replaced, blank: "mangler" })}`;
  await sql`insert into indicator_value ${sql({ ...value, ...time, ...lists, ...beside, ...passage, ...seen, number: 8, pooled_years: 2 })}`;
  await sql`insert into indicator_value ${sql({ ...value, ...time, ...words, blank: "paa-vej", expected: "2027", time_printed: "2024", demo: true })}`;
  await sql`insert into indicator_value ${sql({ ...value, time_kind: "ikke-oplyst", word: "c", taken_back_at: new Date() })}`;
  await sql`insert into indicator_value ${sql({ indicator_id: id, ...time, number: 9, projected: true })}`;
  const before = { timeFrom: "2023-01-01", timeTo: "2024-01-01", series: null, part: null };
  await sql`insert into indicator_value ${sql({ ...value, time_kind: "aar", time_from: before.timeFrom, time_to: before.timeTo, word: "c" })}`;
  const asked = { page: 1, pageSize: 100 };
  for (const whose of [here.code, null]) {
    await call(keptIndicators.listKeptIndicators, keeper, whose, { words: "" }, asked);
    await call(keptIndicators.listKeptIndicators, keeper, whose, { words: "ingen" }, asked);
    for (const one of [...(await keys("indicator")), nobody]) {
      await call(keptIndicators.findKeptIndicator, keeper, { keeper: whose, id: one });
      const of = { indicator: one, keeper: whose };
      await call(keptValues.listKeptValues, keeper, of, asked);
      await call(keptValues.listKeptValues, keeper, { ...of, saved: true }, asked);
      await call(keptValues.listTimesOfKeeper, keeper, of);
      for (const key of [...(await keys("indicator_value")).slice(0, 3), nobody])
        await call(keptValues.findKeptValue, keeper, { ...of, id: key });
    }
    const at = { timeFrom: "2024-01-01", timeTo: "2025-01-01" };
    const of = { indicator: id, keeper: whose };
    await call(keptValues.findAnswerAt, keeper, { ...of, demo: false, at: { ...at, ...lists } });
    await call(keptValues.findAnswerAt, keeper, { ...of, demo: false, at: { ...at, series: null, part: null } });
    await call(keptValues.findAnswerAt, keeper, { ...of, demo: false, at: before });
    await call(keptValues.findAnswerAt, keeper, { ...of, demo: true, at: { ...at, series: null, part: null } });
    const own = await sql<{ id: string }[]>`
      select id from indicator_value where indicator_id = ${id} and municipality_code is not distinct from ${whose}`;
    for (const one of own) {
      await call(keptValues.findKeptValue, keeper, { ...of, id: one.id });
      await call(keptValues.findStandingValue, keeper, one.id);
    }
  }
  await call(keptValues.findStandingValue, keeper, nobody);
  await call(keptIndicators.findFreeIndicatorSlug, "gemt-indikator");
  for (const one of [id, bare?.id ?? ""]) await call(keptIndicators.findUseOfIndicator, one);
}

/** What a municipality keeps of mandates, their parts and how places are given, in every state. */
async function callKeptFollowUps(keeper: Viewer, initiative: string): Promise<void> {
  const [owner] = await sql<{ code: string; document: string; anchor: string }[]>`
    select d.municipality_code as code, d.id as document, a.anchor
    from document d join document_anchor a on a.document_id = d.id where d.municipality_code is not null limit 1`;
  const { code = "", document = "", anchor = "" } = owner ?? {};
  const at = { document_id: document, anchor };
  const words = { source_words: "Et referat", source_dated: "2026" };
  const [mandate, bare] = await sql<{ id: string }[]>`
    insert into mandate ${sql([
      {
        ...{
          slug: "gemt-opdrag",
          municipality_code: code,
          demo: false,
          title: "Gemt",
          asked_by: "Byrådet",
          asked_when: "2025",
        },
        ...{ how_often: "halvårligt", answered_by: "Forvaltningen", ...at, source_words: null, source_dated: null },
        ...{ published_at: new Date(), taken_back_at: null, entered_by: keeper.person?.id ?? null },
      },
      {
        ...{
          slug: "tomt-opdrag",
          municipality_code: code,
          demo: true,
          title: "Bart",
          asked_by: "Byrådet",
          asked_when: null,
        },
        ...{ how_often: null, answered_by: null, document_id: null, anchor: null, ...words },
        ...{ published_at: null, taken_back_at: new Date(), entered_by: null },
      },
    ])} returning id`;
  const id = mandate?.id ?? "";
  await sql`insert into mandate_point ${sql([
    { mandate_id: id, position: 0, text: "Punkt", ...at },
    { mandate_id: id, position: 1, text: "Punkt", document_id: null, anchor: null },
  ])}`;
  const [section] = await sql<{ id: string }[]>`
    insert into follow_up_section (mandate_id, position, title, due_months, due_printed, document_id, anchor)
    values (${id}, 0, 'Trivsel', '{6}', 'i juni', ${document}, ${anchor}), (${id}, 1, 'Bart', '{}', null, null, null) returning id`;
  await sql`
    insert into indicator_section (section_id, indicator_id, position)
    select ${section?.id ?? ""}, id, 0 from indicator where published_at is not null and hidden_at is null limit 1`;
  await sql`
    insert into follow_up_paper (mandate_id, position, title, dated_printed, body, met_on, document_id)
    values (${id}, 0, 'Sag', 'Juni', 'BUU', '2026-06-10', ${document}), (${id}, 1, 'Bar', null, null, null, null)`;
  const [theme] = await sql<{ id: string }[]>`
    insert into thematic_follow_up (
      mandate_id, position, period_printed, numeral, period_from, period_to, theme, theme_note, focus_kind, note, initiative_id, document_id,
      anchor
    ) values
      (${id}, 0, 'Juni', 'I', '2026-06', '2026-06', 'Tema', 'mere', 'spoergsmaal', 'Note', ${initiative}, ${document}, ${anchor}),
      (${id}, 1, 'Juni', null, '2026-06', '2026-06', 'Bart', null, 'ikke-besluttet', null, null, null, null)
    returning id`;
  await sql`
    insert into focus_item (follow_up_id, position, under, text, document_id, anchor)
    values (${theme?.id ?? ""}, 0, null, 'Hvad?', ${document}, ${anchor}), (${theme?.id ?? ""}, 1, 0, 'Hvordan?', null, null)`;
  await sql`
    insert into follow_up_data (follow_up_id, position, kind, printed, added)
    values (${theme?.id ?? ""}, 0, 'cases', 'Cases', 'inklusive forældre'), (${theme?.id ?? ""}, 1, 'klager', 'Klager', null)`;
  await sql`
    insert into placement (
      slug, municipality_code, demo, position, subject, who_decides, who_pays, model, holds_from, document_id, anchor, source_words, source_dated,
      published_at, taken_back_at
    ) values
      ('hel-plads', ${code}, false, 0, 'Hel', 'Skolen', 'Skolen', 'Model', '2026', ${document}, ${anchor}, null, null, now(), null),
      ('tom-plads', ${code}, true, 1, 'Bar', null, null, null, null, null, null, 'Et referat', '2026', null, now())`;
  await call(keptMandates.listKeptMandates, keeper, code);
  await call(keptMandates.findFreeFollowedSlug, "mandate", code, "gemt-opdrag");
  await call(keptMandates.listSectionIndicators, code);
  await call(keptMandates.listPaperDocuments, code);
  for (const one of [id, bare?.id ?? "", nobody]) {
    await call(keptMandates.findKeptMandate, keeper, { code, id: one });
    await call(keptMandates.listKeptSections, keeper, one);
    await call(keptMandates.listKeptPapers, keeper, one);
    await call(keptThemes.listKeptThemes, keeper, one);
  }
  for (const demo of [true, false]) await call(keptThemes.listThemeInitiatives, keeper, { code: here.code, demo });
  await sql`
    insert into ambition (municipality_code, demo, declaration_year, number, text, holds_from, published_at, taken_back_at, entered_by)
    values (${code}, false, ${year}, 1, 'Udgivet', '2026-01-01', now(), null, null), (${code}, true, ${year}, 1, 'Taget tilbage', '2026-01-01', null, now(), null)`;
  await sql`
    insert into treatment (municipality_code, demo, declaration_year, treated_on, body, document_id)
    values (${code}, false, ${year}, '2026-01-01', 'Byrådet', ${document}), (${code}, true, ${year}, '2026-01-01', 'Byrådet', null)`;
  await call(keptAmbitions.listKeptAmbitions, keeper, code);
  for (const one of [...(await keys("ambition")), nobody]) {
    await call(keptAmbitions.findKeptAmbition, keeper, { code, id: one });
    for (const number of [1, 9])
      await call(keptAmbitions.hasAmbitionFrom, keeper, {
        ...{ id: one, municipality: code, year, number, text: "", holdsFrom: "2026-01-01", demo: false },
      });
  }
  await call(listKeptTreatments, keeper, code);
  await call(keptPlacements.listKeptPlacements, keeper, code);
  for (const one of [...(await keys("placement")), nobody])
    await call(keptPlacements.findKeptPlacement, keeper, { code, id: one });
}

async function callMethods(viewer: Viewer): Promise<void> {
  const listing = { kinds: [], settings: [], levels: [], commitments: [], sort: "brugt" } as const;
  const slugs = await keys("method", "slug");
  await call(listMethods, viewer, listing);
  await call(methodsBySlug, viewer, slugs);
  await call(pageOfMethods, viewer, { ...listing, paging: { page: 1, pageSize: 100 } });
  for (const id of [...(await keys("method")), nobody]) {
    await call(readMethod, viewer, id);
    await call(isMethodGone, viewer, id);
  }
  for (const slug of [...slugs, ...(await keys("retired_method_slug", "slug")), "ingen"]) {
    await call(findMethod, viewer, slug);
    await call(findMethodSubject, slug);
  }
  await call(similarMethods, viewer, "nest", 100);
  await call(casesOfMethod, viewer, "nest", 100);
  for (const id of await keys("method_revision")) await call(listCitations, "method_citation", id);
}

async function callDocuments(viewer: Viewer): Promise<void> {
  await call(listDocuments, [], "nyeste");
  await call(pageOfDocuments, { paging: { page: 1, pageSize: 100 }, sort: "nyeste", publishers: [] });
  for (const id of [...(await keys("document")), nobody]) {
    await call(readDocument, id);
    await call(isDocumentGone, id);
  }
  for (const slug of [...(await keys("document", "slug")), "ingen"]) {
    await call(findDocument, slug);
    await call(textsCitingDocument, viewer, slug);
  }
  await call(
    listReferences,
    viewer,
    { kinds: ["lodtraekningsforsoeg"], countries: ["danmark"], topics: ["nest"] },
    "titel",
  );
  await call(listReferences, viewer);
  await call(pageOfReferences, viewer, { filter: {}, sort: "nyeste", paging: { page: 1, pageSize: 300 } });
  await call(pageOfReferences, viewer, { filter: { kinds: ["lov"] }, sort: "titel", paging: { page: 9, pageSize: 9 } });
  await call(listReferenceTopics, viewer);
  for (const slug of [...(await keys("reference", "slug")), "ingen"]) await call(findReference, viewer, slug);
  await call(resolveCitations, ["/kilder/kl-2024", "/dokumenter/notat#sted"]);
}

async function callMunicipalities(viewer: Viewer): Promise<void> {
  await call(municipalities.listMunicipalities, viewer, today);
  await call(municipalities.listPlaces);
  await call(municipalities.listRegions, today);
  await call(municipalities.listUnled, { demo: false });
  await call(municipalities.slugsOfMunicipalities, [here.code]);
  for (const slug of [here.slug, there.slug, "fanoe", "ingen"]) {
    await call(municipalities.findMunicipality, viewer, slug, today);
    await call(municipalities.findPlace, slug);
    await call(municipalities.nearMunicipalities, viewer, slug, 6);
  }
  for (const code of [here.code, "0461", "0000"]) {
    await call(municipalities.findMunicipalityName, code);
    await call(municipalities.commitmentsOfMunicipality, viewer, code, year);
    for (const demo of [true, false]) await call(casesOfMunicipality, viewer, code, { demo, limit: 100 });
    await call(methodsOfMunicipality, viewer, code);
    await call(units.listUnits, code, { words: "", kind: null }, all);
    await call(units.countUnits, code);
    await call(units.listUnitNames, code);
    await call(units.suggestUnits, code, "", 5);
  }
  for (const slug of [...(await keys("unit", "slug")), "ingen"])
    await call(units.findUnitByName, here.code, { name: "Ingen", slug });
  for (const id of [...(await keys("unit")), nobody]) {
    await call(units.findUnit, id);
    await call(units.listUnitsAbove, { id, municipality: here.code, demo: true });
    for (const demo of [true, false]) await call(units.listSuccessors, { id, municipality: here.code, demo });
    await call(countGrantsOfUnit, id);
    await call(lockGrantsOfUnit, id);
    await call(units.countOnUnit, id);
    await call(units.isWithin, id, nobody);
  }
  await call(units.isSlugTaken, here.code, "ingen", null);
}

async function callCommitments(viewer: Viewer): Promise<void> {
  await call(listDeclarations);
  for (const one of [year, 1900]) await call(findDeclaration, one);
  await call(listCommitments, viewer, year);
  await call(treatmentsOfDeclaration, year);
  for (const code of [here.code, "0461", "0751", "0101"]) {
    await call(treatmentsOfMunicipality, code);
    await call(ambitionsOfMunicipality, viewer, code);
    for (const demo of [true, false]) await call(pointsOverPeriods, viewer, { code, year, demo });
  }
  for (const number of [1, 2, 3, 99]) {
    await call(findCommitment, viewer, year, number);
    for (const demo of [true, false]) await call(casesOfCommitment, viewer, { year, number }, { demo, ...all });
    await call(methodsOfCommitment, viewer, year, number);
    await call(methodsLinkedTo, viewer, year, number);
    await call(ambitionsOfCommitment, viewer, { year, number });
    for (const demo of [true, false]) await call(statusesOfCommitment, viewer, { year, number }, { demo });
  }
}

/** What municipalities do, spend, want and measure. */
async function callGround(viewer: Viewer): Promise<void> {
  for (const code of [groundPlace.code, "0165", "0751", "0461"]) {
    for (const demo of [true, false]) await call(initiativesOfMunicipality, viewer, code, { demo, ...all });
    await call(initiativesOfMunicipality, viewer, code, { demo: false, page: 9, pageSize: 100 });
    for (const asOf of [null, "2026-11-01"]) {
      for (const most of [1, 1_000]) await call(budgetRowsOfMunicipality, viewer, code, { most, asOf });
      await call(budgetTablesOfMunicipality, viewer, code, asOf);
    }
    await call(aimsOfMunicipality, viewer, code);
    await call(placementsOfMunicipality, viewer, code);
    await call(mandatesOfMunicipality, viewer, code);
    for (const month of [1, 6]) await call(sectionsDueIn, viewer, { code, month });
    await call(indicatorsOfMunicipality, viewer, code, 100);
  }
  for (const slug of [...(await keys("initiative", "slug")), "fuld-indsats-foer", "ingen"]) {
    await call(findInitiative, viewer, slug);
    for (const asOf of [null, today]) await call(budgetRowsOfInitiative, viewer, { slug, asOf });
  }
  for (const demo of [true, false]) await call(initiativesOfCommitment, viewer, { year, number: 1 }, { demo, ...all });
  for (const method of await keys("method", "slug")) await call(initiativesLinkedTo, viewer, { method }, 100);
  for (const story of (await keys("case_story", "slug")).slice(0, 50))
    await call(initiativesLinkedTo, viewer, { case: story }, 100);
  for (const document of await keys("document", "slug")) await call(initiativesRestingOn, viewer, document, 100);
  await call(initiativesOfCommitment, viewer, { year, number: 1 }, { demo: false, page: 9, pageSize: 100 });
  await call(sumsOfCommitment, viewer, { year, number: 1 });
  for (const page of [1, 9]) await call(listIndicators, viewer, { municipality: null, page, pageSize: 100 });
  for (const slug of [...(await keys("indicator", "slug")), "fuld-indikator-foer", "ingen"])
    await call(findIndicator, viewer, slug);
  await callGroundRecords(viewer);
  const municipalities = [groundPlace.slug, "albertslund"];
  for (const id of await keys("indicator")) {
    await call(municipalitiesOfIndicator, viewer, id);
    for (const asOf of [null, today]) await call(valuesOfIndicator, viewer, { id, municipalities, asOf });
    for (const of of [null, municipalities])
      await call(pageOfCorrections, viewer, { id, municipalities: of, paging: { page: 1, pageSize: 100 } });
  }
}

/** The same as programs read it. */
async function callGroundRecords(viewer: Viewer): Promise<void> {
  const one = { municipality: [groundPlace.slug], region: ["hovedstaden"] };
  const commitment = [`${year}-1`];
  for (const [realOnly, page] of [
    [true, 1],
    [false, 1],
    [false, 9],
  ] as const) {
    const shared = { paging: { page, pageSize: 100 }, realOnly, today };
    for (const filter of [one, { municipality: [], region: [] }]) {
      const none = { commitment: [], setting: [], level: [], kind: [], state: [] };
      for (const sort of [...placeSorts, "title", "newest"] as const)
        await call(pageOfInitiatives, viewer, { ...shared, filter: { ...none, ...filter }, sort });
      for (const asOf of [null, today])
        await call(pageOfBudgetRows, viewer, {
          ...shared,
          filter: { ...none, ...filter, year: [], row: [], account: [] },
          sort: "region",
          asOf,
        });
      for (const years of [[], [2026]])
        await call(pageOfMandates, viewer, { ...shared, filter, year: years, sort: "population" });
    }
    const all = { setting: ["dagtilbud"], level: ["almen"], kind: ["proevehandling"], state: ["i-gang"], commitment };
    await call(pageOfInitiatives, viewer, { ...shared, filter: { ...one, ...all }, sort: "municipality" });
    const lines = {
      year: [2026],
      kind: ["vedtaget"],
      row: ["line"],
      account: ["anlaeg"],
      level: ["mellemform"],
      commitment,
    };
    await call(pageOfBudgetRows, viewer, { ...shared, filter: { ...one, ...lines }, sort: "municipality", asOf: null });
    const open = { municipality: [], commitment: [], answers: [], direction: [] };
    for (const sort of ["municipality", "title", "newest"] as const)
      await call(pageOfIndicators, viewer, { ...shared, filter: open, sort });
    const narrow = { municipality: [groundPlace.slug], commitment, answers: ["tal"], direction: ["op"] };
    await call(pageOfIndicators, viewer, { ...shared, filter: narrow, sort: "title" });
    for (const id of await keys("indicator")) {
      const anything = {
        municipality: [],
        region: [],
        of: [],
        series: [],
        part: [],
        kind: [],
        from: null,
        before: null,
      };
      for (const asOf of [null, today])
        await call(pageOfValues, viewer, { ...shared, id, filter: anything, sort: "time", asOf });
      const some = { ...one, of: ["municipality" as const], series: ["s"], part: ["d"], kind: ["projected" as const] };
      const time = { from: "2025-01-01", before: "2026-01-01" };
      await call(pageOfValues, viewer, { ...shared, id, filter: { ...some, ...time }, sort: "population", asOf: null });
    }
  }
  await call(readInitiatives, viewer, await keys("initiative"));
  for (const asOf of [null, today]) await call(readBudgetRows, viewer, await keys("budget_row"), asOf);
  await call(readIndicators, viewer, await keys("indicator"));
  await call(readValues, viewer, await keys("indicator_value"));
  await call(readMandates, viewer, await keys("mandate"));
}

async function callPeople(): Promise<void> {
  // One has had the address that another has now, and a letter is on its way to each.
  const [one, another] = await keys("person");
  await sql`insert into earlier_address (person_id, email) select ${one ?? ""}, email from person where id = ${another ?? ""}`;
  await sql`
    select graphile_worker.add_job('letter', json_build_object('kind', 'password-reset', 'person', id)) from person`;
  for (const id of [...(await keys("person")), nobody]) {
    await call(findPerson, id);
    await call(listGrants, id);
    await call(readOwnData, id);
    await call(listAddressesOf, id);
    await call(findRecipient, id);
    await call(countRecoveryCodes, id);
    await call(listSessions, id);
    await call(listRequestsOf, id);
  }
  for (const email of [...(await keys("person", "email")), "ingen@example.org"]) await call(findByEmail, email);
  for (const id of [...(await keys("role_grant")), nobody]) await call(findGrant, id);
  for (const id of [...(await keys("session")), "ingen"]) {
    await call(readSession, id);
    await call(isSessionOpen, id);
  }
  await sql`insert into ended_session (id, because) values ('en', 'roles')`;
  for (const id of ["en", "ingen"]) await call(findEndedBecause, id);
  for (const demo of [true, false]) {
    await call(listPeopleOf, here.code, { words: "", role: null, demo }, all);
    await call(listNamesOf, here.code, { words: "", except: nobody, limit: 100, demo });
    for (const id of [...(await keys("person")), nobody]) await call(findPersonOf, here.code, id, { demo });
    await call(listAssociationPeople, { demo });
    await call(listAllCoordinators, "", all, { demo });
    for (const code of [here.code, null]) await call(listInvitations, code, { words: "", limit: 100, demo });
    await call(listJoinRequests, here.code, { words: "", limit: 100, demo });
    for (const id of [...(await keys("join_request", "person_id")), nobody])
      await call(findJoinRequest, here.code, id, { demo });
  }
  await call(listCoordinators, here.code, false);
  await call(listAssociation, ["association_admin"], false);
  await call(countRunning, here.code, { demo: false });
  for (const id of [...(await keys("invitation")), nobody]) await call(findInvitation, id);
  await call(listWaitingForAssociation, false);
  for (const hash of [...(await keys("one_time_token", "hash")), "ingen"]) await call(findToken, "invitation", hash);
}

async function callContacts(viewer: Viewer): Promise<void> {
  await call(contactsOfMunicipality, viewer, here.code, all);
  await call(contactsOfMethod, viewer, "metode-published", 100);
  await call(contactsOfCommitment, viewer, year, 3, 100);
  for (const slug of ["sag-published", "sag-revised"]) await call(contactsOfCase, viewer, slug, 100);
  for (const demo of [true, false]) await call(listContacts, here.code, { words: "", demo }, all);
  await call(countContacts, here.code, { demo: false });
  await call(listTopics, viewer);
  await call(listTopicCases, viewer, here.code, { words: "", limit: 100 });
  await call(isTopic, viewer, here.code, { kind: "case", id: nobody });
  for (const id of [...(await keys("contact_person")), nobody]) {
    await call(findContact, id);
    await call(findContactForConsent, id);
  }
  for (const hash of [...(await keys("contact_person", "consent_hash")), "ingen"])
    await call(findContactByConsent, hash);
}

async function callKeeping(): Promise<void> {
  await call(listAudit, { municipality: null, before: null, limit: 100, demo: false });
  await call(listProblemReports, { municipality: null, demo: false }, all);
  for (const id of [...(await keys("problem_report")), nobody]) await call(findProblemReport, id);
  for (const path of ["/eksempler/bord-udgivet", "/metoder"]) await call(findReportedCase, path);
  await call(listHidden, { municipality: null, demo: false }, all);
  for (const path of [
    "/eksempler/sag-published",
    "/eksempler/sag-hidden",
    "/metoder/nest",
    "/dokumenter/notat",
    "/",
    "/indsatser/fuld-indsats",
    "/indikatorer/fuld-indikator",
  ]) {
    await call(findHideable, path);
    await call(listHideable, [path, "/metoder/co-teaching"]);
    await call(findOwnerOfPath, path);
  }
  for (const domain of ["aarhus.dk", "skole.example.org", "example.org"]) {
    await call(findDomain, domain);
    await call(findMunicipalityOfDomain, domain, false);
  }
  for (const demo of [true, false]) await call(listDomains, here.code, { demo });
  for (const demo of [true, false]) await call(listFurtherDomains, { demo }, all);
}

/** The statuses of a period as the country's picture has them, and what KL keeps beside them. */
async function callStatusPicture(viewer: Viewer): Promise<void> {
  const wanted = { year, period: "2026H2", demo: false };
  await buildStatus(sql, { municipalityCode: here.code, period: "2025H2", points: { 1: { stage: "planlagt" } } });
  await buildStatus(sql, {
    municipalityCode: here.code,
    period: "2026H2",
    points: {
      1: { stage: "i-gang", effect: "tidlige-tegn", help: "Hvem har prøvet?" },
      2: { stage: "forankret" },
      3: { effect: "for-tidligt" },
    },
  });
  await buildStatus(sql, { municipalityCode: "0151", period: "2026H2" });
  await sql`insert into period (code) values ('2027H1')`;
  await sql`insert into period_question (period_code, theme, question, withdrawn_at) values ('2026H2', 'A', 'B', null), ('2026H2', 'C', 'D', now())`;
  await sql`
    insert into status_reminder (municipality_code, period_code, sent_at, put_off_until, put_off_because)
    values (${here.code}, '2026H2', now(), null, null), (${there.code}, '2026H2', now(), current_date + 9, 'Udvalget mødes senere.')`;
  await call(listPeriods);
  await call(listPeriodQuestions, "2026H2");
  await call(readStatusMatrix, viewer, { ...wanted, today });
  await call(countStatuses, wanted);
  await call(listHelpWanted, viewer, wanted);
  await call(listHeardOf, { period: "2026H2", demo: false, today });
  for (const code of ["2025H1", "2026H2", "2027H1", "2030H1"]) await call(findKeptPeriod, code);
  for (const id of [...(await keys("period_question")), nobody]) await call(findKeptQuestion, id);
  for (const municipality of [here.code, there.code, "0151", "9999"])
    await call(findReminderStanding, { municipality, period: "2026H2", demo: false });
  for (const id of [...(await keys("status_reminder")), nobody]) {
    await call(findKeptReminder, id);
    await call(findReminderForLetter, id, today);
    await call(findReminderForLetter, id, "2999-01-01");
  }
  await callStatusPages(viewer);
  await call(indicatorsOnMap, viewer, { demo: false });
  for (const id of await keys("indicator")) await call(valuesOnMap, viewer, { id, demo: false });
}

/** The statuses that are there as their readers, the API and those who make them see them. */
async function callStatusPages(viewer: Viewer): Promise<void> {
  const wanted = { slug: here.slug, period: "2026H2", demo: false };
  for (const number of [null, 1, 99]) await call(findStatus, viewer, wanted, number);
  await call(findStatus, viewer, { ...wanted, period: "2031H1" });
  for (const demo of [true, false]) await call(statusesOfMunicipality, viewer, { code: here.code, demo });
  const filter = { municipality: [], region: [], period: ["2026H2"] };
  for (const sort of ["newest", "municipality"] as const)
    await call(pageOfStatuses, viewer, { filter, sort, paging: all, realOnly: false, today });
  await call(readStatuses, viewer, await keys("status"));
  await call(indicatorsStillHere, ["trivsel"]);
  for (const id of [...(await keys("status_edition")), nobody]) {
    await call(readEdition, viewer, id);
    await call(pinsOfEdition, viewer, id);
    await call(readPins, viewer, sql`select s.* from status_evidence s where s.edition_id = ${id}`);
    await call(readStatusContent, id);
    await call(findPublicGround, id);
    await call(draftPins, id);
  }
}

/** Exports in every state, and all that one can hold. */
async function callExports(): Promise<void> {
  const coordinator = await createViewer(sql, [{ role: "coordinator", municipality: here.code }]);
  const [ready] = await sql<{ id: string }[]>`
    insert into municipality_export (municipality_code, asked_by, attempt, ready_at, expires_at, bytes, texts, versions, pictures)
    values (${here.code}, ${coordinator.person.id}, gen_random_uuid(), now(), now() + interval '1 hour', 1, 0, 0, 0),
      (${here.code}, null, gen_random_uuid(), now() - interval '1 day', now(), 1, 0, 0, 0), (${here.code}, null, null, null, null, null, null, null, null)
    returning id`;
  await call(listExports, coordinator, here.code);
  for (const id of [ready?.id ?? "", nobody]) {
    await call(findExportFile, coordinator, id);
    await call(findExportSubject, id);
    await call(findExportForLetter, id);
  }
  await call(listOverExports);
  await call(listKnownExports, [ready?.id ?? ""]);
  await call(listExportIds, { municipality: here.code, demo: false });
  await sql`
    insert into problem_report (path, message, municipality_code, passed_on_at, handled_at)
    values ('/eksempler/bord-udgivet', 'Tallet er forkert.', ${here.code}, now(), now())`;
  await sql`
    update case_hand_over set handed_over_by = ${coordinator.person.id}
    where revision_id = (select revision_id from case_hand_over limit 1)`;
  await sql`
    insert into picture (id, case_id, width, height, bytes, consent_until, made_by)
    select gen_random_uuid(), id, 1600, 900, 1, until, by
    from (select id from case_story limit 1) c, (values (null::date, null::uuid), ('2026-01-31', ${coordinator.person.id}::uuid)) p (until, by)`;
  await call(readExportTexts, await keys("case_story"));
  await call(readExportBodies, await keys("case_revision"));
  await callGroundExports(coordinator.person.id);
}

/** What a municipality does, spends, wants and measures, entered, corrected, taken back and hidden by somebody and by nobody. */
async function callGroundExports(by: string): Promise<void> {
  await sql`update initiative set begun_by = ${by}, hidden_at = now() where slug = 'fuld-indsats'`;
  await sql`update initiative set published_at = null, taken_back_at = now() where slug = 'bar-indsats'`;
  await sql`update milestone_move set moved_by = ${by} where was is null`;
  await sql`
    update budget_row set entered_by = ${by}, published_at = null, taken_back_at = now(), level = 'almen'
    where label = 'Linje' and municipality_code = ${groundPlace.code}`;
  await sql`update budget_line set recorded_by = ${by} where part_year`;
  await sql`update budget_line set replaced_by = ${by} where replaced_at is not null and part_year`;
  await sql`
    update indicator set hidden_at = case when slug = 'fuld-indikator' then now() end, published_at = case when slug <> 'inklusionsgrad' then now() end, entered_by = ${by}
    where slug in ('fuld-indikator', 'inklusionsgrad')`;
  await sql`update indicator_value set recorded_by = ${by}, replaced_by = case when replaced_at is not null then ${by}::uuid end
    where not demo and (time_printed in ('2025', 'skjult') or time_kind = 'ikke-oplyst')`;
  await sql`update indicator_value set published_at = null, taken_back_at = now() where time_printed = 'venter'`;
  await sql`
    insert into indicator_value (indicator_id, municipality_code, time_kind, number)
    select id, ${groundPlace.code}, 'ikke-oplyst', 1 from indicator where slug = 'inklusionsgrad'`;
  await sql`update mandate set entered_by = ${by}, published_at = null, taken_back_at = now() where slug = 'fuldt-opdrag'`;
  await sql`
    insert into follow_up_paper (mandate_id, position, title, dated_printed, body, met_on)
    select id, 2, 'Sag', 'Juni 2026', 'Udvalget', '2026-06-10' from mandate where slug = 'fuldt-opdrag'`;
  await sql`insert into aim (slug, municipality_code, kind, position, title, document_id, anchor)
    select 'bart-maal', municipality_code, kind, 91, title, document_id, anchor from aim where slug = 'fuldt-maal'`;
  await sql`update placement set published_at = null where slug = 'bar-plads'`;
  await sql`update placement set entered_by = ${by} where slug = 'hel-plads'`;
  for (const demo of [true, false])
    for (const municipality of [groundPlace.code, "0751", "0165"])
      for (const read of [
        ...[readExportInitiatives, readExportMoney, readExportIndicators, readExportMandates],
        ...[readExportAims, readExportPlacements, readExportAmbitions, readExportTreatments, readExportStatuses],
      ])
        await call(read as typeof readExportAims, { municipality, demo });
  await sql`update status_edition set begun_by = ${by}, answered_by = ${by}, answer_words = 'Skriv mere.' where number = 1 and not demo`;
  await sql`update status_answer set changed_by = ${by}`;
  await sql`update status_evidence set added_by = ${by}`;
  await sql`update status_kept_warning set kept_by = ${by}`;
  await sql`
    insert into status_reminder (municipality_code, period_code, sent_by, put_off_until, put_off_because, put_off_by)
    values (${here.code}, '2031H1', ${by}, '2031-07-01', 'Udvalget mødes først i august.', ${by})`;
  await sql`
    insert into ambition (municipality_code, declaration_year, number, text, holds_from, entered_by)
    values (${here.code}, 2025, 1, 'Alle skal med.', '2031-01-01', ${by})`;
  await call(readOwnData, by);
}

async function callWholeSite(viewer: Viewer): Promise<void> {
  await call(listSitemap, anonymous);
  await call(listFacetNames, viewer, today);
  const hits = await sql<{ kind: "case"; id: string }[]>`select kind, id from search_entry`;
  await call(readHits, viewer, hits);
  await call(hasDemoData);
  await call(isDatabaseWell);
  await call(readJobsHealth, ["letter"]);
  await sql`select graphile_worker.add_job('clear-away', '{}'::json, run_at => now() - interval '1 hour')`;
  await sql`update graphile_worker._private_jobs set created_at = now() - interval '1 hour'`;
  await call(findLateJob, ["clear-away"], 5);
  await call(findLateJob, ["letter"], 5);
  await call(holdJob, "1");
  for (const named of [undefined, "ingen"]) await call(findDemoPlace, named);
}

describe("a read of db/queries", () => {
  it.each([...results])("%s gives what it declares", (name, result) => {
    expect(result.count, `no call of ${name} above`).toBeGreaterThan(0);
    expect([...result.wrong]).toEqual([]);
  });

  it("has been seen to give all that it declares, null where null may be", () => {
    const unseen = [...results.values()].flatMap((result) => result.unseen);
    for (const [places, where] of seenElsewhere)
      expect(
        unseen.some((place) => places.test(place)),
        where,
      ).toBe(true);
    const left = unseen.filter((place) => place in neverSeen || !seenElsewhere.some(([places]) => places.test(place)));
    expect(left.sort()).toEqual(Object.keys(neverSeen).sort());
  });
});
