import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  embeddedDatabase,
  newFolder,
  ownSettings,
  processesNaming,
  startReady,
  stop,
} from "#tests/support/start-process.ts";

describe.skipIf(process.getuid?.() !== 0)("a start as root", { timeout: 60_000 }, () => {
  const elsewhere: string[] = [];
  afterEach(() => {
    for (const folder of elsewhere.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it("runs the database as an account without privileges", async () => {
    const settings = await ownSettings();
    const site = await startReady(settings);
    const data = statSync(path.join(settings.DATA_DIR, "postgres"));
    expect(data.uid).not.toBe(0);
    expect(data.mode & 0o777).toBe(0o700);
    expect(statSync(path.join(settings.DATA_DIR, "postgres-password"))).toMatchObject({ uid: 0 });
    expect(statSync(path.join(settings.DATA_DIR, "postgres-password")).mode & 0o777).toBe(0o600);
    await stop(site);
  });

  it("keeps the database in a lasting folder, which it names, when its account cannot enter the data folder", async () => {
    const home = newFolder();
    mkdirSync(path.join(home, "root"), { mode: 0o700 });
    chmodSync(path.join(home, "root"), 0o700);
    const settings = await ownSettings(path.join(home, "root"));
    const first = await startReady(settings);
    const lasting = readFileSync(path.join(settings.DATA_DIR, "postgres-folder"), "utf8").trim();
    elsewhere.push(lasting);
    expect(lasting).not.toMatch(/^\/tmp/);
    expect(first.out).toContain(lasting);
    expect(existsSync(path.join(lasting, "postgres/PG_VERSION"))).toBe(true);
    expect(statSync(path.join(home, "root")).mode & 0o777).toBe(0o700);
    const sql = embeddedDatabase(settings.DATA_DIR);
    await sql`create table note as select 'husket' as text`;
    await sql.end();
    await stop(first);
    expect(processesNaming(lasting)).toEqual([]);

    const second = await startReady(settings);
    const after = embeddedDatabase(settings.DATA_DIR);
    expect(await after`select text from note`).toEqual([{ text: "husket" }]);
    await after.end();
    await stop(second);
  });
});
