import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#app/domain/domain-error.ts";
import {
  changeIndicatorInput,
  correctValueInput,
  enterValuesInput,
  hideValueInput,
  newIndicatorInput,
} from "#app/domain/indicators/input.ts";
import {
  beginIndicator,
  changeIndicator,
  deleteIndicator,
  type Owner,
  publishIndicator,
  takeBackIndicator,
} from "#app/domain/indicators/keep-indicators.server.ts";
import {
  correctValue,
  deleteValue,
  enterValues,
  hideValue,
  publishValues,
  takeBackValue,
} from "#app/domain/indicators/keep-values.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findKeptIndicator, listKeptIndicators } from "#db/queries/indicators/keep.ts";
import { listKeptValues } from "#db/queries/indicators/keep-values.ts";
import { findIndicator } from "#db/queries/indicators/page.ts";
import { pageOfCorrections, valuesOfIndicator } from "#db/queries/indicators/values.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

let database: TestDatabase;
let sql: Sql;
/** The caller of each name, with an account. */
const people = new Map<string, Viewer>();
/** A published indicator of all, counted in elever, and one with parts, series and words. */
let pupils: string;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat" });
  await buildReference(sql, "/dokumenter/notat#sted", "kilden");
  await buildDeclaration(sql, { commitments: 2, quotedFrom: "/dokumenter/notat#sted" });
  for (const caller of callers) {
    const viewer = viewerFor(caller);
    if (!viewer.person) continue;
    const { id } = await createPerson(sql, { name: caller.name, demo: caller.demo });
    people.set(caller.name, { ...viewer, person: { ...viewer.person, id } });
  }
  pupils = await ofAll("Elever i specialtilbud", { unit: "elever" });
});
afterAll(() => database.drop());

const as = (name: string) => people.get(name) as Viewer;
const kl = () => as("KL-redaktør");
const coordinator = () => as("koordinator");
const statusOf = async (deed: Promise<unknown>): Promise<number> =>
  deed.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof DomainError) return error.status;
      throw error;
    },
  );

const basics = (title: string, more: Record<string, unknown> = {}) =>
  newIndicatorInput.parse({ title, definition: "Talt en dag i september.", answers: "tal", unit: "procent", ...more });
async function keptOf(owner: Owner, id: string, viewer = owner ? coordinator() : kl()) {
  const kept = await findKeptIndicator(sql, viewer, { keeper: owner?.code ?? null, id });
  if (!kept) throw new Error("no such indicator");
  return kept;
}
/** An indicator of all that is published. */
async function ofAll(title: string, more: Record<string, unknown> = {}, lists: Record<string, unknown> = {}) {
  const id = await beginIndicator(sql, kl(), null, basics(title, more));
  const source = { source: "kilde", sourceWords: "Uddannelsesstatistik", sourceDated: "2026" };
  await changeIndicator(sql, kl(), null, changed(id, 1, title, { ...more, ...source, ...lists }));
  await publishIndicator(sql, kl(), null, { indicator: id, version: 2 });
  return id;
}
const changed = (indicator: string, version: number, title: string, more: Record<string, unknown> = {}) =>
  changeIndicatorInput.parse({
    indicator,
    version: String(version),
    title,
    definition: "Talt en dag i september.",
    answers: "tal",
    unit: "procent",
    decimals: "0",
    points: [],
    ...more,
  });

type Row = readonly [time: string, answer: string, part?: string];
const enter = (
  viewer: Viewer,
  owner: Owner,
  indicator: string,
  rows: readonly Row[],
  more: Record<string, string> = {},
) =>
  enterValues(
    sql,
    viewer,
    { owner, indicator },
    rows.map(([time, answer, part = null], at) => ({
      time,
      answer,
      part,
      fields: { time: at ? `time-${at + 1}` : "time", answer: at ? `answer-${at + 1}` : "answer" },
    })),
    enterValuesInput.parse(more),
  );
const kept = async (indicator: string, owner: Owner = here, viewer = owner ? coordinator() : kl()) =>
  (await listKeptValues(sql, viewer, { indicator, keeper: owner?.code ?? null }, { page: 1, pageSize: 99 })).items;
/** The one value that an owner has of an indicator. */
async function only(indicator: string, owner: Owner = here) {
  const all = await kept(indicator, owner);
  expect(all).toHaveLength(1);
  return all[0] as (typeof all)[number];
}
const publish = async (viewer: Viewer, owner: Owner, indicator: string) =>
  publishValues(
    sql,
    viewer,
    { owner, indicator },
    {
      values: (await kept(indicator, owner)).filter(({ publishedAt }) => !publishedAt).map(({ id }) => id),
      visibility: "public",
    },
  );
const correct = (
  viewer: Viewer,
  owner: Owner,
  { id, version, indicatorId }: { id: string; version: number; indicatorId: string },
  more: Record<string, string>,
) =>
  correctValue(
    sql,
    viewer,
    { owner, indicator: indicatorId },
    correctValueInput.parse({ value: id, version: String(version), because: "Vi talte forkert.", ...more }),
  );
const read = async (indicator: string, asOf: string | null = null, viewer: Viewer = anonymous) =>
  (await valuesOfIndicator(sql, viewer, { id: indicator, municipalities: [here.slug], asOf })).map(
    ({ number, word, blank }) => number ?? word ?? blank,
  );

let count = 0;
const fresh = (more: Record<string, unknown> = {}, lists: Record<string, unknown> = {}) => {
  count += 1;
  return ofAll(`Indikator ${count}`, { unit: "procent", ...more }, lists);
};

const savers = ["forfatter", "koordinator", "KL-redaktør, der handler for kommunen"];
const publishers = ["koordinator", "KL-redaktør, der handler for kommunen"];
const association = ["KL-redaktør", "KL-administrator", "KL-redaktør, der handler for kommunen"];

describe.each(callers.filter(({ roles }) => roles).map(({ name }) => name))("%s", (name) => {
  const saves = savers.includes(name);
  const publishes = publishers.includes(name);
  const isInvented = name === "demokoordinator";

  it("enters, corrects, publishes and takes back the municipality's values as the role says", async () => {
    const viewer = as(name);
    const id = await fresh();
    expect(await statusOf(enter(viewer, here, id, [["2024", "8"]]))).toBe(saves || isInvented ? 200 : 403);
    if (isInvented) {
      expect((await kept(id, here, viewer)).map(({ demo }) => demo)).toEqual([true]);
      const counted = async (who: Viewer) => {
        const list = await listKeptIndicators(sql, who, here.code, { words: "" }, { page: 1, pageSize: 500 });
        return list.items.find((row) => row.id === id)?.values;
      };
      expect([await counted(viewer), await counted(coordinator())]).toEqual([1, 0]);
      await enter(coordinator(), here, id, [["2024", "8"]]);
      expect((await kept(id, here, viewer)).map(({ demo }) => demo)).toEqual([true]);
      return;
    }
    if (!saves) await enter(coordinator(), here, id, [["2024", "8"]]);
    expect(await statusOf(correct(viewer, here, await only(id), { answer: "9" }))).toBe(saves ? 200 : 403);
    expect(await statusOf(publish(viewer, here, id))).toBe(publishes ? 200 : 403);
    if (!publishes) await publish(coordinator(), here, id);
    const value = await only(id);
    expect(await statusOf(correct(viewer, here, value, { answer: "10" }))).toBe(publishes ? 200 : 403);
    const now = await only(id);
    const back = { value: now.id, version: now.version };
    expect(await statusOf(takeBackValue(sql, viewer, { owner: here, indicator: id }, back))).toBe(
      publishes ? 200 : 403,
    );
    expect(await statusOf(enter(viewer, there, id, [["2024", "8"]]))).toBe(
      /anden kommune|dér/.test(name) && /forfatter|koordinator/.test(name) ? 200 : 403,
    );
  });

  it("keeps the country's values and the indicators of all as KL alone", async () => {
    const viewer = as(name);
    const id = await fresh();
    const may = association.includes(name);
    const source = { source: "kilde", sourceWords: "Statistikbanken", sourceDated: "2026" };
    expect(await statusOf(enter(viewer, null, id, [["2024", "8"]], source))).toBe(may ? 200 : 403);
    expect(await statusOf(beginIndicator(sql, viewer, null, basics(`Af ${name}`)))).toBe(may ? 200 : 403);
    const change = changeIndicator(sql, viewer, null, changed(id, 3, "Ny", source));
    expect(await statusOf(change)).toBe(may ? 200 : 403);
    // A municipality's people change none of all by their own door.
    expect(await statusOf(changeIndicator(sql, viewer, here, changed(id, 4, "Ny")))).toBe(403);
  });

  it("keeps the municipality's own indicators as the role says", async () => {
    const viewer = as(name);
    const id = await beginIndicator(sql, coordinator(), here, basics(`Egen for ${name}`));
    const version = async () => (await keptOf(here, id)).version;
    const change = async () => changeIndicator(sql, viewer, here, changed(id, await version(), "Egen"));
    const refused = isInvented ? 404 : 403;
    expect(await statusOf(change())).toBe(saves ? 200 : refused);
    const out = async (by: Viewer) => publishIndicator(sql, by, here, { indicator: id, version: await version() });
    expect(await statusOf(out(viewer))).toBe(publishes ? 200 : refused);
    if (!publishes) await out(coordinator());
    expect(await statusOf(change())).toBe(publishes ? 200 : refused);
    const back = takeBackIndicator(sql, viewer, here, { indicator: id, version: await version() });
    expect(await statusOf(back)).toBe(publishes ? 200 : refused);
  });
});

describe("saving and publishing in one press", () => {
  it("is for those who publish, and stores nothing of others", async () => {
    const id = await fresh();
    const press = { publish: "ja", visibility: "public" };
    expect(await statusOf(enter(as("forfatter"), here, id, [["2024", "9"]], press))).toBe(403);
    expect(await kept(id)).toEqual([]);
    await enter(coordinator(), here, id, [["2024", "9"]], press);
    expect(await only(id)).toMatchObject({ publishedAt: expect.any(Date), visibility: "public" });
    const said = { source: "kilde", sourceWords: "Statistikbanken", sourceDated: "2026" };
    await enter(kl(), null, id, [["2024", "8"]], { ...said, publish: "ja" });
    expect(await only(id, null)).toMatchObject({ publishedAt: expect.any(Date), visibility: "public" });
    await expect(
      enter(kl(), null, id, [["2023", "8"]], { ...said, ...press, visibility: "municipality" }),
    ).rejects.toMatchObject({
      field: "visibility",
    });
  });

  it("publishes a saved value as it is corrected", async () => {
    const id = await fresh();
    await enter(as("forfatter"), here, id, [["2024", "9"]]);
    await correct(coordinator(), here, await only(id), { answer: "10", publish: "ja", visibility: "network" });
    expect(await only(id)).toMatchObject({ number: 10, publishedAt: expect.any(Date), visibility: "network" });
  });
});

describe("an indicator", () => {
  it("is read by nobody until it is published, and by nobody when it is taken back; then it is not deleted", async () => {
    const id = await beginIndicator(sql, coordinator(), here, basics("Ro i klassen"));
    const { slug } = await keptOf(here, id);
    expect(slug).toBe("aarhus-ro-i-klassen");
    const seen = async () => (await findIndicator(sql, anonymous, slug)) !== null;
    expect(await seen()).toBe(false);
    await publishIndicator(sql, coordinator(), here, { indicator: id, version: 1 });
    expect(await seen()).toBe(true);
    await takeBackIndicator(sql, coordinator(), here, { indicator: id, version: 2 });
    expect(await seen()).toBe(false);
    expect(await keptOf(here, id)).toMatchObject({ publishedAt: null, takenBackAt: expect.any(Date) });
    expect(await statusOf(deleteIndicator(sql, coordinator(), here, { indicator: id, version: 3 }))).toBe(409);
    const other = await beginIndicator(sql, as("forfatter"), here, basics("Ro i klassen"));
    expect((await keptOf(here, other)).slug).toBe("aarhus-ro-i-klassen-2");
    await deleteIndicator(sql, as("forfatter"), here, { indicator: other, version: 1 });
    const list = await listKeptIndicators(
      sql,
      coordinator(),
      here.code,
      { words: "ro i kl" },
      { page: 1, pageSize: 9 },
    );
    expect(list.items.map((row) => row.id)).toEqual([id]);
  });

  it("edited by two shows both to the second, and stores nothing", async () => {
    const id = await beginIndicator(sql, coordinator(), here, basics("Fravær"));
    await changeIndicator(sql, as("forfatter"), here, changed(id, 1, "Fravær", { caveat: "Kun folkeskoler." }));
    const second = changeIndicator(sql, coordinator(), here, changed(id, 1, "Fravær", { caveat: "Alle skoler." }));
    await expect(second).rejects.toMatchObject({ status: 409, also: { caveat: "Gemt nu: »Kun folkeskoler.«" } });
    expect(await keptOf(here, id)).toMatchObject({ caveat: "Kun folkeskoler.", version: 2 });
  });

  it("keeps its lists and breaks, and the entries that values use", async () => {
    const lists = { parts: "Indskoling\nMellemtrin", breaks: "august 2024: nye prøver", points: ["2025-1"] };
    const id = await fresh({}, lists);
    const now = await keptOf(null, id);
    expect(now).toMatchObject({
      parts: [
        { code: "indskoling", label: "Indskoling" },
        { code: "mellemtrin", label: "Mellemtrin" },
      ],
      breaks: [{ onDay: "2024-08-01", because: "nye prøver" }],
      points: [{ year: 2025, number: 1 }],
    });
    await enter(coordinator(), here, id, [["2024", "7", "indskoling"]]);
    const source = { source: "kilde", sourceWords: "Statistikbanken", sourceDated: "2026" };
    const without = (more: Record<string, unknown>) =>
      changeIndicator(sql, kl(), null, changed(id, now.version, now.title, { ...lists, ...source, ...more }));
    await expect(without({ parts: "Mellemtrin" })).rejects.toMatchObject({ field: "parts" });
    await expect(without({ answers: "ord", words: "ja\nnej" })).rejects.toMatchObject({ field: "answers" });
    await expect(without({ breaks: "i fjor: nyt" })).rejects.toMatchObject({ field: "breaks" });
    await expect(without({ points: ["2025-9"] })).rejects.toMatchObject({ field: "points" });
    await expect(without({ source: "egen" })).rejects.toMatchObject({ field: "source" });
    await expect(without({ source: "sted", passage: "notat#findes-ikke" })).rejects.toMatchObject({ field: "passage" });
    await without({ parts: "Udskoling\nIndskoling" });
    expect((await keptOf(null, id)).parts.map(({ code }) => code)).toEqual(["udskoling", "indskoling"]);
  });

  it("needs a unit for numbers and a list for words, and takes no CPR number", async () => {
    const begin = (more: Record<string, unknown>) => beginIndicator(sql, coordinator(), here, basics("Læsning", more));
    await expect(begin({ unit: "" })).rejects.toMatchObject({ field: "unit" });
    await expect(begin({ answers: "ord", words: "under" })).rejects.toMatchObject({ field: "words" });
    await expect(begin({ definition: "Barnet 010203-1234" })).rejects.toMatchObject({ field: "definition" });
    await expect(begin({ definition: "Skriv til mona.h@eksempel.dk" })).rejects.toMatchObject({
      field: "keepWarning",
    });
  });
});

describe("values that are entered", () => {
  it("are several at once, each of its time, and seen by no reader until they are published", async () => {
    const id = await fresh({}, { decimals: "1" });
    await enter(as("forfatter"), here, id, [
      ["2023", "8"],
      ["2024", "cirka 8,5"],
      ["2025", ""],
    ]);
    expect(await kept(id)).toMatchObject([
      { timeFrom: "2024-01-01", number: 8.5, qualifier: "cirka", publishedAt: null },
      { timeFrom: "2023-01-01", number: 8 },
    ]);
    expect(await read(id, null, as("læser"))).toEqual([]);
    await publish(coordinator(), here, id);
    expect(await read(id)).toEqual([8, 8.5]);
  });

  it("name every field that cannot be read, and store nothing", async () => {
    const id = await fresh();
    const bad = enter(coordinator(), here, id, [
      ["1026", "8"],
      ["2025 til 2023", "1,234.5"],
      ["2024", "1e9"],
    ]);
    await expect(bad).rejects.toMatchObject({
      status: 400,
      field: "time",
      message: expect.stringContaining("1026"),
      also: {
        "time-2": "Tidsrummet slutter, før det begynder.",
        "answer-2": expect.stringContaining("komma før decimaler"),
        "answer-3": expect.stringContaining("uden e"),
      },
    });
    const gone = { source: "sted", passage: "notat#findes-ikke" };
    await expect(enter(coordinator(), here, id, [["2024", "8"]], gone)).rejects.toMatchObject({ field: "passage" });
    const undated = { source: "kilde", sourceWords: "Et referat" };
    await expect(enter(coordinator(), here, id, [["2024", "8"]], undated)).rejects.toMatchObject({
      field: "sourceDated",
    });
    await expect(enter(kl(), null, id, [["2024", "8"]])).rejects.toMatchObject({ field: "source" });
    await expect(enter(coordinator(), here, id, [["2099", "8"]])).rejects.toMatchObject({ field: "time" });
    await expect(enter(coordinator(), here, id, [["2024", ""]])).rejects.toMatchObject({ field: "answer" });
    await expect(enter(coordinator(), here, id, [["2024", "8"]], { pooled: "ja" })).rejects.toMatchObject({
      field: "pooled",
    });
    await expect(enter(coordinator(), here, id, [["2024", "8"]], { expected: "2027" })).rejects.toMatchObject({
      field: "expected",
    });
    expect(await kept(id)).toEqual([]);
  });

  it("are told what is saved when the time has a value already", async () => {
    const id = await fresh();
    await enter(as("forfatter"), here, id, [["2024", "8"]]);
    await expect(enter(coordinator(), here, id, [["2024", "9"]])).rejects.toMatchObject({
      status: 409,
      field: "answer",
      message: "Gemt: 8",
      also: { time: expect.stringContaining("allerede et tal") },
    });
    expect(await only(id)).toMatchObject({ number: 8 });
  });

  it("are of the unit of time that the published ones have", async () => {
    const id = await fresh();
    await enter(coordinator(), here, id, [["2023/24", "8"]]);
    await publish(coordinator(), here, id);
    await expect(enter(coordinator(), here, id, [["2024", "9"]])).rejects.toMatchObject({
      field: "time",
      message: expect.stringContaining("skoleår"),
    });
  });

  it("are pooled, projected, of how many, on their way, and words of the list", async () => {
    const id = await fresh();
    const more = { pooled: "ja", denominator: "1.250", published: "marts 2026" };
    await enter(coordinator(), here, id, [["2022 til 2024", "8"]], more);
    await enter(coordinator(), here, id, [["2099", "9"]], { projected: "ja" });
    await enter(coordinator(), here, id, [["2025", "på vej"]], { expected: "august 2027" });
    expect(await kept(id)).toMatchObject([
      { number: 9, projected: true },
      { blank: "paa-vej", expected: "2027-08" },
      { pooledYears: 3, denominator: 1250, publishedPrinted: "marts 2026", timeTo: "2025-01-01" },
    ]);
    const words = await fresh({ answers: "ord", unit: "", words: "Under\nIkke under" });
    await enter(coordinator(), here, words, [["2024", "ikke-under"]]);
    await expect(enter(coordinator(), here, words, [["2025", "over"]])).rejects.toMatchObject({ field: "answer" });
    await publish(coordinator(), here, words);
    expect(await read(words)).toEqual(["Ikke under"]);
  });

  it("are published by their source by now, and updated no earlier", async () => {
    const id = await fresh();
    const dated = (published: string, updated: string) =>
      enter(coordinator(), here, id, [["2024", "8"]], { published, updated });
    await expect(dated("2099", "")).rejects.toMatchObject({ status: 400, field: "published" });
    await expect(dated("", "2099")).rejects.toMatchObject({ status: 400, field: "updated" });
    await expect(dated("2025", "december 2024")).rejects.toMatchObject({ status: 400, field: "updated" });
    expect(await kept(id)).toEqual([]);
    await dated("marts 2025", "2025");
    const [{ id: value = "", version = 0 } = {}] = await kept(id);
    const corrected = correctValueInput.parse({ value, version: String(version), answer: "9", published: "2099" });
    await expect(correctValue(sql, coordinator(), { owner: here, indicator: id }, corrected)).rejects.toMatchObject({
      field: "published",
    });
  });

  it("of 1 to 4 ask to be hidden, are hidden unless it is said that they are harmless, and never stored before", async () => {
    const asked = enter(coordinator(), here, pupils, [["2024", "3"]]);
    await expect(asked).rejects.toMatchObject({ status: 400, field: "small", also: { answer: expect.any(String) } });
    expect(await kept(pupils)).toEqual([]);
    await enter(coordinator(), here, pupils, [["2024", "3"]], { small: "skjul" });
    await enter(coordinator(), here, pupils, [["2023", "3"]], { small: "behold" });
    await enter(coordinator(), here, pupils, [["2022", "30"]]);
    expect((await kept(pupils)).map(({ number, blank }) => number ?? blank)).toEqual(["skjult", 3, 30]);
    const [value] = await kept(pupils);
    await expect(correct(coordinator(), here, value as never, { answer: "4" })).rejects.toMatchObject({
      field: "small",
    });
  });
});

describe("a value", () => {
  it("that no reader has seen is written over and deleted; one that readers have is replaced, with a reason", async () => {
    const id = await fresh();
    await enter(coordinator(), here, id, [["2024", "8"]]);
    await correct(as("forfatter"), here, await only(id), { answer: "9", because: "" });
    expect(await sql`select number::float8 as number from indicator_value where indicator_id = ${id}`).toEqual([
      { number: 9 },
    ]);
    await publish(coordinator(), here, id);
    const was = await only(id);
    await expect(correct(coordinator(), here, was, { answer: "10", because: "" })).rejects.toMatchObject({
      field: "because",
    });
    await expect(correct(coordinator(), here, was, { answer: "9" })).rejects.toMatchObject({ status: 400 });
    await correct(coordinator(), here, was, { answer: "10" });
    expect(await read(id)).toEqual([10]);
    const {
      items: [correction],
    } = await pageOfCorrections(sql, anonymous, { id, municipalities: [here.slug], paging: { page: 1, pageSize: 9 } });
    expect(correction).toMatchObject({
      because: "Vi talte forkert.",
      was: { number: 9 },
      became: { number: 10 },
    });
    expect(JSON.stringify(correction)).not.toContain("koordinator");
    const now = await only(id);
    expect(now.corrections).toMatchObject([{ by: "koordinator", number: 9 }]);
    const where = { owner: here, indicator: id };
    expect(await statusOf(deleteValue(sql, coordinator(), where, { value: now.id, version: now.version }))).toBe(409);
  });

  it("corrected meanwhile is not corrected again: the second sees both, and nothing is stored", async () => {
    const id = await fresh();
    await enter(coordinator(), here, id, [["2024", "8"]]);
    const draft = await only(id);
    await correct(as("forfatter"), here, draft, { answer: "9" });
    await expect(correct(coordinator(), here, draft, { answer: "7" })).rejects.toMatchObject({
      status: 409,
      also: { answer: "Gemt nu: 9" },
    });
    await publish(coordinator(), here, id);
    const was = await only(id);
    const both = [
      correct(coordinator(), here, was, { answer: "11" }),
      correct(coordinator(), here, was, { answer: "12" }),
    ];
    expect((await Promise.all(both.map(statusOf))).sort()).toEqual([200, 409]);
    const { number } = await only(id);
    await expect(correct(coordinator(), here, was, { answer: "13" })).rejects.toMatchObject({
      also: { answer: `Gemt nu: ${number}` },
    });
  });

  it("is taken back from every reading in one step, with those that it took the place of, and kept inside", async () => {
    const id = await fresh();
    await enter(coordinator(), here, id, [["2024", "8"]]);
    await publish(coordinator(), here, id);
    await correct(coordinator(), here, await only(id), { answer: "9" });
    const now = await only(id);
    await takeBackValue(sql, coordinator(), { owner: here, indicator: id }, { value: now.id, version: now.version });
    const of = { id, municipalities: [here.slug] };
    expect(await read(id)).toEqual([]);
    expect(await read(id, "2099-01-01", as("læser"))).toEqual([]);
    expect((await pageOfCorrections(sql, as("læser"), { ...of, paging: { page: 1, pageSize: 9 } })).items).toEqual([]);
    expect(await only(id)).toMatchObject({ number: 9, publishedAt: null, takenBackAt: expect.any(Date) });
    await publish(coordinator(), here, id);
    expect(await read(id)).toEqual([9]);
  });

  it("is read as of any day as it stood, whatever was corrected, and never again once it is hidden", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 5, max: 9_999 }), { minLength: 1, maxLength: 5 }),
        // After which correction it is hidden; none where it is beyond them.
        fc.integer({ min: 0, max: 8 }),
        async (numbers, hiddenAfter) => {
          const id = await fresh();
          await enter(coordinator(), here, id, [["2024", "10001"]]);
          await publish(coordinator(), here, id);
          let stood: (number | string | null)[] = [10_001];
          for (const [at, number] of numbers.entries()) {
            if (at === hiddenAfter) {
              const { id: value, version } = await only(id);
              const input = hideValueInput.parse({ value, version: String(version), because: "For få børn bag." });
              await hideValue(sql, coordinator(), { owner: here, indicator: id }, input);
              stood = [...stood.map(() => null), "skjult"];
            }
            if (number === stood.at(-1)) continue;
            await correct(coordinator(), here, await only(id), { answer: String(number) });
            stood.push(number);
          }
          // One value a day, the last one today.
          await sql`
            with placed as (
              select id, row_number() over (order by recorded_at) - count(*) over () as day from indicator_value where indicator_id = ${id}
            )
            update indicator_value v set
              recorded_at = now() + placed.day * interval '1 day', published_at = now() + placed.day * interval '1 day',
              replaced_at = case when v.replaced_at is not null then now() + (placed.day + 1) * interval '1 day' end
            from placed where placed.id = v.id`;
          const told: (number | string | null)[] = [];
          for (let back = stood.length - 1; back >= 0; back -= 1) {
            const [{ day } = { day: "" }] = await sql<{ day: string }[]>`
              select to_char((now() - ${back} * interval '1 day') at time zone 'Europe/Copenhagen', 'YYYY-MM-DD') as day`;
            told.push((await read(id, day))[0] ?? null);
          }
          expect(told).toEqual(stood);
          const hides = stood.indexOf("skjult");
          const left = await sql`select number from indicator_value where indicator_id = ${id} and number is not null`;
          expect(left).toHaveLength(hides < 0 ? stood.length : stood.length - hides - 1);
        },
      ),
      { numRuns: 10 },
    );
  });
});
