// The country's picture of four half years of all municipalities: map and matrix against their own SQL sent as JSON, and what the page weighs.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type ActivityStage, activityStages, type Effect, effects } from "#app/domain/statuses/status-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listCommitments } from "#db/queries/declarations.ts";
import { listHelpWanted } from "#db/queries/statuses/help-wanted.ts";
import { listHeardOf } from "#db/queries/statuses/keep-freshness.ts";
import { indicatorsOnMap } from "#db/queries/statuses/map-values.ts";
import { countStatuses, readStatusMatrix } from "#db/queries/statuses/matrix.ts";
import { listPeriods } from "#db/queries/statuses/periods.ts";
import { type BuiltPoint, buildStatus } from "#seeds/builders/build-status.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite } from "#tests/support/site.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const rounds = 25;
const warming = 4;
const today = "2026-11-30";
const periods = ["2025H1", "2025H2", "2026H1", "2026H2"];
/** Kilobytes, as gzip. */
const mostWeight = 60;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A status of every municipality in each half year that says all there is to say of the ten points. */
async function fill(sql: Sql): Promise<void> {
  const codes = await sql<{ code: string }[]>`select code from municipality order by code`;
  const stages = Object.keys(activityStages) as ActivityStage[];
  const seen = Object.keys(effects) as Effect[];
  for (const [half, period] of periods.entries())
    for (const [at, { code }] of codes.entries()) {
      const points: Record<number, BuiltPoint> = {};
      for (let number = 1; number <= 10; number++)
        points[number] = {
          stage: stages[(at * 7 + number * 3 + half) % stages.length],
          effect: seen[(at + number * 2 + half) % seen.length],
          text: "Vi har gjort det, vi skrev sidst, og mødes igen om en måned.",
          ...((at + number) % 9 === 0 && { help: "Hvem har prøvet det i en lille kommune?" }),
        };
      await buildStatus(sql, { municipalityCode: code, period, points });
    }
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

const network: Viewer = { network: true, municipalities: [] };
const wanted = { year: 2025, period: "2026H2", demo: false };

/** What the picture of the network asks the database. */
const readNamed = async (sql: Sql) =>
  Promise.all([
    listPeriods(sql),
    listCommitments(sql, network, 2025),
    readStatusMatrix(sql, network, { ...wanted, today }),
    listHelpWanted(sql, network, wanted),
    indicatorsOnMap(sql, network, wanted),
  ]);

/** What the picture of everybody asks it. */
const readPublic = async (sql: Sql, viewer: Viewer) =>
  Promise.all([
    listPeriods(sql),
    listCommitments(sql, viewer, 2025),
    readStatusMatrix(sql, viewer, { ...wanted, today }),
    countStatuses(sql, wanted),
  ]);

async function timed(address: string, cookie: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(address, { headers: { cookie, "accept-encoding": "identity" } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - begun;
}

const missed: string[] = [];

/** Lets a page and its SQL as JSON take turns, each first every other time. */
async function compare(what: string, one: string, other: string, cookie: string): Promise<void> {
  const times: Record<string, number[]> = { one: [], other: [] };
  for (let round = -warming; round < rounds; round++)
    for (const side of round % 2 === 0 ? ["one", "other"] : ["other", "one"]) {
      const time = await timed(side === "one" ? one : other, cookie);
      if (round >= 0) times[side]?.push(time);
    }
  const [mine, theirs] = [median(times.one ?? []), median(times.other ?? [])];
  const line = `${what.padEnd(56)} ${mine.toFixed(1).padStart(7)} ms, ${theirs.toFixed(1).padStart(7)} ms: ${(mine / theirs).toFixed(2)} x (aim: at most 3)`;
  console.log(line);
  if (mine / theirs > 3) missed.push(line);
}

const stopPostgres = await startTestPostgres();
const site = await startSite({ seed: "reference" });
await fill(site.sql);
await site.sql`vacuum analyze`;
const [counted] = await site.sql<{ count: number }[]>`select count(*)::int as count from status_answer`;
console.log(`${counted?.count} answers in ${periods.length} half years\n`);
const { id } = await createPerson(site.sql, { roles: [{ role: "association_editor" }] });
const session = await openSession(site.sql, id);

const open = "/erklaeringer/2025/status?periode=2026H2";
const kl = "/kl/status?periode=2026H2";
const bare = await serveJson({
  [open]: () => readPublic(site.sql, { network: false, municipalities: [] }),
  "/netvaerket": () => readNamed(site.sql),
  [kl]: async () => [await readNamed(site.sql), await listHeardOf(site.sql, { ...wanted, today })],
});

console.log("map and matrix against their SQL sent as JSON");
await compare("the country's picture, for everybody", site.url + open, bare.url + open, "nothing=1");
await compare("map and matrix, for the network", site.url + open, `${bare.url}/netvaerket`, session);
await compare("map, matrix and age of words, for KL", site.url + kl, bare.url + kl, session);

console.log("\nwhat the pages weigh as gzip");
for (const [what, path, cookie] of [
  ["for everybody", open, "nothing=1"],
  ["for the network", open, session],
  ["for KL", kl, session],
  ["for KL, by effect", `${kl}&vis=effekt`, session],
] as const) {
  const html = await (await fetch(site.url + path, { headers: { cookie } })).text();
  const weight = gzipSync(html).length / 1024;
  const line = `${what.padEnd(56)} ${weight.toFixed(1)} KB of ${(html.length / 1024).toFixed(0)} KB (aim: at most ${mostWeight})`;
  console.log(line);
  if (weight > mostWeight) missed.push(line);
}

console.log(missed.length > 0 ? `\nmissed by:\n${missed.join("\n")}` : "\nall aims are met");
bare.stop();
await site.stop();
await stopPostgres();
