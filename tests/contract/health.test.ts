import { createServer, type Server } from "node:net";
import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readEnv } from "#app/env.server.ts";
import type { JobName } from "#app/jobs/registry.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite } from "#app/server/http.ts";
import { closingPromptly, listen } from "#app/server/listening.ts";
import { createDatabase } from "#db/client.ts";
import { lockWorkers } from "#db/queries/outbox.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import packageJson from "../../package.json" with { type: "json" };
import { ask } from "./ask.ts";

let site: TestSite;

beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.stop());

/** Shuts the site's database: nobody is let in, and those who are in are thrown out. */
async function shutDatabase(): Promise<void> {
  const admin = postgres(process.env.TEST_POSTGRES_URL ?? "", { max: 1, onnotice: () => {} });
  const name = new URL(site.databaseUrl).pathname.slice(1);
  await admin.unsafe(`alter database "${name}" allow_connections false`);
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await admin.end();
}

describe("/healthz", () => {
  it("says that all is well, and which version runs", async () => {
    const { status, headers, body } = await ask(site, "/healthz");
    expect(status).toBe(200);
    expect(headers["content-type"]).toMatch(/^application\/json/);
    expect(headers["cache-control"]).toBe("no-store");
    expect(JSON.parse(body)).toEqual({
      status: "ok",
      database: "ok",
      search: { engine: "postgres", status: "ok" },
      jobs: { status: "ok" },
      version: packageJson.version,
    });
  });

  it("needs no content: an empty site is well too", async () => {
    expect(await site.sql`select from municipality`).toHaveLength(0);
    expect((await ask(site, "/healthz")).status).toBe(200);
  });

  it("names the database when it cannot be reached, and says so without details, each time anew", async () => {
    expect((await ask(site, "/healthz")).status).toBe(200);
    await shutDatabase();
    const { status, headers, body } = await ask(site, "/healthz");
    expect(status).toBe(503);
    expect(headers["content-type"]).toMatch(/^application\/json/);
    expect(headers["cache-control"]).toBe("no-store");
    expect(JSON.parse(body)).toEqual({
      status: "failing",
      database: "failing",
      search: { engine: "postgres", status: "failing" },
      jobs: { status: "unknown" },
      version: packageJson.version,
    });
  });

  it("names the database when it lacks the tables", async () => {
    await site.sql`drop schema public cascade`;
    const { status, body } = await ask(site, "/healthz");
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ status: "failing", database: "failing" });
  });

  it("is well again when the database is", async () => {
    await site.sql`alter table municipality rename to away`;
    expect((await ask(site, "/healthz")).status).toBe(503);
    await site.sql`alter table away rename to municipality`;
    expect((await ask(site, "/healthz")).status).toBe(200);
  });
});

describe("/healthz about jobs", () => {
  /** Leaves a job that has been ready for so many minutes. */
  const leave = async (name: JobName, minutes: number) => {
    await site.sql`select graphile_worker.add_job(${name})`;
    await site.sql`
      update graphile_worker._private_jobs set run_at = ${minutesAgo(minutes)}, created_at = ${minutesAgo(minutes)}
      where task_id = (select id from graphile_worker._private_tasks where identifier = ${name})`;
  };
  const minutesAgo = (minutes: number) => site.sql`now() - make_interval(mins => ${minutes})`;
  const told = async (at = site) => {
    const { status, body } = await ask(at, "/healthz");
    const { jobs } = JSON.parse(body);
    return { status, jobs };
  };
  const fine = { status: 200, jobs: { status: "ok" } };
  const late = (job: JobName, minutes: number) => ({ status: 200, jobs: { status: "late", job, minutes } });

  it("names the one that has waited longest, if it has waited too long, and serves readers all the same", async () => {
    await leave("letter", 3);
    expect(await told()).toEqual(fine);
    await leave("password-reset", 7);
    await leave("index-entry", 90);
    expect(await told()).toEqual(late("index-entry", 90));
  });

  it("counts from when a job that came round late was left, and not what has been given up", async () => {
    await site.sql`select graphile_worker.add_job('clear-away', run_at => now() - interval '1 day')`;
    await leave("letter", 90);
    await site.sql`
      update graphile_worker._private_jobs set attempts = max_attempts
      where task_id = (select id from graphile_worker._private_tasks where identifier = 'letter')`;
    expect(await told()).toEqual(fine);
  });

  it("is calm about one that is being done, and not about one whose worker is dead", async () => {
    await leave("rebuild-index", 30);
    await site.sql`update graphile_worker._private_jobs set locked_by = 'pool-1', locked_at = now()`;
    const line = await site.sql.reserve();
    await lockWorkers(line, ["pool-1"]);
    expect(await told()).toEqual(fine);
    await line`select pg_advisory_unlock_all()`;
    line.release();
    expect(await told()).toEqual(late("rebuild-index", 30));
  });

  it("is calm about what waits for a Meilisearch on a site without one, and on no other", async () => {
    await leave("rebuild-mirror", 90);
    expect(await told()).toEqual(fine);
    const env = readEnv({ PORT: "1", DATABASE_URL: site.databaseUrl, MEILI_URL: "http://127.0.0.1:1" });
    const parts = await createSite({ env, sql: site.sql, databaseUrl: site.databaseUrl, secretKey: testSecretKey });
    const port = await freePort();
    await listen(parts.server, { port, host: "127.0.0.1" });
    try {
      expect(await told({ ...site, url: `http://127.0.0.1:${port}` })).toEqual(late("rebuild-mirror", 90));
    } finally {
      await closingPromptly(parts)();
    }
  });
});

describe("a database that is there and says nothing", () => {
  let silent: Server;
  const closers: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    silent.close();
  });

  it("is named by /healthz, which does not wait for it for ever", async () => {
    const { port: silentPort } = silent.address() as { port: number };
    const databaseUrl = `postgres://x:x@127.0.0.1:${silentPort}/x`;
    const port = await freePort();
    const sql = createDatabase(databaseUrl);
    const env = readEnv({ PORT: String(port), DATABASE_URL: databaseUrl });
    const parts = await createSite({ env, sql, databaseUrl, secretKey: testSecretKey });
    const close = closingPromptly(parts);
    await listen(parts.server, { port, host: "127.0.0.1" });
    closers.push(() => sql.end({ timeout: 0 }), close);
    const { status, body } = await ask({ url: `http://127.0.0.1:${port}` }, "/healthz");
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ database: "failing" });
  });
});

describe("a page that cannot be made because the database is away", () => {
  const log = vi.spyOn(console, "error");
  beforeEach(() => {
    log.mockReset().mockImplementation(() => {});
  });
  afterAll(() => log.mockRestore());

  it("says so in Danish with the site's own face, and tells nothing of what is inside", async () => {
    await site.sql`alter table method rename to away`;
    const { status, headers, body } = await ask(site, "/metoder");
    expect(status).toBe(500);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body).toContain("Noget gik galt hos os");
    expect(body).toContain('<a class="wordmark"');
    expect(body).toContain("noindex");
    expect(body).not.toMatch(/relation|method"|Error|select |\bat \S+:\d+|node_modules|\.tsx?\b/);
    // The reader is told that it has been written down.
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ message: 'relation "method" does not exist' }));
  });

  it("is answered anew when the database is back", async () => {
    await site.sql`alter table method rename to away`;
    expect((await ask(site, "/metoder")).status).toBe(500);
    await site.sql`alter table away rename to method`;
    expect((await ask(site, "/metoder")).status).toBe(200);
  });
});
