import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import { wantedOf } from "#search/danish.ts";
import { openFilter, type Question, type SearchEngine } from "#search/engine.ts";
import { meilisearchEngine } from "#search/meilisearch.ts";
import { mirrorVersion } from "#search/meilisearch-settings.ts";
import {
  done,
  indexName,
  isMirrorCurrent,
  type MirrorPlace,
  mirrorEntry,
  openMeilisearch,
  rebuildMirror,
} from "#search/mirror.ts";
import { wakeMirrorJobs } from "#search/mirror-jobs.ts";
import { postgresEngine } from "#search/postgres.ts";
import { withFallback } from "#search/with-fallback.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import {
  meilisearchProgram,
  openSlowWay,
  type SlowWay,
  startMeilisearch,
  type TestMeilisearch,
} from "#tests/support/meilisearch.ts";
import { startSite } from "#tests/support/site.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const question = (text: string): Question => ({
  wanted: wantedOf(text),
  filter: openFilter,
  sort: "relevance",
  page: 1,
  pageSize: 20,
  today: "2026-11-22",
});
/** So that a test sees in a moment what takes seconds on a site. */
const every = { well: 100, away: 50 };
const slowMachine = { timeout: 20_000 };
const bird = { slug: "kvidderklassen", title: "Kvidderklassen" };

// These start and stop the server themselves, so one that is only given will not do.
describe.skipIf(!meilisearchProgram)("a site with Meilisearch", { timeout: 60_000 }, () => {
  let server: TestMeilisearch;
  let database: TestDatabase;
  let place: MirrorPlace;
  const closers: (() => unknown)[] = [];
  beforeAll(async () => {
    server = await startMeilisearch();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    database = await createTestDatabase({ seed: "reference" });
    place = { ...server.place, index: new URL(database.url).pathname.slice(1) };
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await database.drop();
  });

  const work = async (meilisearch: MirrorPlace | undefined = place) => {
    const worker = await startTestWorker({ databaseUrl: database.url, meilisearch });
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= worker.stop();
      return stopping;
    };
    closers.push(stop);
    return { stop };
  };
  const openEngine = (where = place, note?: (line: string) => void): SearchEngine => {
    const engine = withFallback(
      database.sql,
      meilisearchEngine(database.sql, where, 2_000),
      postgresEngine(database.sql),
      { every, note },
    );
    closers.push(() => engine.close());
    return engine;
  };
  const untilMeilisearchAnswers = (engine: SearchEngine) =>
    expect.poll(() => engine.health(), slowMachine).toEqual({ engine: "meilisearch", status: "ok" });
  const totalOf = async (engine: SearchEngine, text: string) => (await engine.search(anonymous, question(text))).total;
  /** What Meilisearch itself finds. */
  const mirrored = (text: string) => totalOf(meilisearchEngine(database.sql, place, 10_000), text);
  const jobs = () => database.sql<{ task: string; attempts: number; error: string | null }[]>`
    select task_identifier as task, attempts, last_error as error from graphile_worker.jobs
    where task_identifier in ('mirror-entry', 'rebuild-mirror')`;

  it("builds its index by the job of the seeding, and follows what is published, hidden, withdrawn and deleted", async () => {
    await work();
    await expect.poll(() => isMirrorCurrent(place), slowMachine).toBe(true);
    const { sql } = database;
    await buildCase(sql, bird);
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(1);
    await sql`update case_story set visibility = 'municipality' where slug = ${bird.slug}`;
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(0);
    await sql`update case_story set visibility = 'public' where slug = ${bird.slug}`;
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(1);
    await sql`update case_story set withdrawn_at = now() where slug = ${bird.slug}`;
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(0);
    await sql`update case_story set withdrawn_at = null where slug = ${bird.slug}`;
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(1);
    await sql`delete from case_story where slug = ${bird.slug}`;
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(0);
    await sql`update municipality set name = 'Kvidderby' where code = '0751'`;
    await expect.poll(() => mirrored("kvidderby"), slowMachine).toBeGreaterThan(5);
    await expect.poll(jobs, slowMachine).toEqual([]);
  });

  it("notices a task that fails, though the server had accepted it, and tries it again", async () => {
    const client = openMeilisearch(place);
    const name = indexName(place);
    // An index in which our documents lack what names them: the server takes them, and then cannot store them.
    await done(client.createIndex(name, { primaryKey: "other" }));
    await done(client.index(name).addDocuments([{ other: "version", version: mirrorVersion, audience: [] }]));
    const { id } = await buildCase(database.sql, bird);
    await expect(mirrorEntry(database.sql, place, { kind: "case", id })).rejects.toThrow(/missing_document_id/);
    await database.sql`delete from graphile_worker._private_jobs where key = 'rebuild-mirror'`;
    await work();
    await expect
      .poll(jobs, slowMachine)
      .toEqual([{ task: "mirror-entry", attempts: 1, error: expect.stringContaining("missing_document_id") }]);
    await rebuildMirror(database.sql, place);
    await database.sql`update case_story set withdrawn_at = now() where slug = ${bird.slug}`;
    await wakeMirrorJobs(database.sql);
    await expect.poll(jobs, slowMachine).toEqual([]);
    await expect.poll(() => mirrored("kvidderklassen"), slowMachine).toBe(0);
  });

  it("answers from Postgres while the server is away, and returns by itself with what was written meanwhile", async () => {
    await work();
    const notes: string[] = [];
    const engine = openEngine(place, (line) => notes.push(line));
    await untilMeilisearchAnswers(engine);
    expect(await engine.search(anonymous, question("co-teaching"))).toMatchObject({ engine: "meilisearch" });
    const total = await totalOf(engine, "co-teaching");
    await server.stop();
    try {
      expect(await engine.search(anonymous, question("co-teaching"))).toMatchObject({ engine: "postgres", total });
      expect(engine.health()).toEqual({ engine: "postgres", status: "fallback" });
      await buildCase(database.sql, bird);
      await expect.poll(() => totalOf(engine, "kvidderklassen"), slowMachine).toBe(1);
      // It has been tried, in vain.
      await expect
        .poll(jobs, slowMachine)
        .toEqual([{ task: "mirror-entry", attempts: expect.any(Number), error: expect.any(String) }]);
      // As after a long absence, when the waits between tries have grown.
      await database.sql`
        update graphile_worker._private_jobs set run_at = now() + interval '6 hours' where key like 'mirror:%' and locked_at is null`;
    } finally {
      await server.start();
    }
    await untilMeilisearchAnswers(engine);
    expect(await engine.search(anonymous, question("kvidderklassen"))).toMatchObject({
      engine: "meilisearch",
      total: 1,
    });
    expect(notes.join("\n")).toMatch(
      /svarer ikke \(ECONN\w+\); PostgreSQL svarer i stedet\.\n(.*\n)*Søgning: Meilisearch svarer\.$/,
    );
    expect(notes.join("\n")).not.toContain(place.key);
  });

  it("is not asked again before it has been told everything: nothing that was withdrawn is counted", async () => {
    await buildCase(database.sql, bird);
    const worker = await work();
    const engine = openEngine();
    await untilMeilisearchAnswers(engine);
    expect(await totalOf(engine, "kvidderklassen")).toBe(1);
    await server.stop();
    try {
      await expect.poll(() => engine.health().status, slowMachine).toBe("fallback");
      await database.sql`update case_story set withdrawn_at = now() where slug = ${bird.slug}`;
      await expect.poll(() => totalOf(engine, "kvidderklassen"), slowMachine).toBe(0);
      await expect.poll(jobs, slowMachine).toMatchObject([{ task: "mirror-entry", error: expect.any(String) }]);
      await worker.stop();
    } finally {
      await server.start();
    }
    // Meilisearch would still count it.
    expect(await mirrored("kvidderklassen")).toBe(1);
    expect(engine.health().status).toBe("fallback");
    expect(await totalOf(engine, "kvidderklassen")).toBe(0);
    await work();
    const totals = new Set<number>();
    await expect
      .poll(async () => {
        totals.add(await totalOf(engine, "kvidderklassen"));
        return engine.health().engine;
      }, slowMachine)
      .toBe("meilisearch");
    totals.add(await totalOf(engine, "kvidderklassen"));
    expect([...totals]).toEqual([0]);
  });

  describe("that keeps silent", () => {
    let way: SlowWay;
    beforeEach(async () => {
      way = await openSlowWay(place.url);
    });
    afterEach(() => way.close());

    it("keeps one request waiting and no more, and is asked again when it speaks", async () => {
      await rebuildMirror(database.sql, place);
      await database.sql`delete from graphile_worker._private_jobs where key = 'rebuild-mirror'`;
      const remote = meilisearchEngine(database.sql, { ...place, url: way.url }, 500);
      const engine = withFallback(database.sql, remote, postgresEngine(database.sql), {
        every: { well: 600_000, away: 50 },
      });
      closers.push(() => engine.close());
      await untilMeilisearchAnswers(engine);
      const asked = vi.spyOn(remote, "search");
      way.silent = true;
      expect(await engine.search(anonymous, question("co-teaching"))).toMatchObject({ engine: "postgres" });
      expect(way.waiting).toBeGreaterThan(0);
      expect(engine.health()).toEqual({ engine: "postgres", status: "fallback" });
      for (let again = 0; again < 10; again += 1)
        expect((await engine.search(anonymous, question("børn"))).engine).toBe("postgres");
      expect(asked).toHaveBeenCalledTimes(1);
      way.silent = false;
      await untilMeilisearchAnswers(engine);
      expect((await engine.search(anonymous, question("børn"))).engine).toBe("meilisearch");
    });

    it("makes a job fail rather than wait for ever", async () => {
      way.silent = true;
      const client = openMeilisearch({ ...place, url: way.url }, 100);
      await expect(client.getRawIndex("x")).rejects.toMatchObject({ name: expect.stringContaining("Error") });
    });
  });

  describe("that is made anew", () => {
    it("finds the same all the while, tells how far it is, and leaves nothing beside", async () => {
      await rebuildMirror(database.sql, place);
      const before = await mirrored("co-teaching");
      expect(before).toBeGreaterThan(0);
      let over = false;
      const steps: [number, number][] = [];
      const rebuilding = rebuildMirror(database.sql, place, (at, of) => steps.push([at, of])).finally(() => {
        over = true;
      });
      let looks = 0;
      for (; !over; looks += 1) expect(await mirrored("co-teaching")).toBe(before);
      await rebuilding;
      expect(looks).toBeGreaterThan(2);
      const [last] = steps.slice(-1);
      expect(last?.[0]).toBe(last?.[1]);
      const { results } = await openMeilisearch(place).getRawIndexes({ limit: 1000 });
      expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(indexName(place)))).toEqual([
        indexName(place),
      ]);
    });

    it("holds what changed meanwhile", async () => {
      const { sql } = database;
      await rebuildMirror(sql, place);
      const way = await openSlowWay(place.url);
      closers.push(() => way.close());
      // Held up between reading the rows and the swap.
      const rebuilding = rebuildMirror(sql, { ...place, url: way.url }, () => {
        way.silent = true;
      });
      await expect.poll(() => way.silent && way.waiting > 0, slowMachine).toBe(true);
      const { id } = await buildCase(sql, bird);
      let over = false;
      const meanwhile = mirrorEntry(sql, place, { kind: "case", id }).finally(() => {
        over = true;
      });
      const waits = () => sql`
        select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`;
      await expect.poll(async () => over || (await waits()).length > 0, slowMachine).toBe(true);
      way.silent = false;
      await Promise.all([rebuilding, meanwhile]);
      expect(await mirrored("kvidderklassen")).toBe(1);
    });

    it("stays as it was when that fails", async () => {
      await rebuildMirror(database.sql, place);
      const before = await mirrored("co-teaching");
      const fault = new Error("half-way");
      await expect(
        rebuildMirror(database.sql, place, () => {
          throw fault;
        }),
      ).rejects.toBe(fault);
      expect(await mirrored("co-teaching")).toBe(before);
      await rebuildMirror(database.sql, place);
      expect(await mirrored("co-teaching")).toBe(before);
    });
  });

  it.each<[string, (name: string) => Promise<void>]>([
    [
      "was made by an older version",
      async (name) =>
        done(
          openMeilisearch(place)
            .index(name)
            .addDocuments([{ id: "version", version: mirrorVersion - 1 }]),
        ),
    ],
    ["is gone", async (name) => done(openMeilisearch(place).deleteIndex(name))],
  ])("is not asked when its index %s, and gets a new one", async (_what, spoil) => {
    await rebuildMirror(database.sql, place);
    await database.sql`delete from graphile_worker._private_jobs where key = 'rebuild-mirror'`;
    await spoil(indexName(place));
    const engine = openEngine();
    await expect.poll(jobs, slowMachine).toMatchObject([{ task: "rebuild-mirror" }]);
    expect(engine.health().status).toBe("fallback");
    expect((await engine.search(anonymous, question("co-teaching"))).engine).toBe("postgres");
    await work();
    await untilMeilisearchAnswers(engine);
    expect(await isMirrorCurrent(place)).toBe(true);
  });

  it("gets a new index when the site has been without it for a while", async () => {
    await rebuildMirror(database.sql, place);
    await database.sql`delete from graphile_worker._private_jobs where key = 'rebuild-mirror'`;
    const without = await startTestWorker({ databaseUrl: database.url });
    await buildCase(database.sql, bird);
    await expect.poll(jobs, slowMachine).toMatchObject([{ task: "rebuild-mirror", attempts: 0 }]);
    await without.stop();
    const engine = openEngine();
    expect(await totalOf(engine, "kvidderklassen")).toBe(1);
    await work();
    await untilMeilisearchAnswers(engine);
    expect(await mirrored("kvidderklassen")).toBe(1);
  });

  it("refuses a wrong key without ado: Postgres answers, and nobody is told the key", async () => {
    const notes: string[] = [];
    const engine = openEngine({ ...place, key: "hemmelig-og-forkert" }, (line) => notes.push(line));
    await expect.poll(() => notes, slowMachine).toEqual([expect.stringContaining("invalid_api_key")]);
    expect((await engine.search(anonymous, question("co-teaching"))).engine).toBe("postgres");
    expect(notes.join()).not.toContain("hemmelig");
  });

  it("says in /healthz who answers, with 200 all the while", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { url: MEILI_URL, key: MEILI_KEY = "" } = place;
    const site = await startSite({ seed: "reference", env: { MEILI_URL, MEILI_KEY }, worker: true });
    const search = async () => {
      const answer = await fetch(`${site.url}/healthz`);
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { search: unknown }).search;
    };
    try {
      await expect.poll(search, slowMachine).toEqual({ engine: "meilisearch", status: "ok" });
      await server.stop();
      const page = await fetch(`${site.url}/soeg?q=co-teaching`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("/metoder/co-teaching");
      expect(await search()).toEqual({ engine: "postgres", status: "fallback" });
      await server.start();
      await expect.poll(search, slowMachine).toEqual({ engine: "meilisearch", status: "ok" });
    } finally {
      await site.stop();
      vi.restoreAllMocks();
    }
  });
});
