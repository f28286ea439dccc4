import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { auditSentence } from "#app/domain/audit/vocabulary.ts";
import { acceptInvitation } from "#app/domain/people/invite.server.ts";
import { closeUnit, mergeUnit, openUnit } from "#app/domain/units/close-unit.server.ts";
import { changeUnit, createUnit, whyNotDeleted } from "#app/domain/units/keep-units.server.ts";
import { findMeantUnit } from "#app/domain/units/named-unit.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { unitAsItIsNow } from "#app/ui/closing-units.tsx";
import { type Sql, transaction } from "#db/client.ts";
import { listAudit } from "#db/queries/audit.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { findInitiative } from "#db/queries/initiatives/page.ts";
import { storeInvitation } from "#db/queries/invitations.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listGrants } from "#db/queries/people/grants.ts";
import { findUnit, listSuccessors, listUnitNames, listUnitsAbove, suggestUnits } from "#db/queries/units.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

let database: TestDatabase;
let sql: Sql;
let keeper: TestPerson;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  keeper = await createPerson(sql, { roles: [{ role: "coordinator", municipality: here.code }] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate audit_log, case_story cascade`;
  await sql`delete from invitation`;
  await sql`delete from role_grant where unit_id is not null`;
  await sql`update unit set merged_into = null`;
  await sql`delete from unit`;
  await sql`delete from graphile_worker._private_jobs`;
});

/** One of the callers, as the person that the log can name. */
function as(name: string): Viewer {
  const caller = callers.find((one) => one.name === name);
  if (!caller) throw new Error(name);
  const viewer = viewerFor(caller);
  return { ...viewer, person: viewer.person && { ...viewer.person, id: keeper.id } };
}
const coordinator = as.bind(null, "koordinator");
let named = 0;
async function unit(name: string, { parent = null, demo = false }: { parent?: string | null; demo?: boolean } = {}) {
  const [row] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind, parent_id, demo)
    values (${here.code}, ${`enhed-${named++}`}, ${name}, 'skole', ${parent}, ${demo}) returning id`;
  return row?.id ?? "";
}
const rowOf = async (id: string) => {
  const row = await findUnit(sql, id);
  if (!row) throw new Error(id);
  return row;
};
const versionOf = async (id: string) => (await rowOf(id)).version;
const contributorAt = (unitId: string, role: "contributor" | "approver" = "contributor") =>
  createPerson(sql, { roles: [{ role, municipality: here.code, unitId }] });
const inviteTo = (email: string, unitId: string, role: "contributor" | "approver" = "contributor") =>
  storeInvitation(sql, {
    ...{ email, name: "Ny Kollega", role, municipality: here.code, unitId, invitedBy: keeper.id, demo: false },
  });
async function merge(from: string, into: string) {
  await mergeUnit(sql, coordinator(), here.code, { unit: from, version: await versionOf(from), into });
}
type Closing = Partial<Omit<Parameters<typeof closeUnit>[3], "unit">>;
async function close(id: string, how: Closing = {}) {
  const version = await versionOf(id);
  const nothing = { rolesTo: null, takeRoles: false, draftsTo: null };
  await closeUnit(sql, coordinator(), here.code, { unit: id, version, ...nothing, ...how });
}
async function open(id: string) {
  await openUnit(sql, coordinator(), here.code, { unit: id, version: await versionOf(id) });
}
const unitsOf = async (person: TestPerson) => (await listGrants(sql, person.id)).map(({ unitId }) => unitId);
const invitedTo = async (email: string) =>
  (await sql<{ unit: string }[]>`select unit_id as unit from invitation where email = ${email}`).map((row) => row.unit);
const unitOfDraft = async (id: string) =>
  (
    await sql<
      { unit: string | null }[]
    >`select unit_id as unit from case_revision where case_id = ${id} and state = 'working'`
  )[0]?.unit;
const lettersTo = async (kind: string) =>
  (
    await sql<{ person: string }[]>`
      select j.payload ->> 'person' as person from graphile_worker._private_jobs j where j.payload ->> 'kind' = ${kind}`
  ).map(({ person }) => person);
/** A published case of a unit, as readers meet the unit. */
async function readAt(id: string) {
  const { slug } = await buildCase(sql, {});
  await sql`
    update case_revision set unit_id = ${id}, names_unit = true
    where id = (select published_revision_id from case_story where slug = ${slug})`;
  return async () => {
    const found = await findCase(sql, anonymous, slug);
    return found?.state === "here" ? found.item.unit : undefined;
  };
}

describe("a unit that is merged into another", () => {
  it("gives it roles, invitations, drafts and what lies under it, and texts keep the old name and say the new one", async () => {
    const [old, now] = [await unit("Humlevejrskolen"), await unit("Egeskolen")];
    const child = await unit("SFO'en", { parent: old });
    const [writer, approver] = [await contributorAt(old), await contributorAt(old, "approver")];
    await inviteTo("ny@aarhus.dk", old);
    const draft = await buildDraft(sql, { unitId: old });
    const read = await readAt(old);
    expect(await read()).toEqual({ name: "Humlevejrskolen", closed: false, successor: null });
    await merge(old, now);
    expect([await unitsOf(writer), await unitsOf(approver)]).toEqual([[now], [now]]);
    expect(await invitedTo("ny@aarhus.dk")).toEqual([now]);
    expect(await unitOfDraft(draft.id)).toBe(now);
    expect(await rowOf(child)).toMatchObject({ parentId: now });
    expect(await read()).toEqual({ name: "Humlevejrskolen", closed: true, successor: "Egeskolen" });
    const log = await listAudit(sql, { municipality: here.code, before: null, limit: 10, demo: false });
    expect(log.map((row) => auditSentence(row))).toEqual(["lagde en enhed sammen med en anden: Humlevejrskolen"]);
    expect(await lettersTo("roles-changed"), "nobody has lost anything").toEqual([]);
  });

  it("gives nobody a role or an invitation twice", async () => {
    const [old, now] = [await unit("Gammel"), await unit("Ny")];
    const writer = await contributorAt(old);
    await sql`
      insert into role_grant (person_id, role, municipality_code, unit_id) values
        (${writer.id}, 'contributor', ${here.code}, ${now}), (${writer.id}, 'approver', ${here.code}, ${old})`;
    for (const at of [old, now]) await inviteTo("to.gange@aarhus.dk", at);
    await merge(old, now);
    const grants = (await listGrants(sql, writer.id)).map(({ role, unitId }) => [role, unitId]);
    expect(grants.sort()).toEqual([
      ["approver", now],
      ["contributor", now],
    ]);
    expect(await invitedTo("to.gange@aarhus.dk")).toEqual([now]);
  });

  it("leads on to the last, however often that is merged, and says when that is closed", async () => {
    const [a, b, c] = [await unit("A"), await unit("B"), await unit("C")];
    const read = await readAt(a);
    await merge(a, b);
    await merge(b, c);
    expect(await read()).toMatchObject({ successor: "C" });
    await close(c);
    expect(await read()).toEqual({ name: "A", closed: true, successor: "C" });
    await open(c);
    await open(b);
    expect(await read()).toMatchObject({ successor: "B" });
  });

  it("may be merged into one that lies under it, and makes no circle", async () => {
    const [top, old] = [await unit("Top"), await unit("Klyngen")];
    await sql`update unit set parent_id = ${top} where id = ${old}`;
    const middle = await unit("Afdelingen", { parent: old });
    const lowest = await unit("Skolen", { parent: middle });
    await merge(old, lowest);
    expect([await rowOf(lowest), await rowOf(middle)]).toMatchObject([{ parentId: top }, { parentId: lowest }]);
  });

  it("goes into an open unit of the same side and the same municipality alone, and never into itself", async () => {
    const [old, closed, invented] = [await unit("Gammel"), await unit("Lukket"), await unit("X", { demo: true })];
    await close(closed);
    const [foreign] = await sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind) values ('0101', 'deres', 'Deres', 'skole') returning id`;
    for (const [into, status] of [
      [old, 400],
      [closed, 409],
      [invented, 400],
      [foreign?.id ?? "", 400],
    ] as const)
      await expect(merge(old, into)).rejects.toMatchObject({ status, field: "into" });
    expect(await rowOf(old)).toMatchObject({ closedAt: null, version: 1 });
    expect((await listSuccessors(sql, await rowOf(old))).map(({ name }) => name)).toEqual([]);
  });
});

describe("a unit that is closed without a successor", () => {
  it("asks what becomes of the roles, and does nothing until it is said", async () => {
    const [old, other] = [await unit("Humlevejrskolen"), await unit("Egeskolen")];
    const writer = await contributorAt(old);
    for (const how of [{}, { rolesTo: other, takeRoles: true }])
      await expect(close(old, how)).rejects.toMatchObject({ status: 400, field: "rolesTo" });
    expect([await unitsOf(writer), await rowOf(old)]).toMatchObject([[old], { closedAt: null }]);
    await close(old, { rolesTo: other });
    expect(await unitsOf(writer)).toEqual([other]);
  });

  it("takes the roles away when that is said: sessions end, and they are told", async () => {
    const old = await unit("Humlevejrskolen");
    const [writer, both] = [await contributorAt(old), await contributorAt(old, "approver")];
    await sql`insert into role_grant (person_id, role, municipality_code) values (${both.id}, 'reader', ${here.code})`;
    await openSession(sql, writer.id);
    await inviteTo("ny@aarhus.dk", old);
    await close(old, { takeRoles: true });
    expect(await unitsOf(writer)).toEqual([]);
    expect((await listGrants(sql, both.id)).map(({ role }) => role)).toEqual(["reader"]);
    expect(await invitedTo("ny@aarhus.dk")).toEqual([]);
    expect(await sql`select from session where person_id = ${writer.id}`).toHaveLength(0);
    expect((await lettersTo("roles-changed")).sort()).toEqual([writer.id, both.id].sort());
  });

  it("leaves drafts to the whole municipality or to the unit that is chosen; what is published keeps the name", async () => {
    const [one, two, other] = [await unit("Humlevejrskolen"), await unit("Bøgeskolen"), await unit("Egeskolen")];
    const [mine, yours] = [await buildDraft(sql, { unitId: one }), await buildDraft(sql, { unitId: two })];
    const read = await readAt(one);
    await close(one);
    await close(two, { draftsTo: other });
    expect([await unitOfDraft(mine.id), await unitOfDraft(yours.id)]).toEqual([null, other]);
    expect(await read()).toEqual({ name: "Humlevejrskolen", closed: true, successor: null });
  });

  it("leaves what lies under it to where it lies", async () => {
    const top = await unit("Top");
    const old = await unit("Klyngen", { parent: top });
    const child = await unit("Skolen", { parent: old });
    await close(old);
    expect(await rowOf(child)).toMatchObject({ parentId: top });
  });

  it("is closed by the municipality's coordinators alone, once, and as it was shown", async () => {
    const [id, other] = [await unit("Skolen"), await unit("Den anden")];
    const nothing = { unit: id, rolesTo: null, takeRoles: false, draftsTo: null };
    for (const name of ["godkender", "koordinator, anden kommune", "KL-redaktør", "demokoordinator"]) {
      await expect(closeUnit(sql, as(name), here.code, { ...nothing, version: 1 }), name).rejects.toMatchObject({
        status: 403,
      });
      const merging = mergeUnit(sql, as(name), here.code, { unit: id, version: 1, into: other });
      await expect(merging, name).rejects.toMatchObject({ status: 403 });
      await expect(openUnit(sql, as(name), here.code, { unit: id, version: 1 }), name).rejects.toMatchObject({
        status: 403,
      });
    }
    await changeUnit(sql, coordinator(), here.code, {
      unit: id,
      version: 1,
      name: "Åskolen",
      kind: "skole",
      parent: null,
    });
    const both = await Promise.allSettled([
      closeUnit(sql, coordinator(), here.code, { ...nothing, version: 2 }),
      mergeUnit(sql, coordinator(), here.code, { unit: id, version: 2, into: other }),
      closeUnit(sql, coordinator(), here.code, { ...nothing, version: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ status: 409 });
  });
});

describe("a closed unit", () => {
  it("is offered nowhere, and a form that names it is told what it is now", async () => {
    const [lone, merged, open] = [await unit("Lukkeskolen"), await unit("Humleskolen"), await unit("Egeskolen")];
    await close(lone);
    await merge(merged, open);
    const offered = [
      (await listUnitNames(sql, here.code)).map(({ name }) => name),
      (await listSuccessors(sql, await rowOf(lone))).map(({ name }) => name),
      (await listUnitsAbove(sql, await rowOf(lone))).map(({ name }) => name),
      await suggestUnits(sql, here.code, "skolen", 5),
      (await findMunicipality(sql, anonymous, here.slug, "2026-11-30"))?.units.map(({ name }) => name),
    ];
    for (const names of offered) expect(names).toEqual(["Egeskolen"]);
    const meant = (name: string) => transaction(sql, (tx) => findMeantUnit(tx, here.code, name, "unit"));
    for (const which of [lone, "Lukkeskolen"])
      await expect(meant(which)).rejects.toMatchObject({
        ...{ status: 409, field: "unit", message: "Lukkeskolen er lukket. Vælg en anden." },
      });
    await expect(meant("humleskolen")).rejects.toThrow("Humleskolen er lukket og lagt sammen med Egeskolen.");
    const under = createUnit(sql, coordinator(), here.code, { name: "Ny", kind: "skole", parent: lone });
    await expect(under).rejects.toMatchObject({ status: 409, field: "parent" });
    const change = { unit: lone, version: 2, name: "Nyt navn", kind: "skole" as const, parent: null };
    await expect(changeUnit(sql, coordinator(), here.code, change)).rejects.toMatchObject({ status: 409 });
  });

  it("is told on the initiatives that it takes part in with the unit that it has become", async () => {
    const [old, now] = [await unit("Humleskolen"), await unit("Egeskolen")];
    const [initiative] = await sql<{ id: string }[]>`
      insert into initiative (slug, municipality_code, title, visibility, published_at)
      values ('delt-indsats', ${here.code}, 'Delt', 'public', now()) returning id`;
    await sql`
      insert into initiative_unit (initiative_id, municipality_code, unit_id) values (${initiative?.id ?? ""}, ${here.code}, ${old})`;
    await merge(old, now);
    const found = await findInitiative(sql, anonymous, "delt-indsats");
    const units = found?.state === "here" ? found.item.units : [];
    expect(units.map(unitAsItIsNow)).toEqual(["Humleskolen (nu Egeskolen)"]);
    await sql`delete from initiative where id = ${initiative?.id ?? ""}`;
  });

  it("can be opened again when it was a mistake", async () => {
    const [old, now] = [await unit("Humleskolen"), await unit("Egeskolen")];
    const read = await readAt(old);
    const writer = await contributorAt(old);
    await merge(old, now);
    await open(old);
    expect(await read()).toEqual({ name: "Humleskolen", closed: false, successor: null });
    expect(await unitsOf(writer), "what has moved stays").toEqual([now]);
    expect((await listUnitNames(sql, here.code)).map(({ name }) => name)).toEqual(["Egeskolen", "Humleskolen"]);
    const twice = openUnit(sql, coordinator(), here.code, { unit: old, version: 3 });
    await expect(twice).rejects.toMatchObject({ status: 409 });
    const log = await listAudit(sql, { municipality: here.code, before: null, limit: 1, demo: false });
    expect(log.map((row) => auditSentence(row))).toEqual(["åbnede en lukket enhed igen: Humleskolen"]);
  });

  it("holds the one that it was merged into, which is not deleted", async () => {
    const [old, now] = [await unit("Gammel"), await unit("Ny")];
    await merge(old, now);
    expect(await whyNotDeleted(sql, await rowOf(now))).toBe(
      "Ny kan ikke slettes, for der hører en tidligere enhed til den.",
    );
    expect(await whyNotDeleted(sql, await rowOf(old))).toBeNull();
  });

  it("is nobody's to write at: a text that is made from one of its own is written at what it is now", async () => {
    const [a, b, lone] = [await unit("A"), await unit("B"), await unit("Alene")];
    await merge(a, b);
    await close(lone);
    expect(await unitOfDraft((await buildDraft(sql, { unitId: a })).id)).toBe(b);
    expect(await unitOfDraft((await buildDraft(sql, { unitId: lone })).id)).toBeNull();
  });
});

describe("while a unit is closed", () => {
  const accounts = () => createAccounts(sql, { secretKey: testSecretKey, https: false });
  const from = { network: "192.0.2.1", device: "Firefox på Linux", cookies: null };
  const newcomer = { name: "Ny Kollega", password: "fire blå skovsnegle danser" };
  /** Waits until somebody waits for a row or another lock. */
  const untilOneWaits = () =>
    expect
      .poll(
        () =>
          sql`select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) or (locktype = 'transactionid' and not granted)`,
        {
          timeout: 10_000,
        },
      )
      .not.toHaveLength(0);

  it("who takes an invitation there has the role at its successor", async () => {
    const [old, now] = [await unit("Gammel"), await unit("Ny")];
    const invitationId = await inviteTo("tager.imod@aarhus.dk", old);
    const token = await issueToken(sql, { purpose: "invitation", invitationId });
    let release = () => {};
    const holding = sql.begin(async (tx) => {
      await tx`select from unit where id = ${old} for update`;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await tx`update unit set closed_at = now(), merged_into = ${now} where id = ${old}`;
      await tx`update invitation set unit_id = ${now} where id = ${invitationId}`;
    });
    const taking = acceptInvitation(sql, accounts(), token, newcomer, from);
    await untilOneWaits();
    release();
    await Promise.all([holding, taking]);
    const [person] = await sql<{ id: string }[]>`select id from person where email = 'tager.imod@aarhus.dk'`;
    expect((await listGrants(sql, person?.id ?? "")).map(({ unitId }) => unitId)).toEqual([now]);
  });

  it("nobody is left at it who is invited or takes an invitation at that moment, whichever comes first", async () => {
    for (let round = 0; round < 5; round++) {
      const [old, now] = [await unit(`Gammel ${round}`), await unit(`Ny ${round}`)];
      const email = `runde.${round}@aarhus.dk`;
      const invitationId = await inviteTo(email, old);
      const token = await issueToken(sql, { purpose: "invitation", invitationId });
      await contributorAt(old);
      const taking = acceptInvitation(sql, accounts(), token, newcomer, from);
      const merging = merge(old, now).catch((error) => error);
      const result = await Promise.allSettled([taking, merging]);
      expect(result.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
      if ((await merging) !== undefined) {
        expect(await merging).toMatchObject({ status: 409 });
        await merge(old, now);
      }
      expect(await sql`select from role_grant where unit_id = ${old}`).toHaveLength(0);
      expect(await sql`select from invitation where unit_id = ${old}`).toHaveLength(0);
    }
  });

  it("what is begun there at that moment is written at its successor", async () => {
    const [old, now] = [await unit("Gammel"), await unit("Ny")];
    let release = () => {};
    let held = () => {};
    const isHeld = new Promise<void>((resolve) => {
      held = resolve;
    });
    const holding = sql.begin(async (tx) => {
      await tx`select from unit where id = ${old} for update`;
      await new Promise<void>((resolve) => {
        release = resolve;
        held();
      });
      await tx`update unit set closed_at = now(), merged_into = ${now} where id = ${old}`;
    });
    await isHeld;
    const beginning = buildDraft(sql, { unitId: old });
    await untilOneWaits();
    release();
    const [, { id }] = await Promise.all([holding, beginning]);
    expect(await unitOfDraft(id)).toBe(now);
  });
});
