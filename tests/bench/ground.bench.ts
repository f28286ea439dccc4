// Initiatives, money and figures of all municipalities: pages against their own SQL sent as JSON, with charts against without, and with 100,000
// values more against without. Everything is asked in turns; who asks has a cookie, so that every page is made anew.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { anonymous } from "#app/domain/viewer.ts";
import { type Sql, transaction } from "#db/client.ts";
import { budgetRowsOfMunicipality, budgetTablesOfMunicipality } from "#db/queries/budgets/rows.ts";
import { sumsOfCommitment } from "#db/queries/budgets/sums.ts";
import { casesOfCommitment, casesOfMunicipality } from "#db/queries/cases/related.ts";
import { contactsOfCommitment, contactsOfMunicipality } from "#db/queries/contacts/for-readers.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { aimsOfMunicipality, placementsOfMunicipality } from "#db/queries/follow-ups/aims.ts";
import { mandatesOfMunicipality } from "#db/queries/follow-ups/mandates.ts";
import { indicatorsOfMunicipality } from "#db/queries/indicators/list.ts";
import { initiativesOfCommitment, initiativesOfMunicipality } from "#db/queries/initiatives/list.ts";
import { methodsOfCommitment, methodsOfMunicipality } from "#db/queries/methods/related.ts";
import { commitmentsOfMunicipality, findMunicipality, nearMunicipalities } from "#db/queries/municipalities.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const rounds = 25;
const warming = 4;
const today = "2026-11-30";
const moreValues = 100_000;
const charts = 12;
/** Whose values are the same on both sites. */
const measured = "aarhus";

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Ten initiatives of each municipality, one under each commitment, with a line over six years; and thirty indicators with two years of values. */
async function fill(sql: Sql): Promise<void> {
  const seen = sql`'public', now()`;
  await sql`
    insert into initiative (slug, municipality_code, title, summary, state, visibility, published_at)
    select k.slug || '-maalt-' || n, k.code, 'Indsats ' || n || ' i ' || k.name, 'Hvad kommunen gør.', 'vedtaget', ${seen}
    from municipality k, generate_series(1, 10) n`;
  await sql`
    insert into initiative_commitment (initiative_id, declaration_year, number, linked_by)
    select id, 2025, split_part(slug, '-maalt-', 2)::int, 'editors' from initiative where slug like '%-maalt-%'`;
  await sql`
    insert into budget_row (municipality_code, label, kind, price_year, initiative_id)
    select municipality_code, title, 'vedtaget', 2026, id from initiative where slug like '%-maalt-%'`;
  await sql`
    insert into budget_line (row_id, year, amount, printed)
    select r.id, year, 1000000 + year, '1,0' from budget_row r join initiative i on i.id = r.initiative_id, generate_series(2024, 2029) year
    where i.slug like '%-maalt-%'`;
  await sql`
    insert into indicator (slug, title, definition, unit, published_at)
    select 'maalt-' || n, 'Målt ' || n, 'Hvad der måles.', 'procent', now() from generate_series(1, 30) n`;
  await sql`
    insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, visibility, published_at)
    select x.id, k.code, 'aar', make_date(year, 1, 1), make_date(year + 1, 1, 1), 10 + year % 7, ${seen}
    from indicator x, (select code from municipality union all select null) k, generate_series(2023, 2024) year
    where x.slug like 'maalt-%'`;
  // Twelve sorts of money that are drawn; in the other place an agreement that a later one took the place of, which stands in the same tables undrawn.
  for (const [code, drawn] of [
    ["0155", true],
    ["0157", false],
  ] as const) {
    const [later] = await sql<{ id: string }[]>`
      insert into agreement (slug, municipality_code, title) values ('senere', ${code}, 'Senere aftale') returning id`;
    const [agreement] = await sql<{ id: string }[]>`
      insert into agreement (slug, municipality_code, title, superseded_by) values ('aftale', ${code}, 'Aftale', ${drawn ? null : (later?.id ?? "")})
      returning id`;
    await sql`delete from initiative where municipality_code = ${code} and slug like '%-maalt-%'`;
    await sql`
      insert into budget_row (municipality_code, label, kind, price_year, agreement_id, visibility, published_at)
      select ${code}, 'Linje ' || line, kind, price_year, ${agreement?.id ?? ""}, ${seen}
      from unnest(array['foreslaaet', 'aftalt', 'vedtaget', 'korrigeret-budget', 'prognose', 'regnskab']) kind,
        generate_series(2025, 2024 + ${charts / 6}) price_year, generate_series(1, 5) line`;
    await sql`
      insert into budget_line (row_id, year, amount, printed)
      select r.id, year, 1000000 + year, '1,0' from budget_row r, generate_series(2024, 2029) year
      where r.municipality_code = ${code} and r.agreement_id = ${agreement?.id ?? ""}`;
  }
}

/** Values of earlier times, of every municipality but the one whose pages are compared. */
async function addValues(db: Sql): Promise<void> {
  await transaction(db, async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, visibility, published_at)
      select x.id, k.code, 'dato', day::date, day::date + 1, 10, 'public', now()
      from generate_series('2015-01-01'::date, '2023-01-01'::date, '1 month') day, indicator x, municipality k
      where x.slug like 'maalt-%' and k.slug <> ${measured}
      limit ${moreValues}`;
  });
}

/** A server that sends what a page's SQL gives as JSON, and nothing else. */
async function serveJson(loaders: Readonly<Record<string, () => Promise<unknown>>>) {
  const server = createServer(async (request, response) => {
    const body = Buffer.from(JSON.stringify(await loaders[request.url ?? ""]?.()));
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

/** What the page of a municipality asks the database. */
async function readMunicipality(sql: Sql, slug: string) {
  const item = await findMunicipality(sql, anonymous, slug, today);
  const { code = "" } = item ?? {};
  return Promise.all([
    item,
    casesOfMunicipality(sql, anonymous, code, { demo: false, limit: 12 }),
    casesOfMunicipality(sql, anonymous, code, { demo: true, limit: 6 }),
    methodsOfMunicipality(sql, anonymous, code),
    commitmentsOfMunicipality(sql, anonymous, code, 2025),
    nearMunicipalities(sql, anonymous, slug, 6),
    contactsOfMunicipality(sql, anonymous, code, { page: 1, pageSize: 24 }),
    initiativesOfMunicipality(sql, anonymous, code, { demo: false, page: 1, pageSize: 60 }),
    initiativesOfMunicipality(sql, anonymous, code, { demo: true, page: 1, pageSize: 60 }),
    budgetTablesOfMunicipality(sql, anonymous, code, null),
    budgetRowsOfMunicipality(sql, anonymous, code, { most: 1_000, asOf: null }),
    aimsOfMunicipality(sql, anonymous, code),
    placementsOfMunicipality(sql, anonymous, code),
    mandatesOfMunicipality(sql, anonymous, code),
    indicatorsOfMunicipality(sql, anonymous, code, 100),
  ]);
}

/** What the page of a commitment asks the database. */
const readCommitment = (sql: Sql, of: { year: number; number: number }) =>
  Promise.all([
    findCommitment(sql, anonymous, of.year, of.number),
    casesOfCommitment(sql, anonymous, of, { demo: false, page: 1, pageSize: 24 }),
    casesOfCommitment(sql, anonymous, of, { demo: true, page: 1, pageSize: 12 }),
    methodsOfCommitment(sql, anonymous, of.year, of.number),
    listCommitments(sql, anonymous, of.year),
    contactsOfCommitment(sql, anonymous, of.year, of.number, 24),
    initiativesOfCommitment(sql, anonymous, of, { demo: false, page: 1, pageSize: 20 }),
    initiativesOfCommitment(sql, anonymous, of, { demo: true, page: 1, pageSize: 12 }),
    sumsOfCommitment(sql, anonymous, of),
  ]);

async function timed(address: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(address, { headers: { cookie: "nothing=1", "accept-encoding": "identity" } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - begun;
}

const missed: string[] = [];

/** Lets two addresses take turns, each first every other time. */
async function compare(what: string, one: string, other: string, aim: number): Promise<void> {
  const times: Record<string, number[]> = { one: [], other: [] };
  for (let round = -warming; round < rounds; round++)
    for (const side of round % 2 === 0 ? ["one", "other"] : ["other", "one"]) {
      const time = await timed(side === "one" ? one : other);
      if (round >= 0) times[side]?.push(time);
    }
  const [mine, theirs] = [median(times.one ?? []), median(times.other ?? [])];
  const ratio = mine / theirs;
  const line = `${what.padEnd(64)} ${mine.toFixed(1).padStart(7)} ms, ${theirs.toFixed(1).padStart(7)} ms: ${ratio.toFixed(2)} x (aim: at most ${aim})`;
  console.log(line);
  if (ratio > aim) missed.push(line);
}

const stopPostgres = await startTestPostgres();
const few: TestSite = await startSite({ seed: "reference" });
const many: TestSite = await startSite({ seed: "reference" });
await fill(few.sql);
await fill(many.sql);
await addValues(many.sql);
const [counted] = await many.sql<{ count: number }[]>`select count(*)::int as count from indicator_value`;
console.log(`${counted?.count} values in the larger table\n`);
for (const { sql } of [few, many]) await sql`vacuum analyze`;

const point = "/erklaeringer/2025/punkter/3";
const bare = await serveJson({
  "/kommuner/odense": () => readMunicipality(few.sql, "odense"),
  "/kommuner/aarhus": () => readMunicipality(few.sql, "aarhus"),
  [point]: () => readCommitment(few.sql, { year: 2025, number: 3 }),
});

console.log("pages against their SQL sent as JSON");
for (const path of ["/kommuner/odense", "/kommuner/aarhus", point])
  await compare(path, few.url + path, bare.url + path, 3);

console.log(`\na page with ${charts} charts against the same without`);
const drawn = await (await fetch(`${few.url}/kommuner/dragoer`)).text();
const undrawn = await (await fetch(`${few.url}/kommuner/gentofte`)).text();
const chartsIn = (html: string) => html.split('class="chart"').length - 1;
if (chartsIn(drawn) - chartsIn(undrawn) !== charts)
  throw new Error(`there are ${chartsIn(drawn)} and ${chartsIn(undrawn)} charts`);
await compare("the money of a municipality", `${few.url}/kommuner/dragoer`, `${few.url}/kommuner/gentofte`, 2);

console.log(`\nwith ${moreValues.toLocaleString("en")} values more against without`);
for (const path of [
  ...["/", "/kommuner", "/kommuner/aarhus", point, "/erklaeringer/2025", "/indikatorer", "/indikatorer/maalt-7"],
  ...[
    "/indikatorer/maalt-7?kommune=aarhus",
    "/indikatorer/maalt-7?kommune=aarhus&pr=2026-11-29",
    "/indsatser/aarhus-maalt-3",
  ],
  ...["/indikatorer/maalt-7.csv?kommune=aarhus", "/api/v1/indicators", "/api/v1/budget-lines", "/soeg?q=trivsel"],
])
  await compare(path, many.url + path, few.url + path, 1.5);

console.log(missed.length > 0 ? `\nmissed by:\n${missed.join("\n")}` : "\nall aims are met");
bare.stop();
await Promise.all([few.stop(), many.stop()]);
await stopPostgres();
