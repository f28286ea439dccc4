import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "#app/server/cluster.ts";
import { newFolder, ownSettings, processesNaming, start, startReady, stop } from "#tests/support/start-process.ts";
import { runModule } from "./run-module.ts";

/** What a start that cannot succeed says: one sentence, and nothing is left running. */
async function complaintOf(env: Record<string, string>, args: string[] = []): Promise<string> {
  const started = start(env, { args });
  expect((await started.ended).code).toBe(1);
  if (env.DATA_DIR) expect(processesNaming(env.DATA_DIR)).toEqual([]);
  expect(started.err).toMatch(/^[A-ZÆØÅ][^\n]*\.\n$/);
  return started.err.trim();
}

describe("a start that cannot succeed says why in one sentence", { timeout: 60_000 }, () => {
  it("when the port is taken", async () => {
    const settings = await ownSettings();
    const other = createServer().listen(Number(settings.PORT), "127.0.0.1");
    expect(await complaintOf(settings)).toBe(
      `Porten ${settings.PORT} er optaget af et andet program; vælg en anden med PORT.`,
    );
    other.close();
  });

  it("when the address is not one of this machine's", async () => {
    const settings = await ownSettings();
    expect(await complaintOf({ ...settings, HOST: "192.0.2.1" })).toBe(
      "Adressen 192.0.2.1 i HOST findes ikke på denne maskine.",
    );
  });

  it("when a setting is malformed", async () => {
    const settings = await ownSettings();
    expect(await complaintOf({ ...settings, PORT: "mange" })).toMatch(/^Indstillingen PORT skal være et tal/);
  });

  it("when the data folder cannot be made, or is a file", async () => {
    const settings = await ownSettings();
    writeFileSync(settings.DATA_DIR, "");
    const sentence = (folder: string) =>
      `Datamappen ${folder} kan ikke oprettes eller skrives i (der ligger en fil i vejen).`;
    expect(await complaintOf(settings)).toBe(sentence(settings.DATA_DIR));
    const below = path.join(settings.DATA_DIR, "data");
    expect(await complaintOf({ ...settings, DATA_DIR: below })).toBe(sentence(below));
    expect(readFileSync(settings.DATA_DIR, "utf8")).toBe("");
  });

  it("when the data are those of another PostgreSQL", async () => {
    const settings = await ownSettings();
    const data = path.join(settings.DATA_DIR, "postgres");
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, "PG_VERSION"), "13\n");
    expect(await complaintOf(settings)).toBe(
      `Databasen i ${data} er lavet af PostgreSQL 13 og kan ikke bruges af PostgreSQL 18.`,
    );
    expect(readdirSync(data)).toEqual(["PG_VERSION"]);
  });

  it("when something else lies where the database should", async () => {
    const settings = await ownSettings();
    const data = path.join(settings.DATA_DIR, "postgres");
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, "brev.txt"), "Kære");
    expect(await complaintOf(settings)).toBe(`Mappen ${data} ligger i vejen: den er ikke en database.`);
    expect(readFileSync(path.join(data, "brev.txt"), "utf8")).toBe("Kære");
  });

  it("when the worker finds no running database", async () => {
    const settings = await ownSettings();
    expect(await complaintOf(settings, ["--worker"])).toMatch(
      /^Der kører ingen indbygget database i \S+; start siden først, eller angiv DATABASE_URL\.$/,
    );
  });

  it.each(["a#b", "100%", "hvad?"])("when it lies in a folder in which it cannot be built: %s", async (name) => {
    const root = path.join(newFolder(), name);
    cpSync("app/server", path.join(root, "app/server"), { recursive: true });
    const started = start({}, { command: [process.execPath, path.join(root, "app/server/start.mjs")] });
    expect((await started.ended).code).toBe(1);
    expect(started.err).toBe(
      `Siden kan ikke bygges i ${root}, fordi stien har tegnet ${/[#%?]/.exec(name)?.[0]}; flyt mappen derhen, hvor stien er uden #, % og ?.\n`,
    );
    expect(readdirSync(root)).toEqual(["app"]);
  });

  it("unless it is the data that lie in such a folder", async () => {
    const settings = await ownSettings(path.join(newFolder(), "a#b 100% hvad?"));
    const site = await startReady(settings);
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200);
    expect(await stop(site)).toBe(0);
  });

  it.skipIf(process.getuid?.() !== 0)("when the user has no name on the machine", async () => {
    const script = `
      import { createCluster } from "#app/server/cluster.ts";
      process.setuid(54321);
      const data = process.argv[1];
      await createCluster({ data, bin: "/", account: undefined, password: "x", log: "" }, { durable: false }).catch((error) => {
        console.log(JSON.stringify([error.name, error.message]));
      });`;
    const [name, message] = JSON.parse(await runModule(script, [path.join(newFolder(), "postgres")]));
    expect(name).toBe("Fault");
    expect(message).toMatch(
      /^Den indbyggede database kan ikke oprettes, fordi brugeren med nummer 54321 intet navn har/,
    );
  });

  it("when the command is unknown", async () => {
    expect(await complaintOf({}, ["--hjælp"])).toMatch(/^Jeg kender ikke "--hjælp"/);
  });
});

describe("a given database that cannot be used", { timeout: 60_000 }, () => {
  const secret = createHash("sha256").update("hemmelig").digest("hex").slice(0, 12);

  /** The complaint about the run's own server, addressed in a wrong way. */
  async function complaintAbout(change: (url: URL) => void): Promise<string> {
    const url = new URL(process.env.TEST_POSTGRES_URL ?? "");
    change(url);
    const folder = newFolder();
    const complaint = await complaintOf({
      DATABASE_URL: url.href,
      DATA_DIR: path.join(folder, "data"),
      PORT: String(await freePort()),
    });
    expect(complaint).not.toContain(url.password);
    expect(readdirSync(folder)).toEqual([]);
    return complaint;
  }

  it("because its host does not exist", async () => {
    const complaint = await complaintAbout((url) => {
      url.hostname = "findes-ikke.invalid";
    });
    expect(complaint).toMatch(
      /^Databasen i DATABASE_URL \(postgres på findes-ikke\.invalid:\d+\) kan ikke nås: (værten findes ikke|værtens navn kunne ikke slås op)\.$/,
    );
  });

  it("because nothing listens there", async () => {
    const port = String(await freePort());
    const complaint = await complaintAbout((url) => {
      url.port = port;
    });
    expect(complaint).toBe(
      `Databasen i DATABASE_URL (postgres på 127.0.0.1:${port}) kan ikke nås: der er ingen, der svarer på den port.`,
    );
  });

  it("because the password is wrong", async () => {
    const complaint = await complaintAbout((url) => {
      url.password = secret;
    });
    expect(complaint).toMatch(/kan ikke nås: brugernavn eller adgangskode er forkert\.$/);
  });

  it("because there is no such database", async () => {
    const complaint = await complaintAbout((url) => {
      url.pathname = "/findes_ikke";
    });
    expect(complaint).toMatch(/\(findes_ikke på [^)]+\) kan ikke nås: databasen findes ikke på serveren\.$/);
  });
});
