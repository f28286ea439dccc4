import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#app/domain/domain-error.ts";
import {
  changeMandateInput,
  changePlacementInput,
  newSectionInput,
  newThemeInput,
} from "#app/domain/follow-ups/input.ts";
import {
  beginMandate,
  changeMandate,
  deleteMandate,
  publishMandate,
  takeBackMandate,
} from "#app/domain/follow-ups/keep-mandates.server.ts";
import {
  beginPlacement,
  changePlacement,
  deletePlacement,
  publishPlacement,
  takeBackPlacement,
} from "#app/domain/follow-ups/keep-placements.server.ts";
import {
  addPaper,
  addSection,
  changePaper,
  changeSection,
  deletePaper,
  deleteSection,
} from "#app/domain/follow-ups/keep-sections.server.ts";
import { addTheme, changeTheme, deleteTheme } from "#app/domain/follow-ups/keep-themes.server.ts";
import { beginInitiative } from "#app/domain/initiatives/keep-initiatives.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { type Sql, transaction } from "#db/client.ts";
import { removeDemoRows } from "#db/queries/demo.ts";
import { placementsOfMunicipality } from "#db/queries/follow-ups/aims.ts";
import { findKeptMandate, listKeptMandates, listKeptPapers, listKeptSections } from "#db/queries/follow-ups/keep.ts";
import { findKeptPlacement, listKeptPlacements } from "#db/queries/follow-ups/keep-placements.ts";
import { listKeptThemes } from "#db/queries/follow-ups/keep-themes.ts";
import { mandatesOfMunicipality, sectionsDueIn } from "#db/queries/follow-ups/mandates.ts";
import { buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

let database: TestDatabase;
let sql: Sql;
/** The caller of each name, with an account. */
const people = new Map<string, Viewer>();
/** A passage of a document of the municipality that is asked about. */
let place: { document_id: string; anchor: string };
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat", places: ["sted"] });
  await sql`update document set municipality_code = ${here.code}`;
  const [anchor] = await sql<(typeof place)[]>`select document_id, anchor from document_anchor where anchor = 'sted'`;
  place = anchor as typeof place;
  for (const caller of callers) {
    const viewer = viewerFor(caller);
    if (!viewer.person) continue;
    const { id } = await createPerson(sql, { name: caller.name, demo: caller.demo });
    people.set(caller.name, { ...viewer, person: { ...viewer.person, id } });
  }
});
afterAll(() => database.drop());

const as = (name: string) => people.get(name) as Viewer;
const coordinator = () => as("koordinator");
const statusOf = async (deed: Promise<unknown>): Promise<number> =>
  deed.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof DomainError) return error.status;
      throw error;
    },
  );

type Kept = NonNullable<Awaited<ReturnType<typeof findKeptMandate>>>;
const kept = async (id: string, by = coordinator()) =>
  (await findKeptMandate(sql, by, { code: here.code, id })) as Kept;
let count = 0;
async function begun(by = coordinator()): Promise<Kept> {
  const fields = { title: `Opfølgning ${++count}`, askedBy: "Byrådet", keepWarning: false };
  return kept(await beginMandate(sql, by, here, fields), by);
}
const change = (by: Viewer, { id, version, title, askedBy }: Kept, fields: Record<string, string> = {}) =>
  changeMandate(
    sql,
    by,
    here,
    changeMandateInput.parse({
      mandate: id,
      version: String(version),
      title,
      askedBy,
      visibility: "municipality",
      ...fields,
    }),
  );
const publish = async (by: Viewer, id: string) =>
  publishMandate(sql, by, here.code, { mandate: id, version: (await kept(id)).version, visibility: "public" });
const takeBack = async (by: Viewer, id: string) =>
  takeBackMandate(sql, by, here.code, { mandate: id, version: (await kept(id)).version });
const of = (id: string) => ({ code: here.code, mandate: id });
const section = (title: string, ...dueMonths: string[]) => newSectionInput.parse({ title, dueMonths, indicators: [] });
const sectionsOf = (id: string) => listKeptSections(sql, coordinator(), id);
/** The sections of a mandate that readers find due in a month. */
const dueOf = async (id: string, month: number) =>
  (await sectionsDueIn(sql, anonymous, { code: here.code, month }))
    .filter(({ mandate }) => mandate.id === id)
    .map(({ title }) => title);
const theme = (fields: Record<string, string | string[]> = {}) =>
  newThemeInput.parse({
    theme: "Indskolingen",
    periodPrinted: "Juni 2027",
    periodFrom: "juni 2027",
    focusKind: "spoergsmaal",
    focus: "Hvad gør I?",
    ...{ dataKind: [], dataPrinted: [], dataAdded: [] },
    ...fields,
  });

const savers = ["forfatter", "koordinator", "KL-redaktør, der handler for kommunen"];
const publishers = ["koordinator", "KL-redaktør, der handler for kommunen"];

describe.each(callers.filter(({ roles }) => roles).map(({ name }) => name))("%s", (name) => {
  const saves = savers.includes(name);
  const publishes = publishers.includes(name);
  const invented = name === "demokoordinator";
  const refused = invented ? 404 : 403;

  it("saves and publishes a real mandate and what belongs to it as the role says", async () => {
    const by = as(name);
    const one = await begun();
    expect(await statusOf(change(by, one, { howOften: "halvårligt" }))).toBe(saves ? 200 : refused);
    expect(await statusOf(addSection(sql, by, of(one.id), section("Trivsel")))).toBe(saves ? 200 : refused);
    expect(await statusOf(addTheme(sql, by, of(one.id), theme()))).toBe(saves ? 200 : refused);
    expect(await statusOf(publish(by, one.id))).toBe(publishes ? 200 : refused);
    if (!publishes) await publish(coordinator(), one.id);
    expect(await statusOf(change(by, await kept(one.id)))).toBe(publishes ? 200 : refused);
    expect(await statusOf(addSection(sql, by, of(one.id), section("Økonomi")))).toBe(publishes ? 200 : refused);
    expect(await statusOf(takeBack(by, one.id))).toBe(publishes ? 200 : refused);
  });

  it("begins, saves and publishes how places are given as the role says", async () => {
    const by = as(name);
    const may = saves || invented;
    const begin = beginPlacement(sql, by, here, { subject: `Pladser ${name}`, keepWarning: true });
    expect(await statusOf(begin)).toBe(may ? 200 : 403);
    const demos = await sql<{ demo: boolean }[]>`select demo from placement where subject = ${`Pladser ${name}`}`;
    expect(demos).toEqual(may ? [{ demo: invented }] : []);
    const id = await beginPlacement(sql, coordinator(), here, { subject: "Specialklasser", keepWarning: false });
    const fields = changePlacementInput.parse({
      placement: id,
      version: "1",
      subject: "Specialklasser",
      visibility: "municipality",
    });
    expect(await statusOf(changePlacement(sql, by, here, fields))).toBe(saves ? 200 : refused);
    const version = saves ? 2 : 1;
    const out = publishPlacement(sql, by, here.code, { placement: id, version, visibility: "public" });
    expect(await statusOf(out)).toBe(publishes ? 200 : refused);
    if (!publishes)
      await publishPlacement(sql, coordinator(), here.code, { placement: id, version, visibility: "public" });
    const back = takeBackPlacement(sql, by, here.code, { placement: id, version: version + 1 });
    expect(await statusOf(back)).toBe(publishes ? 200 : refused);
  });

  it("begins a mandate here alone, an invented one when invented", async () => {
    const fields = { title: `Af ${name}`, askedBy: "Byrådet", keepWarning: true };
    expect(await statusOf(beginMandate(sql, as(name), here, fields))).toBe(saves || invented ? 200 : 403);
    const demos = await sql<{ demo: boolean }[]>`select demo from mandate where title = ${fields.title}`;
    expect(demos).toEqual(saves || invented ? [{ demo: invented }] : []);
    const elsewhere = await statusOf(beginMandate(sql, as(name), there, fields));
    expect(elsewhere).toBe(/anden kommune|dér/.test(name) && /forfatter|koordinator/.test(name) ? 200 : 403);
  });
});

describe("a mandate", () => {
  const seen = async (viewer: Viewer, id: string) =>
    (await mandatesOfMunicipality(sql, viewer, here.code)).some((one) => one.id === id);

  it("is seen by no reader until it is published, nor when it is taken back, and every deed is logged", async () => {
    const { id, title } = await begun();
    await addSection(sql, as("forfatter"), of(id), section("Trivsel", "6"));
    expect([await seen(anonymous, id), await seen(coordinator(), id)]).toEqual([false, false]);
    await publish(coordinator(), id);
    expect(await seen(anonymous, id)).toBe(true);
    expect(await dueOf(id, 6)).toEqual(["Trivsel"]);
    await takeBack(coordinator(), id);
    expect(await seen(anonymous, id)).toBe(false);
    expect(await dueOf(id, 6)).toEqual([]);
    expect(await kept(id)).toMatchObject({ publishedAt: null, takenBackAt: expect.any(Date), sections: 1 });
    const deeds = await sql<{ action: string }[]>`select action from audit_log where subject = ${title} order by id`;
    const expected = ["created", "sections", "published", "taken_back"].map((deed) => `mandate.${deed}`);
    expect(deeds.map(({ action }) => action)).toEqual(expected);
  });

  it("is deleted only when no reader has seen it", async () => {
    const one = await begun();
    await publish(coordinator(), one.id);
    await takeBack(coordinator(), one.id);
    const remove = async (id: string) =>
      deleteMandate(sql, coordinator(), here.code, { mandate: id, version: (await kept(id)).version });
    expect(await statusOf(remove(one.id))).toBe(409);
    expect(await statusOf(remove((await begun()).id))).toBe(200);
  });

  it("keeps the passage of a point whose words stay, and shows both to the second of two who edit it", async () => {
    const one = await begun();
    await change(coordinator(), one, { points: "De konkrete aktiviteter\n\nUdviklingen i trivsel" });
    await sql`update mandate_point set ${sql(place)} where mandate_id = ${one.id} and position = 1`;
    await change(
      as("forfatter"),
      { ...one, version: 2 },
      { points: "Noget nyt\nUdviklingen i trivsel", askedBy: "Byrådet" },
    );
    expect((await kept(one.id)).points).toEqual([
      { text: "Noget nyt", documentId: null, anchor: null },
      { text: "Udviklingen i trivsel", documentId: place.document_id, anchor: "sted" },
    ]);
    const second = change(coordinator(), { ...one, version: 2 }, { points: "Noget andet", howOften: "" });
    await expect(second).rejects.toMatchObject({
      status: 409,
      also: { points: "Gemt nu: »Noget nyt; Udviklingen i trivsel«" },
    });
    await expect(second).rejects.not.toHaveProperty("also.askedBy");
    expect((await kept(one.id)).version).toBe(3);
  });

  it("rests on a passage, a dated source or the municipality's own word, and never holds a CPR number", async () => {
    const one = await begun();
    const undated = { source: "kilde", sourceWords: "Referat" };
    await expect(change(coordinator(), one, undated)).rejects.toMatchObject({ field: "sourceDated" });
    const gone = { source: "sted", passage: "notat#findes-ikke" };
    await expect(change(coordinator(), one, gone)).rejects.toMatchObject({ field: "passage" });
    await expect(change(coordinator(), one, { points: "Barnet 010203-1234" })).rejects.toMatchObject({
      field: "points",
    });
    expect((await kept(one.id)).version).toBe(1);
    await change(coordinator(), one, { source: "sted", passage: "notat#sted" });
    expect(await kept(one.id)).toMatchObject({ anchor: "sted", documentSlug: "notat" });
  });

  it("is listed for invented people without what is real", async () => {
    await begun();
    const invented = await begun(as("demokoordinator"));
    const all = await listKeptMandates(sql, as("demokoordinator"), here.code);
    expect(all.map(({ id }) => id)).toContain(invented.id);
    expect(all.every(({ demo }) => demo)).toBe(true);
  });
});

describe("the sections of a mandate", () => {
  it("are due in their months, or every time, stand in their order, and keep it when another is changed", async () => {
    const { id } = await begun();
    await addSection(sql, coordinator(), of(id), section("Aktivitet"));
    await addSection(sql, coordinator(), of(id), section("Økonomi", "11", "6", "10", "6"));
    await addSection(sql, coordinator(), of(id), section("Trivsel", "6"));
    const titles = async () => (await sectionsOf(id)).map(({ title }) => title);
    const [activity, economy, wellbeing] = await sectionsOf(id);
    expect(economy?.dueMonths).toEqual([6, 10, 11]);
    await publish(coordinator(), id);
    expect([await dueOf(id, 6), await dueOf(id, 10), await dueOf(id, 1)]).toEqual([
      ["Aktivitet", "Økonomi", "Trivsel"],
      ["Aktivitet", "Økonomi"],
      ["Aktivitet"],
    ]);
    const first = { ...section("Trivsel", "6"), section: wellbeing?.id ?? "", version: 1 };
    await changeSection(sql, coordinator(), of(id), {
      ...first,
      after: activity?.id ?? null,
      wasAfter: economy?.id ?? null,
    });
    expect(await titles()).toEqual(["Aktivitet", "Trivsel", "Økonomi"]);
    // A form that was made before the order changed leaves the order alone.
    const other = { ...section("Økonomien", "6"), section: economy?.id ?? "", version: 1 };
    const unmoved = { after: activity?.id ?? null, wasAfter: activity?.id ?? null };
    await changeSection(sql, coordinator(), of(id), { ...other, ...unmoved });
    expect(await titles()).toEqual(["Aktivitet", "Trivsel", "Økonomien"]);
    const after = changeSection(sql, coordinator(), of(id), {
      ...other,
      version: 2,
      after: other.section,
      wasAfter: null,
    });
    await expect(after).rejects.toMatchObject({ status: 400, field: "after" });
    await expect(
      changeSection(sql, coordinator(), of(id), { ...other, ...unmoved, title: "Penge" }),
    ).rejects.toMatchObject({
      status: 409,
      also: { title: "Gemt nu: »Økonomien«" },
    });
    expect(await statusOf(deleteSection(sql, coordinator(), of(id), { section: other.section, version: 1 }))).toBe(409);
    await deleteSection(sql, coordinator(), of(id), { section: other.section, version: 2 });
    expect(await titles()).toEqual(["Aktivitet", "Trivsel"]);
    await takeBack(coordinator(), id);
  });

  it("tell of indicators of the municipality and of all, and of no others", async () => {
    const ids: string[] = [];
    for (const [slug, code] of [
      ["alles", null],
      ["egen", here.code],
      ["andres", there.code],
    ] as const) {
      const [row] = await sql<{ id: string }[]>`
        insert into indicator (slug, municipality_code, title, definition, unit, published_at)
        values (${slug}, ${code}, ${slug}, 'Målt', 'procent', now()) returning id`;
      ids.push(row?.id ?? "");
    }
    const [ofAll = "", own = "", others = ""] = ids;
    const { id } = await begun();
    const one = newSectionInput.parse({ title: "Trivsel", dueMonths: [], indicators: [ofAll, own] });
    await addSection(sql, coordinator(), of(id), one);
    const [kept] = await sectionsOf(id);
    expect(kept?.indicators).toEqual([ofAll, own]);
    const again = { section: kept?.id ?? "", version: 1, after: null, wasAfter: null };
    const strange = changeSection(sql, coordinator(), of(id), { ...one, ...again, indicators: [others] });
    await expect(strange).rejects.toMatchObject({ field: "indicators" });
    await changeSection(sql, coordinator(), of(id), { ...one, ...again, indicators: [own] });
    expect((await sectionsOf(id))[0]?.indicators).toEqual([own]);
  });

  it("are those of this mandate alone", async () => {
    const [one, other] = [await begun(), await begun()];
    await addSection(sql, coordinator(), of(one.id), section("Trivsel"));
    const id = (await sectionsOf(one.id))[0]?.id ?? "";
    expect(await statusOf(deleteSection(sql, coordinator(), of(other.id), { section: id, version: 1 }))).toBe(404);
    const wrongPlace = deleteSection(
      sql,
      coordinator(),
      { code: there.code, mandate: one.id },
      { section: id, version: 1 },
    );
    expect(await statusOf(wrongPlace)).toBe(403);
    expect(await sectionsOf(one.id)).toHaveLength(1);
  });
});

describe("the papers of a mandate", () => {
  it("have the date on the front and the day of the meeting", async () => {
    const { id } = await begun();
    const paper = {
      title: "Opfølgning",
      datedPrinted: "November 2026",
      body: "BUU",
      metOn: "2026-06-10",
      document: null,
    };
    await expect(
      addPaper(sql, coordinator(), of(id), { ...paper, metOn: "2026-06", keepWarning: false }),
    ).rejects.toMatchObject({ field: "metOn" });
    await addPaper(sql, coordinator(), of(id), { ...paper, document: place.document_id, keepWarning: false });
    await publish(coordinator(), id);
    const shown = (await mandatesOfMunicipality(sql, anonymous, here.code)).find((one) => one.id === id);
    expect(shown?.papers).toEqual([
      { title: "Opfølgning", datedPrinted: "November 2026", body: "BUU", metOn: "2026-06-10", document: "notat" },
    ]);
    const [first] = await listKeptPapers(sql, coordinator(), id);
    const again = { ...paper, paper: first?.id ?? "", version: 1, metOn: "2026-06-11", keepWarning: false };
    expect(await statusOf(changePaper(sql, as("forfatter"), of(id), again))).toBe(403);
    await changePaper(sql, coordinator(), of(id), again);
    await expect(changePaper(sql, coordinator(), of(id), { ...again, metOn: "2026-06-12" })).rejects.toMatchObject({
      status: 409,
      also: { metOn: "Gemt nu: »11. juni 2026«" },
    });
    await deletePaper(sql, coordinator(), of(id), { paper: first?.id ?? "", version: 2 });
    expect(await listKeptPapers(sql, coordinator(), id)).toEqual([]);
    await takeBack(coordinator(), id);
  });
});

describe("a thematic follow-up", () => {
  const add = (id: string, fields: Record<string, string | string[]>) =>
    addTheme(sql, coordinator(), of(id), theme(fields));
  const themesOf = (id: string) => listKeptThemes(sql, coordinator(), id);

  it("has its period with its numeral, questions with parts, data with what is added, and its initiative", async () => {
    const { id } = await begun();
    const initiative = await beginInitiative(sql, coordinator(), here, { title: "Kvalitetsteam", keepWarning: true });
    await add(id, {
      ...{ numeral: "ii", periodFrom: "oktober 2026", periodTo: "november 2026", periodPrinted: "Okt./Nov. 2026" },
      focus: "Hvordan arbejder man med\n- at sikre sammenhænge?\n– co-teaching?\nHvad er effekten?",
      initiative,
      ...{ dataKind: ["cases", "", "klager"], dataPrinted: ["Cases fra skoler", "", ""] },
      dataAdded: ["inklusive forældre", "", ""],
    });
    const none = { documentId: null, anchor: null };
    const [one] = await themesOf(id);
    expect(one).toMatchObject({
      ...{ numeral: "II", periodFrom: "2026-10", periodTo: "2026-11", initiativeId: initiative },
      focus: [
        { under: null, text: "Hvordan arbejder man med", ...none },
        { under: 0, text: "at sikre sammenhænge?", ...none },
        { under: 0, text: "co-teaching?", ...none },
        { under: null, text: "Hvad er effekten?", ...none },
      ],
      data: [
        { kind: "cases", printed: "Cases fra skoler", added: "inklusive forældre" },
        { kind: "klager", printed: "Klager", added: null },
      ],
    });
    await sql`update focus_item set ${sql(place)} where follow_up_id = ${one?.id ?? ""} and position = 2`;
    const again = { ...theme({ focus: "Et andet\n- co-teaching?" }), themeId: one?.id ?? "", version: 1 };
    await changeTheme(sql, coordinator(), of(id), { ...again, after: null, wasAfter: null });
    const passage = { documentId: place.document_id, anchor: "sted" };
    const [changed] = await themesOf(id);
    expect(changed?.focus).toEqual([
      { under: null, text: "Et andet", ...none },
      { under: 0, text: "co-teaching?", ...passage },
    ]);
    const second = changeTheme(sql, coordinator(), of(id), {
      ...again,
      theme: "Overgange",
      after: null,
      wasAfter: null,
    });
    await expect(second).rejects.toMatchObject({ status: 409, also: { theme: "Gemt nu: »Indskolingen«" } });
    await deleteTheme(sql, coordinator(), of(id), { themeId: one?.id ?? "", version: 2 });
    expect(await themesOf(id)).toEqual([]);
  });

  it("names the field that is wrong, and stores nothing", async () => {
    const { id } = await begun();
    const wrong: [Record<string, string | string[]>, string][] = [
      [{ periodTo: "maj 2027" }, "periodTo"],
      [{ focus: "- Et delspørgsmål" }, "focus"],
      [{ focus: "" }, "focus"],
      [{ focusKind: "ikke-besluttet" }, "focus"],
      [{ focus: "x".repeat(501) }, "focus"],
      [{ dataKind: ["cases", ""], dataPrinted: ["", "Klager over støtte"], dataAdded: ["", ""] }, "dataKind-2"],
      [{ initiative: "Findes ikke" }, "initiative"],
      [{ note: "Barnet 010203-1234" }, "note"],
    ];
    for (const [fields, field] of wrong)
      await expect(add(id, fields), field).rejects.toMatchObject({ status: 400, field });
    const misread = newThemeInput.safeParse({
      ...{ theme: "Tema", periodPrinted: "Juni", numeral: "2", periodFrom: "juni 1026", focusKind: "emner" },
      ...{ dataKind: [], dataPrinted: [], dataAdded: [] },
    });
    expect(misread.error?.issues.map(({ path: [name] }) => name)).toEqual(["numeral", "periodFrom"]);
    expect(await themesOf(id)).toEqual([]);
    await add(id, { focusKind: "ikke-besluttet", focus: "" });
    expect(await themesOf(id)).toMatchObject([{ focusKind: "ikke-besluttet", focus: [] }]);
  });

  it("of a real mandate is about no invented initiative", async () => {
    const { id } = await begun();
    const invented = await beginInitiative(sql, as("demokoordinator"), here, { title: "Opdigtet", keepWarning: true });
    await expect(add(id, { initiative: invented })).rejects.toMatchObject({ field: "initiative" });
  });
});

describe("how places are given and paid", () => {
  it("is read when it is published, with its source, and shows both to the second of two who edit it", async () => {
    const id = await beginPlacement(sql, as("forfatter"), here, { subject: "Basispladser", keepWarning: false });
    const fields = changePlacementInput.parse({
      ...{ placement: id, version: "1", subject: "Basispladser", whoDecides: "Skolens leder", whoPays: "Skolen" },
      ...{ model: "Pengene følger barnet", holdsFrom: "sommeren 2026", visibility: "public" },
      ...{ source: "kilde", sourceWords: "Referat fra Byrådet", sourceDated: "marts 2026" },
    });
    await changePlacement(sql, as("forfatter"), here, fields);
    await expect(changePlacement(sql, coordinator(), here, { ...fields, whoPays: "Puljen" })).rejects.toMatchObject({
      status: 409,
      also: { whoPays: "Gemt nu: »Skolen«" },
    });
    const shown = async () => (await placementsOfMunicipality(sql, anonymous, here.code)).find((one) => one.id === id);
    expect(await shown()).toBeUndefined();
    await publishPlacement(sql, coordinator(), here.code, { placement: id, version: 2, visibility: "public" });
    expect(await shown()).toMatchObject({
      whoPays: "Skolen",
      source: { address: null, title: "Referat fra Byrådet", dated: "2026-03" },
    });
    expect(await statusOf(deletePlacement(sql, coordinator(), here.code, { placement: id, version: 3 }))).toBe(409);
    await takeBackPlacement(sql, coordinator(), here.code, { placement: id, version: 3 });
    expect(await shown()).toBeUndefined();
    expect(await findKeptPlacement(sql, coordinator(), { code: here.code, id })).toMatchObject({
      publishedAt: null,
      takenBackAt: expect.any(Date),
    });
    const all = await listKeptPlacements(sql, as("demokoordinator"), here.code);
    expect(all.every(({ demo }) => demo)).toBe(true);
  });
});

it("removing Demodata takes the invented rows, and no others", async () => {
  await begun(as("demokoordinator"));
  const counted = () => sql`
    select (select count(*)::int from mandate where demo) as demo, (select count(*)::int from mandate where not demo) as real,
      (select count(*)::int from placement where demo) as "demoPlacements",
      (select count(*)::int from placement where not demo) as "realPlacements"`;
  const [before] = await counted();
  expect(before?.demo).toBeGreaterThan(0);
  await transaction(sql, removeDemoRows);
  expect(await counted()).toEqual([{ ...before, demo: 0, demoPlacements: 0 }]);
});
