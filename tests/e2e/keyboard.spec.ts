import { expect, type Locator, type Page, test } from "@playwright/test";

/** More stops than any page has on the way to anything. */
const mostStops = 200;

/** Presses a key until the focus is where it is wanted. */
async function stepTo(page: Page, key: "Tab" | "Shift+Tab", target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const element = await target.elementHandle();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press(key);
    if (await element?.evaluate((wanted) => wanted === document.activeElement)) return;
  }
  await expect(target, `reached with ${key}`).toBeFocused();
}

const tabTo = (page: Page, target: Locator) => stepTo(page, "Tab", target);

/** Tabs there and presses Enter. */
async function follow(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a reader gets from the front page to a municipality to call with Tab and Enter alone", async ({ page }) => {
  test.slow();
  await page.goto("/");
  await follow(page, page.getByRole("main").getByRole("link", { name: "Co-teaching", exact: true }));
  await expect(heading(page)).toHaveText("Co-teaching");
  await follow(
    page,
    page.getByRole("region", { name: "Eksempler med Co-teaching" }).getByRole("article").last().getByRole("link"),
  );
  await expect(page).toHaveURL(/\/eksempler\/[a-z0-9-]+$/);
  await follow(page, page.locator("dl.facts").getByRole("link"));
  await expect(page).toHaveURL(/\/kommuner\/[a-z0-9-]+$/);
  await expect(heading(page)).toContainText("Kommune");
});

test("a reader narrows a list, goes to its next page and takes it all back without a mouse", async ({ page }) => {
  test.slow();
  await page.goto("/eksempler");
  const primary = page.getByRole("checkbox", { name: "Mellemtrin" });
  await tabTo(page, primary);
  await page.keyboard.press("Space");
  await expect(page).toHaveURL("/eksempler?omraade=mellemtrin");
  await expect(primary).toBeFocused();
  await stepTo(page, "Shift+Tab", page.getByRole("link", { name: "Gå til resultaterne" }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("list", { name: "Valgt" }).getByRole("link"), "past all the filters").toBeFocused();
  await stepTo(page, "Tab", page.getByRole("link", { name: "Næste" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/side=2/);
  await expect(primary).toBeChecked();
  await follow(page, page.getByRole("link", { name: "Nulstil" }));
  await expect(page).toHaveURL("/eksempler");
});

test("a folded group of filters opens and closes with Enter, and its values come next", async ({ page }) => {
  await page.goto("/eksempler");
  const fold = page.locator("details.filter-group > summary", { hasText: "Klassetrin" });
  const first = page.getByRole("checkbox", { name: "0. klasse" });
  await expect(first).toBeHidden();
  await follow(page, fold);
  await expect(first).toBeVisible();
  await page.keyboard.press("Tab");
  if (!(await first.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
  await expect(first).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL("/eksempler?klassetrin=0");
  await expect(first).toBeFocused();
  await expect(first).toBeVisible();
  await stepTo(page, "Shift+Tab", fold);
  await page.keyboard.press("Enter");
  await expect(first).toBeHidden();
});

for (const { path, width } of [
  { path: "/", width: 1280 },
  { path: "/", width: 390 },
  { path: "/eksempler", width: 1280 },
  { path: "/metoder/co-teaching", width: 1280 },
  { path: "/meld-et-problem", width: 390 },
]) {
  test(`every stop on ${path} at ${width} px is in view and can be told from the rest`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    const stops: Stop[] = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(lookOfFocus);
      if (!stop || stops.some(({ place }) => place === stop.place)) break;
      stops.push(stop);
    }
    const focusable = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll(
            'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]',
          ),
        ].filter((element) => element.checkVisibility() && !element.matches(':disabled, [tabindex="-1"]')).length,
    );
    expect(stops.length, "stops").toBeGreaterThanOrEqual(focusable);
    expect.soft(stops.filter(({ inView }) => !inView)).toEqual([]);
    // The mark is at least 2 px, or a tile's edge drawn thicker, and stands out from its ground by 3:1.
    expect.soft(stops.filter(({ mark, contrast }) => !mark || contrast < 3)).toEqual([]);
  });
}

interface Stop {
  place: string;
  inView: boolean;
  mark: string | null;
  contrast: number;
}

/** How the browser shows where the focus is. Runs in the page; null when the focus has left it. */
function lookOfFocus(): Stop | null {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  // The ring of a search field goes round the button beside it too.
  const marked = (element.matches("input") && element.closest(".search-field")) || element;
  const ground = () => {
    for (let up = marked.parentElement; up; up = up.parentElement) {
      const color = getComputedStyle(up).backgroundColor;
      if ((channels(color)[3] ?? 1) === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const marks = [null, "::before", "::after"].flatMap((part) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(marked, part);
    const drawn = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    return drawn ? [{ mark: `${part ?? ""}${outlineStyle} ${outlineWidth} ${outlineColor}`, color: outlineColor }] : [];
  });
  const edge = element.querySelector("polygon");
  if (edge) {
    const { stroke, strokeWidth } = getComputedStyle(edge);
    const other = [...document.querySelectorAll("polygon")].find(
      (polygon) =>
        polygon !== edge && polygon.parentElement?.getAttribute("class") === edge.parentElement?.getAttribute("class"),
    );
    const usual = other ? getComputedStyle(other) : null;
    if (
      usual &&
      Number.parseFloat(strokeWidth) >= 2 * Number.parseFloat(usual.strokeWidth) &&
      stroke !== usual.stroke
    ) {
      marks.push({ mark: `edge ${strokeWidth} ${stroke}`, color: stroke });
    }
  }
  const [one = 0, other = 0] = [light(marks[0]?.color ?? ""), light(ground())].sort((a, b) => b - a);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const all = [...document.querySelectorAll("*")];
  return {
    place: `${all.indexOf(element)} ${element.outerHTML.slice(0, 90)}`,
    inView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    mark: marks[0]?.mark ?? null,
    contrast: (one + 0.05) / (other + 0.05),
  };
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the menu opens with Enter, leads on, and closes with Escape with the focus back where it was", async ({
    page,
  }) => {
    await page.goto("/");
    const menu = page.locator(".phone-menu > summary");
    const methods = page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link", { name: "Metoder" });
    await expect(methods).toBeHidden();
    await follow(page, menu);
    await expect(methods).toBeVisible();
    await tabTo(page, methods);
    await page.keyboard.press("Escape");
    await expect(methods).toBeHidden();
    await expect(menu).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(methods).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(methods).toBeHidden();
    await page.keyboard.press("Enter");
    await follow(page, methods);
    await expect(heading(page)).toHaveText("Metoder");
    await expect(methods).toBeHidden();
  });

  test("the table of contents unfolds and leads to its sections", async ({ page }) => {
    await page.goto("/metoder/co-teaching");
    const text = page.locator(".reading-text");
    for (const first of [
      page.getByRole("heading", { name: "Vidensprofil", exact: true }),
      page.getByRole("heading", { name: "Hvem kan du spørge?" }),
      page.getByRole("button", { name: "Print guiden" }),
    ]) {
      const [here, there] = await Promise.all([first.boundingBox(), text.boundingBox()]);
      expect.soft(here?.y, "what one looks for comes before the text").toBeLessThan(there?.y ?? 0);
    }
    const contents = page.locator("details.toc > summary");
    await follow(page, contents);
    await follow(
      page,
      page.getByRole("navigation", { name: "På denne side" }).getByRole("link", { name: "Faldgruber" }),
    );
    await expect(page.getByRole("heading", { name: "Faldgruber" })).toBeInViewport();
  });

  test("a municipality is found by its name or in the list, and the map waits until it is asked for", async ({
    page,
  }) => {
    await page.goto("/kommuner");
    const map = page.getByRole("group", { name: /^Danmarkskort/ });
    await expect(map).toBeHidden();
    await expect(page.getByRole("table", { name: /^Hvad kommunerne har på sitet/ })).toBeInViewport();
    await page.getByRole("searchbox", { name: "Find en kommune" }).fill("Ålb");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main").getByRole("status")).toHaveText("1 kommune");
    await expect(page.getByRole("table").getByRole("link")).toHaveText(["Aalborg"]);
    await page.getByText("Se kortet").click();
    await expect(map).toBeVisible();
  });

  test("the filters unfold with Enter", async ({ page }) => {
    await page.goto("/eksempler");
    await follow(page, page.locator(".filters-fold > summary"));
    await follow(page, page.locator(".filter-more > summary", { hasText: "Metode" }));
    const nest = page.getByRole("checkbox", { name: "Nest" });
    await tabTo(page, nest);
    await page.keyboard.press("Space");
    await expect(page).toHaveURL("/eksempler?metode=nest");
    await expect(nest).toBeFocused();
  });
});

test("every tile of the map is a stop with a name of its own that begins with what it shows", async ({ page }) => {
  test.slow();
  await page.goto("/kommuner");
  const map = page.getByRole("group", { name: /^Danmarkskort/ });
  await expect(map.getByRole("link")).toHaveCount(98);
  await page.getByRole("link", { name: "Samme tal som liste" }).focus();
  const names = new Set<string>();
  for (let tile = 0; tile < 98; tile += 1) {
    await page.keyboard.press("Tab");
    const { name, shown } = await page.evaluate(() => ({
      name: document.activeElement?.closest(".tile-map a")?.getAttribute("aria-label") ?? "",
      shown: [".tile-name", ".tile-value"]
        .flatMap((part) => document.activeElement?.querySelector(part)?.textContent ?? [])
        .join(" "),
    }));
    expect(name).toMatch(/^\p{Lu}\p{L}+ (intet endnu|1 eksempel|\d+ eksempler)(, \p{Lu}[^,]+)?$/u);
    expect
      .soft(name.startsWith(shown), `whoever speaks to the screen says what it shows: ${shown}, ${name}`)
      .toBe(true);
    names.add(name.split(", ")[1] ?? name);
  }
  expect(names.size).toBe(98);
  const here = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(here ?? "");
});

test("the table beside the map says the same as the map", async ({ page }) => {
  for (const path of ["/kommuner", "/kommuner?kort=demodata"]) {
    await page.goto(path);
    const { tiles, rows } = await page.evaluate((invented) => {
      const number = (text: string | null | undefined) => Number.parseInt(text ?? "", 10) || 0;
      return {
        tiles: [...document.querySelectorAll(".tile-map a")].map((tile) => [
          tile.getAttribute("href"),
          number(tile.getAttribute("aria-label")?.match(/\d+/)?.[0]),
        ]),
        rows: [...document.querySelectorAll("tbody tr")].map((row) => [
          row.querySelector("a")?.getAttribute("href"),
          invented
            ? number(row.querySelector(".demo-count")?.textContent)
            : number(row.querySelectorAll("td")[1]?.firstChild?.textContent),
        ]),
      };
    }, path.includes("demodata"));
    expect(tiles).toHaveLength(98);
    expect(tiles).toEqual(rows);
  }
});

for (const path of [
  "/metoder/co-teaching",
  "/eksempler/koebenhavn-nest-lundehusskolen",
  "/dokumenter/koebenhavn-mangfoldige-boernefaellesskaber-2026",
]) {
  test(`the table of contents of ${path} leads to every section, and the next stop is in it`, async ({ page }) => {
    await page.goto(path);
    const links = page.getByRole("navigation", { name: "På denne side" }).getByRole("link");
    expect(await links.count()).toBeGreaterThanOrEqual(3);
    for (const link of await links.all()) {
      const id = (await link.getAttribute("href"))?.slice(1) ?? "";
      await expect(page.locator(`[id="${id}"]`)).toBeVisible();
    }
    const link = links.nth(2);
    const id = (await link.getAttribute("href"))?.slice(1) ?? "";
    await follow(page, link);
    await expect(page).toHaveURL(`${path}#${id}`);
    const section = page.locator(`[id="${id}"]`);
    await expect(section).toBeInViewport();
    await expect(link).toHaveAttribute("aria-current", "location");
    await page.keyboard.press("Tab");
    const after = await section.evaluate((found) =>
      Boolean(
        document.activeElement &&
          found.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING,
      ),
    );
    expect(after, "the next stop comes after the heading").toBe(true);
  });
}
