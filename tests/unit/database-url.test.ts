import { describe, expect, it } from "vitest";
import { readEnv, SettingError } from "#app/env.server.ts";
import { decideUrl, pgOptions, postgresOptions, readDatabaseUrl, showDatabaseUrl } from "#db/database-url.ts";

const withoutFunctions = (ssl: unknown) => JSON.parse(JSON.stringify(ssl));

/** Where both drivers find an address. */
function placesOf(url: string) {
  const ours = postgresOptions(url);
  const theirs = pgOptions(url);
  expect(ours).toMatchObject({
    host: [theirs.host],
    port: [theirs.port],
    user: theirs.user,
    database: theirs.database,
    ssl: withoutFunctions(theirs.ssl),
  });
  expect(ours.password()).toBe(theirs.password());
  return { path: ours.path, ...theirs, password: theirs.password() };
}

describe("an address of a database", () => {
  it("is the same place to both drivers, codes as %20 read", () => {
    expect(placesOf("postgres://en%20bruger:p%40s%20s%2F%25@db.example:6000/min%20base")).toMatchObject({
      host: "db.example",
      port: 6000,
      user: "en bruger",
      password: "p@s s/%",
      database: "min base",
    });
  });

  it("may be an IPv6 address", () => {
    const url = "postgresql://u:p@[2001:db8::7]:5433/d";
    expect(placesOf(url)).toMatchObject({ host: "2001:db8::7", port: 5433 });
    expect(showDatabaseUrl(url)).toBe("d på [2001:db8::7]:5433");
  });

  it.each([
    "postgres://u:p@%2Fvar%2Frun%2Fpostgresql/d",
    "postgres://u:p@/d?host=/var/run/postgresql",
    "postgres:///d?host=/var/run/postgresql&user=u&password=p&sslmode=require",
  ])("may be a socket, which is never encrypted: %s", (url) => {
    expect(placesOf(url)).toMatchObject({
      path: "/var/run/postgresql/.s.PGSQL.5432",
      host: "/var/run/postgresql",
      user: "u",
      password: "p",
      database: "d",
      ssl: false,
    });
  });

  it.each([
    ["disable", false],
    ["require", { rejectUnauthorized: false }],
    ["no-verify", { rejectUnauthorized: false }],
    ["verify-ca", { checkServerIdentity: expect.any(Function) }],
    ["verify-full", { host: "db.example" }],
  ])("with sslmode=%s is as in libpq", (mode, ssl) => {
    const found = placesOf(`postgres://u@db.example/d?sslmode=${mode}`).ssl;
    expect({ found }).toMatchObject({ found: ssl });
  });

  it("prefers TLS where it says nothing, and is decided when the server has been asked", () => {
    const url = "postgres://u:p%20q@db.example/d";
    expect(readDatabaseUrl(url).sslMode).toBe("prefer");
    const decided = decideUrl(url, { sslMode: "require", pooled: true });
    expect(readDatabaseUrl(decided)).toEqual({ ...readDatabaseUrl(url), sslMode: "require", pooled: true });
  });

  it.each([
    ["mysql://u:hemmelig@h/d", "Indstillingen DATABASE_URL skal være en adresse, der begynder med postgres://."],
    ["postgres://u:hemmelig@h/d?schema=public", "DATABASE_URL har en parameter, som siden ikke kender: schema."],
    [
      "postgres://u:hemmelig@h/d?a=1&sslmode=require&b=2&c=3",
      "DATABASE_URL har parametre, som siden ikke kender: a, b og c.",
    ],
    [
      "postgres://u:hemmelig@h/d?sslmode=ja",
      "sslmode i DATABASE_URL skal være en af: disable, allow, prefer, require, no-verify, verify-ca, verify-full.",
    ],
    [
      "postgres://u:hemmelig@h/d?sslrootcert=/findes/ikke",
      /^Filen \/findes\/ikke, som sslrootcert i DATABASE_URL nævner, kan ikke læses\.$/,
    ],
    ["postgres://u:hemmelig@a,b/d", "DATABASE_URL skal nævne én vært, ikke flere."],
    ["postgres://u:hemmelig@h/d?port=0x", "Porten i DATABASE_URL skal være et tal mellem 1 og 65535."],
    ["postgres://u:hemmelig%@h/d", /^Tegnet % i DATABASE_URL skal skrives %25, /],
    ["postgres://u:hemmelig@h/d#1", "Tegnet # i DATABASE_URL skal skrives %23."],
    ["postgres://u:hemmelig/@h:x/d", /^DATABASE_URL kan ikke læses; tegn som /],
  ])("that cannot be used is refused in one sentence without the password: %s", (url, sentence) => {
    let complaint = "";
    try {
      readEnv({ DATABASE_URL: url });
    } catch (error) {
      expect(error).toBeInstanceOf(SettingError);
      complaint = (error as Error).message;
    }
    expect(complaint).toMatch(
      sentence instanceof RegExp ? sentence : new RegExp(`^${sentence.replace(/[.?]/g, "\\$&")}$`),
    );
    expect(complaint).not.toContain("hemmelig");
  });
});
