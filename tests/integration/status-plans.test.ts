import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#app/domain/viewer.ts";
import { listHelpWanted } from "#db/queries/statuses/help-wanted.ts";
import { countStatuses, readStatusMatrix } from "#db/queries/statuses/matrix.ts";
import { listPeriods } from "#db/queries/statuses/periods.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { openPlanner, type Planner } from "#tests/support/plans.ts";

const network: Viewer = { network: true, municipalities: [] };
const wanted = { year: 2025, period: "2034H2", demo: false };

let database: TestDatabase;
let planner: Planner;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  await seedPlaces(sql);
  // Ten years of half years, with three sections and some initiatives beside the ten points.
  await sql`
    insert into period (code, opened_at)
    select year || 'H' || half, now() from generate_series(2025, 2034) year, generate_series(1, 2) half`;
  await sql`insert into status (municipality_code, period_code) select k.code, p.code from municipality k, period p`;
  await sql`
    insert into status_edition (status_id, demo, number, kind, state, cut_off, published_at, blocks)
    select id, false, 1, 'meeting', 'published', '2026-06-30', now(), '[]' from status`;
  await sql`update status s set published_edition_id = e.id from status_edition e where e.status_id = s.id`;
  await sql`
    insert into status_answer (edition_id, subject, field, value)
    select e.id, 'point:2025:' || n, field, case field when 'stage' then 'i-gang' when 'effect' then 'for-tidligt' else 'Vi har gjort noget.' end
    from status_edition e, generate_series(1, 10) n, unnest(array['stage', 'effect', 'text', 'hard']) field`;
  await sql`
    insert into status_answer (edition_id, subject, field, value)
    select id, 'point:2025:3', 'help', 'Hvem har prøvet?' from status_edition tablesample bernoulli (20)`;
  await sql`vacuum analyze`;
  planner = await openPlanner(database);
});
afterAll(async () => {
  await planner?.end();
  await database.drop();
});

describe("a picture of one half year among twenty", () => {
  const reads = {
    matrix: () => readStatusMatrix(planner.sql, network, { ...wanted, today: "2026-11-30" }),
    counts: () => countStatuses(planner.sql, wanted),
    help: () => listHelpWanted(planner.sql, network, wanted),
  };

  it.each(Object.entries(reads))("reads the answers of its own editions alone: %s", async (_name, read) => {
    expect(await planner.wholeTables(read, ["status_answer", "status_edition"])).toEqual([]);
  });

  it("counts the statuses of all half years without reading one", async () => {
    expect(await planner.wholeTables(() => listPeriods(planner.sql), ["status_answer", "status_edition"])).toEqual([]);
  });
});
