import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite } from "#app/server/http.ts";
import { closingPromptly, listen } from "#app/server/listening.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { openPlanner, type Planner } from "#tests/support/plans.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

let database: TestDatabase;
let planner: Planner;
let url: string;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  planner = await openPlanner(database);
  const port = await freePort();
  const env = readEnv({ PORT: String(port), DATABASE_URL: database.url });
  const site = await createSite({ env, sql: planner.sql, databaseUrl: database.url, secretKey: testSecretKey });
  close = closingPromptly(site);
  await listen(site.server, { port, host: "127.0.0.1" });
  url = `http://127.0.0.1:${port}`;
  // Pages are kept as soon as the database can tell of changes.
  await vi.waitFor(async () => {
    await costOf("/kilder");
    expect(await costOf("/kilder")).toBe(0);
  }, 10_000);
});
afterAll(async () => {
  await close();
  await planner.end();
  await database.drop();
});

/** How many queries a page costs. */
async function costOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  planner.heard();
  const { status } = await fetch(url + path, { headers });
  expect(status).toBe(200);
  return planner.heard().length;
}

it.each(["/metoder/nest?x", "/metoder?x", "/om?x"])(
  "a session adds one read to %s, and nothing for a reader without a cookie",
  async (path) => {
    const { id } = await createPerson(database.sql, { roles: [{ role: "contributor", municipality: "0751" }] });
    const cookie = await openSession(database.sql, id);
    const alone = await costOf(path);
    expect(await costOf(path), "the page is kept").toBe(0);
    expect(await costOf(path, { cookie })).toBe(alone + 1);
    expect(await costOf(path, { cookie: "andet=1" }), "another cookie is nobody").toBe(alone);
  },
);
