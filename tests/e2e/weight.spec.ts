import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { pageTypes, visit } from "./page-types.ts";

/** What a first visit to a reading page may weigh, in kilobytes: text as gzip, fonts and pictures as they are. */
const limits = { html: 40, script: 5, style: 15, font: 130, all: 180 };

const kilobytes = (bytes: number) => Math.round(bytes / 102.4) / 10;

const measured: Record<string, Record<string, number>> = {};
test.afterAll(() => console.table(measured));

for (const type of pageTypes) {
  test(`${type.name} is light, has nothing inline, and forbids what is`, async ({ page, request }) => {
    const files = new Map<string, string>();
    page.on("request", (asked) => {
      if (asked.resourceType() !== "document") files.set(asked.url(), asked.resourceType());
    });
    const answer = await visit(page, type);
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    const html = (await answer?.text()) ?? "";

    const weight = await weigh(html, files, request);
    measured[type.name] = weight;
    for (const [kind, limit] of Object.entries(limits)) expect.soft(weight[kind], kind).toBeLessThanOrEqual(limit);
    const scripts = [...files].flatMap(([address, kind]) => (kind === "script" ? [new URL(address).pathname] : []));
    expect.soft(scripts).toEqual([expect.stringMatching(/^\/assets\/reader-[\w-]+\.js$/)]);

    expect.soft(html).toContain("</html>");
    expect.soft(html.match(/<script\b/g)).toHaveLength(1);
    expect.soft(html).toMatch(/<script\b[^>]* src="\/assets\/reader-[\w-]+\.js"[^>]*><\/script>/);
    expect.soft(html).not.toMatch(/<style\b|<[^>]+\s(style|on[a-z]+)=|javascript:/i);
    expect.soft(html, "no module is fetched ahead").not.toMatch(/rel="(modulepreload|preload|prefetch)"/);

    const headers = answer?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]));
    expect.soft(rules.get("default-src")).toBe("'none'");
    expect.soft(rules.get("script-src")).toBe("'self'");
    expect.soft(rules.get("style-src")).toBe("'self'");
    expect.soft(rules.get("frame-ancestors")).toBe("'none'");
    expect.soft(rules.get("base-uri")).toBe("'none'");
    expect.soft(policy).not.toMatch(/unsafe|\*|https?:/);
    expect.soft(headers["x-content-type-options"]).toBe("nosniff");
  });
}

test("what carries a hash in its name is kept for good, and pages are asked for again", async ({ page, request }) => {
  const answer = await page.goto("/om");
  expect(answer?.headers()["cache-control"]).toBe("no-cache");
  expect(answer?.headers()["content-encoding"]).toMatch(/^(br|gzip)$/);
  const files = await page
    .locator("script[src], link[rel=stylesheet]")
    .evaluateAll((found) => found.map((one) => one.getAttribute("src") ?? one.getAttribute("href") ?? ""));
  expect(files).toHaveLength(2);
  for (const file of files) {
    const asset = await request.get(file, { headers: { "accept-encoding": "gzip" } });
    expect(asset.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(asset.headers()["content-encoding"]).toBe("gzip");
  }
});

/** Kilobytes by kind, and the number of requests. */
async function weigh(html: string, files: ReadonlyMap<string, string>, request: APIRequestContext) {
  const weight: Record<string, number> = { html: gzipSync(html).length, script: 0, style: 0, font: 0, all: 0 };
  weight.all = weight.html ?? 0;
  for (const [address, kind] of files) {
    const body = await (await request.get(address)).body();
    const bytes = kind === "font" || kind === "image" ? body.length : gzipSync(body).length;
    const shelf = kind === "stylesheet" ? "style" : kind;
    weight[shelf] = (weight[shelf] ?? 0) + bytes;
    weight.all += bytes;
  }
  const rounded = Object.entries(weight).map(([kind, bytes]) => [kind, kilobytes(bytes)]);
  return { ...Object.fromEntries(rounded), requests: files.size + 1 } as Record<string, number>;
}
