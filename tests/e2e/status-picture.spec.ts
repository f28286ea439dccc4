import { expect, test } from "@playwright/test";
import { enter } from "./people.ts";

const picture = "/erklaeringer/2025/status?demodata=ja";

test.describe("the country's picture", () => {
  test("tells everybody counts and where there is something to read, and no names by stage", async ({ page }) => {
    await page.goto(picture);
    await expect(page.getByText("Alle statusser her er opdigtede")).toBeVisible();
    await expect(page.getByRole("table", { name: "De ti punkter: kommuner efter fremdrift" })).toMatchAriaSnapshot(`
      - table "De ti punkter: kommuner efter fremdrift":
        - caption
        - rowgroup:
          - row:
            - columnheader "Punkt"
            - columnheader "98 kommuner"
            - columnheader "Beder om hjælp"
        - rowgroup:
          - row:
            - rowheader:
              - link /^1 Et stærkere almenområde/
            - cell:
              - img /ingen status endnu \\d+$/
            - cell
    `);
    const map = page.getByRole("group", {
      name: "Danmarkskort, hvor hver kommune er en sekskant: hvor der er en status at læse",
    });
    await expect(map.getByRole("link")).toHaveCount(98);
    const names = await map
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label") ?? ""));
    expect(names.every((name) => /^\S+( ●)?: .+, (har udgivet status|ingen status endnu)$/.test(name))).toBe(true);
    await expect(page.getByText("Kommune for kommune")).toHaveCount(0);
  });

  test("gives the network the map and the matrix by names, each square in words", async ({ page }) => {
    await enter(page, "coordinator");
    await page.goto(`${picture}&region=nordjylland&kun=status`);
    const map = page.getByRole("group", { name: /^Danmarkskort, hvor hver kommune er en sekskant: punkt 1,/ });
    await expect(map.getByRole("link")).toHaveCount(98);
    await expect(map.getByRole("link", { name: /, (planlagt|i gang|gennemført|forankret)$/ }).first()).toBeVisible();
    const matrix = page.getByRole("table", { name: "Nordjylland: fremdrift, kommune for kommune" });
    await expect(matrix.getByRole("columnheader")).toHaveCount(11);
    const line = matrix.getByRole("row").nth(1);
    await expect(line.getByRole("rowheader")).toHaveCount(1);
    await expect(line.getByRole("cell")).toHaveCount(10);
    const said = await line
      .getByRole("cell")
      .evaluateAll((cells) =>
        cells.map((cell) =>
          [...cell.querySelectorAll(":scope > span:not([aria-hidden])")].map((one) => one.textContent).join(""),
        ),
      );
    const words =
      /^(ikke begyndt|planlagt|i gang|gennemført|forankret|ikke prioriteret nu)(, før .+)?$|^ikke vurderet i denne status$/;
    expect(said.filter((one) => !words.test(one))).toEqual([]);
    await expect(page.getByText("Hvornår hørte vi sidst fra dem?")).toHaveCount(0);
  });

  test("keeps the roles of the matrix on a phone, where the point that is chosen stands in words", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await enter(page, "coordinator");
    await page.goto(`${picture}&region=nordjylland&kun=status&punkt=7`);
    const matrix = page.getByRole("table", { name: "Nordjylland: fremdrift, kommune for kommune" });
    await expect(matrix.getByRole("row").nth(1).getByRole("cell")).toHaveCount(10);
    await expect(matrix.locator(".matrix-said").first()).toBeVisible();
    await matrix.getByRole("columnheader", { name: /^3 / }).getByRole("link").click();
    await expect(page).toHaveURL(/punkt=3/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test("is walked by keyboard, from tile to tile", async ({ page }) => {
    await page.goto(picture);
    const first = page.locator(".status-map a").first();
    await first.focus();
    await expect(first).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.locator(".status-map a").nth(1)).toBeFocused();
  });

  test("stands on paper with every name of the matrix", async ({ page }) => {
    await enter(page, "coordinator");
    await page.goto(picture);
    await page.emulateMedia({ media: "print" });
    for (const region of ["Hovedstaden", "Nordjylland"])
      await expect(page.getByRole("table", { name: `${region}: fremdrift, kommune for kommune` })).toBeVisible();
    await expect(page.locator(".matrix-tools")).toBeHidden();
  });
});

test.describe("what KL sees", () => {
  test("is how old the words are, and whom it may offer help", async ({ page }) => {
    await enter(page, "admin");
    await page.goto("/kl/status?demodata=ja");
    await expect(page.getByRole("heading", { name: "Hvornår hørte vi sidst fra dem?" })).toBeVisible();
    await page.getByRole("link", { name: /uden status, og skriv til dem/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Skriv til dem uden status" })).toBeVisible();
    await page.getByRole("button", { name: "Tilbyd hjælp" }).click();
    await expect(page.getByRole("alert")).toContainText("Vælg mindst én kommune at skrive til.");
  });

  test("asks in a half year, changes its words and withdraws them", async ({ page }) => {
    await enter(page, "admin");
    await page.goto("/kl/perioder");
    const period = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "2. halvår 2026" }) });
    await period.getByText("Spørg til et tema").click();
    await period.getByLabel("Tema").fill("Skoleskift");
    await period.getByLabel("Hvad vil I spørge om?").fill("Hvordan tager I imod nye elever?");
    await period.getByRole("button", { name: "Sæt ind" }).click();
    await expect(page.getByRole("status")).toContainText("Opfølgningen står nu i de statusser");
    await page.getByRole("link", { name: "Ret Skoleskift" }).click();
    await page.getByLabel("Tema").fill("Skift af skole");
    await page.getByRole("button", { name: "Gem" }).click();
    await expect(page.getByRole("status")).toContainText("Opfølgningen er rettet.");
    await page.getByRole("link", { name: "Træk tilbage Skift af skole" }).click();
    await page.getByRole("button", { name: "Træk tilbage" }).click();
    await expect(page.getByRole("status")).toContainText("trukket tilbage");
  });
});
