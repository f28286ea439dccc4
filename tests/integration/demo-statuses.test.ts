import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkWholeText } from "#app/domain/privacy-check/check-text.ts";
import { findFullNames } from "#app/domain/privacy-check/people.ts";
import { missingIn } from "#app/domain/statuses/completeness-of-status.ts";
import { paperBlocks } from "#app/papers/blocks.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import { pickFor, weighFor } from "#seeds/demo/chance.ts";
import { removeDemo, seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease } from "#tests/support/release.ts";

const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
const patience = { timeout: 120_000 };
let database: TestDatabase;
let sql: TestDatabase["sql"];

beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
});
afterAll(() => database.drop());

const one = async (query: ReturnType<TestDatabase["sql"]>) => (await query)[0];

describe("the half years", patience, () => {
  it("are four, of which the last is open, and what KL changes stays", async () => {
    const own = await createTestDatabase({ seed: "reference" });
    try {
      const periods = await own.sql`select code, closed_at is null as open from period order by code`;
      expect([...periods]).toEqual([
        { code: "2025H1", open: false },
        { code: "2025H2", open: false },
        { code: "2026H1", open: false },
        { code: "2026H2", open: true },
      ]);
      await own.sql`update period set closed_at = '2026-12-01T12:00:00Z', version = version + 1 where code = '2026H2'`;
      expect(await seed(own.sql, "reference")).toEqual(nothing);
      expect(await one(own.sql`select closed_at is null as open from period where code = '2026H2'`)).toEqual({
        open: false,
      });
    } finally {
      await own.drop();
    }
  });
});

describe("the invented statuses", patience, () => {
  it("are of many places and four half years, late, in several editions, missing and not yet out", async () => {
    expect(
      await one(sql`
        select count(distinct s.municipality_code)::int as places,
          count(distinct s.municipality_code) filter (where s.published_edition_id is not null)::int as published,
          bool_or(s.municipality_code in ('0101', '0165', '0751', '0400', '0411', '0482', '0492', '0563', '0741', '0773', '0825')) as wrong
        from status s where s.demo`),
    ).toEqual({ places: 65, published: 65, wrong: false });
    const shelves = await sql<{ period: string; published: number; late: number }[]>`
      select p.code as period, count(e.id) filter (where e.state = 'published')::int as published, count(e.id) filter (where e.late)::int as late
      from period p left join status s on s.period_code = p.code and s.demo left join status_edition e on e.status_id = s.id
      group by 1 order by 1`;
    expect(shelves.every(({ published }) => published > 20)).toBe(true);
    expect(shelves.filter(({ late }) => late > 0)).toHaveLength(3);
    const states = await sql<{ state: string; n: number }[]>`
      select e.state, count(*)::int as n from status_edition e where e.demo group by 1 order by 1`;
    expect(states.map(({ state }) => state)).toEqual(["approved", "draft", "published", "returned", "submitted"]);
    expect(
      await one(sql`
        select count(*) filter (where kind = 'correction')::int > 8 as corrected,
          count(*) filter (where kind = 'meeting' and number > 1)::int > 2 as again,
          bool_or((kind = 'correction') <> (because is not null)) as wrong
        from status_edition where demo`),
    ).toEqual({ corrected: true, again: true, wrong: false });
  });

  it("say every stage and effect, move both ways, ask for help, and rest on things of their own", async () => {
    const values = async (field: string) =>
      (
        await sql<{ value: string }[]>`
        select distinct a.value from status_answer a join status_edition e on e.id = a.edition_id where e.demo and a.field = ${field} order by 1`
      ).map(({ value }) => value);
    expect(await values("stage")).toHaveLength(6);
    expect(await values("effect")).toHaveLength(5);
    expect(await values("change")).toEqual(
      expect.arrayContaining(["aendret", "flyttet", "naaet", "stoppet", "uaendret"]),
    );
    expect((await values("help")).length).toBeGreaterThan(10);
    const moves = await sql<{ was: string; became: string }[]>`
      select distinct a.value as was, b.value as became
      from status s join status t on t.municipality_code = s.municipality_code and t.demo and t.period_code = '2026H1'
      join status_answer a on a.edition_id = s.published_edition_id and a.field = 'stage'
      join status_answer b on b.edition_id = t.published_edition_id and b.subject = a.subject and b.field = 'stage'
      where s.demo and s.period_code = '2025H2' and a.value <> b.value`;
    expect(moves).toContainEqual({ was: "planlagt", became: "i-gang" });
    expect(moves).toContainEqual({ was: "i-gang", became: "planlagt" });
    expect(
      await one(sql`
        select bool_or(v.case_id is not null) as cases, bool_or(v.value_id is not null) as figures, bool_or(v.initiative_id is not null) as initiatives,
          bool_or(v.milestone_id is not null) as milestones, bool_or(num_nonnulls(v.case_id, v.value_id, v.initiative_id, v.milestone_id) = 0) as gone
        from status_evidence v join status_edition e on e.id = v.edition_id where e.demo and v.chosen`),
    ).toEqual({ cases: true, figures: true, initiatives: true, milestones: true, gone: true });
    expect(
      await one(sql`
        select count(*)::int as mixed from status_evidence v join status_edition e on e.id = v.edition_id
        left join case_story c on c.id = v.case_id left join initiative i on i.id = v.initiative_id left join indicator_value n on n.id = v.value_id
        where e.demo and not coalesce(c.demo, i.demo, n.demo, true)`),
    ).toEqual({ mixed: 0 });
  });

  it("hold the rules of real ones: nothing is missing in what has been sent, and every text passes the privacy check", async () => {
    const sent = await sql<{ id: string; state: string }[]>`
      select id, state from status_edition where demo and state in ('published', 'approved', 'submitted')`;
    const missing: unknown[] = [];
    for (const { id } of sent) {
      const content = await readStatusContent(sql, id);
      if (content) missing.push(...missingIn(content));
    }
    expect(missing).toEqual([]);
    const texts = await sql<{ value: string }[]>`
      select distinct a.value from status_answer a join status_edition e on e.id = a.edition_id
      where e.demo and a.field in ('text', 'hard', 'help', 'because')`;
    expect(texts.length).toBeGreaterThan(300);
    const found = texts.filter(
      ({ value }) => checkWholeText({ fields: { text: value } }).length > 0 || findFullNames(value).length > 0,
    );
    expect(found).toEqual([]);
  });

  it("have blocks that are composed by the code, and a published edition points at them", async () => {
    const editions = await sql<
      { blocks: unknown }[]
    >`select blocks from status_edition where demo and state = 'published'`;
    for (const { blocks: stored } of editions) expect(paperBlocks.parse(stored).length).toBeGreaterThan(10);
    expect(
      await one(sql`
        select count(*)::int as wrong from status s left join status_edition e on e.id = s.published_edition_id
        where s.demo and exists (select from status_edition p where p.status_id = s.id and p.state = 'published')
          and e.number is distinct from (select max(number) from status_edition p where p.status_id = s.id and p.state = 'published')`),
    ).toEqual({ wrong: 0 });
  });

  it("leave a draft to play with where people sign in, filled from the status before and with no line answered", async () => {
    const drafts = await sql<{ code: string; texts: number; changes: number }[]>`
      select s.municipality_code as code, count(*) filter (where a.field = 'text')::int as texts, count(*) filter (where a.field = 'change')::int as changes
      from status s join status_edition e on e.status_id = s.id and e.state = 'draft' join status_answer a on a.edition_id = e.id
      where s.demo and s.period_code = '2026H2' group by 1`;
    expect(drafts.length).toBeGreaterThan(9);
    expect(drafts.find(({ code }) => code === "0461")).toEqual({ code: "0461", texts: expect.any(Number), changes: 0 });
    expect(drafts.every(({ texts }) => texts > 3)).toBe(true);
  });

  it("follow the release: nothing is done twice, and what a person has touched is left", async () => {
    const own = await createTestDatabase({ seed: "demo" });
    try {
      expect(await seed(own.sql, "demo")).toEqual(nothing);
      const [edition] = await own.sql<{ id: string }[]>`
        select e.id from status_edition e join status s on s.id = e.status_id where s.demo and s.municipality_code = '0461' and e.state = 'draft'`;
      await own.sql`
        update status_answer set value = 'Skrevet af en person', version = version + 1
        where edition_id = ${edition?.id ?? ""} and field = 'text' and subject = 'part:1'`;
      // Another checksum has the release read anew; one that says the same changes nothing.
      await own.sql`update seeded set checksum = 'another' where kind = 'demo-status' and key in ('0461/2026H2', '0370/2026H1')`;
      const left = [{ name: "den opdigtede status 0461/2026H2", reason: "edited" }];
      expect(await seed(own.sql, "demo")).toEqual({ ...nothing, left });
      const said = (words: string) => own.sql`
        select distinct s.id from status_answer a join status_edition e on e.id = a.edition_id join status s on s.id = e.status_id
        where s.demo and s.municipality_code <> '0461' and strpos(a.value, ${words}) > 0`;
      const before = await said("den årlige måling");
      expect(before.length).toBeGreaterThan(3);
      const release = copyRelease();
      release.change("demo/status-words.yaml", "den årlige måling", "målingen hvert år");
      expect((await seed(own.sql, "demo", { folder: release.folder })).revised).toBe(before.length);
      expect(await said("målingen hvert år")).toHaveLength(before.length);
      expect(await said("den årlige måling")).toEqual([]);
      expect(
        await one(
          own.sql`select value from status_answer where edition_id = ${edition?.id ?? ""} and subject = 'part:1' and field = 'text'`,
        ),
      ).toEqual({ value: "Skrevet af en person" });
      expect(
        await one(own.sql`
          select e.state, jsonb_array_length(e.blocks) > 10 as told from status s join status_edition e on e.id = s.published_edition_id
          where s.demo and s.municipality_code = '0370' and s.period_code = '2026H1'`),
      ).toEqual({ state: "published", told: true });
      expect(await seed(own.sql, "demo", { folder: release.folder })).toMatchObject({ revised: 0 });
    } finally {
      await own.drop();
    }
  });

  it("go with the rest of Demodata, and nothing real with them", async () => {
    const own = await createTestDatabase({ seed: "demo" });
    try {
      await own.sql`insert into ambition (municipality_code, declaration_year, number, text, holds_from) values ('0461', 2025, 1, 'Rigtig', '2025-01-01')`;
      await own.sql`insert into treatment (municipality_code, declaration_year, treated_on, body) values ('0461', 2025, '2025-01-01', 'Byrådet')`;
      await own.sql`insert into status (municipality_code, period_code) values ('0461', '2026H2')`;
      const real = async () =>
        one(own.sql`
          select (select count(*) from status where not demo)::int as statuses, (select count(*) from ambition where not demo)::int as ambitions,
            (select count(*) from treatment where not demo)::int as treatments, (select count(*) from period)::int as periods`);
      const before = await real();
      await removeDemo(own.sql, "/nonexistent");
      expect(await real()).toEqual(before);
      const [left] = await own.sql`
        select (select count(*) from status where demo) + (select count(*) from status_edition where demo) + (select count(*) from period_question where demo)
          + (select count(*) from treatment where demo) + (select count(*) from ambition where demo) as rows`;
      expect(Number(left?.rows)).toBe(0);
      expect(await seed(own.sql, "demo")).toEqual(nothing);
    } finally {
      await own.drop();
    }
  });
});

describe("chance", () => {
  it("is the same for the same words, and follows the weights", () => {
    const list = ["a", "b", "c"] as const;
    expect(pickFor("0461/1", list)).toBe(pickFor("0461/1", list));
    const drawn = Array.from({ length: 1_000 }, (_, at) =>
      weighFor(`place ${at}`, [
        ["often", 9],
        ["seldom", 1],
        ["never", 0],
      ]),
    );
    expect(drawn.filter((word) => word === "often").length).toBeGreaterThan(820);
    expect(drawn.filter((word) => word === "seldom").length).toBeGreaterThan(50);
    expect(drawn).not.toContain("never");
  });
});
