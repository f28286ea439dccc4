import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChoiceChange, changeChoice } from "#app/domain/cases/change-choices.server.ts";
import { type ChoiceName, choiceNames, chosenValues, valuesKey } from "#app/domain/cases/choice-vocabulary.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findChoiceOptions } from "#db/queries/cases/choices.ts";
import { findDraft } from "#db/queries/cases/draft.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here, unitHere } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

const otherUnit = "00000000-0000-4000-8000-000000000003";
const closedUnit = "00000000-0000-4000-8000-000000000004";

let database: TestDatabase;
let sql: Sql;
let writer: Viewer;
let draft: { id: string; revisionId: string };
beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  await sql`
    insert into unit (id, municipality_code, slug, name, kind, closed_at, demo) values
      (${unitHere}, ${here.code}, 'proeve', 'Prøveskolen', 'skole', null, false),
      (${otherUnit}, ${here.code}, 'anden', 'Den anden skole', 'skole', null, false),
      (${closedUnit}, ${here.code}, 'lukket', 'Lukket skole', 'skole', now(), false),
      (gen_random_uuid(), ${here.code}, 'opdigtet', 'Skolen (opdigtet)', 'skole', null, true)`;
  writer = await contributor();
});
afterAll(() => database.drop());
beforeEach(async () => {
  draft = await buildDraft(sql, { begunBy: writer.person?.id });
  await sql`delete from case_revision_author`;
});

async function contributor(unitId?: string): Promise<Viewer> {
  const roles = [{ role: "contributor" as const, municipality: here.code, unitId }];
  const { id, name, email } = await createPerson(sql, { roles });
  return viewerOf({
    ...{ id, name, email, demo: false, introduced: true, sessionId: "", secondFactor: true, acting: null },
    grants: [{ role: "contributor", municipality: here, unitId: unitId ?? null }],
  });
}

async function valuesOf(choice: ChoiceName): Promise<string[]> {
  const found = await findDraft(sql, writer, draft.id);
  if (!found) throw new Error("no draft");
  return chosenValues(found, choice);
}

/** Chooses from what is chosen now, unless told what the form was shown with. */
async function choose(choice: ChoiceName, values: string[], change: Partial<ChoiceChange> = {}, viewer = writer) {
  const was = valuesKey(choice, await valuesOf(choice));
  await changeChoice(sql, viewer, draft.id, { revision: draft.revisionId, choice, was, values, ...change });
}

describe("each choice", () => {
  const chosen: Record<ChoiceName, string[]> = {
    title: ["Timen begynder i skolegården"],
    unit: [unitHere],
    settings: ["indskoling", "sfo-klub"],
    levels: ["almen", "mellemform", "mellemform-2"],
    classLevels: ["0", "3"],
    methods: ["nest", "co-teaching"],
    commitments: ["2025-1", "2025-7 Vi ser på hele klassen."],
    period: ["2025-08", "2026"],
    visibility: ["network"],
  };

  it.each(choiceNames)("%s is kept with who chose it, and can be taken back", async (choice) => {
    const before = await valuesOf(choice);
    await choose(choice, chosen[choice]);
    expect([...(await valuesOf(choice))].sort()).toEqual([...chosen[choice]].sort());
    const authors = await sql`select person_id as id from case_revision_author where revision_id = ${draft.revisionId}`;
    expect(authors).toMatchObject([{ id: writer.person?.id }]);
    await choose(choice, before);
    expect(await valuesOf(choice)).toEqual(before);
  });

  it("of a mellemform's level names the mellemform too", async () => {
    await choose("levels", ["mellemform-3"]);
    expect(await valuesOf("levels")).toEqual(["mellemform", "mellemform-3"]);
  });

  it("of a point is the municipality's own and needs no reason; what the editors have linked keeps theirs", async () => {
    await sql`
      insert into case_commitment (revision_id, declaration_year, number, linked_by, why)
      values (${draft.revisionId}, 2025, 3, 'editors', 'Fordi.')`;
    const linked = () => sql`
      select number, linked_by as "linkedBy", why from case_commitment where revision_id = ${draft.revisionId} order by number`;
    await choose("commitments", ["2025-3 Fordi.", "2025-4"]);
    expect(await linked()).toEqual([
      { number: 3, linkedBy: "editors", why: "Fordi." },
      { number: 4, linkedBy: "source", why: "" },
    ]);
    await choose("commitments", ["2025-3 Vi har spurgt børnene.", "2025-4 Vi mødes hver uge."]);
    expect(await linked()).toEqual([
      { number: 3, linkedBy: "source", why: "Vi har spurgt børnene." },
      { number: 4, linkedBy: "source", why: "Vi mødes hver uge." },
    ]);
  });
});

const wrong: [ChoiceName, string[], string][] = [
  ["title", ["x".repeat(201)], "højst 200 tegn"],
  ["unit", ["Den anden skol"], "Mener du »Den anden skole«?"],
  ["unit", [closedUnit], "Vælg en enhed fra listen."],
  ["unit", ["Skolen (opdigtet)"], "Vælg en enhed fra listen."],
  ["settings", ["gymnasium"], "Vælg fra listen."],
  ["levels", ["mellemform-5"], "Vælg fra listen."],
  ["classLevels", ["11"], "Vælg fra listen."],
  ["methods", ["findes-ikke"], "Vælg fra listen."],
  ["commitments", ["2025-11"], "Vælg fra listen."],
  ["commitments", [`2025-1 ${"a".repeat(301)}`], "Skriv højst 300 tegn om hvorfor."],
  ["period", ["2025-13", ""], "2025 eller 2025-08"],
  ["period", ["2026", "2025-12"], "slutter, før den begynder"],
  ["visibility", ["secret"], "Vælg fra listen."],
  ["visibility", [], "Vælg, hvem der må læse den."],
];

describe("is not kept, with a sentence that says why", () => {
  it.each(wrong)("%s %j", async (choice, values, words) => {
    const before = await valuesOf(choice);
    await expect(choose(choice, values)).rejects.toMatchObject({
      message: expect.stringContaining(words),
      status: 400,
    });
    expect(await valuesOf(choice)).toEqual(before);
  });

  it("what somebody else has chosen differently meanwhile", async () => {
    const friend = await contributor();
    await sql`insert into case_contributor (case_id, person_id, demo) values (${draft.id}, ${friend.person?.id ?? ""}, false)`;
    const was = valuesKey("visibility", await valuesOf("visibility"));
    await choose("visibility", ["network"], {}, friend);
    const late = choose("visibility", ["municipality"], { was });
    await expect(late).rejects.toMatchObject({ status: 409, field: "conflict" });
    expect(await valuesOf("visibility")).toEqual(["network"]);
    // Both wanted the same: there is nothing to ask.
    await choose("visibility", ["network"], { was });
    // Another choice of the same text is no conflict.
    await choose("settings", ["ppr"]);
  });

  it("one of two at once", async () => {
    const was = valuesKey("settings", []);
    const both = await Promise.allSettled(["ppr", "dagtilbud"].map((one) => choose("settings", [one], { was })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("while the text waits for an answer, lies in the bin, or is another one", async () => {
    const other = choose("settings", ["ppr"], { revision: "00000000-0000-4000-8000-0000000000aa" });
    await expect(other).rejects.toMatchObject({ status: 409, message: expect.stringContaining("en anden") });
    await sql`update case_story set binned_at = now() where id = ${draft.id}`;
    await expect(choose("settings", ["ppr"])).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("papirkurven"),
    });
    await sql`update case_story set binned_at = null where id = ${draft.id}`;
    const [version] = await sql<{ id: string }[]>`
      insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state, number, kept_because, names_unit)
      select case_id, municipality_code, 'T', 'K', 'i-gang', content, text, 'submitted', 1, 'handed_over', true
      from case_revision where id = ${draft.revisionId} returning id`;
    await sql`update case_story set submitted_revision_id = ${version?.id ?? ""} where id = ${draft.id}`;
    await expect(choose("settings", ["ppr"])).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("Låst"),
    });
    expect(await valuesOf("settings")).toEqual([]);
  });

  it("by somebody to whom the draft is not open", async () => {
    await expect(choose("settings", ["ppr"], {}, await contributor())).rejects.toMatchObject({ status: 404 });
  });
});

it("one who writes for a unit alone is offered it alone, and cannot move a text out of it", async () => {
  const limited = await contributor(unitHere);
  draft = await buildDraft(sql, { begunBy: limited.person?.id, unitId: unitHere });
  const found = await findDraft(sql, limited, draft.id);
  if (!found) throw new Error("no draft");
  expect((await findChoiceOptions(sql, limited, found)).units.map(({ name }) => name)).toEqual(["Prøveskolen"]);
  const revision = draft.revisionId;
  const move = (values: string[]) =>
    changeChoice(sql, limited, draft.id, { revision, choice: "unit", was: valuesKey("unit", [unitHere]), values });
  await expect(move([otherUnit])).rejects.toMatchObject({ status: 400 });
  await expect(move([])).rejects.toMatchObject({ status: 403 });
  const all = await findChoiceOptions(sql, writer, found);
  const names = all.units.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["Den anden skole", "Prøveskolen"]));
  expect(names).not.toContain("Lukket skole");
  expect(names).not.toContain("Skolen (opdigtet)");
});
