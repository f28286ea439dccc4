import { createServer, type Server } from "node:net";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite } from "#app/server/http.ts";
import { closingPromptly, listen } from "#app/server/listening.ts";
import { createDatabase } from "#db/client.ts";
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
      search: { engine: "postgres", status: "ok" },
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
  afterEach(() => {
    log.mockReset();
  });

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
