import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkWholeText } from "#app/domain/privacy-check/check-text.ts";
import { removeDemo, seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let sql: TestDatabase["sql"];

beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
});
afterAll(() => database.drop());

describe("the invented statuses", () => {
  it("are many, in four half years, and at all stages of their way", async () => {
    const counts = await sql`
      select s.period_code as period, e.state, count(*)::int as n from status s join status_edition e on e.status_id = s.id
      where s.demo group by 1, 2 order by 1, 2`;
    console.table([...counts]);
    console.table([...(await sql`select value, count(*)::int as n from status_answer a join status_edition e on e.id = a.edition_id where field in ('stage') group by 1 order by 1`)]);
    console.table([...(await sql`select value, count(*)::int as n from status_answer a join status_edition e on e.id = a.edition_id where field in ('effect') group by 1 order by 1`)]);
    console.table([...(await sql`select value, count(*)::int as n from status_answer a where field = 'change' group by 1 order by 1`)]);
    console.table([...(await sql`select kind, count(*)::int as n, count(*) filter (where num_nonnulls(case_id, value_id, initiative_id, milestone_id) = 0)::int as gone, count(distinct case_id) c, count(distinct value_id) v from status_evidence group by 1`)]);
    const texts = await sql<{ value: string }[]>`select distinct value from status_answer where field in ('text','hard','help','because')`;
    console.log(texts.length, texts.map(({ value }) => ({ value, f: checkWholeText({ fields: { a: value } }) })).filter(({ f }) => f.length > 0).slice(0, 20));
    const t = Date.now();
    console.log(await seed(sql, "demo"), Date.now() - t);
  });
});
