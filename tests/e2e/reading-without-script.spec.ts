import { expect, test } from "@playwright/test";
import { pageTypes, visit } from "./page-types.ts";

for (const type of pageTypes) {
  test(`${type.name} can be read without scripts, and says the same as with them`, async ({ browser, baseURL }) => {
    const read = async (javaScriptEnabled: boolean) => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await visit(page, type);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link")).toHaveCount(5);
      await expect(page.getByRole("contentinfo").getByRole("link", { name: "Privatliv" })).toBeVisible();
      const text = await page.getByRole("main").innerText();
      await context.close();
      return text;
    };
    const without = await read(false);
    for (const text of type.holds) expect.soft(without).toContain(text);
    // Printing from the page needs a script, so the button is there only with one.
    const words = (text: string) => text.replace("Print guiden", "").split(/\s+/).filter(Boolean);
    expect(words(await read(true))).toEqual(words(without));
  });
}

test("a phone's menu and folded parts open without scripts", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto("/metoder/co-teaching");
  await page.locator("details.toc > summary").click();
  await page
    .getByRole("navigation", { name: "På denne side" })
    .getByRole("link", { name: "Kilder", exact: true })
    .click();
  await expect(page.getByRole("heading", { name: "Kilder", exact: true })).toBeInViewport();
  await page.locator(".phone-menu > summary").click();
  await page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link", { name: "Kommuner" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kommuner");
  await context.close();
});
