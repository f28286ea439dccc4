import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSecrets } from "#app/domain/accounts/secrets.server.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
});
afterAll(() => site.stop());

it("a search that takes too long is ended, and says so, while readers read on", { timeout: 30_000 }, async () => {
  const holder = postgres(site.databaseUrl, { max: 1, onnotice: () => {} });
  await holder.begin(async (tx) => {
    // Nobody can look into the index until this transaction ends.
    await tx`lock table search_entry in access exclusive mode`;
    const [page, answer, suggestions, reading] = await Promise.all([
      fetch(`${site.url}/soeg?q=nest`),
      fetch(`${site.url}/api/v1/search?q=nest`),
      fetch(`${site.url}/soeg/forslag?q=nest`),
      fetch(`${site.url}/metoder/nest`),
    ]);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain("Søgningen tager for lang tid lige nu.");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 503, title: "Det tog for lang tid" });
    expect([suggestions.status, await suggestions.json()]).toEqual([200, { groups: [] }]);
    expect(reading.status).toBe(200);
  });
  await holder.end();
  expect((await fetch(`${site.url}/soeg?q=nest`)).status).toBe(200);
});

it("a network that searches without end is told to wait, on the page and in the API", async () => {
  const key = `network:search:${createSecrets(testSecretKey).mark("127.0.0.1")}`;
  await site.sql`insert into rate_limit values (${key}, 100000, ${Date.now() + 30_000}) on conflict (key) do update set points = 100000`;
  const statuses: number[] = [];
  for (let asked = 0; asked < 25; asked++)
    statuses.push((await fetch(`${site.url}/api/v1/search?q=nest${asked}`)).status);
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
  expect(statuses.slice(-5)).toEqual(Array(5).fill(429));
  const page = await fetch(`${site.url}/soeg?q=hvad-som-helst`);
  expect(page.status).toBe(429);
  expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await page.text()).toContain("Der er søgt usædvanligt meget herfra.");
  for (const spelling of [
    "/SOEG?q=a",
    "/%73oeg?q=b",
    "/soeg/forslag?q=c",
    "/API/v1/Search?q=d",
    "/api/v1/se%61rch?q=e",
  ])
    expect((await fetch(site.url + spelling)).status, spelling).toBe(429);
  expect((await fetch(`${site.url}/metoder/nest`)).status).toBe(200);
});

it("what is withdrawn or hidden is gone from the API, for those who could have read it", async () => {
  for (const [state, visibility, status] of [
    ["withdrawn", "public", 410],
    ["hidden", "public", 410],
    ["hidden", "network", 404],
    ["draft", "public", 404],
  ] as const) {
    const { id } = await buildCase(site.sql, { state, visibility });
    expect((await fetch(`${site.url}/api/v1/cases/${id}`)).status, `${state}, ${visibility}`).toBe(status);
  }
});
