import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { operations } from "#app/api/operations.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask } from "./ask.ts";

const publicUrl = "https://mereforflere.example";
const operator = { name: "Prøveforeningen", email: "kontakt@mereforflere.example" };
const root = "/api/v1";
const secret = "hvalrossehemmelighed";
const nobody = "00000000-0000-4000-8000-000000000000";

let site: TestSite;
/** Ids of cases that readers must not meet. */
let hidden: string[];
let withdrawn: string | undefined;
beforeAll(async () => {
  const env = { PUBLIC_URL: publicUrl, OPERATOR_NAME: operator.name, OPERATOR_EMAIL: operator.email };
  site = await startSite({ seed: "demo", env });
  await buildMethod(site.sql, { slug: "metode-for-netvaerket", title: secret, visibility: "network" });
  // Dragør has nothing else, so whatever is counted there has leaked.
  const words = { title: secret, summary: secret, hard: secret, municipalityCode: "0155" };
  const built = [
    await buildCase(site.sql, { ...words, settings: ["ppr"], state: "draft" }),
    await buildCase(site.sql, { ...words, settings: ["ppr"], state: "withdrawn" }),
    await buildCase(site.sql, { ...words, settings: ["ppr"], visibility: "network" }),
    await buildCase(site.sql, { ...words, settings: ["ppr"], visibility: "municipality" }),
  ];
  hidden = built.map(({ id }) => id);
  withdrawn = hidden[1];
  await buildCase(site.sql, { title: "Åben", working: { title: secret }, state: "revised" });
  await buildCase(site.sql, { title: "Bruger en skjult metode", methods: ["metode-for-netvaerket"] });
  await rebuildIndex(site.sql);
});
afterAll(() => site.stop());

const log = vi.spyOn(console, "error");
afterAll(() => log.mockRestore());
beforeEach(() => {
  log.mockReset().mockImplementation(() => {});
});

interface Item {
  [field: string]: unknown;
  id?: string;
}
interface List {
  items: Item[];
  total: number;
  demoTotal?: number;
  page: number;
  pages: number;
  pageSize: number;
}
interface Findings {
  query: string;
  meant?: string;
  total: number;
  hits: { id: string; type: string; title: string; url: string; excerpt: string; demo: boolean }[];
  demoTotal: number;
  pages: number;
  facets: Record<string, { value: string; label: string; count: number; demoCount: number }[]>;
}

/** What the API gives at an address, which must be there. */
async function get<T = List>(path: string): Promise<T> {
  const { status, headers, body } = await ask(site, root + path);
  expect(status, `${path}: ${body.slice(0, 300)}`).toBe(200);
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  return JSON.parse(body);
}

/** A problem document with all that it must have. */
function expectProblem(answer: Answer, status: number, parameter?: string): void {
  expect(answer.status, answer.body).toBe(status);
  expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(answer.headers["access-control-allow-origin"]).toBe("*");
  const problem = JSON.parse(answer.body);
  expect(problem).toEqual({
    type: `${publicUrl}/aabne-data#fejl-${status}`,
    title: expect.stringMatching(/^\p{Lu}/u),
    status,
    detail: expect.stringMatching(/^\p{Lu}.*\.$/su),
    ...(parameter === undefined ? {} : { parameter }),
  });
  if (parameter !== undefined) expect(problem.detail).toContain(`»${parameter}«`);
}

const keyOf = (item: Item) => String(item.id ?? item.code ?? item.slug ?? item.year);

/** How many there are on all pages, invented ones too. */
const allOf = ({ total, demoTotal = 0 }: { total: number; demoTotal?: number }) => total + demoTotal;

/** Each list with the last piece of the address of one of its items. */
const lists: [path: string, key: (item: Item) => string][] = [
  ["/municipalities", ({ code }) => String(code)],
  ["/declarations", ({ year }) => String(year)],
  ["/declarations/2025/commitments", ({ number }) => String(number)],
  ["/methods", ({ id }) => String(id)],
  ["/cases", ({ id }) => String(id)],
  ["/documents", ({ id }) => String(id)],
  ["/references", ({ slug }) => String(slug)],
  ["/initiatives", ({ id }) => String(id)],
  ["/indicators", ({ id }) => String(id)],
];
const schemaOf = (path: string): z.ZodType => {
  const found = operations.find((one) => one.path === path);
  if (!found) throw new Error(`no operation ${path}`);
  return found.answer;
};

describe.each(lists)("the list %s", (path, key) => {
  const stated = path.replace("2025", "{year}");
  const statedItem = operations.find((one) =>
    new RegExp(`^${stated.replace(/[{}]/g, "\\$&")}/\\{\\w+\\}$`).test(one.path),
  );

  it("is as it is described, and so is each of its items at its own address", async () => {
    const list = await get(`${path}?pageSize=200`);
    expect(schemaOf(stated).safeParse(list).error?.issues).toBeUndefined();
    expect(list.items).toHaveLength(Math.min(200, allOf(list)));
    if (allOf(list) <= 200) expect(list.items.filter(({ demo }) => !demo)).toHaveLength(list.total);
    expect(list.total).toBeGreaterThan(0);
    for (const item of list.items.slice(0, 25)) {
      const one = await get<Item>(`${path}/${key(item)}`);
      expect(schemaOf(statedItem?.path ?? "").safeParse(one).error?.issues).toBeUndefined();
      expect(one).toMatchObject(item);
      expect(String(item.url)).toMatch(new RegExp(`^${publicUrl}/[a-z]`));
    }
  });

  it("gives each item once over its pages, and the same in each reading", async () => {
    const whole = await get(`${path}?pageSize=200`);
    const pageSize = Math.max(1, Math.ceil(allOf(whole) / 4));
    const pages = Math.ceil(allOf(whole) / pageSize);
    const read: Item[] = [];
    for (let page = 1; page <= pages; page += 1) {
      const part = await get(`${path}?page=${page}&pageSize=${pageSize}`);
      expect(part).toMatchObject({ total: whole.total, page, pages, pageSize });
      read.push(...part.items);
    }
    expect(read.slice(0, whole.items.length)).toEqual(whole.items);
    expect(new Set(read.map(keyOf)).size).toBe(allOf(whole));
  });

  it("is empty beyond its last page, and still knows its total", async () => {
    const { total } = await get(path);
    expect(await get(`${path}?page=999&pageSize=7`)).toMatchObject({ items: [], total, page: 999, pageSize: 7 });
  });

  it("has nothing at an address that is nobody's", async () => {
    for (const name of [
      nobody,
      "9999",
      "0",
      "-1",
      "x",
      "99999999999",
      "😀",
      "' or 1=1 --",
      "<script>",
      "__proto__",
      "x".repeat(500),
    ])
      expectProblem(await ask(site, `${root}${path}/${encodeURIComponent(name)}`), 404);
    expect(log).not.toHaveBeenCalled();
  });

  it("is marked, and not sent again to those who have it", async () => {
    for (const encoding of ["identity", "gzip", "br"]) {
      const asked = { "accept-encoding": encoding };
      const first = await ask(site, root + path, { headers: asked });
      expect(first.headers.etag).toMatch(/^"[^"]+"$/);
      const again = await ask(site, root + path, {
        headers: { ...asked, "if-none-match": String(first.headers.etag) },
      });
      expect(again.status).toBe(304);
      expect(again.bytes).toHaveLength(0);
      expect(again.headers["access-control-allow-origin"]).toBe("*");
    }
  });

  it("can be asked about without being sent (HEAD)", async () => {
    const full = await ask(site, root + path);
    const head = await ask(site, root + path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.bytes).toHaveLength(0);
    expect({ ...head.headers, date: "" }).toEqual({ ...full.headers, date: "" });
  });
});

describe("the lists", () => {
  it("have a new mark when what they tell has changed", async () => {
    const first = await ask(site, `${root}/municipalities/0741`);
    await site.sql`update municipality set homepage = 'https://www.samsoe.example' where code = '0741'`;
    const again = () =>
      ask(site, `${root}/municipalities/0741`, { headers: { "if-none-match": String(first.headers.etag) } });
    await expect.poll(async () => (await again()).status, { timeout: 10_000 }).toBe(200);
    expect(JSON.parse((await again()).body).homepage).toBe("https://www.samsoe.example");
  });

  it("narrow as the lists of the site do, by slug, by code, and by several values", async () => {
    const slugs = (list: List) => list.items.map((item) => (item.municipality as { slug: string }).slug);
    const both = await get("/cases?municipality=albertslund&municipality=0751&pageSize=200");
    expect(new Set(slugs(both))).toEqual(new Set(["albertslund", "aarhus"]));
    expect(both).toEqual(await get("/cases?municipality=0165&municipality=aarhus&pageSize=200"));
    const nest = await get("/cases?method=nest&setting=indskoling&pageSize=200");
    expect(nest.total).toBeGreaterThan(0);
    for (const item of nest.items) {
      expect((item.methods as { slug: string }[]).map(({ slug }) => slug)).toContain("nest");
      expect(item.settings).toContain("indskoling");
    }
    const [commitment] = (await get("/cases?commitment=2025-3")).items;
    expect(JSON.stringify(commitment?.commitments)).toContain('"id":"2025-3"');
    expect((await get("/municipalities?region=hovedstaden")).total).toBe(29);
    expect((await get("/municipalities?has=documents")).items.map(({ slug }) => slug)).toEqual([
      "albertslund",
      "koebenhavn",
      "aarhus",
    ]);
    expect((await get("/documents?publisher=kl&publisher=0751")).total).toBe(2);
    expect(new Set((await get("/methods?kind=styring")).items.map(({ kind }) => kind))).toEqual(new Set(["styring"]));
  });

  it("mark what is invented, and leave it out when asked to", async () => {
    const all = await get("/cases?pageSize=200");
    const real = await get("/cases?pageSize=200&demo=exclude");
    expect(all.items.filter(({ demo }) => demo).length).toBeGreaterThan(20);
    expect(real.items).toEqual(expect.arrayContaining(all.items.filter(({ demo }) => !demo)));
    expect(real.total).toBe(all.items.filter(({ demo }) => !demo).length);
  });

  it("put Danish letters where they belong", async () => {
    const names = (await get("/municipalities?pageSize=200")).items.map(({ name }) => String(name));
    expect(names.slice(-2)).toEqual(["Aalborg", "Aarhus"]);
  });
});

describe("the search", () => {
  const find = (query: string) => get<Findings>(`/search?${query}`);

  it("is as it is described, with labels in Danish for every facet", async () => {
    const found = await find("q=co-teaching");
    expect(schemaOf("/search").safeParse(found).error?.issues).toBeUndefined();
    expect(found.hits[0]).toMatchObject({
      type: "method",
      title: "Co-teaching",
      url: `${publicUrl}/metoder/co-teaching`,
      demo: false,
    });
    expect(found.hits[0]?.excerpt).not.toMatch(/[<>]/);
    expect(found.facets.type).toContainEqual({
      value: "method",
      label: "Metode",
      count: expect.any(Number),
      demoCount: 0,
    });
    expect(found.facets.municipality).toContainEqual({
      value: "aarhus",
      label: "Aarhus",
      count: expect.any(Number),
      demoCount: expect.any(Number),
    });
    expect(found.facets.region?.[0]?.label).toMatch(/^Region /);
  });

  it("takes empty parameters for left out", async () => {
    const all = await find("q=&type=&municipality=&region=&commitment=&method=&setting=&level=&sort=&page=&pageSize=");
    const { tookMs: _, ...rest } = { tookMs: 0, ...(await find("")) };
    expect(all).toMatchObject(rest);
    expect(all.total + all.demoTotal).toBeGreaterThan(150);
  });

  it("narrows by each facet to what the facet counted, real and invented apart", async () => {
    const { facets } = await find("");
    for (const [facet, values] of Object.entries(facets)) {
      const [{ value, count, demoCount } = { value: "", count: 0, demoCount: 0 }] = values;
      const found = await find(`${facet}=${value}`);
      expect({ count: found.total, demoCount: found.demoTotal }, `${facet}=${value}`).toEqual({
        count,
        demoCount,
      });
    }
    const cases = facets.type?.find(({ value }) => value === "case");
    const [whole, real] = [await get<Findings>("/cases"), await get<Findings>("/cases?demo=exclude")];
    expect(cases).toMatchObject({ count: real.total, demoCount: whole.demoTotal });
    expect(whole.demoTotal).toBeGreaterThan(0);
    expect(whole.total).toBe(real.total);
    expect(real.demoTotal).toBe(0);
    expect((await find("municipality=0751")).total).toBe((await find("municipality=aarhus")).total);
  });

  it("gives each hit once over its pages, and knows the total beyond the last", async () => {
    const whole = await find("type=municipality&pageSize=100&sort=title");
    const read = [];
    for (const page of [1, 2, 3, 4, 5])
      read.push(...(await find(`type=municipality&pageSize=20&sort=title&page=${page}`)).hits);
    expect(read).toEqual(whole.hits);
    const cases = await find("type=case&pageSize=10");
    expect(cases.pages).toBe(Math.ceil((cases.total + cases.demoTotal) / 10));
    expect((await find(`type=case&pageSize=10&page=${cases.pages}`)).hits.length).toBeGreaterThan(0);
    expect((await find(`type=case&pageSize=10&page=${cases.pages + 1}`)).hits).toEqual([]);
    expect(await find("type=municipality&page=99")).toMatchObject({ hits: [], total: 98, page: 99 });
  });

  it("says what a misspelt word was taken for", async () => {
    expect(await find("q=mentaliserng")).toMatchObject({ query: "mentaliserng", meant: "mentalisering" });
    expect(await find("q=mentalisering")).not.toHaveProperty("meant");
  });

  it("is asked anew each time", async () => {
    const { headers } = await ask(site, `${root}/search?type=document`);
    expect(headers["cache-control"]).toBe("no-cache");
    const { total } = await find("type=document");
    await site.sql`delete from search_entry where kind = 'document'`;
    expect((await find("type=document")).total).toBe(0);
    await rebuildIndex(site.sql);
    expect((await find("type=document")).total).toBe(total);
  });
});

describe("what is not for everybody", () => {
  it("is nowhere in the API", async () => {
    const everything = [
      ...lists.map(([path]) => `${path}?pageSize=200`),
      "/search?pageSize=100",
      "/search?pageSize=100&type=case",
      "/search?q=skjult",
      "/cases?municipality=dragoer",
      "/openapi.json",
    ];
    for (const path of everything) {
      const { status, body } = await ask(site, root + path);
      expect(status).toBe(200);
      expect(body, path).not.toMatch(/hvalros|metode-for-netvaerket/);
      for (const id of hidden) expect(body, path).not.toContain(id);
    }
  });

  it("has no address of its own", async () => {
    const unknown = await ask(site, `${root}/cases/${nobody}`);
    for (const id of hidden) {
      const answer = await ask(site, `${root}/cases/${id}`);
      // What all could read and its authors have taken back is gone, as on its page.
      if (id === withdrawn) {
        expectProblem(answer, 410);
        continue;
      }
      expectProblem(answer, 404);
      expect(answer.body).toBe(unknown.body);
    }
    const [method] = await site.sql<{ id: string }[]>`select id from method where slug = 'metode-for-netvaerket'`;
    expectProblem(await ask(site, `${root}/methods/${method?.id}`), 404);
  });

  it("is not counted", async () => {
    expect(await get(`/municipalities/0155`)).toMatchObject({ caseCount: 0, demoCaseCount: 0 });
    expect((await get("/cases?municipality=dragoer")).total).toBe(0);
    const found = await get<Findings>(`/search?q=${secret}`);
    expect(found).toMatchObject({ total: 0, hits: [] });
    expect(Object.values(found.facets).flat()).toEqual([]);
    const dragoer = await get<Findings>("/search?municipality=dragoer");
    expect(dragoer.hits.map(({ type }) => type)).toEqual(["municipality"]);
    expect(dragoer.facets.type).toEqual([{ value: "municipality", label: "Kommune", count: 1, demoCount: 0 }]);
  });

  it("is no value that a list could be narrowed by", async () => {
    for (const path of ["/cases", "/search"])
      expectProblem(await ask(site, `${root}${path}?method=metode-for-netvaerket`), 400, "method");
  });
});

const strange = [
  "😀",
  "æøå",
  `"`,
  `'"'`,
  "' or 1=1 --",
  "'; drop table case_story; --",
  "a & | ! <-> b:* ()",
  "!!!(((",
  "%_\\%",
  "\\",
  "<script>alert(1)</script>",
  "{{7*7}}#{7*7}",
  "a".repeat(1_500),
  "a ".repeat(700),
];

describe("bad input", () => {
  it.each(strange)("is only words to the search: %s", async (words) => {
    const found = await get<Findings>(`/search?${new URLSearchParams({ q: words })}`);
    expect(schemaOf("/search").safeParse(found).success).toBe(true);
    expect(found.query.length).toBeLessThanOrEqual(200);
  });

  const named = [
    [
      "/search",
      ["type", "municipality", "region", "commitment", "method", "setting", "level", "sort", "page", "pageSize"],
    ],
    ["/municipalities", ["region", "has", "sort", "page", "pageSize"]],
    ["/declarations", ["page", "pageSize"]],
    ["/declarations/2025/commitments", ["page", "pageSize"]],
    ["/methods", ["kind", "setting", "level", "commitment", "sort", "page", "pageSize"]],
    [
      "/cases",
      [
        "setting",
        "level",
        "stage",
        "classLevel",
        "method",
        "commitment",
        "municipality",
        "region",
        "demo",
        "sort",
        "page",
        "pageSize",
      ],
    ],
    ["/documents", ["publisher", "sort", "page", "pageSize"]],
    ["/references", ["kind", "country", "topic", "sort", "page", "pageSize"]],
  ] as const;
  it.each(named.flatMap(([path, parameters]) => parameters.map((parameter) => [path, parameter] as const)))(
    "is refused by name in %s: %s",
    async (path, parameter) => {
      for (const value of ["findes-ikke", ...strange.filter((one) => one.trim() !== "")])
        expectProblem(await ask(site, `${root}${path}?${new URLSearchParams({ [parameter]: value })}`), 400, parameter);
      expect(log).not.toHaveBeenCalled();
    },
  );

  it.each(["0", "-1", "201", "1.5", "1e2", "0x10", " 5", "٣", "99999999999999999999", "NaN"])(
    "is refused as a size of pages: %s",
    async (value) => {
      expectProblem(await ask(site, `${root}/cases?${new URLSearchParams({ pageSize: value })}`), 400, "pageSize");
    },
  );

  it.each(["utm_source", "Type", "omraade", "__proto__", "constructor", "toString", "😀"])(
    "is refused as a parameter: %s",
    async (name) => {
      for (const [path] of lists)
        expectProblem(await ask(site, `${root}${path}?${new URLSearchParams({ [name]: "" })}`), 400, name);
      expectProblem(await ask(site, `${root}/cases/${nobody}?${new URLSearchParams({ [name]: "x" })}`), 400, name);
    },
  );

  it("is told how a commitment is written", async () => {
    for (const path of ["/cases", "/methods", "/search"]) {
      expect((await get(`${path}?commitment=2025-4`)).total, path).toBeGreaterThan(0);
      const answer = await ask(site, `${root}${path}?commitment=4`);
      expectProblem(answer, 400, "commitment");
      expect(JSON.parse(answer.body).detail).toBe(
        "Parameteren »commitment« kender ikke værdien »4«; skriv år og nummer, for eksempel 2025-4.",
      );
    }
  });

  it("is refused when what can be said once is said twice, or anything too often", async () => {
    expectProblem(await ask(site, `${root}/cases?page=1&page=2`), 400, "page");
    expectProblem(await ask(site, `${root}/search?q=a&q=b`), 400, "q");
    const many = Array.from({ length: 51 }, (_, index) => `method=m${index}`).join("&");
    expectProblem(await ask(site, `${root}/cases?${many}`), 400, "method");
  });

  it.each(["%00", "%ff", "%zz", "%", "%ED%A0%80"])("is refused when it cannot be read: %s", async (sign) => {
    expectProblem(await ask(site, `${root}/search?type=case&q=${sign}`), 400, "q");
    expectProblem(await ask(site, `${root}/cases/${sign}`), 400);
  });

  it("is refused when it is far too long", async () => {
    expectProblem(await ask(site, `${root}/search?q=${"a".repeat(10_000)}`), 414);
    expectProblem(await ask(site, `${root}/search?q=${encodeURIComponent("ø".repeat(10_000))}`), 414);
    // As long as is promised, in letters that take the most room.
    expect((await get<Findings>(`/search?q=${encodeURIComponent("🎉".repeat(200))}`)).total).toBe(0);
  });

  it.each([
    "/api/v1/%63ases",
    "/%61pi/v1/cases",
    "/API/V1/Cases",
    "/api/v1/c%41ses",
    "/api/v1/openapi%2Ejson",
    "/api/v1/%73earch?q=nest",
  ])("is understood in whatever spelling of its address: %s", async (path) => {
    const { status, headers } = await ask(site, path);
    expect([status, headers["content-type"]]).toEqual([200, expect.stringMatching(/^application\/(\w+\+)?json/)]);
  });

  it.each([
    "/api/v1%2Fcases",
    "/api/v1/municipalities/%252f",
    "/api",
    "/api/v1",
    "/api/v1/findes-ikke",
    "/api/v2/cases",
    "/api/v1/cases/1/2",
    "/api/v1/cases.data",
    "/api/v1/search/x",
  ])("is refused when it is no address: %s", async (path) => {
    expectProblem(await ask(site, path), 404);
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"])("is refused when it would change something: %s", async (method) => {
    const headers = { origin: publicUrl, "content-type": "application/x-www-form-urlencoded", "content-length": "3" };
    for (const path of ["/cases", "/findes-ikke"]) {
      const answer = await ask(site, root + path, { method, headers, body: "a=b" });
      expectProblem(answer, 405);
      expect(answer.headers.allow).toBe("GET, HEAD, OPTIONS");
    }
  });

  it("is not what the site's own faults look like: they say nothing of the inside", async () => {
    const own = await startSite({ env: { PUBLIC_URL: publicUrl } });
    try {
      await own.sql`alter table document rename to away`;
      const answer = await ask(own, `${root}/documents`);
      expectProblem(answer, 500);
      expect(answer.body).not.toMatch(/relation|Postgres|\bat \S+:\d+/);
      expect(log).toHaveBeenCalledWith(expect.objectContaining({ message: 'relation "document" does not exist' }));
    } finally {
      await own.stop();
    }
  });
});

describe("pages from elsewhere", () => {
  it.each([
    ["/cases", 200],
    ["/search?q=nest", 200],
    ["/openapi.json", 200],
    ["/cases/", 301],
    ["/cases?foo=1", 400],
    ["/findes-ikke", 404],
  ])("may read %s (%i)", async (path, status) => {
    const headers = { origin: "https://example.com" };
    for (const answer of [await ask(site, root + path, { headers }), await ask(site, root + path, { headers })]) {
      expect(answer.status).toBe(status);
      expect(answer.headers["access-control-allow-origin"]).toBe("*");
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("are told so when they ask first", async () => {
    const headers = { origin: "https://example.com", "access-control-request-method": "GET" };
    const { status, headers: told, bytes } = await ask(site, `${root}/cases`, { method: "OPTIONS", headers });
    expect(status).toBe(204);
    expect(bytes).toHaveLength(0);
    expect(told["access-control-allow-origin"]).toBe("*");
    expect(told["access-control-allow-methods"]).toBe("GET, HEAD");
    expect(told["access-control-allow-headers"]).toBe("*");
  });

  it("may not read what is no data", async () => {
    expect((await ask(site, "/om")).headers["access-control-allow-origin"]).toBeUndefined();
  });
});

interface Schema {
  type?: string;
  enum?: string[];
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}
interface Description {
  openapi: string;
  info: { title: string; version: string; description: string; contact: Record<string, string> };
  tags: { name: string; description: string }[];
  servers: { url: string }[];
  paths: Record<
    string,
    {
      get: {
        operationId: string;
        summary: string;
        description: string;
        tags: string[];
        parameters: { name: string; in: string; required: boolean; description: string; schema: Schema }[];
        responses: Record<string, unknown>;
      };
    }
  >;
  components: { schemas: Record<string, Schema> };
}

describe("the description", () => {
  let description: Description;
  beforeAll(async () => {
    description = await get<Description>("/openapi.json");
  });

  it("is OpenAPI 3.1 with every reference leading somewhere and every name used once", () => {
    expect(description.openapi).toBe("3.1.0");
    expect(description.info.title).not.toBe("");
    expect(description.info.version).toMatch(/^\d/);
    expect(description.servers).toEqual([{ url: publicUrl }]);
    expect(description.info.description).toMatch(/\.$/);
    expect(description.info.contact).toEqual({ ...operator, url: `${publicUrl}/kontakt` });
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)];
    expect(references.length).toBeGreaterThan(15);
    for (const [, name = ""] of references) expect(description.components.schemas, name).toHaveProperty(name);
    const names = Object.values(description.paths).map(({ get: { operationId } }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("names every operation once, with the pieces of its address", () => {
    const declared = [...operations.map(({ path }) => `/api/v1${path}`), "/api/v1/openapi.json"];
    expect(Object.keys(description.paths).sort()).toEqual(declared.sort());
    for (const [path, { get: one }] of Object.entries(description.paths)) {
      const pieces = [...path.matchAll(/\{(\w+)\}/g)].map(([, piece]) => piece);
      const inPath = one.parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map(({ name }) => name)).toEqual(pieces);
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(one.summary).toMatch(/^\p{Lu}.*\.$/u);
      expect(one.description.length).toBeGreaterThan(one.summary.length);
      expect(description.tags.filter(({ name }) => one.tags.includes(name))).toHaveLength(1);
      for (const parameter of one.parameters) expect(parameter.description, `${path} ${parameter.name}`).toMatch(/\.$/);
      // What the search says of the time it took is new each time, so nobody has its answer already.
      const sometimes = path.endsWith("/search") ? [] : ["304"];
      expect(Object.keys(one.responses)).toEqual(expect.arrayContaining(["200", ...sometimes, "400"]));
    }
  });

  it("says of each parameter what the site takes and what it refuses", async () => {
    for (const [template, { get: one }] of Object.entries(description.paths)) {
      const path = template.replace("{year}", "2025");
      if (path.includes("{")) continue;
      for (const { name, in: place, schema } of one.parameters) {
        const values = schema.enum ?? schema.items?.enum ?? [];
        for (const value of values)
          expect((await ask(site, `${path}?${name}=${value}`)).status, `${path} ${name}=${value}`).toBe(200);
        if (place === "query" && values.length > 0)
          expectProblem(await ask(site, `${path}?${name}=findes-ikke`), 400, name);
        if (schema.type !== "integer") continue;
        expect((await ask(site, `${path}?${name}=${schema.maximum}`)).status, `${path} ${name}`).toBe(200);
        expectProblem(await ask(site, `${path}?${name}=${(schema.maximum ?? 0) + 1}`), 400, name);
      }
    }
  });

  it("names the fields that are sent", async () => {
    const fields = (name: string) => Object.keys(description.components.schemas[name]?.properties ?? {}).sort();
    const sent = async (path: string) => Object.keys(await get<Item>(path)).sort();
    const first = async (path: string) => `${path}/${(await get(path)).items[0]?.id}`;
    expect(await sent(await first("/cases"))).toEqual(fields("Case"));
    expect(await sent(await first("/methods"))).toEqual(fields("Method"));
    expect(await sent(await first("/documents"))).toEqual(fields("Document"));
    expect(await sent("/references/kl-2024")).toEqual(fields("Reference"));
    expect(await sent(await first("/initiatives"))).toEqual(fields("Initiative"));
    expect(await sent(await first("/indicators"))).toEqual(fields("Indicator"));
    expect(await sent("/municipalities/0165")).toEqual(fields("Municipality"));
    expect(await sent("/declarations/2025")).toEqual(fields("Declaration"));
    expect(await sent("/declarations/2025/commitments/3")).toEqual(fields("Commitment"));
    expect(await sent("/search?q=mentaliserng")).toEqual(fields("SearchAnswer"));
  });
});

describe("the page about it", () => {
  const plain = (html: string) =>
    html
      .replaceAll("&quot;", '"')
      .replaceAll("&#x27;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");

  it("gives examples that are answered as it says", async () => {
    const { body } = await ask(site, "/aabne-data");
    const codes = [...body.matchAll(/<pre[^>]*><code>(.*?)<\/code><\/pre>/gs)].map(([, code = ""]) => plain(code));
    const calls = codes.filter((code) => code.startsWith("curl "));
    expect(calls).toHaveLength(3);
    for (const [index, call] of calls.entries()) {
      const [, address = ""] = /^curl "(.*)"$/.exec(call) ?? [];
      expect(address.startsWith(`${publicUrl}${root}/`)).toBe(true);
      const answer = await get<Item>(address.slice(`${publicUrl}${root}`.length));
      const timeless = (one: Item) => ({ ...one, tookMs: null });
      expect(timeless(answer)).toEqual(timeless(JSON.parse(codes[index * 2 + 1] ?? "")));
      expect(answer.total ?? 1).toBeGreaterThan(0);
    }
  });

  it("names every address, describes every problem, and is linked from every page", async () => {
    const { body } = await ask(site, "/aabne-data");
    for (const { path } of operations) expect(body).toContain(`<code>${root}${path}</code>`);
    for (const status of [400, 404, 405, 410, 414, 429, 500, 503]) expect(body).toContain(`id="fejl-${status}"`);
    expect(body).toContain('href="/api/v1/openapi.json"');
    expect((await ask(site, "/om")).body).toContain('href="/aabne-data"');
  });
});
