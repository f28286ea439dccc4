import { gzipSync } from "node:zlib";
import { expect, type Response, test } from "@playwright/test";
import { pageTypes, visit } from "./page-types.ts";

/** What a first visit to a reading page may weigh, in kilobytes: text as gzip, fonts and pictures as they are. */
const limits = { html: 40, script: 5, style: 15, font: 130, all: 180 };

const kilobytes = (bytes: number) => Math.round(bytes / 102.4) / 10;

const measured: Record<string, Record<string, number>> = {};
test.afterAll(() => console.table(measured));

for (const type of pageTypes) {
  test(`${type.name} is light, has nothing inline, and forbids what is`, async ({ page }) => {
    const answers: Response[] = [];
    page.on("response", (response) => answers.push(response));
    const answer = await visit(page, type);
    await page.evaluate(() => document.fonts.ready.then(() => {}));

    const weight = await weigh(answers);
    measured[type.name] = weight;
    for (const [kind, limit] of Object.entries(limits)) expect.soft(weight[kind], kind).toBeLessThanOrEqual(limit);
    const scripts = answers
      .filter((one) => one.request().resourceType() === "script")
      .map((one) => new URL(one.url()).pathname);
    expect.soft(new Set(scripts).size, "scripts").toBe(1);
    expect.soft(scripts[0]).toMatch(/^\/assets\/reader-[\w-]+\.js$/);

    const html = (await answer?.text()) ?? "";
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

/** Kilobytes by kind, and the number of requests. A page that was reached over another counts the heavier of the two. */
async function weigh(answers: readonly Response[]): Promise<Record<string, number>> {
  const weight = { html: 0, script: 0, style: 0, font: 0, all: 0 };
  const seen = new Set<string>();
  for (const answer of answers) {
    const kind = answer.request().resourceType();
    const again = kind !== "document" && seen.has(answer.url());
    seen.add(answer.url());
    if (again || answer.status() === 304 || (answer.status() >= 300 && answer.status() < 400)) continue;
    const body = await answer.body();
    const bytes = kind === "font" || kind === "image" ? body.length : gzipSync(body).length;
    if (kind === "document") weight.html = Math.max(weight.html, bytes);
    else weight.all += bytes;
    if (kind === "script") weight.script += bytes;
    if (kind === "stylesheet") weight.style += bytes;
    if (kind === "font") weight.font += bytes;
  }
  weight.all += weight.html;
  const rounded = Object.entries(weight).map(([kind, bytes]) => [kind, kilobytes(bytes)]);
  return { ...Object.fromEntries(rounded), requests: seen.size };
}
