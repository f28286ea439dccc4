import { type BrowserContext, expect, type Page } from "@playwright/test";

/** What a page does behind the reader's back, from the moment of watching. */
export interface Watched {
  /** Errors and warnings of the browser and of the page's scripts. */
  complaints: { text: string; address: string }[];
  /** Every address that was asked for. */
  requests: string[];
}

/** Watches a page. Begin before the first visit. */
export function watch(page: Page): Watched {
  const watched: Watched = { complaints: [], requests: [] };
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    watched.complaints.push({ text: message.text(), address: message.location().url });
  });
  page.on("pageerror", (error) => watched.complaints.push({ text: String(error), address: page.url() }));
  page.on("request", (request) => watched.requests.push(request.url()));
  return watched;
}

/** Neither an error, nor a request to another host, nor anything that stays with the reader but the cookies that are named. */
export async function expectQuiet(
  { complaints, requests }: Watched,
  page: Page,
  context: BrowserContext,
  { cookies = [] }: { cookies?: string[] } = {},
): Promise<void> {
  const { host } = new URL(page.url());
  // The browser notes every answer of 400 and up as an error; a page that is an error page has earned it.
  const earned = (text: string, address: string) =>
    text.startsWith("Failed to load resource") && address === page.url().split("#")[0];
  const unearned = complaints.filter(({ text, address }) => !earned(text, address));
  const foreign = requests.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).host !== host);
  expect.soft(unearned, "complaints in the console").toEqual([]);
  expect.soft(foreign, "requests to other hosts").toEqual([]);
  const kept = (await context.cookies()).map(({ name }) => name);
  expect.soft(kept, "cookies").toEqual(cookies);
  expect
    .soft(await page.evaluate(() => localStorage.length + sessionStorage.length), "things kept in the browser")
    .toBe(0);
}
