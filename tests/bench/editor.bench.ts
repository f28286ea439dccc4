// Writing in a text of 10,000 words: a key and the opening in our editor, on the real page, against a bare TipTap with the same text in the
// same browser, in turns; and what the editor weighs.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import type { Content } from "#app/editor/content.ts";
import { sectionOf } from "#app/editor/written.ts";
import { createDatabase } from "#db/client.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { serveSite, startChild } from "#tests/support/start-child.ts";
import { findBrowser } from "../run/browser.mjs";

const words = 10_000;
const rounds = 10;
const burst = 8;
const bursts = 5;
const betweenKeysMs = 60;
/** Longer than the editor waits before it looks through the text. */
const pauseMs = 900;
const openings = 9;
const readingPage = "/eksempler/aarhus-trivselsteam";

const at = (values: readonly number[], part: number) =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? 0;
const inMs = (values: readonly number[]) =>
  `p50 ${at(values, 0.5).toFixed(1)} ms, p95 ${at(values, 0.95).toFixed(1)} ms`;
const ratio = (ours: readonly number[], bare: readonly number[], part: number) =>
  (at(ours, part) / at(bare, part)).toFixed(2);
const load = () =>
  `load ${os
    .loadavg()
    .map((one) => one.toFixed(2))
    .join(" ")} on ${os.cpus().length} cores`;

/** A text as they are written here, with headings, lists and some places that tell of somebody. */
function longText(): Content {
  const sentences = [
    "Vi begyndte med at se på overgangen fra frikvarter til time, for det var dér, at flest børn mistede fodfæstet.",
    "Pædagogen gik først ind med de børn, der havde svært ved at slippe legen, og læreren tog imod resten i døren.",
    "Efter seks uger talte vi op igen, og der var færre konflikter om mandagen end før, men ikke om fredagen.",
    "Det kostede en pause for de voksne, og det skulle vi have talt om, før vi begyndte.",
  ];
  const blocks: Content[] = [];
  let left = words;
  for (let n = 0; left > 0; n += 1) {
    if (n % 12 === 0)
      blocks.push({ type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: `Uge ${n / 12 + 1}` }] });
    const said = `${sentences.slice(n % 4).join(" ")} ${sentences.slice(0, n % 4).join(" ")}`;
    const text = n % 15 === 7 ? `${said} Mor til Mathilde Hansen fra 3. b sagde tak.` : said;
    left -= text.split(" ").length;
    const paragraph = { type: "paragraph", content: [{ type: "text", text }] };
    blocks.push(
      n % 10 === 5 ? { type: "bulletList", content: [{ type: "listItem", content: [paragraph] }] } : paragraph,
    );
  }
  return { type: "doc", content: [...sectionOf("did").slice(0, 1), ...blocks] };
}

/** Serves a page with a bare editor that holds the text. */
async function serveBare(content: Content) {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      rollupOptions: { input: "tests/bench/bare-editor.ts" },
    },
  });
  const [result] = [built].flat();
  const script = result && "output" in result ? result.output[0].code : "";
  const text = JSON.stringify(content).replaceAll("<", "\\u003c");
  const page = `<!doctype html><html lang="da"><meta charset="utf-8"><title>Bare</title><main id="root"></main><script type="application/json" id="text">${text}</script><script type="module" src="/editor.js"></script></html>`;
  const server = createServer((request, response) => {
    const asked = request.url === "/editor.js";
    response.writeHead(200, { "Content-Type": asked ? "text/javascript" : "text/html; charset=utf-8" });
    response.end(asked ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
}

/** Notes on each page when it can be written in, how long each key takes until its frame is drawn, and what holds the browser up. */
function watch(): void {
  const noted = {
    ready: 0,
    keys: [] as number[],
    held: [] as number[],
    /** Calls back when the next frame has been drawn. */
    drawn(then: () => void) {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = then;
        channel.port2.postMessage(null);
      });
    },
  };
  Object.assign(window, { noted });
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector("[data-ready]")) return;
    observer.disconnect();
    noted.drawn(() => {
      noted.ready = performance.now();
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"] });
  addEventListener(
    "keydown",
    () => {
      const pressed = performance.now();
      noted.drawn(() => noted.keys.push(performance.now() - pressed));
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.held.push(duration);
  }).observe({ type: "longtask" });
}

type Noted = { ready: number; keys: number[]; held: number[] };
const notedOn = (page: Page): Promise<Noted> =>
  page.evaluate(() => {
    const { noted } = window as unknown as { noted: Noted };
    return { ready: noted.ready, keys: noted.keys.splice(0), held: noted.held.splice(0) };
  });

/** @returns the milliseconds from the visit until the text can be written in, drawn */
async function open(page: Page, url: string): Promise<number> {
  await page.bringToFront();
  // Whoever comes has not just left the same text, which the server then puts away.
  await page.goto("about:blank");
  await page.waitForTimeout(500);
  await page.goto(url);
  await page.waitForFunction(() => (window as unknown as { noted: { ready: number } }).noted.ready > 0);
  return (await notedOn(page)).ready;
}

/** Types words in the middle of the text, with pauses in which the editor does what it has put off. */
async function type(page: Page): Promise<Noted> {
  await page.bringToFront();
  const paragraphs = page.locator(".ProseMirror > p");
  await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click();
  await page.waitForTimeout(pauseMs);
  await notedOn(page);
  for (let n = 0; n < bursts; n += 1) {
    for (let key = 0; key < burst; key += 1) {
      await page.keyboard.press("e");
      await page.waitForTimeout(betweenKeysMs);
    }
    await page.waitForTimeout(pauseMs);
  }
  return notedOn(page);
}

/** What the scripts of a page weigh, in kilobytes as gzip, by their addresses. */
async function scriptsOf(context: BrowserContext, url: string): Promise<Map<string, number>> {
  const page = await context.newPage();
  const found = new Map<string, number>();
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return;
    found.set(new URL(response.url()).pathname, gzipSync(await response.body()).length / 1_024);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await page.close();
  return found;
}

const browserFound = await findBrowser();
if ("missing" in browserFound) throw new Error(browserFound.missing);
const content = longText();
const site = await startChild(serveSite);
const sql = createDatabase(String(site.ready.TEST_SITE_DATABASE_URL), { max: 1 });
const url = String(site.ready.TEST_SITE_URL);
const person = await createPerson(sql, { roles: [{ role: "contributor", municipality: "0751" }] });
const { id } = await buildDraft(sql, { begunBy: person.id, content });
const [cookieName = "", cookie = ""] = (await openSession(sql, person.id)).split("=");
const bare = await serveBare(content);
const browser = await chromium.launch({
  executablePath: browserFound.env.TEST_CHROMIUM,
  // A frame is drawn when there is something to draw, not when a screen would show it.
  args: ["--disable-frame-rate-limit", "--disable-gpu-vsync", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
await context.addCookies([{ name: cookieName, value: cookie, url, httpOnly: true }]);

const written = await scriptsOf(context, `${url}/mine-tekster/${id}`);
const read = await scriptsOf(context, url + readingPage);
const editor = [...written].filter(([address]) => !read.has(address));
const weight = editor.reduce((sum, [, kilobytes]) => sum + kilobytes, 0);
console.log(`JavaScript of the editor: ${weight.toFixed(1)} KB gzip in ${editor.length} files (aim: at most 330)`);
console.log(
  `JavaScript of a reading page: ${[...read].map(([address, kilobytes]) => `${address} ${kilobytes.toFixed(1)} KB`).join(", ")} (aim: reader-*.js alone)`,
);

await context.addInitScript(watch);
const pages = { ours: await context.newPage(), bare: await context.newPage() };
const addresses = { ours: `${url}/mine-tekster/${id}`, bare: bare.url };
const sides = ["ours", "bare"] as const;

const opened = { ours: [] as number[], bare: [] as number[] };
console.log(`opening: ${load()}`);
for (let round = 0; round <= openings; round += 1) {
  for (const side of sides) {
    const took = await open(pages[side], addresses[side]);
    // The first visit fills the browser's cache.
    if (round > 0) opened[side].push(took);
  }
}
console.log(`opening ${words} words: ours ${inMs(opened.ours)}; bare ${inMs(opened.bare)}`);
console.log(
  `ratio: p50 ${ratio(opened.ours, opened.bare, 0.5)}, p95 ${ratio(opened.ours, opened.bare, 0.95)} (aim: at most 2)`,
);

const keys = { ours: [] as number[], bare: [] as number[] };
const held = { ours: [] as number[], bare: [] as number[] };
console.log(`keys: ${load()}`);
for (let round = 0; round < rounds; round += 1) {
  for (const side of sides) {
    const noted = await type(pages[side]);
    keys[side].push(...noted.keys);
    held[side].push(...noted.held);
  }
}
console.log(
  `a key in ${words} words, of ${keys.ours.length} and ${keys.bare.length}: ours ${inMs(keys.ours)}; bare ${inMs(keys.bare)}`,
);
console.log(
  `ratio: p50 ${ratio(keys.ours, keys.bare, 0.5)}, p95 ${ratio(keys.ours, keys.bare, 0.95)} (aim: at most 1.5)`,
);
const longest = (values: readonly number[]) => `${values.length}, longest ${Math.max(0, ...values).toFixed(0)} ms`;
console.log(
  `holds of more than 50 ms while writing: ours ${longest(held.ours)}; bare ${longest(held.bare)}. ${load()}`,
);

await browser.close();
bare.stop();
await sql.end();
await site.stop();
process.exit(0);
