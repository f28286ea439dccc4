import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite } from "#app/server/http.ts";
import { closingPromptly, listen } from "#app/server/listening.ts";
import { createDatabase, type Sql } from "#db/client.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
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

/** Publishes a new revision of a method, as its editors do. */
async function rename(title: string, sql = elsewhere, slug = "co-teaching"): Promise<void> {
  const [revision] = await sql<{ id: string }[]>`
    insert into method_revision (method_id, title, kind, summary, time_to_start, use_for, content, text)
    select r.method_id, ${title}, r.kind, r.summary, r.time_to_start, r.use_for, r.content, r.text
    from method m join method_revision r on r.id = m.published_revision_id
    where m.slug = ${slug} returning id`;
  await sql`update method set published_revision_id = ${revision?.id ?? null} where slug = ${slug}`;
}

/** A change of which no site is told, so that a page that was kept differs from a new one: no revision is changed in place. */
const renameUntold = (title: string, slug = "co-teaching") => elsewhere`
  update method_revision set title = ${title}
  where id = (select published_revision_id from method where slug = ${slug})`;

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

describe("many readers at once", patience, () => {
  it("cost one rendering, and one more when the content changes in the middle of it", async () => {
    await keeping(site.url).toBe(true);
    const holder = await elsewhere.reserve();
    await holder`begin`;
    await holder`lock table method_citation in access exclusive mode`;
    const waiting = () => elsewhere`select from pg_locks where not granted and relation = 'method_citation'::regclass`;
    const forty = () => Promise.all(Array.from({ length: 40 }, () => titleOn(site.url, "/metoder/co-teaching?alle")));
    const before = forty();
    await soon(waiting).toHaveLength(1);
    await rename("Ny titel");
    await soon(() => page(`${site.url}/metoder`)).toContain("Ny titel");
    const after = forty();
    await soon(waiting).toHaveLength(2);
    // Whoever has asked by now has asked: none of the eighty is left to make a rendering of its own.
    expect((await waiting()).length).toBe(2);
    await holder`rollback`;
    holder.release();
    await before;
    expect(new Set(await after)).toEqual(new Set(["Ny titel"]));
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

describe("what is told of a text", patience, () => {
  /** How often a change is told. */
  async function told(act: (sql: Sql) => Promise<unknown>): Promise<number> {
    const heard: string[] = [];
    const ear = postgres(site.databaseUrl, { max: 1, onnotice: () => {} });
    await ear.listen("content_changed", () => heard.push("change"));
    await ear.listen("sign", () => heard.push("sign"));
    await act(elsewhere);
    await elsewhere.notify("sign", "");
    await soon(() => heard.at(-1)).toBe("sign");
    await ear.end({ timeout: 1 });
    return heard.length - 1;
  }
  const update = (table: "case_story" | "method", id: string, change: Record<string, unknown>) => (sql: Sql) =>
    sql`update ${sql(table)} set ${sql(change)} where id = ${id}`;

  it("is nothing while it is a draft, written on and thrown away", async () => {
    let id = "";
    const begin = (sql: Sql) =>
      sql.begin(async (tx) => {
        const [row] = await tx<{ id: string }[]>`
          insert into case_story (slug, municipality_code, visibility) values ('kladde', '0751', 'public') returning id`;
        id = row?.id ?? "";
        const [revision] = await tx<{ id: string }[]>`
          insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state)
          values (${id}, '0751', 'Kladde', 'En kladde.', 'i-gang', '{}', '', 'working') returning id`;
        await tx`update case_story set working_revision_id = ${revision?.id ?? null} where id = ${id}`;
      });
    expect(await told(begin)).toBe(0);
    expect(await told((sql) => sql`update case_revision set title = 'Et ord til' where case_id = ${id}`)).toBe(0);
    expect(await told(update("case_story", id, { visibility: "network" }))).toBe(0);
    expect(await told((sql) => sql`delete from case_story where id = ${id}`)).toBe(0);
  });

  it("is nothing when a published one is written on beside", async () => {
    await buildCase(elsewhere, { slug: "udgivet" });
    const [{ id = "" } = {}] = await elsewhere<{ id: string }[]>`select id from case_story where slug = 'udgivet'`;
    const addWorking = async (sql: Sql) => {
      const [revision] = await sql<{ id: string }[]>`
        insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state)
        select case_id, municipality_code, 'Udkast', summary, stage, content, text, 'working' from case_revision where case_id = ${id} returning id`;
      await sql`update case_story set working_revision_id = ${revision?.id ?? null} where id = ${id}`;
    };
    expect(await told(addWorking)).toBe(0);
    expect(
      await told(
        (sql) =>
          sql`update case_story set published_revision_id = working_revision_id, working_revision_id = null where id = ${id}`,
      ),
    ).toBe(1);
  });

  it("is said once when it is published, narrowed, hidden, shown, withdrawn or deleted", async () => {
    let id = "";
    expect(
      await told(async (sql) => {
        ({ id } = await buildCase(sql, {}));
      }),
    ).toBe(1);
    for (const change of [
      { visibility: "network" },
      { hidden_at: new Date() },
      { hidden_at: null },
      { withdrawn_at: new Date() },
    ])
      expect(await told(update("case_story", id, change)), JSON.stringify(change)).toBe(1);
    expect(await told((sql) => sql`delete from case_story where id = ${id}`)).toBe(1);
    const [{ id: method = "" } = {}] = await elsewhere<{ id: string }[]>`select id from method where slug = 'nest'`;
    for (const change of [{ hidden_at: new Date() }, { withdrawn_at: new Date() }, { visibility: "network" }])
      expect(await told(update("method", method, change)), JSON.stringify(change)).toBe(1);
  });
});

describe("the line on which changes are told", patience, () => {
  /** Ends the connection on which the site listens, as a restart of the database does. */
  async function cut(): Promise<void> {
    const ended = await elsewhere`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'mere-for-flere notices'`;
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
