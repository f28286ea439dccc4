import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listAudit } from "#db/queries/audit.ts";
import { countContacts, listContacts } from "#db/queries/contacts/for-keepers.ts";
import {
  contactsOfCase,
  contactsOfCommitment,
  contactsOfMethod,
  contactsOfMunicipality,
} from "#db/queries/contacts/for-readers.ts";
import { isTopic, listTopicCases } from "#db/queries/contacts/topics.ts";
import { findHideable, listHidden } from "#db/queries/hidden-pages.ts";
import { listInvitations } from "#db/queries/invitations.ts";
import { findJoinRequest, listJoinRequests } from "#db/queries/join-requests.ts";
import { findMunicipalityOfDomain } from "#db/queries/mail-domains.ts";
import { findByEmail } from "#db/queries/people/account.ts";
import { countRunning, listGrants } from "#db/queries/people/grants.ts";
import { findPersonOf, listAllCoordinators, listNamesOf, listPeopleOf } from "#db/queries/people/list.ts";
import { listCoordinators } from "#db/queries/people/recipients.ts";
import { listProblemReports } from "#db/queries/problem-reports.ts";
import { listSessions, readSession } from "#db/queries/sessions.ts";
import { findToken, takeToken } from "#db/queries/tokens.ts";
import {
  countUnits,
  findUnitByName,
  listUnitNames,
  listUnits,
  listUnitsAbove,
  suggestUnits,
} from "#db/queries/units.ts";
import { buildManyCases } from "#seeds/builders/build-many-cases.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedMailDomains, seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { openPlanner, type Planner } from "#tests/support/plans.ts";

/** Tables that grow with people and deeds. */
const big = [
  ...["person", "session", "role_grant", "join_request", "invitation", "one_time_token", "audit_log"],
  ...["contact_person", "contact_topic"],
  ...["problem_report", "unit", "case_story", "case_revision"],
];

let database: TestDatabase;
let planner: Planner;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  const filling = database.sql;
  await seedPlaces(filling);
  await seedMailDomains(filling);
  await buildDocument(filling, { slug: "erklaering" });
  await buildDeclaration(filling, { commitments: 10, quotedFrom: "/dokumenter/erklaering#sted" });
  await buildManyCases(filling, { cases: 3_000, sources: 100 });
  // 20,000 people of 98 municipalities with what belongs to each.
  await filling.unsafe(`
    insert into person (email, name) select 'p' || n || '@aarhus.dk', 'Person ' || n from generate_series(1, 20000) n;
    insert into role_grant (person_id, role, municipality_code)
      select p.id, case when random() < 0.02 then 'coordinator' else 'contributor' end, k.code
      from person p join lateral (select code from municipality order by md5(p.id || code) limit 1) k on true;
    insert into session (id, person_id, second_factor, device, expires_at)
      select md5(id::text), id, true, 'Firefox', now() + interval '1 day' from person;
    insert into join_request (person_id, municipality_code)
      select person_id, municipality_code from role_grant where random() < 0.2;
    insert into invitation (email, name, role, municipality_code, expires_at)
      select 'i' || p.email, p.name, 'reader', g.municipality_code, now() + interval '1 day'
      from person p join role_grant g on g.person_id = p.id where random() < 0.2;
    insert into one_time_token (hash, purpose, person_id, expires_at)
      select md5(id::text), 'password_reset', id, now() + interval '1 day' from person;
    insert into audit_log (actor_id, person_id, action, municipality_code)
      select person_id, person_id, 'session.opened', municipality_code from role_grant, generate_series(1, 3);
    insert into contact_person (municipality_code, name, title, email, consented_at)
      select municipality_code, 'Navn', 'Leder', 'k' || person_id || '@aarhus.dk', now() from role_grant where random() < 0.2;
    insert into contact_topic (contact_id, method_id, case_id)
      select id, case when random() < 0.3 then (select id from method order by md5(p.id::text || id) limit 1) end, null from contact_person p;
    insert into problem_report (path, message, municipality_code)
      select '/om', 'Hej', municipality_code from role_grant where random() < 0.2;
    insert into unit (municipality_code, slug, name, kind)
      select municipality_code, 'u' || row_number() over (), 'Enhed', 'skole' from role_grant where random() < 0.3;
    analyze;`);
  planner = await openPlanner(database);
  sql = planner.sql;
});
afterAll(async () => {
  await planner?.end();
  await database?.drop();
});

const id = "51dec21a-b7e2-4406-88fc-8480d1092c18";
const slug = "sag-4711";
const paging = { page: 2, pageSize: 50 };
const reads: [what: string, read: () => Promise<unknown>][] = [
  ["who a session belongs to", () => readSession(sql, "a".repeat(64))],
  ["the person with an address", () => findByEmail(sql, "p4711@aarhus.dk")],
  ["one's own sessions", () => listSessions(sql, id)],
  ["one's own roles", () => listGrants(sql, id)],
  ["what a token stands for", () => findToken(sql, "password_reset", "a".repeat(64))],
  ["a token that is used", () => takeToken(sql, "password_reset", "a".repeat(64))],
  ["the municipality of a domain", () => findMunicipalityOfDomain(sql, "aarhus.dk", false)],
  ["who asks for access", () => listJoinRequests(sql, "0751", { words: "person", limit: 20, demo: false })],
  ["open invitations", () => listInvitations(sql, "0751", { words: "person", limit: 20, demo: false })],
  ["who runs a municipality", () => listCoordinators(sql, "0751", false)],
  ["how many run a municipality", () => countRunning(sql, "0751", { demo: false })],
  [
    "what has been done in a municipality",
    () => listAudit(sql, { municipality: "0751", before: null, limit: 51, demo: false }),
  ],
  [
    "what has been done anywhere",
    () => listAudit(sql, { municipality: null, before: 900_000, limit: 51, demo: false }),
  ],
  ["who to call in a municipality", () => contactsOfMunicipality(sql, anonymous, "0751", paging)],
  ["who to call about a method", () => contactsOfMethod(sql, anonymous, "metode-7", 24)],
  ["who to call about a commitment", () => contactsOfCommitment(sql, anonymous, 2025, 3, 24)],
  ["who to call about a case", () => contactsOfCase(sql, anonymous, "sag-4711", 6)],
  ["a municipality's contact persons", () => listContacts(sql, "0751", { words: "navn", demo: false }, paging)],
  ["how many contact persons it has", () => countContacts(sql, "0751", { demo: false })],
  [
    "the cases that they can be about",
    () => listTopicCases(sql, anonymous, "0751", { words: "titel", slug, limit: 5 }),
  ],
  ["whether one can be about a case", () => isTopic(sql, anonymous, "0751", { kind: "case", id })],
  ["a municipality's units", () => listUnits(sql, "0751", { words: "enhed", kind: "skole" }, paging)],
  ["how many units it has", () => countUnits(sql, "0751")],
  ["the names of its units", () => listUnitNames(sql, "0751")],
  ["the units that one can lie under", () => listUnitsAbove(sql, { id, municipality: "0751", demo: false })],
  ["a unit by its name", () => findUnitByName(sql, "0751", { name: "Enhed", slug: "enhed" })],
  ["units that are called something like it", () => suggestUnits(sql, "0751", "enhed", 5)],
  ["a person of a municipality", () => findPersonOf(sql, "0751", id, { demo: false })],
  ["the coordinators of all municipalities", () => listAllCoordinators(sql, "person", paging, { demo: false })],
  ["one person's asking for access", () => findJoinRequest(sql, "0751", id, { demo: false })],
  ["a municipality's reports", () => listProblemReports(sql, { municipality: "0751", demo: false }, paging)],
  ["the pages that are hidden", () => listHidden(sql, { municipality: "0751", demo: false }, paging)],
  ["a page that can be hidden", () => findHideable(sql, "/eksempler/sag-471")],
];

describe("with 20,000 people", () => {
  it.each(reads)("%s: found without reading a whole table", async (_what, read) => {
    expect(await planner.wholeTables(read, big)).toEqual([]);
  });

  it("the people of a municipality are read by their roles there", async () => {
    // Some hundred of the people: Postgres may well read all of them to join, but never all roles.
    const filter = { words: "person", role: "contributor", demo: false } as const;
    const page = () => listPeopleOf(sql, "0751", filter, paging);
    expect(await planner.wholeTables(page, ["role_grant", "unit"])).toEqual([]);
    const names = () => listNamesOf(sql, "0751", { words: "person", except: id, limit: 5, demo: false });
    expect(await planner.wholeTables(names, ["role_grant"])).toEqual([]);
  });
});
