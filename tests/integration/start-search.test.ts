import { expect, it } from "vitest";
import { freePort } from "#app/server/cluster.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { hasMeilisearch, openTestMirror } from "#tests/support/meilisearch.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { ownSettings, start, startReady, stop } from "#tests/support/start-process.ts";

const timeout = { timeout: 120_000 };

/** A database with texts to find, and the settings of a site on it. */
async function filled(): Promise<{ database: TestDatabase; settings: Record<string, string> }> {
  const database = await createTestDatabase({ seed: "reference" });
  const settings = { ...(await ownSettings()), DATABASE_URL: database.url, SECRET_KEY: testSecretKey };
  return { database, settings };
}

it(
  "a start makes the index of an upgraded database, and npm run reindex makes it anew beside a running site",
  timeout,
  async () => {
    const { database, settings } = await filled();
    const entries = async () => (await database.sql`select from search_entry`).length;
    const count = await entries();
    expect(count).toBeGreaterThan(100);
    await database.sql`truncate search_entry, search_word`;

    const site = await startReady(settings);
    expect(site.out).toContain("Søgning: PostgreSQL\n");
    expect(await entries()).toBe(count);
    await database.sql`delete from search_entry where kind = 'case'`;
    const reindex = start(settings, { args: ["--reindex"] });
    expect(await reindex.ended).toMatchObject({ code: 0 });
    expect(reindex.out).toContain(`PostgreSQL: ${count} af ${count}`);
    expect(reindex.out).toContain("Indekset i PostgreSQL er lavet om.");
    expect(await entries()).toBe(count);
    expect(await stop(site)).toBe(0);
    await database.drop();
  },
);

it(
  "a start and a reindex with a search server that is not there say so, without its key, and the site serves",
  timeout,
  async () => {
    const MEILI_URL = `http://127.0.0.1:${await freePort()}`;
    const { database, ...given } = await filled();
    const settings = { ...given.settings, MEILI_URL, MEILI_KEY: "hemmelig-noegle" };
    const site = await startReady(settings);
    expect(site.out).toContain(
      `Søgning: Meilisearch på ${MEILI_URL.replace("http://", "")}, med PostgreSQL som reserve`,
    );
    await site.prints(/Meilisearch svarer ikke \(ECONNREFUSED\); PostgreSQL svarer i stedet\./);
    expect(await (await fetch(`${site.url}/soeg?q=co-teaching`)).text()).toContain("/metoder/co-teaching");
    const reindex = start(settings, { args: ["--reindex"] });
    expect(await reindex.ended).toMatchObject({ code: 1 });
    expect(reindex.out).toContain("Indekset i PostgreSQL er lavet om.");
    expect(reindex.err).toMatch(/^Indekset i Meilisearch kunne ikke laves om \(ECONNREFUSED\)\./);
    expect(await stop(site)).toBe(0);
    for (const said of [site.out, site.err, reindex.out, reindex.err]) expect(said).not.toContain("hemmelig");
    await database.drop();
  },
);

it.skipIf(!hasMeilisearch)("npm run reindex fills Meilisearch and tells how far it is", timeout, async () => {
  const { place, stop: stopServer } = await openTestMirror();
  const { database, ...given } = await filled();
  try {
    const settings = { ...given.settings, MEILI_URL: place.url, MEILI_KEY: place.key ?? "" };
    const site = await startReady({ ...settings, WORKER: "0" });
    const reindex = start(settings, { args: ["--reindex"] });
    expect(await reindex.ended).toMatchObject({ code: 0 });
    expect(reindex.out).toMatch(/Meilisearch: (\d+) af \1\n/);
    expect(reindex.out).toContain("Indekset i Meilisearch er lavet om.");
    expect(await stop(site)).toBe(0);
  } finally {
    await database.drop();
    await stopServer();
  }
});
