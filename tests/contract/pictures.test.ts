import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask } from "./ask.ts";

let site: TestSite;

beforeAll(async () => {
  site = await startSite({ seed: "demo" });
  await buildCase(site.sql, { slug: "aabent", title: `Æøå & <b>"fed"</b> ${"meget lang titel ".repeat(10)}` });
  await buildCase(site.sql, { slug: "for-netvaerket", visibility: "network" });
  await buildCase(site.sql, { slug: "for-kommunen", visibility: "municipality" });
  await buildCase(site.sql, { slug: "en-kladde", state: "draft" });
  await buildCase(site.sql, { slug: "trukket-tilbage", state: "withdrawn", retiredSlugs: ["gammelt-navn"] });
  await buildMethod(site.sql, { slug: "metode-for-netvaerket", visibility: "network" });
  await buildMethod(site.sql, { slug: "metode-som-kladde", state: "draft" });
  await buildMethod(site.sql, { slug: "metode-trukket-tilbage", state: "withdrawn" });
});
afterAll(() => site.stop());

/** Width and height of a PNG. */
function sizeOf({ bytes }: Answer): { width: number; height: number } {
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect(bytes.subarray(12, 16).toString()).toBe("IHDR");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe("the picture of a page", () => {
  it.each([
    "/billeder/forside.png",
    "/billeder/eksempler/aarhus-trivselsteam.png",
    "/billeder/eksempler/randers-nest-ideer-i-boernehaven.png",
    "/billeder/eksempler/aabent.png",
    "/billeder/metoder/nest.png",
    "/billeder/kommuner/aeroe.png",
    "/billeder/dokumenter/aarhus-bredere-boernefaellesskaber.png",
    "/billeder/erklaeringer/2025.png",
    "/billeder/erklaeringer/2025/punkter/10.png",
  ])("%s is a PNG of 1200 by 630", async (path) => {
    const answer = await ask(site, path);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("image/png");
    expect(sizeOf(answer)).toEqual({ width: 1200, height: 630 });
    expect(answer.bytes.length).toBeLessThan(300_000);
  });

  it("need not be sent again to those who have it", async () => {
    const path = "/billeder/metoder/nest.png";
    const { headers } = await ask(site, path);
    const again = await ask(site, path, { headers: { "if-none-match": String(headers.etag) } });
    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
  });

  it("differs from that of an invented case, which bears its mark", async () => {
    await buildCase(site.sql, { slug: "maerket", title: "Samme titel", demo: true });
    await buildCase(site.sql, { slug: "umaerket", title: "Samme titel" });
    const [marked, unmarked] = await Promise.all(
      ["maerket", "umaerket"].map((slug) => ask(site, `/billeder/eksempler/${slug}.png`)),
    );
    expect(marked?.bytes.equals(unmarked?.bytes ?? Buffer.alloc(0))).toBe(false);
  });

  it("is the one that the page names", async () => {
    const { body } = await ask(site, "/metoder/nest");
    const [, picture = ""] = /<meta property="og:image" content="([^"]*)"/.exec(body) ?? [];
    expect(new URL(picture).pathname).toBe("/billeder/metoder/nest.png");
  });
});

describe("a picture of what nobody may see", () => {
  it.each([
    "/billeder/eksempler/for-netvaerket.png",
    "/billeder/eksempler/for-kommunen.png",
    "/billeder/eksempler/en-kladde.png",
    "/billeder/eksempler/trukket-tilbage.png",
    "/billeder/eksempler/gammelt-navn.png",
    "/billeder/eksempler/findes-ikke.png",
    "/billeder/metoder/metode-for-netvaerket.png",
    "/billeder/metoder/metode-som-kladde.png",
    "/billeder/metoder/metode-trukket-tilbage.png",
    "/billeder/metoder/findes-ikke.png",
    "/billeder/kommuner/gotham.png",
    "/billeder/dokumenter/findes-ikke.png",
    "/billeder/erklaeringer/1999.png",
    "/billeder/erklaeringer/2025/punkter/11.png",
    "/billeder/erklaeringer/2025/punkter/x.png",
    "/billeder/metoder/nest.jpg",
    "/billeder/metoder/nest",
    "/billeder/.png",
    "/billeder",
  ])("is not there: %s", async (path) => {
    const { status, bytes } = await ask(site, path);
    expect(status).toBe(404);
    expect(bytes.includes("PNG")).toBe(false);
  });

  it("is missing in the same way whether or not there is something to hide", async () => {
    const hidden = await ask(site, "/billeder/eksempler/for-netvaerket.png");
    const nothing = await ask(site, "/billeder/eksempler/findes-ikke.png");
    expect(hidden.body).toBe(nothing.body);
  });

  it.each([
    "/billeder/metoder/nest/igen.png",
    "/billeder/forside/1.png",
    "/billeder/kommuner/aeroe/a/b.png",
    "/billeder/erklaeringer/2025/noget/10.png",
  ])("is not there under an address that is no page's, or anybody could have any number drawn: %s", async (path) => {
    expect((await ask(site, path)).status).toBe(404);
  });
});
