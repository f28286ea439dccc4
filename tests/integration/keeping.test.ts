import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLetterBudget, type LetterBudget } from "#app/domain/accounts/letter-budget.server.ts";
import { createSecrets, hashToken } from "#app/domain/accounts/secrets.server.ts";
import { auditSentence } from "#app/domain/audit/vocabulary.ts";
import { contactInput } from "#app/domain/contacts/input.ts";
import {
  answerConsent,
  changeContact,
  createContact,
  deleteContact,
  lookAtConsent,
} from "#app/domain/contacts/keep-contacts.server.ts";
import { askDomainInput } from "#app/domain/mail-domains/input.ts";
import { askForDomain, decideDomain, removeDomain } from "#app/domain/mail-domains/keep-domains.server.ts";
import { hidePage, showPage } from "#app/domain/pages/hide-page.server.ts";
import { changeUnit, createUnit, deleteUnit } from "#app/domain/units/keep-units.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listAudit } from "#db/queries/audit.ts";
import { newestCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { listCitations } from "#db/queries/citations.ts";
import { findContactForConsent, listContacts } from "#db/queries/contacts/for-keepers.ts";
import { contactsOfCase, contactsOfMethod, contactsOfMunicipality } from "#db/queries/contacts/for-readers.ts";
import { setConsented, setConsentHash } from "#db/queries/contacts/store.ts";
import { listDocuments } from "#db/queries/documents/list.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { listHidden } from "#db/queries/hidden-pages.ts";
import { findMunicipalityOfDomain } from "#db/queries/mail-domains.ts";
import { listReferences } from "#db/queries/references.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { listUnits } from "#db/queries/units.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedMailDomains, seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

let database: TestDatabase;
let sql: Sql;
let personId: string;
let letters: LetterBudget;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  letters = createLetterBudget(sql, createSecrets(testSecretKey));
  await seedPlaces(sql);
  await seedMailDomains(sql);
  personId = (await createPerson(sql)).id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate audit_log, contact_person, contact_topic, rate_limit`;
  await sql`delete from mail_domain where not own`;
  await sql`delete from unit`;
});

/** One of the callers, as the person that the log can name. */
function as(name: string): Viewer {
  const caller = callers.find((one) => one.name === name);
  if (!caller) throw new Error(name);
  const viewer = viewerFor(caller);
  return { ...viewer, person: viewer.person && { ...viewer.person, id: personId } };
}
const coordinator = as.bind(null, "koordinator");
const outsiders = [
  "uden rolle",
  "læser",
  "forfatter",
  "godkender",
  "koordinator, anden kommune",
  "KL-redaktør",
  "KL-administrator",
];
const all = { page: 1, pageSize: 100 };
const unitsHere = async () => (await listUnits(sql, here.code, { words: "", kind: null }, all)).items;
const contactsHere = async () => (await listContacts(sql, here.code, { words: "", demo: false }, all)).items;
const shownContacts = async () => (await contactsOfMunicipality(sql, anonymous, here.code, all)).items;
const deeds = async () =>
  (await sql<{ action: string }[]>`select action from audit_log order by id`).map(({ action }) => action);

describe("units", () => {
  const unit = (name: string, parent: string | null = null) => ({ name, kind: "skole" as const, parent });
  const byName = async (name: string) => {
    const found = (await unitsHere()).find((one) => one.name === name);
    if (!found) throw new Error(name);
    return found;
  };

  it("are made, moved and deleted by the coordinator alone", async () => {
    await createUnit(sql, coordinator(), here.code, unit("Klynge Nord"));
    const { id } = await byName("Klynge Nord");
    for (const name of outsiders) {
      await expect(createUnit(sql, as(name), here.code, unit("Min"))).rejects.toMatchObject({ status: 403 });
      const change = changeUnit(sql, as(name), here.code, { unit: id, version: 1, ...unit("Min") });
      await expect(change, name).rejects.toMatchObject({ status: 403 });
      await expect(deleteUnit(sql, as(name), here.code, id)).rejects.toMatchObject({ status: 403 });
    }
    await deleteUnit(sql, coordinator(), here.code, id);
    expect(await deeds()).toEqual(["unit.created", "unit.deleted"]);
  });

  it("keep the change of the one who was first; the other is told", async () => {
    await createUnit(sql, coordinator(), here.code, unit("Skolen"));
    const { id, version } = await byName("Skolen");
    const changes = ["Skolen ved Åen", "Åskolen"].map((name) =>
      changeUnit(sql, coordinator(), here.code, { unit: id, version, ...unit(name) }),
    );
    const results = await Promise.allSettled(changes);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [refused] = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused).toMatchObject({ status: 409, message: expect.stringContaining("En anden har ændret det") });
  });

  it("make no circle, though two are moved at once", async () => {
    await createUnit(sql, coordinator(), here.code, unit("A"));
    await createUnit(sql, coordinator(), here.code, unit("B"));
    const [a, b] = [await byName("A"), await byName("B")];
    const results = await Promise.allSettled([
      changeUnit(sql, coordinator(), here.code, { unit: a.id, version: 1, ...unit("A", b.id) }),
      changeUnit(sql, coordinator(), here.code, { unit: b.id, version: 1, ...unit("B", a.id) }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("of one name are not made twice, and none is deleted that something rests on", async () => {
    await createUnit(sql, coordinator(), here.code, unit("Skolen"));
    await expect(createUnit(sql, coordinator(), here.code, unit("Skolen!"))).rejects.toMatchObject({
      status: 409,
      field: "name",
    });
    const { id } = await byName("Skolen");
    await sql`insert into role_grant (person_id, role, municipality_code, unit_id) values (${personId}, 'approver', ${here.code}, ${id})`;
    await expect(deleteUnit(sql, coordinator(), here.code, id)).rejects.toThrow(
      "for der hører en persons rolle til den",
    );
    await sql`delete from role_grant`;
  });

  it("of invented people are invented, and the real ones are not theirs to change", async () => {
    await createUnit(sql, as("demokoordinator"), here.code, unit("Opdigtet"));
    await createUnit(sql, coordinator(), here.code, unit("Rigtig"));
    const [invented, real] = [await byName("Opdigtet (opdigtet)"), await byName("Rigtig")];
    expect([invented.demo, real.demo]).toEqual([true, false]);
    await expect(deleteUnit(sql, as("demokoordinator"), here.code, real.id)).rejects.toThrow("kun ændre Demodata");
    const under = changeUnit(sql, coordinator(), here.code, {
      unit: real.id,
      version: 1,
      ...unit("Rigtig", invented.id),
    });
    await expect(under).rejects.toMatchObject({ status: 400, field: "parent" });
  });
});

describe("contact persons", () => {
  const fields = (more: Record<string, string | string[]> = {}) =>
    contactInput.parse({
      name: "Bo",
      title: "Konsulent",
      email: "Bo@Aarhus.dk",
      phone: "12 34 56 78",
      topic: ["municipality"],
      case: [],
      ...more,
    });
  const only = async () => {
    const [contact] = await contactsHere();
    if (!contact) throw new Error("nobody");
    return contact;
  };

  it("are shown once they have said yes, and no longer when they say no or something is changed", async () => {
    await createContact(sql, letters, coordinator(), here.code, fields());
    const { id, email, version } = await only();
    expect(await shownContacts()).toEqual([]);
    await setConsentHash(sql, { id, email }, hashToken("linket"));
    await answerConsent(sql, "linket", true, (await contactsHere())[0]?.version ?? 0);
    expect(await shownContacts()).toMatchObject([{ name: "Bo", email: "bo@aarhus.dk" }]);
    await changeContact(sql, letters, coordinator(), here.code, {
      contact: id,
      version,
      ...fields({ phone: "87654321" }),
    });
    expect(await shownContacts()).toEqual([]);
    await answerConsent(sql, "linket", true, (await contactsHere())[0]?.version ?? 0);
    await answerConsent(sql, "linket", false, 0);
    expect(await contactsHere()).toEqual([]);
    await expect(answerConsent(sql, "linket", true, (await contactsHere())[0]?.version ?? 0)).rejects.toMatchObject({
      status: 404,
    });
    expect(await deeds()).toEqual([
      "contact.created",
      "contact.consented",
      "contact.changed",
      "contact.consented",
      "contact.declined",
    ]);
  });

  it("are read for readers with what a page shows of them, and nothing of what is kept besides", async () => {
    await createContact(sql, letters, coordinator(), here.code, fields());
    await setConsented(sql, (await only()).id);
    const [shown] = await shownContacts();
    expect(Object.keys(shown ?? {}).sort()).toEqual(
      ["id", "name", "title", "email", "phone", "municipality", "topics", "demo"].sort(),
    );
  });

  it("are kept by the coordinator alone, and by nobody twice at once", async () => {
    await createContact(sql, letters, coordinator(), here.code, fields());
    const { id, version } = await only();
    for (const name of outsiders) {
      await expect(createContact(sql, letters, as(name), here.code, fields()), name).rejects.toMatchObject({
        status: 403,
      });
      await expect(deleteContact(sql, as(name), here.code, id), name).rejects.toMatchObject({ status: 403 });
    }
    await expect(deleteContact(sql, as("demokoordinator"), here.code, id)).rejects.toMatchObject({ status: 403 });
    await changeContact(sql, letters, coordinator(), here.code, {
      contact: id,
      version,
      ...fields({ title: "Leder" }),
    });
    const late = changeContact(sql, letters, coordinator(), here.code, {
      contact: id,
      version,
      ...fields({ title: "Chef" }),
    });
    await expect(late).rejects.toMatchObject({ status: 409 });
  });

  it("are about what the list offers, and a hidden case hides who to ask about it", async () => {
    const own = await buildCase(sql, { municipalityCode: here.code });
    const foreign = await buildCase(sql, { municipalityCode: "0101" });
    const about = (id: string) =>
      createContact(sql, letters, coordinator(), here.code, fields({ topic: [`case:${id}`] }));
    await expect(about(foreign.id)).rejects.toMatchObject({ status: 400, field: "topic" });
    await about(own.id);
    await sql`update contact_person set consented_at = now()`;
    expect((await contactsOfCase(sql, anonymous, own.slug, 6)).items).toHaveLength(1);
    await hidePage(sql, coordinator(), { path: `/eksempler/${own.slug}`, reason: "En elev kan genkendes" });
    expect(await contactsOfCase(sql, anonymous, own.slug, 6)).toEqual({ items: [], total: 0 });
    expect(await shownContacts()).toEqual([]);
  });

  it.each([
    [{ name: "" }, "name"],
    [{ title: "" }, "title"],
    [{ email: "bo@" }, "email"],
    [{ phone: "ring bare" }, "phone"],
    [{ topic: ["municipality", "case:1 or 1=1"] }, "topic"],
  ])("with %j are refused at the field %s", (change, field) => {
    const sent = { name: "Bo", title: "Konsulent", email: "bo@aarhus.dk", phone: "", topic: [], case: [], ...change };
    expect(contactInput.safeParse(sent).error?.issues[0]?.path[0]).toBe(field);
  });
});

describe("mail domains", () => {
  it("further ones are asked for by the coordinator, and let people in once KL has said yes", async () => {
    const asked = { domain: "vestskolen.dk", note: "Vestskolens egne adresser" };
    const vest = { domain: "vestskolen.dk", municipality: here.code };
    for (const name of outsiders)
      await expect(askForDomain(sql, as(name), here.code, asked), name).rejects.toMatchObject({ status: 403 });
    await askForDomain(sql, coordinator(), here.code, asked);
    expect(await findMunicipalityOfDomain(sql, "vestskolen.dk", false)).toBeUndefined();
    await expect(decideDomain(sql, coordinator(), vest, true)).rejects.toMatchObject({ status: 403 });
    await expect(decideDomain(sql, as("KL-redaktør"), vest, true)).rejects.toMatchObject({ status: 403 });
    await expect(
      decideDomain(sql, as("KL-administrator"), { domain: "vestskolen.dk", municipality: "0101" }, true),
      "the question was another municipality's",
    ).rejects.toMatchObject({ status: 409 });
    await decideDomain(sql, as("KL-administrator"), vest, true);
    expect(await findMunicipalityOfDomain(sql, "vestskolen.dk", false)).toMatchObject({ code: here.code });
    expect(await findMunicipalityOfDomain(sql, "under.vestskolen.dk", false)).toBeUndefined();
    await removeDomain(sql, coordinator(), here.code, "vestskolen.dk");
    expect(await findMunicipalityOfDomain(sql, "vestskolen.dk", false)).toBeUndefined();
    expect(await deeds()).toEqual(["domain.asked", "domain.approved", "domain.removed"]);
  });

  it("that are somebody's already, or a municipality's own, are neither had nor given up", async () => {
    const ask = (domain: string) => askForDomain(sql, coordinator(), here.code, { domain, note: "Vi vil" });
    await expect(ask("kk.dk")).rejects.toThrow("En anden kommune har allerede det domæne.");
    await expect(ask("aarhus.dk")).rejects.toThrow("Kommunen har allerede det domæne.");
    await expect(removeDomain(sql, coordinator(), here.code, "aarhus.dk")).rejects.toMatchObject({ status: 404 });
    await expect(
      decideDomain(sql, as("KL-administrator"), { domain: "aarhus.dk", municipality: here.code }, false),
    ).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    "gmail.com",
    "live.dk",
    "mail.dk",
    "аarhus.dk",
    "aarhus",
    "-x.dk",
    "x..dk",
    "x.dk/",
    "proton.me",
    "mail.gmail.com",
  ])("%s is not taken", (domain) => {
    expect(askDomainInput.safeParse({ domain, note: "Vi vil" }).success).toBe(false);
  });

  it("may be typed as part of an address", () => {
    expect(askDomainInput.parse({ domain: "Lene@Vestskolen.dk", note: "x" }).domain).toBe("vestskolen.dk");
  });
});

describe("a page that is hidden", () => {
  const reason = "En elev kan genkendes";

  it("is nowhere to be found, though its text stays; and is shown again", async () => {
    const { slug } = await buildCase(sql, { municipalityCode: here.code });
    const path = `/eksempler/${slug}`;
    const there = async () =>
      (await newestCases(sql, anonymous, 1_000, { real: false })).some((one) => one.slug === slug) ||
      (await listSitemap(sql, anonymous)).some((one) => one.path === path);
    expect(await there()).toBe(true);
    await hidePage(sql, coordinator(), { path, reason });
    expect(await there()).toBe(false);
    expect(await findCase(sql, anonymous, slug)).toEqual({ state: "hidden" });
    await expect(hidePage(sql, coordinator(), { path, reason })).rejects.toMatchObject({ status: 409 });
    expect((await listHidden(sql, { municipality: here.code, demo: false }, all)).items[0]).toMatchObject({
      path,
      reason,
    });
    await showPage(sql, coordinator(), path);
    expect(await there()).toBe(true);
    expect(await sql`select action, subject, reason from audit_log order by id`).toEqual([
      { action: "page.hidden", subject: path, reason },
      { action: "page.shown", subject: path, reason: null },
    ]);
  });

  it("may be a document, which leaves the lists too", async () => {
    await buildDocument(sql, { slug: "notat", title: "Notat om Nora" });
    await buildReference(sql, "/dokumenter/notat#sted");
    const retold = await buildCase(sql, { document: "notat", citations: ["/dokumenter/notat#sted"] });
    const told = async () => {
      const found = await findCase(sql, anonymous, retold.slug);
      if (found?.state !== "here") throw new Error("not there");
      const citations = await listCitations(sql, "case_citation", found.item.revisionId);
      return JSON.stringify([found.item.document, citations, await listReferences(sql, anonymous)]);
    };
    expect(await told()).toMatch(/Nora.*Nora.*Det står der på sted.*Nora/);
    await hidePage(sql, as("KL-redaktør"), { path: "/dokumenter/notat", reason });
    expect(await findDocument(sql, "notat")).toEqual({ state: "hidden" });
    expect(await listDocuments(sql, [], "titel")).toEqual([]);
    // What rests on it does not repeat its title or its words.
    expect(await told()).not.toMatch(/Nora|Det står der/);
  });

  it("is hidden by its municipality and KL, and by nobody else; invented people hide invented pages", async () => {
    const { slug } = await buildCase(sql, { municipalityCode: here.code });
    const invented = await buildCase(sql, { municipalityCode: here.code, demo: true });
    const path = `/eksempler/${slug}`;
    for (const name of ["læser", "forfatter", "godkender", "koordinator, anden kommune", "demokoordinator"])
      await expect(hidePage(sql, as(name), { path, reason }), name).rejects.toMatchObject({ status: 403 });
    await hidePage(sql, as("demokoordinator"), { path: `/eksempler/${invented.slug}`, reason });
    await hidePage(sql, as("KL-redaktør"), { path, reason });
    const [row] = await sql`select demo from audit_log where subject = ${`/eksempler/${invented.slug}`}`;
    expect(row).toEqual({ demo: true });
  });
});

describe("what helps a contact person to be asked the right thing", () => {
  const fields = (more: Record<string, string | string[]> = {}) =>
    contactInput.parse({
      name: "Bo",
      title: "Konsulent",
      email: "bo@aarhus.dk",
      phone: "12345678",
      topic: ["municipality"],
      case: [],
      ...more,
    });
  const timesAsked = async () =>
    (
      await sql`
        select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'letter' and j.payload ->> 'kind' = 'contact-consent'`
    ).length;
  const only = async () => {
    const [contact] = await contactsHere();
    if (!contact) throw new Error("nobody");
    return contact;
  };

  it("with a mended address the right person is asked, and the wrong one's link opens nothing", async () => {
    await createContact(sql, letters, coordinator(), here.code, fields({ email: "forkert@aarhus.dk" }));
    const { id, email, version } = await only();
    await setConsentHash(sql, { id, email }, hashToken("til den forkerte"));
    const before = await timesAsked();
    await changeContact(sql, letters, coordinator(), here.code, { contact: id, version, ...fields() });
    expect(await timesAsked()).toBe(before + 1);
    await expect(answerConsent(sql, "til den forkerte", true, version + 1)).rejects.toMatchObject({ status: 404 });
  });

  it("a yes is to what was shown, and is written down once", async () => {
    await createContact(sql, letters, coordinator(), here.code, fields());
    const { id, email, version } = await only();
    await setConsentHash(sql, { id, email }, hashToken("linket"));
    await changeContact(sql, letters, coordinator(), here.code, {
      contact: id,
      version,
      ...fields({ phone: "87654321" }),
    });
    await expect(answerConsent(sql, "linket", true, version)).rejects.toMatchObject({ status: 409 });
    await Promise.all([1, 2].map(() => answerConsent(sql, "linket", true, version + 1)));
    expect((await deeds()).filter((one) => one === "contact.consented")).toHaveLength(1);
  });

  it("a yes does not hold for another topic", async () => {
    const { id: caseId } = await buildCase(sql, { municipalityCode: here.code });
    await createContact(sql, letters, coordinator(), here.code, fields());
    await sql`update contact_person set consented_at = now()`;
    const { id, version } = await only();
    const before = await timesAsked();
    const changed = fields({ topic: [`case:${caseId}`] });
    await changeContact(sql, letters, coordinator(), here.code, { contact: id, version, ...changed });
    expect([(await only()).consentedAt, await timesAsked()]).toEqual([null, before + 1]);
    await sql`update contact_person set consented_at = now()`;
    await changeContact(sql, letters, coordinator(), here.code, { contact: id, version: version + 1, ...changed });
    expect([(await only()).consentedAt, await timesAsked()]).toEqual([expect.any(Date), before + 1]);
  });

  it.each([
    ["hidden", { state: "hidden" }],
    ["withdrawn", { state: "withdrawn" }],
    ["the municipality's own", { visibility: "municipality" }],
    ["the network's", { visibility: "network" }],
  ] as const)(
    "the link without an end does not tell the title of a case that is %s, nor is the person shown",
    async (_, how) => {
      const { id: caseId } = await buildCase(sql, { municipalityCode: here.code, title: "Da Nora kom", ...how });
      await createContact(sql, letters, coordinator(), here.code, fields());
      const { id, email } = await only();
      await sql`update contact_topic set case_id = ${caseId}`;
      await sql`update contact_person set consented_at = now()`;
      await setConsentHash(sql, { id, email }, hashToken("linket"));
      const seen = await lookAtConsent(sql, "linket");
      expect(seen?.topics).toMatchObject([{ kind: "case", isPublic: false }]);
      expect(JSON.stringify(seen)).not.toContain("Nora");
      expect(JSON.stringify(await findContactForConsent(sql, id))).not.toContain("Nora");
      expect((await only()).topics).toMatchObject([{ isPublic: false, title: "Da Nora kom" }]);
      expect(await shownContacts()).toEqual([]);
    },
  );

  it("a private address is warned of before anything is sent, and taken when it is wanted all the same", async () => {
    const at = (email: string, privateMail = "") =>
      createContact(sql, letters, coordinator(), here.code, fields({ email, privateMail }));
    for (const domain of [
      "gmail.com",
      "hotmail.com",
      "outlook.dk",
      "icloud.com",
      "yahoo.dk",
      "live.dk",
      "me.com",
      "mail.dk",
    ])
      await expect(at(`bo@${domain}`), domain).rejects.toMatchObject({ status: 400, field: "privateMail" });
    expect(await contactsHere()).toEqual([]);
    await at("bo@gmail.com", "ja");
    expect(await contactsHere()).toHaveLength(1);
  });

  it("a topic that has been withdrawn meanwhile stays when something else is changed", async () => {
    const { id: caseId, slug } = await buildCase(sql, { municipalityCode: here.code });
    await createContact(sql, letters, coordinator(), here.code, fields({ topic: [`case:${caseId}`] }));
    await sql`update case_story set withdrawn_at = now() where id = ${caseId}`;
    const { id, version } = await only();
    const changed = fields({ title: "Leder", topic: [`case:${caseId}`] });
    await changeContact(sql, letters, coordinator(), here.code, { contact: id, version, ...changed });
    expect((await only()).topics).toMatchObject([{ kind: "case", id: caseId }]);
    expect(await contactsOfCase(sql, anonymous, slug, 6)).toEqual({ items: [], total: 0 });
  });

  it("of several topics is asked in one letter, and shown once on the page of each", async () => {
    await buildMethod(sql, { slug: "nest" });
    const [method = { id: "" }] = await sql<{ id: string }[]>`select id from method where slug = 'nest'`;
    const { id: caseId, slug } = await buildCase(sql, { municipalityCode: here.code });
    const topics = ["municipality", `case:${caseId}`, `method:${method.id}`, `case:${caseId}`];
    const before = await timesAsked();
    await createContact(sql, letters, coordinator(), here.code, fields({ topic: topics }));
    expect(await timesAsked()).toBe(before + 1);
    expect((await only()).topics).toMatchObject([
      { kind: "municipality" },
      { kind: "method", id: method.id },
      { kind: "case", id: caseId },
    ]);
    await sql`update contact_person set consented_at = now()`;
    const lists = [
      (await contactsOfMethod(sql, anonymous, "nest", 24)).items,
      (await contactsOfCase(sql, anonymous, slug, 6)).items,
      await shownContacts(),
    ];
    for (const list of lists) expect(list).toMatchObject([{ name: "Bo", topics: { length: 3 } }]);
    await hidePage(sql, coordinator(), { path: `/eksempler/${slug}`, reason: "En elev kan genkendes" });
    expect(await shownContacts()).toMatchObject([{ topics: [{ kind: "municipality" }, { kind: "method" }] }]);
    expect((await only()).topics.map(({ isPublic }) => isPublic)).toEqual([true, true, false]);
  });

  it("is asked anew when a topic is added after the yes, and not when one is taken away", async () => {
    const { id: caseId } = await buildCase(sql, { municipalityCode: here.code });
    await createContact(sql, letters, coordinator(), here.code, fields());
    await sql`update contact_person set consented_at = now()`;
    const before = await timesAsked();
    const change = async (topic: string[]) => {
      const { id, version } = await only();
      await changeContact(sql, letters, coordinator(), here.code, { contact: id, version, ...fields({ topic }) });
    };
    await change(["municipality", `case:${caseId}`]);
    expect([(await only()).consentedAt, await timesAsked()]).toEqual([null, before + 1]);
    await sql`update contact_person set consented_at = now()`;
    await change([`case:${caseId}`]);
    expect((await only()).topics).toMatchObject([{ kind: "case" }]);
    expect([(await only()).consentedAt, await timesAsked()]).toEqual([expect.any(Date), before + 1]);
    await change(["municipality"]);
    expect([(await only()).consentedAt, await timesAsked()]).toEqual([null, before + 2]);
  });

  it("is to be asked about something, and about no more than anybody reads", async () => {
    const about = (topic: string[]) => createContact(sql, letters, coordinator(), here.code, fields({ topic }));
    const many = [...Array(21).keys()].map((n) => `case:00000000-0000-4000-8000-${String(n).padStart(12, "0")}`);
    for (const [topic, said] of [
      [[], "Vælg mindst én ting"],
      [many, "Vælg højst 20 ting"],
    ] as const)
      await expect(about([...topic])).rejects.toMatchObject({ field: "topic", message: expect.stringContaining(said) });
    expect(await contactsHere()).toEqual([]);
  });

  it("goes when all that the person could be asked about is deleted, and not before", async () => {
    const one = await buildCase(sql, { municipalityCode: here.code });
    const two = await buildCase(sql, { municipalityCode: here.code });
    const topic = [one, two].map(({ id }) => `case:${id}`);
    await createContact(sql, letters, coordinator(), here.code, fields({ topic }));
    await sql`delete from case_story where id = ${one.id}`;
    expect((await only()).topics).toMatchObject([{ id: two.id }]);
    await sql`delete from case_story where id = ${two.id}`;
    expect(await contactsHere()).toEqual([]);
  });

  it("a case without its own has who answers for the municipality", async () => {
    const { id: caseId, slug } = await buildCase(sql, { municipalityCode: here.code });
    await createContact(sql, letters, coordinator(), here.code, fields({ name: "Generel" }));
    await sql`update contact_person set consented_at = now()`;
    expect(await contactsOfCase(sql, anonymous, slug, 6)).toMatchObject({ items: [{ name: "Generel" }], total: 1 });
    await createContact(sql, letters, coordinator(), here.code, fields({ name: "Særlig", topic: [`case:${caseId}`] }));
    await sql`update contact_person set consented_at = now()`;
    expect(await contactsOfCase(sql, anonymous, slug, 6)).toMatchObject({ items: [{ name: "Særlig" }], total: 1 });
  });
});

it("the log names what was kept by the name that it has now", async () => {
  await createUnit(sql, coordinator(), here.code, { name: "Åskolen", kind: "skole", parent: null });
  const [{ id } = { id: "" }] = await unitsHere();
  await changeUnit(sql, coordinator(), here.code, {
    unit: id,
    version: 1,
    name: "Bakkeskolen",
    kind: "skole",
    parent: null,
  });
  const entry = { name: "Bo Holm", title: "Konsulent", email: "bo@aarhus.dk", topic: ["municipality"], case: [] };
  await createContact(sql, letters, coordinator(), here.code, contactInput.parse(entry));
  const told = async () =>
    (await listAudit(sql, { municipality: here.code, before: null, limit: 10, demo: false })).map((row) =>
      auditSentence(row),
    );
  const [contact] = await contactsHere();
  expect(await told()).toEqual([
    "oprettede en kontaktperson: Bo Holm",
    "ændrede en enhed: Bakkeskolen",
    "oprettede en enhed: Bakkeskolen",
  ]);
  expect(JSON.stringify(await sql`select * from audit_log`)).not.toContain("Bo Holm");
  await deleteContact(sql, coordinator(), here.code, contact?.id ?? "");
  expect((await told())[0]).toBe("slettede en kontaktperson");
});

it("a unit that is renamed lets its old name go, and takes none that is another's", async () => {
  const unit = (name: string) => ({ name, kind: "skole" as const, parent: null });
  await createUnit(sql, coordinator(), here.code, unit("Nordskolen"));
  const [{ id } = { id: "" }] = await unitsHere();
  await changeUnit(sql, coordinator(), here.code, { unit: id, version: 1, ...unit("Nordstjernen") });
  await createUnit(sql, coordinator(), here.code, unit("Nordskolen"));
  const back = changeUnit(sql, coordinator(), here.code, { unit: id, version: 2, ...unit("Nordskolen!") });
  await expect(back).rejects.toMatchObject({ status: 409, field: "name" });
  const signs = changeUnit(sql, coordinator(), here.code, { unit: id, version: 2, ...unit("!!!") });
  await expect(signs).rejects.toMatchObject({ status: 400, field: "name" });
});

it.each([
  ["live.aarhus.dk", true],
  ["outlook.odense.dk", true],
  ["live.dk", false],
  ["yahoo.co.uk", false],
  ["proton.ch", false],
])("the domain %s may be asked for: %s", (domain, may) => {
  expect(askDomainInput.safeParse({ domain, note: "Vi vil" }).success).toBe(may);
});
