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
  it("serves the site, says where it is and where its data lies, and leaves nothing running when it is stopped", async () => {
    const settings = await ownSettings();
    const site = await startReady(settings);
    expect((await fetch(`${site.url}/`)).headers.get("content-type")).toMatch(/text\/html/);
    expect(site.out).toContain(`http://localhost:${settings.PORT}`);
    expect(site.out).toMatch(/Database: indbygget PostgreSQL 18/);
    expect(site.out).toContain(settings.DATA_DIR);
    expect(processesNaming(settings.DATA_DIR)).not.toEqual([]);
    expect(await stop(site)).toBe(0);
    expect(site.err).toBe("");
    expect(processesNaming(settings.DATA_DIR)).toEqual([]);
  });

  it("keeps all data from one time to the next", async () => {
    const settings = await ownSettings();
    const first = await startReady(settings);
    const before = embeddedDatabase(settings.DATA_DIR);
    await before`create table note (text text)`;
    await before`insert into note values ('æøå')`;
    await before.end();
    await stop(first);
    const second = await startReady(settings);
    const after = embeddedDatabase(settings.DATA_DIR);
    expect(await after`select text from note`).toEqual([{ text: "æøå" }]);
    await after.end();
    await stop(second);
  });

  it("sorts Danish and listens to this machine alone", async () => {
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
    await stop(site);
  });

  it("stops on Ctrl-C at once, though readers keep their connections open", async () => {
    const settings = await ownSettings();
    const site = await startReady(settings);
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
