import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page, type Response } from "@playwright/test";
import { lowestContrasts } from "./contrast.ts";
import { type PageType, pageTypes, signedInPages, visit } from "./page-types.ts";
import { expectStill, holdFonts } from "./shift.ts";
import { expectQuiet, watch } from "./watch.ts";
import { expectLight, watchFiles } from "./weight.ts";

/** A second page, on which no script runs. It is the same for all, for it keeps nothing from one visit to the next. */
const test = base.extend<object, { plain: Page }>({
  plain: [
    async ({ browser }, use, { project }) => {
      const { baseURL, locale, timezoneId } = project.use;
      const context = await browser.newContext({ baseURL, locale, timezoneId, javaScriptEnabled: false });
      await use(await context.newPage());
      await context.close();
    },
    { scope: "worker" },
  ],
});

test.describe.configure({ mode: "parallel" });

/** Everything that axe knows up to WCAG 2.2 AA, what it counts as good practice, and what it is still trying out. */
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "experimental"];

/** The windows that a page must be sound in, and narrower ones that it must fit too: 1280 at 200 %, and the smallest phone. */
const wide = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const windows = [
  { ...wide, narrower: 640 },
  { ...phone, narrower: 320 },
];

/** Words that only a program, or a program's default page, would say to a Dane. */
const leaks =
  /\[object \w+\]|\b(undefined|null|NaN|Invalid Date|Infinity)\b|\b(Error|Errors|Loading|Page not found|Not found|Submit|Search|Required|Home|Next|Previous|Skip to|Read more|Untitled|Unexpected|Lorem ipsum)\b/;

const weights: Record<string, Record<string, number>> = {};
test.afterAll(() => console.table(weights));

for (const type of pageTypes) {
  test(`${type.name} is sound, light, and says the same without scripts`, async ({ page, plain, request }) => {
    const files = watchFiles(page);
    await expectSound(page, type, async (answer) => {
      weights[type.name] = await expectLight(answer, files, request);
      await expectSame(page, plain, type);
    });
  });
}

for (const type of signedInPages) {
  test(`${type.name} is sound`, ({ page }) => expectSound(page, type));
}

test("in colours of the reader's own one sees where one is, what is chosen and what the map's steps are", async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/kommuner");
  const look = (selector: string, property: "borderBottomColor" | "backgroundColor") =>
    page
      .locator(selector)
      .evaluateAll((found, name) => found.map((element) => getComputedStyle(element)[name]), property);
  const [here] = await look(".main-menu a[aria-current]", "borderBottomColor");
  const others = await look(".main-menu a:not([aria-current])", "borderBottomColor");
  expect(new Set(others), "as the ground").toEqual(new Set(await look("body", "backgroundColor")));
  expect(others).not.toContain(here);
  expect(new Set(await look(".swatch", "backgroundColor")).size).toBe(4);
  expect(new Set(await look(".choices a", "backgroundColor")).size).toBe(2);
  await page.emulateMedia({ forcedColors: null });
});

test("every page has a title of its own", async ({ request }) => {
  const titles = new Map<string, string>();
  for (const { path, status } of pageTypes) {
    if (status || path.includes("?")) continue;
    const title = /<title>(.*?)<\/title>/.exec(await (await request.get(path)).text())?.[1] ?? "";
    expect.soft(titles.get(title), `another page with the title of ${path}`).toBeUndefined();
    titles.set(title, path);
  }
});

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

test("a page is whole for a reader who comes after a robot that only asked for its headers", async ({
  page,
  request,
}) => {
  const address = "/om?efter-en-robot";
  expect((await request.head(address)).status()).toBe(200);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Om Mere for Flere");
});

/**
 * Visits a page and looks at all that must hold for every page.
 * @param asRead looks at the page as it is read, before anything is done to it
 */
async function expectSound(page: Page, type: PageType, asRead?: (answer: Response | null) => Promise<void>) {
  const watched = watch(page);
  await page.setViewportSize(phone);
  await holdFonts(page);
  const answer = await visit(page, type);
  expect(answer?.status()).toBe(type.status ?? 200);
  await expectStill(page);
  await page.setViewportSize(wide);
  expect.soft(answer?.headers()["set-cookie"]).toBeUndefined();
  await asRead?.(answer);

  if (type.status === 400 && type.reach) await expectToldOfErrors(page);
  await expectWayPastTheMenu(page);
  await expectHead(page, type.status ?? 200);
  expect.soft(await readableText(page)).not.toMatch(leaks);
  for (const { width, height, narrower } of windows) {
    await page.setViewportSize({ width, height });
    await page.getByRole("link", { name: "Gå til indhold" }).focus();
    await expect.soft(page.getByRole("link", { name: "Gå til indhold" })).toBeInViewport({ ratio: 1 });
    await expectHeadings(page);
    expect.soft(await axeFindings(page), `what axe finds at ${width} px`).toEqual([]);
    for (const edge of [width, narrower]) {
      await page.setViewportSize({ width: edge, height });
      expect.soft(await overflowing(page), `too wide for ${edge} px`).toEqual([]);
    }
  }
  for (const width of [phone.width, 320]) {
    const found = await withLargeText(page, width, () => overflowing(page));
    expect.soft(found, `too wide for ${width} px with text at 200 %`).toEqual([]);
  }
  await expectQuiet(watched, page, page.context(), { cookies: type.as ? ["session"] : [] });
}

/** Without scripts one reads the same as with them, and what one came for. */
async function expectSame(page: Page, plain: Page, type: PageType): Promise<void> {
  await plain.setViewportSize(wide);
  await visit(plain, type);
  const [within, without] = await Promise.all([page, plain].map(readAsReader));
  for (const text of type.holds) expect.soft(without).toContain(text);
  if (type.status === 400 && type.reach) await expectToldOfErrors(plain);
  // Printing from the page needs a script, so the button is there only with one.
  const words = (text = "") =>
    text
      .replace(/Print (guiden|som bilag)/, "")
      .split(/\s+/)
      .filter(Boolean);
  expect.soft(words(within)).toEqual(words(without));
}

async function readAsReader(page: Page): Promise<string> {
  await expect.soft(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.soft(page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link")).toHaveCount(5);
  await expect.soft(page.getByRole("contentinfo").getByRole("link", { name: "Privatliv" })).toBeVisible();
  return page.getByRole("main").innerText();
}

/** Who has sent a form that was not taken stands at what is wrong with it. */
async function expectToldOfErrors(page: Page): Promise<void> {
  await expect.soft(page).toHaveTitle(/^Fejl: /);
  await expect.soft(page.getByRole("alert")).toBeFocused();
  await expect.soft(page.getByRole("alert")).toBeInViewport({ ratio: 1 });
  // What is looked at next begins at the top of the page.
  await page.evaluate(() => {
    document.documentElement.tabIndex = -1;
    document.documentElement.focus();
    document.documentElement.removeAttribute("tabindex");
  });
}

/** The first stop is the skip link, it can be seen, and it leads into the main part. */
async function expectWayPastTheMenu(page: Page): Promise<void> {
  const skip = page.getByRole("link", { name: "Gå til indhold" });
  await page.keyboard.press("Tab");
  await expect.soft(skip, "the first stop").toBeFocused();
  await expect.soft(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect.soft(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => Boolean(document.activeElement?.closest("main")));
  expect.soft(inside, "the next stop is in the main part").toBe(true);
}

/** Language, title and description, in the head where they belong. */
async function expectHead(page: Page, status: number): Promise<void> {
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    titles: document.querySelectorAll("head > title").length,
    strays: document.querySelectorAll(
      "body title:not(svg title), body meta, body link[rel]:not([rel=modulepreload]), body style",
    ).length,
    description: document.querySelector('head > meta[name="description"]')?.getAttribute("content"),
    robots: document.querySelector('head > meta[name="robots"]')?.getAttribute("content"),
  }));
  expect.soft(found.language).toBe("da");
  expect.soft(found.title).toMatch(/^(Mere for Flere: .{10,}|.{2,} · Mere for Flere)$/);
  expect.soft(found.titles, "titles in the head").toBe(1);
  expect.soft(found.strays, "what belongs in the head but stands in the body").toBe(0);
  if (status === 200) expect.soft(found.description).toMatch(/^.{20,320}$/);
  else if (status !== 400 || !found.description) expect.soft(found.robots).toBe("noindex");
}

/** One h1, and no level of headings is left out on the way down. */
async function expectHeadings(page: Page): Promise<void> {
  const headings = await page.evaluate(() =>
    [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => ({ level: Number(heading.tagName[1]), text: heading.textContent })),
  );
  expect.soft(headings.filter(({ level }) => level === 1)).toHaveLength(1);
  expect.soft(headings[0]?.level, "the first heading").toBe(1);
  expect
    .soft(
      headings.filter(({ text }) => !text?.trim()),
      "empty headings",
    )
    .toEqual([]);
  const jumps = headings.filter(({ level }, index) => level > (headings[index - 1]?.level ?? 1) + 1);
  expect.soft(jumps, "headings that leave out a level").toEqual([]);
}

/** What axe finds, and the texts whose contrast it could not tell and that are too faint when measured. */
async function axeFindings(page: Page): Promise<unknown[]> {
  // What style alone opens on a wide screen is folded to axe.
  for (const fold of await page.locator("details.wide-open").all())
    await fold.evaluate((details) => details.setAttribute("open", ""));
  const { violations, incomplete } = await new AxeBuilder({ page })
    .options({ runOnly: axeTags, resultTypes: ["violations", "incomplete"] })
    // No page holds a frame, so axe needs no second page to gather what it finds.
    .setLegacyMode(true)
    .analyze();
  const briefly = ({ id, nodes }: (typeof violations)[number]) =>
    nodes.map(({ html, failureSummary, target }) => ({ id, html, failureSummary, target: String(target) }));
  const untold = incomplete.filter(({ id }) => id === "color-contrast").flatMap(briefly);
  const measured = await lowestContrasts(
    page,
    untold.map(({ target }) => target),
  );
  return [...violations.flatMap(briefly), ...untold.filter((_, index) => !((measured[index] ?? 0) >= 4.5))];
}

/** Looks at the page on a phone whose owner has chosen letters of twice the size. */
async function withLargeText<T>(page: Page, width: number, look: () => Promise<T>): Promise<T> {
  await page.setViewportSize({ ...phone, width });
  const browser = await page.context().newCDPSession(page);
  const setSize = (standard: number) => browser.send("Page.setFontSizes", { fontSizes: { standard } });
  await setSize(32);
  const found = await look();
  await setSize(16);
  await browser.detach();
  return found;
}

/** What sticks out to the right of the window, apart from what scrolls in a frame of its own. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    const inFrame = (element: Element): boolean => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (["auto", "scroll"].includes(getComputedStyle(up).overflowX) && up.getBoundingClientRect().right <= edge)
          return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return (
        width > 0 && right > edge && element.checkVisibility() && !element.closest(".sr-only") && !inFrame(element)
      );
    });
    const pageScrolls = document.documentElement.scrollWidth > edge ? ["the page scrolls sideways"] : [];
    return [...pageScrolls, ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** All that a reader sees or hears of a page. */
function readableText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const attributes = ["aria-label", "alt", "title", "placeholder"];
    const spoken = attributes.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)),
    );
    const folded = [...document.querySelectorAll("details")].map((element) => element.textContent);
    const head = [...document.querySelectorAll("head > meta[content]")].map((element) =>
      element.getAttribute("content"),
    );
    return [document.title, document.body.innerText, ...spoken, ...folded, ...head].join("\n");
  });
}
