import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import { newestCases } from "#db/queries/cases/list.ts";
import { listMethods } from "#db/queries/methods/list.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask } from "./ask.ts";

const publicUrl = "https://mereforflere.example";
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name) => name === "entry" || name === "link" || name === "author",
});

interface Feed {
  "@_xmlns": string;
  "@_xml:lang": string;
  id: string;
  title: string;
  updated: string;
  link: { "@_href": string; "@_rel"?: string }[];
  author?: unknown[];
  entry?: Entry[];
}
interface Entry {
  id: string;
  title: string;
  updated: string;
  published: string;
  summary: string;
  link: { "@_href": string; "@_rel"?: string }[];
  author: { name: string }[];
}

const urn = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const addressOf = ({ link }: Entry) => link[0]?.["@_href"] ?? "";

let site: TestSite;
let empty: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "demo", env: { PUBLIC_URL: publicUrl } });
  empty = await startSite();
});
afterAll(() => Promise.all([site.stop(), empty.stop()]));

async function readFeed(from: TestSite, path: string): Promise<Feed> {
  const { status, headers, body } = await ask(from, path);
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
  expect(XMLValidator.validate(body)).toBe(true);
  return parser.parse(body).feed;
}

const feeds = [
  { path: "/feeds/eksempler.xml", page: "/eksempler" },
  { path: "/feeds/metoder.xml", page: "/metoder" },
];

describe.each(feeds)("the feed $path", ({ path, page }) => {
  it("holds what RFC 4287 demands of a feed", async () => {
    const feed = await readFeed(site, path);
    expect(feed["@_xmlns"]).toBe("http://www.w3.org/2005/Atom");
    expect(feed["@_xml:lang"]).toBe("da");
    expect(feed.id).toMatch(urn);
    expect((await readFeed(empty, path)).id).toBe(feed.id);
    expect(feed.title).toMatch(/^Mere for Flere: /);
    expect(feed.updated).toMatch(timestamp);
    expect(feed.link).toContainEqual(expect.objectContaining({ "@_rel": "self", "@_href": publicUrl + path }));
    const alternates = feed.link.filter((link) => (link["@_rel"] ?? "alternate") === "alternate");
    expect(alternates.map((link) => link["@_href"])).toEqual([publicUrl + page]);
  });

  it("holds what RFC 4287 demands of each entry", async () => {
    const { entry = [], updated } = await readFeed(site, path);
    expect(entry.length).toBeGreaterThan(10);
    expect(new Set(entry.map(({ id }) => id)).size).toBe(entry.length);
    for (const one of entry) {
      expect(one.id).toMatch(urn);
      expect(addressOf(one)).toMatch(new RegExp(`^${publicUrl}${page}/[a-z0-9-]+$`));
      expect(one.title).not.toBe("");
      expect(one.summary).not.toBe("");
      expect(one.updated).toMatch(timestamp);
      expect(one.published).toMatch(timestamp);
      expect(one.author[0]?.name).not.toBe("");
      expect(one.link).toHaveLength(1);
    }
    const newest = Math.max(...entry.map((one) => Date.parse(one.updated)));
    expect(Date.parse(updated)).toBe(newest);
  });

  it("leads to pages that are there", async () => {
    const { entry = [] } = await readFeed(site, path);
    for (const address of entry.map(addressOf))
      expect((await ask(site, address.replace(publicUrl, ""))).status, address).toBe(200);
  });

  it("is in order when there is nothing to tell", async () => {
    const feed = await readFeed(empty, path);
    expect(feed.entry).toBeUndefined();
    expect(feed.updated).toMatch(timestamp);
  });

  it("is announced on the page that it belongs to", async () => {
    const { body } = await ask(site, page);
    expect(body).toMatch(
      new RegExp(`<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="${path}"`),
    );
  });
});

describe("what is told", () => {
  it("is every real case that anybody may read, and nothing invented", async () => {
    const { entry = [] } = await readFeed(site, "/feeds/eksempler.xml");
    const real = await newestCases(site.sql, anonymous, 50, { real: true });
    expect(entry.map(addressOf)).toEqual(real.map(({ slug }) => `${publicUrl}/eksempler/${slug}`));
    const invented = await site.sql<{ slug: string }[]>`select slug from case_story where demo`;
    expect(invented.length).toBeGreaterThan(20);
    for (const { slug } of invented)
      expect(
        entry.some((one) => addressOf(one).endsWith(`/${slug}`)),
        slug,
      ).toBe(false);
  });

  it("says of a case that is retold that the municipality has not written it", async () => {
    const { entry = [] } = await readFeed(site, "/feeds/eksempler.xml");
    expect(entry[0]?.author[0]?.name).toMatch(/^Redaktionen, gengivet fra et dokument fra \p{Lu}/u);
  });

  it("is every method", async () => {
    const { entry = [] } = await readFeed(site, "/feeds/metoder.xml");
    const listing = { kinds: [], settings: [], levels: [], commitments: [], sort: "titel" } as const;
    const methods = await listMethods(site.sql, anonymous, listing);
    expect(entry.map(({ title }) => title).sort()).toEqual(methods.map(({ title }) => title).sort());
  });
});

describe("a case with signs that mean something in XML", () => {
  it("stands in the feed as it was written, and cases that not everybody may read do not", async () => {
    const own = await startSite();
    try {
      await seedPlaces(own.sql);
      const title = `</title><script>alert("1")</script> & 'æøå' <![CDATA[ 😀`;
      await buildCase(own.sql, { title, summary: "a < b && c > d" });
      await buildCase(own.sql, { title: "Kun for netværket", visibility: "network" });
      await buildCase(own.sql, { title: "Kun for kommunen", visibility: "municipality" });
      await buildCase(own.sql, { title: "En kladde", state: "draft" });
      await buildCase(own.sql, { title: "Trukket tilbage", state: "withdrawn" });
      await buildCase(own.sql, { title: "Opdigtet", demo: true });
      const { entry = [] } = await readFeed(own, "/feeds/eksempler.xml");
      expect(entry).toHaveLength(1);
      expect(entry[0]).toMatchObject({ title, summary: "a < b && c > d", author: [{ name: "Aarhus" }] });
      // A new address makes no new entry of it.
      await own.sql`update case_story set slug = 'nyt-navn' where published_revision_id in (select id from case_revision where title = ${title})`;
      const { entry: renamed = [] } = await readFeed(own, "/feeds/eksempler.xml?igen");
      expect(renamed.map(addressOf)).toEqual([expect.stringMatching(/\/nyt-navn$/)]);
      expect(renamed[0]?.id).toBe(entry[0]?.id);
    } finally {
      await own.stop();
    }
  });
});
