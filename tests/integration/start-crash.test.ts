import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  embeddedDatabase,
  killHard,
  ownSettings,
  processesNaming,
  ready,
  start,
  startReady,
  stop,
} from "#tests/support/start-process.ts";

const patience = { timeout: 60_000 };
const inUse = /^Datamappen \S+ er allerede i brug af en anden start \(proces \d+\)\.\n$/;

/** The process id of the database server on a data folder. */
const postmaster = (dataDir: string) =>
  Number.parseInt(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8"), 10);

describe("a start after a violent end", patience, () => {
  it("takes over the database that a killed start has left running, and recovers one that was killed too", async () => {
    const settings = await ownSettings();
    const note = async () => {
      const sql = embeddedDatabase(settings.DATA_DIR);
      const found = await sql`select text from note`;
      await sql.end();
      return found;
    };
    const first = await startReady(settings);
    const sql = embeddedDatabase(settings.DATA_DIR);
    await sql`create table note as select 'husket' as text`;
    await sql.end();
    const server = postmaster(settings.DATA_DIR);
    await killHard(first);

    const second = await startReady(settings);
    expect(postmaster(settings.DATA_DIR)).toBe(server);
    expect(await note()).toEqual([{ text: "husket" }]);
    await killHard(second);
    process.kill(server, "SIGKILL");

    const third = await startReady(settings);
    expect(await note()).toEqual([{ text: "husket" }]);
    expect(await stop(third)).toBe(0);
    expect(processesNaming(settings.DATA_DIR)).toEqual([]);
  });

  it("makes the database anew when the first start was killed in the middle of that", async () => {
    const settings = await ownSettings();
    const first = start(settings);
    const half = () =>
      existsSync(settings.DATA_DIR) && readdirSync(settings.DATA_DIR).some((name) => name.startsWith("postgres.new-"));
    await expect.poll(half, { timeout: 20_000, interval: 5 }).toBe(true);
    await killHard(first);
    expect(existsSync(path.join(settings.DATA_DIR, "postgres"))).toBe(false);
    const second = await startReady(settings);
    expect(half()).toBe(false);
    await stop(second);
  });

  it("waits for a site whose npm was killed, instead of finding its port and data taken", async () => {
    const settings = await ownSettings();
    const under = start(settings, { command: ["npm", "start"] });
    await under.prints(ready);
    under.child.kill("SIGKILL");
    const next = await startReady(settings);
    expect(await stop(next)).toBe(0);
    await expect.poll(() => processesNaming(settings.DATA_DIR), { timeout: 5_000 }).toEqual([]);
  });
});

describe("two starts on one data folder", patience, () => {
  it("refuses the second while the first runs, which says so when its database dies", async () => {
    const settings = await ownSettings();
    const first = await startReady(settings);
    const second = start({ ...settings, PORT: (await ownSettings()).PORT });
    expect((await second.ended).code).toBe(1);
    expect(second.err).toMatch(inUse);
    expect(second.err).toContain(`proces ${first.child.pid}`);
    expect((await fetch(first.url)).status).toBeLessThan(500);
    process.kill(postmaster(settings.DATA_DIR), "SIGQUIT");
    expect((await first.ended).code).toBe(1);
    expect(first.err).toMatch(/^Den indbyggede database er standset uventet; se \S+postgres\.log\.$/m);
  });

  it("lets exactly one of two first starts win", async () => {
    const settings = await ownSettings();
    const both = [start(settings), start({ ...settings, PORT: (await ownSettings()).PORT })];
    const won = both.map((one) =>
      one.prints(ready).then(
        () => true,
        () => false,
      ),
    );
    const losers = await Promise.race(both.map(async (one) => ((await one.ended).code === 1 ? one : undefined)));
    expect(losers?.err).toMatch(inUse);
    const winner = both.find((one) => one !== losers);
    expect(await won[both.indexOf(winner as (typeof both)[0])]).toBe(true);
    expect(winner && (await stop(winner))).toBe(0);
    expect(processesNaming(settings.DATA_DIR)).toEqual([]);
    expect(readdirSync(settings.DATA_DIR).sort()).toEqual([
      "postgres",
      "postgres-password",
      "postgres.log",
      "secret-key",
    ]);
  });
});
