import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "#app/server/cluster.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { newFolder, ownSettings, processesNaming, start, startReady, stop } from "#tests/support/start-process.ts";

describe("a start on a given database", { timeout: 60_000 }, () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const settings = async () => ({
    DATABASE_URL: database.url,
    SECRET_KEY: testSecretKey,
    DATA_DIR: path.join(newFolder(), "data"),
    PORT: String(await freePort()),
    SEED: "none",
  });

  it("starts nothing embedded, writes nothing to disk, and tells which server it uses without the password", async () => {
    const env = await settings();
    const site = await startReady(env);
    const { hostname, port, password } = new URL(database.url);
    expect(site.out).toMatch(new RegExp(`Database: den angivne PostgreSQL \\d+\\S* \\(\\w+ på ${hostname}:${port}\\)`));
    expect(site.out).not.toContain(password);
    expect(processesNaming(env.DATA_DIR)).toEqual([]);
    expect(existsSync(env.DATA_DIR)).toBe(false);
    expect(await stop(site)).toBe(0);
  });

  it("brings an empty database up to date though two start at once, and both run on it", async () => {
    await database.sql`drop schema public cascade`;
    await database.sql`create schema public`;
    const sites = await Promise.all([startReady(await settings()), startReady(await settings())]);
    const answers = await Promise.all(sites.map(({ url }) => fetch(url)));
    expect(answers.map(({ status }) => status < 500)).toEqual([true, true]);
    expect(await Promise.all(sites.map((site) => stop(site)))).toEqual([0, 0]);
  });

  it("can run the jobs in a process of their own", async () => {
    const site = await startReady({ ...(await settings()), WORKER: "0" });
    expect(site.out).toContain("npm run worker");
    const worker = start(await settings(), { args: ["--worker"] });
    await worker.prints(/Opgaverne kører nu/);
    expect(await stop(worker)).toBe(0);
    await stop(site);
  });
});

describe("a command beside a running site", { timeout: 60_000 }, () => {
  it("uses the site's embedded database, and the worker ends with it", async () => {
    const env = await ownSettings();
    const site = await startReady({ ...env, WORKER: "0" });
    const removal = start(env, { args: ["--demo-remove"] });
    expect((await removal.ended).code).toBe(0);
    expect(removal.out).toMatch(/0 eksempler med Demodata er fjernet\./);
    const worker = start(env, { args: ["--worker"] });
    await worker.prints(/Opgaverne kører nu/);
    await stop(site);
    expect((await worker.ended).code).toBe(1);
    expect(worker.err).toContain("Databasen er standset, for siden er lukket ned.");
  });

  it("starts the embedded database for the while when no site runs", async () => {
    const env = await ownSettings();
    const removal = start(env, { args: ["--demo-remove"] });
    expect((await removal.ended).code).toBe(0);
    expect(removal.out).toMatch(/0 eksempler med Demodata er fjernet\./);
    expect(processesNaming(env.DATA_DIR)).toEqual([]);
  });
});
