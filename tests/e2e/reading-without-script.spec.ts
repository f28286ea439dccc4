import { expect, test } from "@playwright/test";

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
