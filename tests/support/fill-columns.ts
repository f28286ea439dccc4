import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { storeActing } from "#db/queries/acting.ts";
import { recordAudit } from "#db/queries/audit.ts";
import type { TopicKey } from "#db/queries/contacts/contact.ts";
import { setConsented, setConsentHash, setContactUndeliverable, storeContact } from "#db/queries/contacts/store.ts";
import { storeInvitation } from "#db/queries/invitations.ts";
import { storeJoinRequest } from "#db/queries/join-requests.ts";
import { storeDomain } from "#db/queries/mail-domains.ts";
import { confirmTotp, setTotpSecret, takeTotpStep } from "#db/queries/people/second-factor.ts";
import { setHandled, storeProblemReport } from "#db/queries/problem-reports.ts";
import { storeToken } from "#db/queries/tokens.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDocument, buildStudy } from "#seeds/builders/build-sources.ts";
import { here, there } from "./callers.ts";
import { createPerson, openSession, type TestPerson } from "./people.ts";

/**
 * Adds to a database with Demodata what it lacks for every column to be read with and without a value: texts in every
 * state, people with roles and sessions, and what they leave behind.
 */
export async function fillColumns(sql: Sql): Promise<void> {
  await fillTexts(sql);
  const [unit] = await sql<{ id: string }[]>`select id from unit where municipality_code = ${here.code}`;
  const unitId = unit?.id ?? null;
  const [merged] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind, closed_at, merged_into)
    values (${here.code}, 'foer', 'Før', 'skole', now(), ${unitId}), (${here.code}, 'endnu-en', 'Endnu en', 'skole', null, null)
    returning id`;
  await sql`
    update case_revision set unit_id = ${merged?.id ?? null}, names_unit = true
    where id = (select published_revision_id from case_story where slug = 'sag-revised')`;
  const admin = await createPerson(sql, { roles: [{ role: "association_admin" }], passwordHash: "kodens hash" });
  const coordinator = await createPerson(sql, { roles: [{ role: "coordinator", municipality: here.code }] });
  const writer = await createPerson(sql, {
    roles: [{ role: "contributor", municipality: here.code, unitId: unitId ?? "" }],
  });
  await createPerson(sql, { roles: [{ role: "coordinator", municipality: here.code }], demo: true });
  await createPerson(sql, { roles: [{ role: "association_editor" }], demo: true });
  await setTotpSecret(sql, admin.id, "forseglet");
  await confirmTotp(sql, admin.id, ["reservekodens hash"]);
  await takeTotpStep(sql, admin.id, 1);
  for (const { id } of [coordinator, writer, admin]) await openSession(sql, id);
  const [session] = await sql<{ id: string }[]>`select id from session where person_id = ${admin.id}`;
  const acting = { sessionId: session?.id ?? "", municipality: here.code, reason: "De har bedt om hjælp.", hours: 1 };
  await storeActing(sql, acting);

  for (const { code } of [here, there]) await storeJoinRequest(sql, writer.id, code);
  const invited = { name: "Ny", role: "contributor", municipality: here.code, unitId, invitedBy: admin.id } as const;
  const invitationId = await storeInvitation(sql, { ...invited, email: writer.email, demo: false });
  const colleague = { role: "association_editor", municipality: null, unitId: null } as const;
  await storeInvitation(sql, { ...invited, ...colleague, email: writer.email, demo: false });
  await sql`update invitation set invited_by = null, undeliverable = '550' where municipality_code is null`;
  await sql`insert into invitation (email, name, role, expires_at) values ('ny@kl.dk', 'Ny', 'association_admin', now() + interval '1 day')`;
  await storeDomain(sql, { domain: "skole.example.org", municipality: here.code, note: "Skolens.", demo: false });
  await storeToken(sql, { hash: "token", purpose: "invitation", minutes: 60, personId: writer.id, invitationId });
  await storeToken(sql, { hash: "bare token", purpose: "invitation", minutes: 60, payload: { email: writer.email } });
  await fillContacts(sql, writer);
  await fillReports(sql, writer, viewerOfPerson(coordinator));
}

/** Texts in every state, a document without the notes that ours have, and a source that was taken back. */
async function fillTexts(sql: Sql): Promise<void> {
  await buildDocument(sql, { slug: "notat", municipalityCode: here.code });
  await buildStudy(sql, { slug: "trukket-tilbage", withdrawn_on: "2026-11-30" });
  await buildCase(sql, { slug: "sag-paa-en-skole", schoolSize: 240 });
  for (const state of ["published", "withdrawn", "hidden", "revised", "draft"] as const) {
    await buildCase(sql, { slug: `sag-${state}`, state, retiredSlugs: [`gammel-sag-${state}`] });
    await buildMethod(sql, { slug: `metode-${state}`, state, retiredSlugs: [`gammel-metode-${state}`] });
  }
}

async function fillContacts(sql: Sql, { name, email }: TestPerson): Promise<void> {
  const [keys] = await sql<{ methodId: string; caseId: string }[]>`
    select (select id from method where slug = 'metode-published') as "methodId",
      (select id from case_story where slug = 'sag-published') as "caseId"`;
  const some: TopicKey[] = [
    { kind: "municipality" },
    { kind: "method", id: keys?.methodId ?? "" },
    { kind: "case", id: keys?.caseId ?? "" },
    { kind: "commitment", year: 2025, number: 3 },
  ];
  for (const topics of [some, ...some.map((one) => [one])]) {
    for (const phone of [null, "89 40 20 00"]) {
      const id = await storeContact(sql, here.code, { name, title: "Lærer", email, phone, topics }, false);
      await setConsentHash(sql, { id, email }, `link ${id}`);
      await setConsented(sql, id);
    }
    const silent = await storeContact(sql, here.code, { name, title: "Lærer", email, phone: null, topics }, false);
    await setConsentHash(sql, { id: silent, email }, `link ${silent}`);
    await setContactUndeliverable(sql, { id: silent, email }, "550");
  }
}

async function fillReports(sql: Sql, { id: personId, email }: TestPerson, by: Viewer): Promise<void> {
  const report = { path: "/eksempler/sag-hidden", message: "Et barn kan genkendes.", demo: false };
  await storeProblemReport(sql, { ...report, replyTo: null, municipality: null });
  await setHandled(sql, await storeProblemReport(sql, { ...report, replyTo: email, municipality: here.code }));
  const inPlace = { municipality: here.code, personId, subject: report.path, reason: report.message };
  await recordAudit(sql, by, { action: "page.hidden", ...inPlace, detail: { number: 1, unit: null } });
  for (const whom of [null, personId]) await recordAudit(sql, null, { action: "page.shown", personId: whom });
}

function viewerOfPerson(person: TestPerson): Viewer {
  const session = { sessionId: "", secondFactor: true, introduced: true, demo: false };
  return viewerOf({ ...person, ...session, grants: [], acting: null });
}
