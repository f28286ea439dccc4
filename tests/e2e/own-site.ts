import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { type Browser, type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import postgres from "postgres";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { contentToText } from "#app/editor/content.ts";
import { type Sql, transaction } from "#db/client.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, type GivenRole, openSession } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { killHard, ownSettings, type StartedProcess, startReady, stop } from "#tests/support/start-process.ts";
import { caretAfter, textOf } from "./writing.ts";

/** A site that a file of tests has to itself, so that it can be killed and its database taken away. */
export interface OwnSite {
  /** Without a final slash; the same after a restart. */
  url: string;
  sql: Sql;
  /** Kills it as the system does when memory runs out. */
  kill(): Promise<void>;
  /** Starts it on the same port and database. */
  start(): Promise<void>;
  /** Lets nobody in to the database, and throws out those who are in; or lets them in again. */
  openDatabase(open: boolean): Promise<void>;
}

/** Somebody who has a draft of their own open in a browser of their own. */
export interface Writing {
  context: BrowserContext;
  page: Page;
  personId: string;
  /** The case. */
  id: string;
  revisionId: string;
}

/** Starts a site, as a process of its own, on a database that others may use too. */
export async function startOwnSite({ url, sql }: TestDatabase): Promise<OwnSite & { stop(): Promise<unknown> }> {
  const settings = { ...(await ownSettings()), DATABASE_URL: url, SECRET_KEY: testSecretKey };
  let running: StartedProcess & { url: string } = await startReady(settings);
  return {
    url: running.url,
    sql,
    kill: () => killHard(running),
    start: async () => {
      running = await startReady(settings);
    },
    openDatabase: (open) => openDatabase(url, open),
    stop: () => stop(running),
  };
}

/** What all tests of sites of their own are given. */
export const closingBrowsers = base.extend<{ closing: BrowserContext[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads here which other fixtures are asked for
  closing: async ({}, use) => {
    const contexts: BrowserContext[] = [];
    await use(contexts);
    for (const context of contexts) await context.close();
  },
});

/** Tests on a site of their own. */
export const test = closingBrowsers.extend<{ place: Place }, { site: OwnSite }>({
  place: ({ site, browser, closing }, use) => use({ site, browser, closing }),
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const database = await createTestDatabase({ seed: "demo" });
      const site = await startOwnSite(database);
      await use(site);
      await site.stop();
      await database.drop();
    },
    { scope: "worker" },
  ],
});

async function openDatabase(url: string, open: boolean): Promise<void> {
  const admin = postgres(process.env.TEST_POSTGRES_URL ?? "", { max: 1, onnotice: () => {} });
  const name = new URL(url).pathname.slice(1);
  await admin.unsafe(`alter database "${name}" allow_connections ${open}`);
  if (!open) await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await admin.end();
}

/** What a browser of somebody's is opened with. */
export interface Place {
  site: OwnSite;
  browser: Browser;
  closing: BrowserContext[];
  /** Another way to the site. */
  url?: string;
}

/** A new browser in which a person is signed in. */
export async function browserOf({ site, browser, closing, url = site.url }: Place, personId: string) {
  const permissions = ["clipboard-read", "clipboard-write"];
  const context = await browser.newContext({ baseURL: url, permissions });
  closing.push(context);
  await signIn(site, context, personId);
  return context;
}

/** Gives a browser a new session of a person's. */
export async function signIn(site: OwnSite, context: BrowserContext, personId: string): Promise<void> {
  const [name = "", value = ""] = (await openSession(site.sql, personId)).split("=");
  await context.addCookies([{ name, value, url: site.url, httpOnly: true }]);
}

/** Opens the text of a case, once it is in step with the server's. */
export async function openText(page: Page, id: string): Promise<void> {
  await page.goto(`/mine-tekster/${id}`);
  await expect(page.locator("[data-ready]")).toBeAttached();
}

/** Somebody new in Ballerup begins a draft. @param prepare is given the page before its first visit */
export async function beginWriting(
  place: Place,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Writing> {
  const { sql } = place.site;
  const roles = [{ role: "contributor" as const, municipality: "0151" }];
  const { id: personId } = await createPerson(sql, { roles });
  const draft = await buildDraft(sql, { municipalityCode: "0151", begunBy: personId });
  const context = await browserOf(place, personId);
  const page = await context.newPage();
  await prepare(page);
  await openText(page, draft.id);
  return { context, page, personId, ...draft };
}

/** The row that tells how far the saving is. */
export const saveStateOf = (page: Page): Locator => page.locator("[data-save-state]");

/** A notice above the text, by its name. */
export const noticeOf = (page: Page, name: string): Locator => page.locator(`[data-notice=${name}]`);

/** The paragraph of a draft that is written in. */
export const lineOf = (page: Page): Locator => textOf(page).getByText("Vi mødtes.");

/** Puts the caret at the end of the paragraph that is written in. */
export const begin = (page: Page): Promise<void> => caretAfter(page, "Vi mødtes.");

/** Somebody who opens a text that another has begun. */
export async function joinedBy(
  place: Place,
  { id }: Pick<Writing, "id">,
  { name, roles = [{ role: "coordinator", municipality: "0151" }] }: { name: string; roles?: GivenRole[] },
) {
  const { id: personId } = await createPerson(place.site.sql, { name, roles });
  const context = await browserOf(place, personId);
  const page = await context.newPage();
  return { personId, context, page, open: () => openText(page, id) };
}

/** The words of a text as the database has them. */
export async function storedWords({ sql }: OwnSite, revisionId: string): Promise<string> {
  const content = await storedContentOf(sql, revisionId);
  return content ? contentToText(content) : "";
}

/** The database has words of a text, and has them once. */
export async function expectStoredOnce(site: OwnSite, { revisionId }: Writing, words: string): Promise<void> {
  const stored = await storedWords(site, revisionId);
  expect(stored.split(words).length - 1, words).toBe(1);
}

/** Does something while the text is locked, so that nothing is stored of what is typed meanwhile. */
export async function whileLocked({ sql }: OwnSite, { id }: Writing, work: () => Promise<unknown>): Promise<void> {
  await transaction(sql, async (tx) => {
    await tx`select from case_story where id = ${id} for update`;
    await work();
  });
}

/** A way to a site that can go dead, as when a computer has slept: what was connected stays so, but nothing comes through any more. */
export interface DeadlyWay {
  url: string;
  /** What is connected now is dead from here on. What connects later is not. */
  goDead(): void;
  close(): void;
}

export async function openDeadlyWay(to: string): Promise<DeadlyWay> {
  const way = new URL(to);
  const { port } = way;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), "127.0.0.1");
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}));
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // By the same name, so that cookies are the same.
  way.port = String((server.address() as AddressInfo).port);
  return {
    url: way.origin,
    goDead() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
