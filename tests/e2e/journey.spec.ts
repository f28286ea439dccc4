import { expect, type Page, test } from "@playwright/test";

const side = (page: Page, heading: string) =>
  page.locator("section", { has: page.getByRole("heading", { name: heading, exact: true }) }).last();

test.describe("a teacher who is to share a lesson on Monday", () => {
  test("gets from the front page into the guide with one click, and can work by it", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("main").getByRole("link", { name: "Co-teaching", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Co-teaching");

    const steps = page.locator(".prose-steps ol > li");
    expect(await steps.count()).toBeGreaterThanOrEqual(5);
    for (const step of await steps.all()) await expect(step).toBeVisible();
    await expect(page.getByRole("heading", { name: "Sådan gør I" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Faldgruber" })).toBeVisible();
  });

  test("gets there by the menu in two clicks", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link", { name: "Metoder" }).click();
    await page.getByRole("main").getByRole("link", { name: "Co-teaching", exact: true }).click();
    await expect(page).toHaveURL("/metoder/co-teaching");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Co-teaching");
  });

  test("sees who has tried it, what was hard, and whom to call", async ({ page }) => {
    await page.goto("/metoder/co-teaching");
    const cases = page.getByRole("region", { name: "Eksempler med Co-teaching" }).getByRole("article");
    expect(await cases.count()).toBeGreaterThanOrEqual(3);
    await expect(cases.filter({ hasText: "Det svære:" }).first()).toBeVisible();

    const municipalities = side(page, "Kommuner, der nævner metoden").getByRole("link");
    expect(await municipalities.allInnerTexts()).toEqual(["Albertslund", "København", "Aarhus"]);
    for (const name of await municipalities.allInnerTexts()) {
      await expect(cases.filter({ hasText: name }).filter({ hasNotText: "Demodata" }), name).not.toHaveCount(0);
    }

    const told = cases.filter({ hasText: "København" }).first();
    const title = await told.getByRole("heading").innerText();
    await told.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await side(page, "Hvem kan du spørge?").getByRole("link", { name: "København" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Københavns Kommune");
    await expect(page.getByRole("link", { name: "www.kk.dk" })).toHaveAttribute("href", "https://www.kk.dk");
  });
});

test.describe("a consultant at KL who asks how far the ten points have come", () => {
  test("finds the ten, and who works on each, in one click", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link", { name: "De ti punkter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("De ti punkter");
    const points = page.locator("ol.commitments > li");
    await expect(points).toHaveCount(10);
    for (const [index, point] of (await points.all()).entries()) {
      await expect(point.getByRole("link").first()).toHaveAttribute("href", `/erklaeringer/2025/punkter/${index + 1}`);
      await expect(point).toContainText(/Har eksempler \(koblet af redaktionen\): \p{Lu}|Her mangler eksempler\./u);
    }
  });

  test("reads the same number of municipalities on the front page, in the list and at the point itself", async ({
    page,
  }) => {
    await page.goto("/");
    const onFront = await page.locator(".ten-count").allInnerTexts();
    await page.goto("/erklaeringer/2025");
    const inList = await page.locator(".commitment-work").allInnerTexts();
    expect(onFront).toHaveLength(10);
    for (const [index, said] of onFront.entries()) {
      await page.goto(`/erklaeringer/2025/punkter/${index + 1}`);
      const names = await side(page, "Hvem har eksempler?").getByRole("link").allInnerTexts();
      expect(said).toBe(names.length === 0 ? "ingen endnu" : `${names.length} kommune${names.length > 1 ? "r" : ""}`);
      for (const name of names) expect(inList[index]).toContain(name);
      const real = page.getByRole("region", { name: "Eksempler" }).locator(".cards").first().getByRole("article");
      if (names.length > 0) {
        const cases = Number(/(\d+) eksemp/.exec(inList[index] ?? "")?.[1]);
        await expect(real).toHaveCount(cases);
      }
    }
  });

  test("sees in one place what the declaration says and what rests on the editors' word", async ({ page }) => {
    await page.goto("/erklaeringer/2025");
    await page.locator("ol.commitments > li").first().getByRole("link").first().click();
    await expect(page.locator("blockquote")).toBeVisible();
    await expect(page.getByText("Redaktionen har koblet")).toBeVisible();
    await expect(page.getByText("Koblet af redaktionen.").first()).toBeVisible();
    await page.getByRole("link", { name: "Læs stedet i erklæringen" }).click();
    const place = new URL(page.url());
    expect(place.pathname).toBe("/dokumenter/kl-topmoedeerklaering-2025");
    await expect(page.locator(`[id="${decodeURIComponent(place.hash.slice(1))}"]`)).toBeInViewport();
  });
});

test.describe("a coordinator in a municipality that has shared nothing", () => {
  test("finds the municipality in two clicks, its neighbours, and how to share the first case", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Find din kommune" }).click();
    await page.getByRole("table").getByRole("link", { name: "Dragør" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dragør Kommune");
    await expect(page.getByText("Har ikke delt noget på sitet endnu.")).toBeVisible();

    const neighbours = side(page, "Tæt på").getByRole("listitem");
    await expect(neighbours).toHaveCount(6);
    await expect(neighbours.filter({ hasText: "Tårnby" })).toBeVisible();
    await expect(neighbours.filter({ hasText: /København, \d+ eksempler/ })).toBeVisible();

    await page.getByRole("link", { name: "del det første" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Del et eksempel");
    await expect(page.getByText("Det behøver ikke være en succes.")).toBeVisible();
  });

  test("goes on to the neighbour, and to the guide that the neighbour uses", async ({ page }) => {
    await page.goto("/kommuner/dragoer");
    await side(page, "Tæt på").getByRole("link", { name: "København" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Københavns Kommune");
    await page.locator('section[aria-labelledby="metoder"]').getByRole("link", { name: "Kvalitetsteam" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kvalitetsteam");
    await expect(side(page, "Kommuner, der nævner metoden").getByRole("link", { name: "København" })).toBeVisible();
  });
});
