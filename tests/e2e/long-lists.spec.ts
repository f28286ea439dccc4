import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { createPerson, openSession } from "#tests/support/people.ts";
import { ask } from "./content.ts";

/** Halsnæs, which nothing else here writes to. */
const here = { code: "0260", slug: "halsnaes" };
const units = 60;

/** A coordinator, and more units than one looks through. */
async function enterAsCoordinator(page: Page): Promise<void> {
  const cookie = await ask(async (sql) => {
    await sql`
      insert into unit (municipality_code, slug, name, kind)
      select ${here.code}, 'fjordskolen-' || n, 'Fjordskolen ' || n, 'skole' from generate_series(1, ${units}) n
      on conflict do nothing`;
    const email = `${randomUUID()}@halsnaes.dk`;
    const person = await createPerson(sql, { email, roles: [{ role: "coordinator", municipality: here.code }] });
    return openSession(sql, person.id);
  });
  const [name = "", value = ""] = cookie.split("=");
  await page.context().addCookies([{ name, value, url: process.env.TEST_SITE_URL ?? "", httpOnly: true }]);
}

/** Presses Tab until something has the focus. @returns how many times */
async function tabTo(page: Page, target: Locator): Promise<number> {
  await expect(target).toBeVisible();
  for (let stop = 1; stop <= 60; stop += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return stop;
  }
  await expect(target).toBeFocused();
  return 0;
}

test("a coordinator finds a unit among many and moves it with the keyboard alone", async ({ page }) => {
  await enterAsCoordinator(page);
  await page.goto(`/kommuner/${here.slug}/enheder`);
  await tabTo(page, page.getByRole("searchbox", { name: "Find en enhed" }));
  await page.keyboard.type("skolen 47");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/find=skolen\+47/);
  await expect(page.getByRole("main").getByRole("heading", { level: 3 })).toHaveText(["Fjordskolen 47"]);
  await tabTo(page, page.getByRole("link", { name: "Ret Fjordskolen 47" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(/^Ret Fjordskolen 47/);

  // The way leads past the menus: its first field comes next.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Navn" })).toBeFocused();
  expect(await tabTo(page, page.getByRole("combobox", { name: "Hører under" }))).toBe(2);
  await page.keyboard.type("Fjordskolen 5");
  await page.keyboard.press("Escape");
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Vælg en enhed fra listen.");
  await expect(page.getByRole("alert")).toBeFocused();
  const parent = page.getByRole("combobox", { name: "Hører under" });
  await expect(parent).toHaveValue("Fjordskolen 5x");
  await tabTo(page, page.getByRole("alert").getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(parent).toBeFocused();
  await parent.fill("Fjordskolen 5");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("status")).toHaveText("Enheden er rettet.");
  await expect(page).toHaveURL(/find=skolen\+47/);
  await expect(page.getByRole("main")).toContainText("Skole under Fjordskolen 5");
});

for (const width of [390, 1280]) {
  test(`a long list and one of its rows fit on a screen of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await enterAsCoordinator(page);
    await page.goto(`/kommuner/${here.slug}/enheder`);
    const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await isTooWide()).toBe(false);
    await expect(page.getByRole("navigation", { name: "Sider" }).getByRole("link")).toHaveText(["1", "2", "Næste"]);
    await page.getByRole("link", { name: "Ret Fjordskolen 1", exact: true }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Ret Fjordskolen 1" })).toBeInViewport();
    expect(await isTooWide()).toBe(false);
    await page.getByRole("link", { name: "Tilbage til enhederne" }).click();
    await expect(page.getByRole("heading", { level: 3, name: "Fjordskolen 1", exact: true })).toBeInViewport();
  });
}
