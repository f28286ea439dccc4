import { expect, type Page, test } from "@playwright/test";
import { knownCases } from "./content.ts";

const invented = "/eksempler/helsingoer-co-teaching-i-7-klasse";
const mark = (page: Page) => page.getByText("Demodata", { exact: true });
const robots = (page: Page) => page.locator('meta[name="robots"]');

test("every card of an invented case bears the mark, and no other does", async ({ page }) => {
  const demo = new Map((await knownCases()).map((one) => [one.title, one.demo]));
  for (const path of [
    "/",
    "/eksempler",
    "/eksempler?side=2",
    "/eksempler?side=3",
    "/metoder/co-teaching",
    "/erklaeringer/2025/punkter/6",
  ]) {
    await page.goto(path);
    for (const fold of await page.locator("details.invented > summary").all()) await fold.click();
    const cards = await page.locator("article.card-case").all();
    expect(cards.length, path).toBeGreaterThan(0);
    for (const card of cards) {
      const title = await card.getByRole("heading").innerText();
      const marked = card.locator(".mark-tag-demo");
      if (demo.get(title)) await expect.soft(marked, `${title} on ${path}`).toBeVisible();
      else await expect.soft(marked, `${title} on ${path}`).toHaveCount(0);
    }
  }
});

test("an invented case says at the top that it did not happen there", async ({ page }) => {
  await page.goto(invented);
  await expect(mark(page).first()).toBeInViewport();
  const said = page.getByText("Det er ikke sket i Helsingør.");
  await expect(said).toBeVisible();
  const text = page.locator(".prose").first();
  expect((await said.boundingBox())?.y).toBeLessThan((await text.boundingBox())?.y ?? 0);
  await expect(page.getByText("Ingenting. Det er opdigtet.")).toBeVisible();
});

test("an invented case keeps out of search engines, and says so where it is shared", async ({ page, request }) => {
  await page.goto(invented);
  await expect(robots(page)).toHaveAttribute("content", "noindex");
  await expect(page.locator('meta[property="og:description"]')).toHaveAttribute("content", /^Demodata\. /);
  await expect(page).toHaveTitle(/^Opdigtet: /);
  const sitemap = await (await request.get("/sitemap.xml")).text();
  const feed = await (await request.get("/feeds/eksempler.xml")).text();
  expect(sitemap).toContain("/eksempler/koebenhavn-nest-lundehusskolen");
  expect(feed).toContain("/eksempler/koebenhavn-nest-lundehusskolen");
  for (const list of [sitemap, feed]) expect(list).not.toContain(invented);
});

test("a case from a document bears no such mark and may be found", async ({ page }) => {
  await page.goto("/eksempler/koebenhavn-nest-lundehusskolen");
  await expect(page.getByRole("article").first().locator(".page-tags").getByText("Demodata")).toHaveCount(0);
  await expect(page.locator(".provenance-demo")).toHaveCount(0);
  await expect(robots(page)).toHaveCount(0);
});

test("the map shows the real or the invented, says which, and never both in one", async ({ page }) => {
  await page.goto("/kommuner");
  const choice = page.getByRole("navigation", { name: "Hvad kortet viser" });
  const tile = (name: string) => page.locator(".tile-map").getByRole("link", { name: new RegExp(`, ${name}$`) });
  await expect(choice.getByRole("link", { name: "Rigtige eksempler" })).toHaveAttribute("aria-current", "true");
  await expect(tile("København")).toHaveAccessibleName(/^Kbh \d+ eksempler, /);
  await expect(tile("Odense")).toHaveAccessibleName(/^Ode intet endnu, /);
  await expect(page.getByText("Kortet viser opdigtede eksempler.")).toHaveCount(0);

  await choice.getByRole("link", { name: "Demodata" }).click();
  await expect(page).toHaveURL("/kommuner?kort=demodata");
  await expect(choice.getByRole("link", { name: "Demodata" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByText("Kortet viser opdigtede eksempler.")).toBeVisible();
  await expect(tile("Odense")).toHaveAccessibleName(/^Ode \d+ opdigtede eksempler, /);
  await expect(tile("København")).toHaveAccessibleName(/^Kbh intet endnu, /);
  await expect(robots(page)).toHaveAttribute("content", "noindex");

  const odense = page.getByRole("row", { name: /^Odense / });
  await expect(odense.locator(".mark-tag-demo")).toBeVisible();
  await expect(odense.getByRole("cell").nth(1)).toHaveText(/^ingen\s*\d+ Demodata$/);
});

test("a municipality keeps its invented cases apart and counts only the real ones", async ({ page }) => {
  await page.goto("/kommuner/odense");
  await expect(page.getByText("Har ikke delt noget på sitet endnu.")).toBeVisible();
  const apart = page.getByRole("region", { name: /Opdigtede eksempler/ });
  await expect(apart.getByText("De viser, hvad sitet kan, og er ikke sket i Odense.")).toBeVisible();
  const cards = apart.getByRole("article");
  expect(await cards.count()).toBeGreaterThan(0);
  await expect(apart.locator("article .mark-tag-demo")).toHaveCount(await cards.count());
  await expect(page.locator('section[aria-labelledby="metoder"]').locator("li:not(:has(.mark-tag-demo))")).toHaveCount(
    0,
  );
});

test("a point of the declaration folds its invented cases away and does not count them", async ({ page }) => {
  await page.goto("/erklaeringer/2025/punkter/6");
  const fold = page.locator('section[aria-labelledby="eksempler"] details.invented');
  await expect(page.locator('section[aria-labelledby="indsatser"] details.invented summary')).toHaveText(
    /^\d+ opdigtede? indsats(er)? \(Demodata\)$/,
  );
  await expect(fold.locator("summary")).toHaveText(/^\d+ opdigtede? eksemp(el|ler) \(Demodata\)$/);
  await expect(fold.getByRole("article").first()).toBeHidden();
  await expect(page.locator(".profile-side").getByRole("link", { name: "Helsingør" })).toHaveCount(0);
  await fold.locator("summary").click();
  await expect(fold.getByRole("article").first()).toBeVisible();
});
