import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite } from "#app/server/http.ts";
import { closingPromptly, listen } from "#app/server/listening.ts";
import { createDatabase, type Sql } from "#db/client.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";

const patience = { timeout: 60_000 };
let site: TestSite;
/** Connections that are not the site's, as another process would have them. */
let elsewhere: Sql;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  site = await startSite();
  elsewhere = createDatabase(site.databaseUrl, { max: 3 });
  closers.push(() => elsewhere.end({ timeout: 1 }));
  await seedPlaces(elsewhere);
  await buildMethod(elsewhere, { slug: "co-teaching" });
  await buildMethod(elsewhere, { slug: "nest" });
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await site.stop();
});

/** A second site on the database of the first, as when two servers share the work. */
async function startSecondSite(): Promise<string> {
  const port = await freePort();
  const env = readEnv({ PORT: String(port), DATABASE_URL: site.databaseUrl });
  const sql = createDatabase(site.databaseUrl);
  const parts = await createSite({ env, sql, databaseUrl: site.databaseUrl, secretKey: testSecretKey });
  const close = closingPromptly(parts);
  await listen(parts.server, { port, host: "127.0.0.1" });
  closers.push(() => sql.end({ timeout: 1 }), close);
  return `http://127.0.0.1:${port}`;
}

/** What comes about by itself, and well before a page is too old to be kept. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 10_000 });

const page = async (url: string) => (await fetch(url)).text();
const titleOn = async (url: string, path = "/metoder/co-teaching") =>
  /<h1>([^<]*)<\/h1>/.exec(await page(url + path))?.[1] ?? "";

const rename = (title: string, sql = elsewhere, slug = "co-teaching") => sql`
  update method_revision set title = ${title}
  where id = (select published_revision_id from method where slug = ${slug})`;

/** A change of which no site is told, so that a page that was kept differs from a new one. */
async function renameUntold(title: string, slug = "co-teaching"): Promise<void> {
  await elsewhere.begin(async (tx) => {
    await tx`alter table method_revision disable trigger content_changed`;
    await rename(title, tx as unknown as Sql, slug);
    await tx`alter table method_revision enable trigger content_changed`;
  });
}

let renamed = 0;
/** Whether a site keeps its pages just now. */
async function isKeeping(url: string): Promise<boolean> {
  renamed += 1;
  await renameUntold(`Titel ${renamed} før`);
  const first = await titleOn(url);
  await renameUntold(`Titel ${renamed} efter`);
  return (await titleOn(url)) === first;
}

/** How a site that keeps its pages is waited for: at the start it does so as soon as its line to the database is open. */
const keeping = (url: string) => soon(() => isKeeping(url));

describe("a page that has been rendered", patience, () => {
  it("is kept as long as no change is told", async () => {
    await keeping(site.url).toBe(true);
  });

  it("is new in every site on the database once a change is committed elsewhere", async () => {
    const sites = [site.url, await startSecondSite()];
    for (const url of sites) await keeping(url).toBe(true);
    await rename("Ny titel");
    for (const url of sites) await soon(() => titleOn(url)).toBe("Ny titel");
  });

  it("is new in every place where the change shows", async () => {
    await keeping(site.url).toBe(true);
    const places = ["/", "/metoder", "/feeds/metoder.xml"];
    for (const path of places) expect(await page(site.url + path)).not.toContain("Ny titel");
    await rename("Ny titel");
    for (const path of places) await soon(() => page(site.url + path)).toContain("Ny titel");
  });

  it("is not kept when a change came while it was being rendered", async () => {
    const path = "/metoder/co-teaching?langsomt";
    await keeping(site.url).toBe(true);
    await renameUntold("Gammel titel");
    // The page will have read its old title when it has to wait for its sources, which a transaction holds.
    const holder = await elsewhere.reserve();
    await holder`begin`;
    await holder`lock table method_citation in access exclusive mode`;
    const slow = titleOn(site.url, path);
    const waiting = () => elsewhere`select from pg_locks where not granted and relation = 'method_citation'::regclass`;
    await soon(waiting).toHaveLength(1);
    // The list shows when the site has heard of the change: until then it is the one that was kept.
    const list = () => page(`${site.url}/metoder`);
    await soon(async () => {
      await renameUntold("Før", "nest");
      const first = await list();
      await renameUntold("Efter", "nest");
      return (await list()) === first;
    }).toBe(true);
    await rename("Ny titel");
    await soon(list).toContain("Ny titel");
    await holder`rollback`;
    holder.release();
    expect(await slow).toBe("Gammel titel");
    expect(await titleOn(site.url, path)).toBe("Ny titel");
  });
});

describe("a change", patience, () => {
  it("is told when it is committed, and not when it is taken back", async () => {
    const heard: string[] = [];
    const ear = postgres(site.databaseUrl, { max: 1, onnotice: () => {} });
    closers.push(() => ear.end({ timeout: 1 }));
    await ear.listen("content_changed", () => heard.push("change"));
    await ear.listen("sign", (sign) => heard.push(sign));
    const attempt = elsewhere.begin(async (tx) => {
      await rename("Fortrudt", tx as unknown as Sql);
      throw new Error("Taken back");
    });
    await expect(attempt).rejects.toThrow("Taken back");
    await elsewhere.notify("sign", "taken back");
    await soon(() => heard).toEqual(["taken back"]);
    await rename("Ny titel");
    await elsewhere.notify("sign", "committed");
    await soon(() => heard).toEqual(["taken back", "change", "committed"]);
  });
});

describe("the line on which changes are told", patience, () => {
  /** Ends the connection on which the site listens, as a restart of the database does. */
  async function cut(): Promise<void> {
    const ended = await elsewhere`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'mere-for-flere pages'`;
    expect(ended).toHaveLength(1);
  }

  it("is taken up again when it breaks", async () => {
    await keeping(site.url).toBe(true);
    await cut();
    await rename("Ny titel");
    await soon(() => titleOn(site.url)).toBe("Ny titel");
    await keeping(site.url).toBe(true);
    await rename("Nyere titel");
    await soon(() => titleOn(site.url)).toBe("Nyere titel");
  });

  it("is taken up again though the database is away for a while, and nothing is kept meanwhile", async () => {
    await keeping(site.url).toBe(true);
    const name = new URL(site.databaseUrl).pathname.slice(1);
    const admin = postgres(process.env.TEST_POSTGRES_URL ?? "", { max: 1 });
    closers.push(() => admin.end({ timeout: 1 }));
    await admin.unsafe(`alter database "${name}" allow_connections false`);
    await cut();
    await keeping(site.url).toBe(false);
    await admin.unsafe(`alter database "${name}" allow_connections true`);
    await keeping(site.url).toBe(true);
    await rename("Ny titel");
    await soon(() => titleOn(site.url)).toBe("Ny titel");
  });
});
