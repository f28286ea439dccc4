import { expect, type Page, test } from "@playwright/test";

const initiative = "/indsatser/aarhus-lokalt-skoletilbud-for-alle";

/** Goes on with Tab until something is reached. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const words = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (name.test(words.trim())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test("a chart is a picture with a name and a description of the figures that matter", async ({ page }) => {
  await page.goto(initiative);
  const figure = page.getByRole("figure").filter({ has: page.getByRole("img") });
  const chart = figure.getByRole("img");
  await expect(chart).toHaveCount(1);
  await expect(chart).toHaveAccessibleName(/2023-priser/);
  await expect(chart).toHaveAccessibleDescription(/30,0/);
  await expect(chart).toHaveAccessibleDescription(/2023/);
});

test("no amount runs into the one beside it on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/kommuner/odense");
  const tables = page.locator("table.stack-table");
  await expect(tables).not.toHaveCount(0);
  const tooWide = await tables.evaluateAll((all) =>
    all.flatMap((table) => {
      for (let up = table.closest("details"); up; up = up.parentElement?.closest("details") ?? null) up.open = true;
      return [...table.querySelectorAll("td")]
        .filter((cell) => cell.scrollWidth > cell.clientWidth)
        .map((cell) => cell.textContent);
    }),
  );
  expect(tooWide).toEqual([]);
});

test("a chart is used by keyboard alone: its files, its table, and the passage of a figure", async ({ page }) => {
  await page.goto(initiative);
  await tabTo(page, /^Hent som SVG$/);
  const svg = await page.request.get(await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href));
  expect(svg.headers()["content-type"]).toContain("image/svg+xml");
  await tabTo(page, /^Hent tallene som CSV$/);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^penge-.*\.csv$/);

  await tabTo(page, /^Tallene i en tabel$/);
  const figure = page.getByRole("figure");
  await expect(figure.getByRole("table")).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(figure.getByRole("table")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(figure.getByRole("region")).toBeFocused();

  await tabTo(page, /^30\.000$/);
  const address = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).getAttribute("href") ?? "");
  expect(address).toMatch(/^\/dokumenter\/[^#]+#.+/);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${address}`);
  await expect(page.locator(`[id="${address.split("#")[1]}"]`)).toBeInViewport();
});
