import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeAmbitionInput, newAmbitionInput, publishAmbitionInput } from "#app/domain/ambitions/input.ts";
import {
  beginAmbition,
  changeAmbition,
  deleteAmbition,
  publishAmbition,
  takeBackAmbition,
} from "#app/domain/ambitions/keep-ambitions.server.ts";
import { newTreatmentInput } from "#app/domain/treatments/input.ts";
import { changeTreatment, deleteTreatment, enterTreatment } from "#app/domain/treatments/keep-treatments.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { findKeptAmbition, listKeptAmbitions } from "#db/queries/ambitions/keep.ts";
import { ambitionsOfCommitment, ambitionsOfMunicipality } from "#db/queries/ambitions/list.ts";
import { pointsOverPeriods, statusesOfCommitment } from "#db/queries/statuses/over-periods.ts";
import { listKeptTreatments } from "#db/queries/treatments/keep.ts";
import { treatmentsOfDeclaration, treatmentsOfMunicipality } from "#db/queries/treatments/list.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
import { here, there } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createViewer } from "#tests/support/handing-over.ts";

const patience = { timeout: 120_000 };
const place = here;
let database: TestDatabase;
let sql: TestDatabase["sql"];
let coordinator: Viewer;
let contributor: Viewer;
let stranger: Viewer;
let invented: Viewer;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  coordinator = await createViewer(sql, [{ role: "coordinator", municipality: place.code }]);
  contributor = await createViewer(sql, [{ role: "contributor", municipality: place.code }]);
  stranger = await createViewer(sql, [{ role: "coordinator", municipality: there.code }]);
  invented = await createViewer(sql, [{ role: "coordinator", municipality: place.code }], { demo: true });
});
afterAll(() => database.drop());

const typed = {
  point: "2025-3",
  text: "Forældre er med fra første samtale.",
  holdsFrom: "1. januar 2026",
  keepWarning: "",
};
const kept = async (id: string) => {
  const row = await findKeptAmbition(sql, coordinator, { code: place.code, id });
  if (!row) throw new Error("the ambition is gone");
  return row;
};

describe("a local ambition", patience, () => {
  it("is saved by who writes, published by the coordinator, and stays beside a later one", async () => {
    const id = await beginAmbition(sql, contributor, place, newAmbitionInput.parse(typed));
    expect(await ambitionsOfMunicipality(sql, coordinator, place.code)).toEqual([]);
    const publish = (ambition: string, version: number) =>
      publishAmbitionInput.parse({ ambition, version: String(version), visibility: "public" });
    await expect(publishAmbition(sql, contributor, place.code, publish(id, 1))).rejects.toMatchObject({ status: 403 });
    await publishAmbition(sql, coordinator, place.code, publish(id, 1));
    const later = { ...typed, text: "Forældre er med til at beslutte.", holdsFrom: "2026-08-01" };
    const next = await beginAmbition(sql, contributor, place, newAmbitionInput.parse(later));
    await publishAmbition(sql, coordinator, place.code, publish(next, 1));
    const texts = [later.text, typed.text];
    expect((await ambitionsOfMunicipality(sql, anonymous, place.code)).map(({ text }) => text)).toEqual(texts);
    expect((await ambitionsOfCommitment(sql, anonymous, { year: 2025, number: 3 })).map(({ text }) => text)).toEqual(
      texts,
    );
    const rewrite = changeAmbitionInput.parse({ ...typed, ambition: id, version: "2", text: "Noget helt andet." });
    await expect(changeAmbition(sql, coordinator, place, rewrite)).rejects.toThrow("bliver stående");
    await expect(deleteAmbition(sql, coordinator, place.code, { ambition: id, version: 2 })).rejects.toMatchObject({
      status: 409,
    });
    await takeBackAmbition(sql, coordinator, place.code, { ambition: next, version: 2 });
    expect((await ambitionsOfMunicipality(sql, anonymous, place.code)).map(({ text }) => text)).toEqual([typed.text]);
  });

  it("is not written twice from one day, nor over what another has saved meanwhile", async () => {
    const first = { ...typed, point: "2025-5", holdsFrom: "2025-01-01" };
    const id = await beginAmbition(sql, contributor, place, newAmbitionInput.parse(first));
    await expect(beginAmbition(sql, contributor, place, newAmbitionInput.parse(first))).rejects.toMatchObject({
      status: 409,
      field: "holdsFrom",
    });
    const change = (text: string, version: number) =>
      changeAmbition(
        sql,
        contributor,
        place,
        changeAmbitionInput.parse({ ...first, text, ambition: id, version: String(version) }),
      );
    await change("Pengene følger fællesskabet.", 1);
    await expect(change("Pengene følger barnet.", 1)).rejects.toMatchObject({
      status: 409,
      also: { text: "Gemt nu: »Pengene følger fællesskabet.«" },
    });
    expect(await kept(id)).toMatchObject({ text: "Pengene følger fællesskabet.", version: 2 });
  });

  it("names nobody, is nobody else's, and is held apart from what is invented", async () => {
    const count = async () => (await listKeptAmbitions(sql, coordinator, place.code)).length;
    const before = await count();
    const named = { ...typed, point: "2025-6", text: "Peter Mikkelsen holder kurset." };
    await expect(beginAmbition(sql, contributor, place, newAmbitionInput.parse(named))).rejects.toMatchObject({
      field: "keepWarning",
    });
    const ofPerson = { ...typed, point: "2025-6", text: "Barnet 010112-1234 skal med." };
    await expect(beginAmbition(sql, contributor, place, newAmbitionInput.parse(ofPerson))).rejects.toMatchObject({
      status: 400,
    });
    await expect(beginAmbition(sql, stranger, place, newAmbitionInput.parse(typed))).rejects.toMatchObject({
      status: 403,
    });
    const [real] = await listKeptAmbitions(sql, coordinator, place.code);
    await expect(
      takeBackAmbition(sql, invented, place.code, { ambition: real?.id ?? "", version: real?.version ?? 0 }),
    ).rejects.toMatchObject({ status: 404 });
    expect(await count()).toBe(before);
  });

  it.each([
    [{ point: "" }, "Vælg et af de ti punkter."],
    [{ text: "" }, "Skriv, hvad I vil."],
    [{ text: "x".repeat(100_000) }, "Skriv højst 1.000 tegn."],
    [{ holdsFrom: "2026" }, "Skriv en dag, for eksempel 1. januar 2026."],
    [{ holdsFrom: "" }, "Skriv, hvornår den gælder fra."],
  ])("says what is wrong with %o", (wrong, sentence) => {
    const read = newAmbitionInput.safeParse({ ...typed, ...wrong });
    expect(read.error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });
});

describe("where a declaration was dealt with", patience, () => {
  it("is said by the coordinator, once, of a day that has been", async () => {
    const said = { year: "2025", body: "Byrådet", treatedOn: "12. marts 2025", document: "", keepWarning: "" };
    await expect(enterTreatment(sql, contributor, place, newTreatmentInput.parse(said))).rejects.toMatchObject({
      status: 403,
    });
    const coming = newTreatmentInput.parse({ ...said, treatedOn: "2099-01-01" });
    await expect(enterTreatment(sql, coordinator, place, coming)).rejects.toMatchObject({ field: "treatedOn" });
    const foreign = newTreatmentInput.parse({ ...said, document: "Et dokument, der ikke er her" });
    await expect(enterTreatment(sql, coordinator, place, foreign)).rejects.toMatchObject({ field: "document" });
    await enterTreatment(sql, coordinator, place, newTreatmentInput.parse(said));
    await expect(enterTreatment(sql, coordinator, place, newTreatmentInput.parse(said))).rejects.toMatchObject({
      status: 409,
    });
    await enterTreatment(sql, invented, place, newTreatmentInput.parse(said));
    expect(
      (await treatmentsOfDeclaration(sql, 2025)).map(({ demo, body, treatedOn }) => ({ demo, body, treatedOn })),
    ).toEqual([
      { demo: false, body: "Byrådet", treatedOn: "2025-03-12" },
      { demo: true, body: "Byrådet", treatedOn: "2025-03-12" },
    ]);
    const [row] = await listKeptTreatments(sql, coordinator, place.code);
    const of = { treatment: row?.id ?? "", version: 1 };
    const better = { body: "Børn og Unge-udvalget", treatedOn: "2025-03-05", document: null, keepWarning: false };
    await changeTreatment(sql, coordinator, place, { ...of, ...better });
    await expect(changeTreatment(sql, coordinator, place, { ...of, ...better, body: "Byrådet" })).rejects.toMatchObject(
      { status: 409 },
    );
    expect(await treatmentsOfMunicipality(sql, place.code)).toMatchObject([{ body: better.body }, { demo: true }]);
    await deleteTreatment(sql, coordinator, place, { ...of, version: 2 });
    expect(await treatmentsOfMunicipality(sql, place.code)).toMatchObject([{ demo: true }]);
  });
});

describe("the ten points over the half years", patience, () => {
  const point = (number: number, demo = false) =>
    statusesOfCommitment(sql, anonymous, { year: 2025, number }, { demo });
  const over = (demo = false) => pointsOverPeriods(sql, anonymous, { code: place.code, year: 2025, demo });

  it("are read of published statuses alone, real and invented apart, with the half years that have none", async () => {
    expect(await over()).toBeNull();
    await buildStatus(sql, { period: "2026H1", points: { 1: { stage: "planlagt", text: "Vi begynder." } } });
    await buildStatus(sql, {
      period: "2026H1",
      because: "Et punkt var skrevet forkert.",
      points: { 1: { stage: "i-gang", effect: "for-tidligt", help: "Hvordan gør I?" } },
    });
    await buildStatus(sql, { period: "2026H2", state: "draft", points: { 2: { stage: "forankret" } } });
    await buildStatus(sql, { period: "2025H1", demo: true, points: { 1: { stage: "forankret" } } });
    const read = await over();
    expect(read?.periods.map(({ origin }) => origin)).toEqual([null, null, "own", null]);
    expect(read?.points).toHaveLength(10);
    const nothing = { stage: null, effect: null, help: null };
    expect(read?.points[0]?.cells).toEqual([
      nothing,
      nothing,
      { stage: "i-gang", effect: "for-tidligt", help: "Hvordan gør I?" },
      nothing,
    ]);
    expect(read?.points[1]?.cells).toEqual([nothing, nothing, nothing, nothing]);
    expect((await over(true))?.points[0]?.cells[0]).toEqual({ ...nothing, stage: "forankret" });
    expect(await point(1)).toEqual([
      { municipality: { slug: "aarhus", name: "Aarhus" }, period: "2026H1", origin: "own", help: "Hvordan gør I?" },
    ]);
    expect(await point(2)).toEqual([]);
    expect(await point(1, true)).toMatchObject([{ period: "2025H1", help: null }]);
  });

  it("are not read of a status that is hidden", async () => {
    await sql`update status set hidden_at = now() where not demo`;
    expect([await over(), await point(1)]).toEqual([null, []]);
  });
});
