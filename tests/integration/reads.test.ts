import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listAudit } from "#db/queries/audit.ts";
import { findDraft, findDraftSubject, listDrafts } from "#db/queries/cases/draft.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases, newestCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { isCaseGone, readCase, readCases } from "#db/queries/cases/record.ts";
import { casesOfCommitment, casesOfMethod, casesOfMunicipality, similarCases } from "#db/queries/cases/related.ts";
import { findCaseSubject } from "#db/queries/cases/subject.ts";
import { listCitations, resolveCitations } from "#db/queries/citations.ts";
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
import { isDatabaseWell, readJobsHealth } from "#db/queries/health.ts";
import { findHideable, findOwnerOfPath, listHidden, listHideable } from "#db/queries/hidden-pages.ts";
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
import { methodsOfCommitment, methodsOfMunicipality, similarMethods } from "#db/queries/methods/related.ts";
import { findMethodSubject } from "#db/queries/methods/subject.ts";
import * as municipalities from "#db/queries/municipalities.ts";
import { findLateJob, holdJob } from "#db/queries/outbox.ts";
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
import { findProblemReport, listProblemReports } from "#db/queries/problem-reports.ts";
import { listReferences } from "#db/queries/references.ts";
import { listFacetNames, readHits } from "#db/queries/search-hits.ts";
import { findEndedBecause, isSessionOpen, listSessions, readSession } from "#db/queries/sessions.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { findToken } from "#db/queries/tokens.ts";
import { countGrantsOfUnit, lockGrantsOfUnit } from "#db/queries/unit-belongings.ts";
import * as units from "#db/queries/units.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { declaredResults } from "#tests/support/declared-result.ts";
import { fillColumns } from "#tests/support/fill-columns.ts";

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
};

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
  const codes = await keys("municipality", "code");
  const everybody: Viewer = { network: true, municipalities: codes };
  await callCases(everybody);
  await callDrafts();
  await callMethods(everybody);
  await callDocuments(everybody);
  await callMunicipalities(everybody);
  await callCommitments(everybody);
  await callPeople();
  await callContacts(everybody);
  await callKeeping();
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
  await call(listDrafts, coordinator);
  for (const one of [bare.id, whole.id, nobody]) {
    await call(findDraft, coordinator, one);
    await call(findDraftSubject, one);
  }
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
  await call(listReferences, viewer);
  await call(resolveCitations, ["/kilder/kl-2024", "/dokumenter/notat#sted"]);
}

async function callMunicipalities(viewer: Viewer): Promise<void> {
  await call(municipalities.listMunicipalities, viewer, today);
  await call(municipalities.listPlaces);
  await call(municipalities.listRegions, today);
  await call(municipalities.listUnled);
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
  for (const number of [1, 2, 3, 99]) {
    await call(findCommitment, viewer, year, number);
    for (const demo of [true, false]) await call(casesOfCommitment, viewer, { year, number }, { demo, ...all });
    await call(methodsOfCommitment, viewer, year, number);
  }
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
  await call(listHidden, { municipality: null, demo: false }, all);
  for (const path of ["/eksempler/sag-published", "/eksempler/sag-hidden", "/metoder/nest", "/dokumenter/notat", "/"]) {
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
    expect([...results.values()].flatMap(({ unseen }) => unseen).sort()).toEqual(Object.keys(neverSeen).sort());
  });
});
