import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, type Page, type Response } from "@playwright/test";

/** What a first visit to a reading page may weigh, in kilobytes: text as gzip, fonts and pictures as they are. */
const limits = { html: 40, script: 5, style: 15, font: 130, all: 180 };
/** Pages with charts and tables of figures carry a stylesheet of their own, which all others are spared. */
const limitsWithCharts = { ...limits, style: 18.5 };
/** So do pages that show a status, or the ten points over time, beside the charts that they may have. */
const limitsWithStatus = { ...limits, style: 21, all: 190 };
/** The country's picture has its own too, and for the network the matrix of 98 x 10. */
const limitsWithMatrix = { ...limits, html: 60, style: 20, all: 200 };

/** The kinds of the files that a page has asked for, by address. */
export type Files = ReadonlyMap<string, string>;

/** Writes down the files that a page asks for. Begin before the visit. */
export function watchFiles(page: Page): Files {
  const files = new Map<string, string>();
  page.on("request", (asked) => {
    if (asked.resourceType() !== "document") files.set(asked.url(), asked.resourceType());
  });
  return files;
}

/** A page is light, has nothing inline, and forbids what is. @returns its weight in kilobytes by kind, and the number of requests */
export async function expectLight(
  answer: Response | null,
  files: Files,
  request: APIRequestContext,
): Promise<Record<string, number>> {
  const html = (await answer?.text()) ?? "";
  const weight = await weigh(html, files, request);
  const carries = (name: string) =>
    [...files.keys()].some((address) => address.includes(`/${name}-`) && address.endsWith(".css"));
  const most = carries("overview")
    ? limitsWithMatrix
    : carries("status")
      ? limitsWithStatus
      : carries("charts")
        ? limitsWithCharts
        : limits;
  for (const [kind, limit] of Object.entries(most)) expect.soft(weight[kind], kind).toBeLessThanOrEqual(limit);
  const scripts = [...files].flatMap(([address, kind]) => (kind === "script" ? [new URL(address).pathname] : []));
  expect.soft(scripts).toEqual([expect.stringMatching(/^\/assets\/reader-[\w-]+\.js$/)]);

  expect.soft(html).toContain("</html>");
  expect.soft(html.match(/<script\b/g)).toHaveLength(1);
  expect.soft(html).toMatch(/<script\b[^>]* src="\/assets\/reader-[\w-]+\.js"[^>]*><\/script>/);
  expect.soft(html).not.toMatch(/<style\b|<[^>]+\s(style|on[a-z]+)=|javascript:/i);
  expect.soft(html, "no module is fetched ahead").not.toMatch(/rel="(modulepreload|prefetch)"/);
  const ahead = [...html.matchAll(/<link\b[^>]* rel="preload"[^>]*>/g)].map(([link]) => link);
  expect
    .soft(
      ahead.filter((link) => link.includes('as="font"')),
      "the fonts of the first screen",
    )
    .toHaveLength(2);
  expect.soft(ahead, "nothing else is fetched ahead").toHaveLength(2);

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
  return weight;
}

async function weigh(html: string, files: Files, request: APIRequestContext): Promise<Record<string, number>> {
  const weight: Record<string, number> = { html: gzipSync(html).length, script: 0, style: 0, font: 0, all: 0 };
  weight.all = weight.html ?? 0;
  for (const [address, kind] of files) {
    const bytes = await bytesOf(address, kind, request);
    const shelf = kind === "stylesheet" ? "style" : kind;
    weight[shelf] = (weight[shelf] ?? 0) + bytes;
    weight.all += bytes;
  }
  const rounded = Object.entries(weight).map(([kind, bytes]) => [kind, Math.round(bytes / 102.4) / 10]);
  return { ...Object.fromEntries(rounded), requests: files.size + 1 };
}

/** The pages share most of their files. */
const known = new Map<string, number>();

async function bytesOf(address: string, kind: string, request: APIRequestContext): Promise<number> {
  const found = known.get(address);
  if (found !== undefined) return found;
  const body = await (await request.get(address)).body();
  const bytes = kind === "font" || kind === "image" ? body.length : gzipSync(body).length;
  known.set(address, bytes);
  return bytes;
}
