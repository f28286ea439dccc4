import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "#tests/support/database.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { embeddedDatabase, newFolder, ownSettings, start, startReady, stop } from "#tests/support/start-process.ts";

const adminLink = /(http:\S+\/foerste-administrator\?kode=[\w-]+)/;
const demoLink = /(http:\S+\/demo-login\?kode=[\w-]+)/;

/** The address as this test reaches the site. */
const local = (link = "", url: string) => link.replace(/^http:\/\/localhost:\d+/, url);

describe("a first start", { timeout: 120_000 }, () => {
  it("makes a key for itself alone, keeps it, and prints a link for the first administrator until there is one", async () => {
    const settings = { ...(await ownSettings()), SEED: "reference" };
    const first = await startReady(settings);
    const file = path.join(settings.DATA_DIR, "secret-key");
    const key = readFileSync(file, "utf8");
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.out).toContain(`Mail: lægges i ${path.join(settings.DATA_DIR, "mails")}`);
    const link = local(adminLink.exec(first.out)?.[1], first.url);
    const page = await (await fetch(link)).text();
    expect(page).toContain("Den første administrator");
    const made = await fetch(link, {
      method: "POST",
      redirect: "manual",
      headers: { origin: first.url },
      body: new URLSearchParams({
        intent: "create",
        name: "Kirsten Lund",
        email: "kirsten@kl.dk",
        password: "fire blå skovsnegle danser",
      }),
    });
    expect(made.status).toBe(303);
    const before = embeddedDatabase(settings.DATA_DIR);
    expect((await before`select from search_entry`).length, "what can be found").toBeGreaterThan(100);
    // As in a database that was filled before there were accounts.
    expect((await before`delete from mail_domain`).count).toBe(99);
    await before`delete from seeded where kind = 'mail-domain'`;
    // As if the release said of a document that people have changed something else than before.
    await before`update document set title = 'Rettet her' where slug = 'kl-topmoedeerklaering-2025'`;
    await before`update seeded set checksum = null where key = 'kl-topmoedeerklaering-2025'`;
    await before.end();
    await stop(first);
    expect(first.out + first.err).not.toContain(key);

    const second = await startReady(settings);
    expect(second.out).not.toMatch(adminLink);
    expect(second.out).toContain(
      "  Indholdet følger udgaven: 99 nye.\n" +
        "  1 er rettet eller slettet her og følger ikke udgaven: /dokumenter/kl-topmoedeerklaering-2025.\n",
    );
    expect(readFileSync(file, "utf8")).toBe(key);
    const after = embeddedDatabase(settings.DATA_DIR);
    expect(await after`select from mail_domain where own and approved`).toHaveLength(99);
    await after.end();
    const denied = start(settings, { args: ["--demo-login", "coordinator"] });
    expect(await denied.ended).toMatchObject({ code: 1 });
    expect(denied.err).toBe("Her er ingen Demodata, og derfor heller ingen demopersoner.\n");
    await stop(second);
  });

  it("with demo data lets invented people in by a link from npm run demo:login, until demo data is removed", async () => {
    const database = await createTestDatabase({ seed: "demo" });
    const settings = { ...(await ownSettings()), DATABASE_URL: database.url, SECRET_KEY: testSecretKey };
    const site = await startReady(settings);
    const command = start(settings, { args: ["--demo-login", "coordinator", "randers"] });
    expect(await command.ended).toMatchObject({ code: 0 });
    expect(command.out).toContain("koordinator i Randers");
    const link = local(demoLink.exec(command.out)?.[1], site.url);
    expect(await (await fetch(link)).text()).toContain("Karla Koordinator (opdigtet)");
    const answer = await fetch(link, {
      ...{ method: "POST", redirect: "manual", headers: { origin: site.url } },
      body: new URLSearchParams({ intent: "enter" }),
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/min-side"]);
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const people = () => fetch(`${site.url}/kommuner/randers/personer`, { headers: { cookie }, redirect: "manual" });
    expect((await people()).status).toBe(200);

    const wrong = start(settings, { args: ["--demo-login", "kejser"] });
    expect(await wrong.ended).toMatchObject({ code: 1 });
    expect(wrong.err).toMatch(/^Skriv en rolle efter demo:login, en af: reader, /);
    const nowhere = start(settings, { args: ["--demo-login", "reader", "atlantis"] });
    expect(await nowhere.ended).toMatchObject({ code: 1 });

    expect(await start(settings, { args: ["--demo-remove"] }).ended).toMatchObject({ code: 0 });
    expect((await people()).status).toBe(303);
    await stop(site);
    await database.drop();
  });

  it("on a given database asks for a key, and says so", async () => {
    const database = await createTestDatabase();
    try {
      const settings = { DATABASE_URL: database.url, DATA_DIR: newFolder(), SEED: "none" };
      const site = start(settings);
      expect(await site.ended).toMatchObject({ code: 1 });
      expect(site.err).toMatch(/^Med DATABASE_URL skal SECRET_KEY også være angivet/);
    } finally {
      await database.drop();
    }
  });
});
