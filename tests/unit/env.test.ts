import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEnv, SettingError } from "#app/env.server.ts";

/** What the person at the terminal is told about settings that cannot be used. */
function complaintAbout(settings: Record<string, string>): string {
  try {
    readEnv(settings);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingError);
    return (error as Error).message;
  }
  throw new Error("The settings were accepted");
}

describe("readEnv", () => {
  it("needs no settings at all", () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: path.resolve(".data"),
      databaseUrl: undefined,
      seed: "demo",
      publicUrl: "http://localhost:3000",
      trustProxy: false,
      worker: true,
      operatorName: undefined,
    });
  });

  it("takes an empty or blank value for one that is left out", () => {
    expect(readEnv({ PORT: "", HOST: "  ", SEED: "", DATABASE_URL: " " })).toEqual(readEnv({}));
  });

  it("fills the embedded database with demo data, but a given one only with facts, unless told otherwise", () => {
    const DATABASE_URL = "postgres://localhost/mff";
    expect(readEnv({}).seed).toBe("demo");
    expect(readEnv({ DATABASE_URL }).seed).toBe("reference");
    expect(readEnv({ DATABASE_URL, SEED: "demo" }).seed).toBe("demo");
    expect(readEnv({ SEED: "none" }).seed).toBe("none");
  });

  it("gives the address that a browser on this machine can use, unless a public one is given", () => {
    expect(readEnv({ HOST: "0.0.0.0", PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
    expect(readEnv({ HOST: "192.0.2.7" }).publicUrl).toBe("http://192.0.2.7:3000");
    expect(readEnv({ HOST: "2001:db8::7" }).publicUrl).toBe("http://[2001:db8::7]:3000");
    expect(readEnv({ PUBLIC_URL: "https://mereforflere.dk/" }).publicUrl).toBe("https://mereforflere.dk");
    expect(readEnv({ PUBLIC_URL: "HTTPS://MereForFlere.dk:443//" }).publicUrl).toBe("https://mereforflere.dk");
  });

  it("reads switches", () => {
    expect(readEnv({ WORKER: "0", TRUST_PROXY: "1" })).toMatchObject({ worker: false, trustProxy: true });
    expect(readEnv({ WORKER: "false", TRUST_PROXY: "true" })).toMatchObject({ worker: false, trustProxy: true });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["SEED", "alt"],
    ["PUBLIC_URL", "mereforflere.dk"],
    ["PUBLIC_URL", "ftp://mereforflere.dk"],
    ["PUBLIC_URL", "https://mereforflere.dk/sti"],
    ["PUBLIC_URL", "https://mereforflere.dk#a"],
    ["PUBLIC_URL", "https://nogen@mereforflere.dk"],
    ["TRUST_PROXY", "ja"],
    ["WORKER", "2"],
    ["OPERATOR_EMAIL", "ingen"],
  ])("says in one sentence that %s cannot be %s", (name, value) => {
    expect(complaintAbout({ [name]: value })).toMatch(
      new RegExp(`^Indstillingen ${name} skal være [^.]+ \\(nu: "${value}"\\)\\.$`),
    );
  });

  it("takes a search server, with or without a key", () => {
    expect(readEnv({}).meilisearch).toBeUndefined();
    expect(readEnv({ MEILI_KEY: "abc" }).meilisearch).toBeUndefined();
    expect(readEnv({ MEILI_URL: "http://localhost:7700" }).meilisearch).toEqual({ url: "http://localhost:7700" });
    expect(readEnv({ MEILI_URL: "https://s.dk/m", MEILI_KEY: "abc" }).meilisearch).toEqual({
      url: "https://s.dk/m",
      key: "abc",
    });
    expect(complaintAbout({ MEILI_URL: "localhost:7700" })).toMatch(/^Indstillingen MEILI_URL skal være en adresse/);
    expect(complaintAbout({ MEILI_URL: "http://localhost:7700", MEILI_KEY: "hemmelig nøgle" })).toBe(
      "Indstillingen MEILI_KEY skal være en nøgle uden mellemrum.",
    );
  });

  it("never repeats an address with a password in it", () => {
    const complaint = complaintAbout({ DATABASE_URL: "mysql://mff:hemmelig@localhost/mff" });
    expect(complaint).toBe("Indstillingen DATABASE_URL skal være en adresse, der begynder med postgres://.");
  });
});
