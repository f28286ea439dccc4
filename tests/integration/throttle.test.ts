import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSecrets } from "#app/domain/accounts/secrets.server.ts";
import { createThrottle, type Throttle } from "#app/domain/accounts/throttle.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

let database: TestDatabase;
/** As another process has it, or this one after a restart. */
const another = (): Throttle => createThrottle(database.sql, createSecrets(testSecretKey));
const pauseIsOver = () => database.sql`update rate_limit set expire = 1 where key like 'pause:%'`;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate rate_limit`);

describe("tries at an account", () => {
  it("are counted together by all processes, and after a restart", async () => {
    for (let attempt = 0; attempt < 6; attempt++) expect(await another().account("sign-in", "a@b.dk")).toBeNull();
    expect(await another().account("sign-in", "a@b.dk")).toBeGreaterThan(0);
    expect(await another().account("sign-in", "c@b.dk"), "another account").toBeNull();
    expect(await another().account("reset", "a@b.dk"), "another deed").toBeNull();
  });

  it("wait twice as long each time, up to a quarter of an hour, and those turned away do not count", async () => {
    const throttle = another();
    for (let attempt = 0; attempt < 5; attempt++) await throttle.account("code", "x");
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      expect(await throttle.account("code", "x")).toBeNull();
      waits.push((await throttle.account("code", "x")) ?? 0);
      await throttle.account("code", "x");
      await pauseIsOver();
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it("that come at once are let in no oftener than one by one", async () => {
    const throttle = another();
    const answers = await Promise.all(Array.from({ length: 100 }, () => throttle.account("sign-in", "mange")));
    expect(answers.filter((wait) => wait === null).length).toBeLessThanOrEqual(6);
  });

  it("are forgotten when one was right", async () => {
    const throttle = another();
    for (let attempt = 0; attempt < 8; attempt++) await throttle.account("sign-in", "a@b.dk");
    await throttle.forget("sign-in", "a@b.dk");
    for (let attempt = 0; attempt < 5; attempt++) expect(await throttle.account("sign-in", "a@b.dk")).toBeNull();
  });
});

describe("a network", () => {
  it("has room for a whole municipality, and is told to wait after that, by all processes", async () => {
    const throttle = another();
    for (let attempt = 0; attempt < 200; attempt++) expect(await throttle.network("reset", "203.0.113.7")).toBeNull();
    expect(await throttle.network("reset", "203.0.113.7")).toBeGreaterThan(3_000);
    expect(await another().network("reset", "203.0.113.7")).toBeGreaterThan(3_000);
    expect(await throttle.network("reset", "203.0.113.8")).toBeNull();
    expect(await throttle.network("sign-in", "203.0.113.7")).toBeNull();
  });
});
