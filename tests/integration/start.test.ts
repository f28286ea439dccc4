import { Agent, get } from "node:http";
import { createConnection } from "node:net";
import { describe, expect, it } from "vitest";
import {
  embeddedDatabase,
  ownSettings,
  processesNaming,
  start,
  startReady,
  stop,
} from "#tests/support/start-process.ts";

const emptyInput = { timeout: 60_000 };

/** The status of a page that is asked for on a connection which is then kept open. */
function statusOf(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => response.resume().on("end", () => resolve(response.statusCode))).on(
      "error",
      reject,
    );
  });
}

describe("a start", emptyInput, () => {
  it("serves the site and says where it is, keeps all data to the next time, and leaves nothing running", async () => {
    const settings = await ownSettings();
    const first = await startReady(settings);
    expect((await fetch(`${first.url}/`)).headers.get("content-type")).toMatch(/text\/html/);
    expect(first.out).toContain(`http://localhost:${settings.PORT}`);
    expect(first.out).toMatch(/Database: indbygget PostgreSQL 18/);
    expect(first.out).toContain(settings.DATA_DIR);
    const before = embeddedDatabase(settings.DATA_DIR);
    await before`create table note as select 'æøå' as text`;
    await before.end();
    expect(processesNaming(settings.DATA_DIR)).not.toEqual([]);
    expect(await stop(first)).toBe(0);
    expect(first.err).toBe("");
    expect(processesNaming(settings.DATA_DIR)).toEqual([]);

    const second = await startReady(settings);
    const after = embeddedDatabase(settings.DATA_DIR);
    expect(await after`select text from note`).toEqual([{ text: "æøå" }]);
    await after.end();
    expect(await stop(second)).toBe(0);
  });

  it("sorts Danish, listens to this machine alone, and stops on Ctrl-C at once, though readers keep their connections open", async () => {
    const settings = await ownSettings();
    const site = await startReady(settings);
    const sql = embeddedDatabase(settings.DATA_DIR);
    const words = await sql<
      { word: string }[]
    >`select word from unnest(array['Aarhus', 'ål', 'Ørsted', 'æble', 'zebra', 'abe']) as word order by word`;
    expect(words.map(({ word }) => word)).toEqual(["abe", "zebra", "æble", "Ørsted", "ål", "Aarhus"]);
    const [server] =
      await sql`select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
      current_setting('fsync') as fsync, current_setting('server_encoding') as encoding`;
    expect(server).toEqual({ addresses: "127.0.0.1", sockets: "", fsync: "on", encoding: "UTF8" });
    await sql.end();

    const agent = new Agent({ keepAlive: true });
    await statusOf(site.url, agent);
    const silent = createConnection(Number(settings.PORT), "127.0.0.1");
    silent.on("error", () => {});
    await new Promise((resolve) => silent.once("connect", resolve));
    const asked = Date.now();
    // Ctrl-C reaches the whole group, and under npm it reaches us twice.
    process.kill(-(site.child.pid ?? 0), "SIGINT");
    process.kill(-(site.child.pid ?? 0), "SIGINT");
    expect(await site.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(10_000);
    agent.destroy();
    silent.destroy();
    expect(processesNaming(settings.DATA_DIR)).toEqual([]);
  });

  it("can be stopped before it is ready", async () => {
    const settings = await ownSettings();
    const site = start(settings);
    await expect
      .poll(() => processesNaming(settings.DATA_DIR).length, { timeout: 20_000, interval: 10 })
      .toBeGreaterThan(0);
    expect(await stop(site)).toBe(0);
    await expect.poll(() => processesNaming(settings.DATA_DIR), { timeout: 5_000 }).toEqual([]);
    expect(await stop(await startReady(settings))).toBe(0);
  });
});
