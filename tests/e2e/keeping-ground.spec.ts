import { expect, test } from "@playwright/test";
import { ask } from "./content.ts";
import { enter } from "./people.ts";

const title = "Trivselsteam på alle skoler";
const forget = () =>
  ask((sql) => sql`delete from initiative where municipality_code = '0151' and title like ${`${title}%`}`);

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test.beforeEach(forget);
  test.afterEach(forget);

  test("a coordinator saves an initiative, gives it an amount, publishes it and takes it back", async ({ page }) => {
    await enter(page, "coordinator");
    await page.goto("/kommuner/ballerup/indsatser");
    await page.getByRole("textbox", { name: "Titel" }).fill(title);
    await page.getByRole("button", { name: "Gem" }).click();
    await expect(page.getByRole("status")).toContainText("Indsatsen er gemt.");
    await page.getByRole("textbox", { name: "Begynder (kan udelades)" }).fill("marts 1026");
    await page.getByRole("textbox", { name: "Målgruppe (kan udelades)" }).fill("Indskolingen");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv et år, en måned eller en dag");
    await expect(page.getByRole("textbox", { name: "Målgruppe (kan udelades)" })).toHaveValue("Indskolingen");
    await page.getByRole("textbox", { name: "Begynder (kan udelades)" }).fill("marts 2026");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Indsatsen er gemt.");

    await page.getByRole("link", { name: `Penge i ${title}` }).click();
    await page.getByRole("textbox", { name: "År", exact: true }).fill("2026");
    await page.getByRole("textbox", { name: "Beløb" }).fill("1,234.5");
    await page.getByRole("textbox", { name: "Hvad går pengene til?" }).fill("Løn til trivselsteam");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv punktum mellem tusinder og komma før decimaler");
    await page.getByRole("textbox", { name: "Beløb" }).fill("1.234,5");
    await page.getByRole("combobox", { name: "Enhed" }).selectOption("1.000 kr.");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("2026: 1.234,5 tusind kr.");

    const address = "/indsatser/ballerup-trivselsteam-paa-alle-skoler";
    expect((await page.goto(address))?.status()).toBe(404);
    await page.goto("/kommuner/ballerup/indsatser");
    await page.getByRole("link", { name: `Udgiv ${title}` }).click();
    await page.getByRole("radio", { name: "Alle", exact: true }).check();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await expect(page.getByRole("status")).toContainText("Indsatsen er udgivet.");
    expect((await page.goto(address))?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("main")).toContainText("Indskolingen");

    await page.goto("/kommuner/ballerup/indsatser");
    await page.getByRole("link", { name: `Tag tilbage ${title}` }).click();
    await expect(page.getByRole("main")).toContainText("forsvinder fra alle sider");
    await page.getByRole("button", { name: "Tag tilbage" }).click();
    await expect(page.getByRole("status")).toContainText("Indsatsen er taget tilbage.");
    expect((await page.goto(address))?.status()).toBe(404);
  });
});

test("two who edit one initiative: the second sees what the first saved, and keeps what was typed", async ({
  page,
  browser,
  baseURL,
}) => {
  await forget();
  await enter(page, "coordinator");
  await page.goto("/kommuner/ballerup/indsatser");
  await page.getByRole("textbox", { name: "Titel" }).fill(title);
  await page.getByRole("button", { name: "Gem" }).click();
  const context = await browser.newContext({ baseURL, storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("textbox", { name: "Udbredelse (kan udelades)" }).fill("Fem skoler");
  await other.getByRole("button", { name: "Gem", exact: true }).click();
  await expect(other.getByRole("status")).toContainText("Indsatsen er gemt.");
  await context.close();

  const coverage = page.getByRole("textbox", { name: "Udbredelse (kan udelades)" });
  await coverage.fill("Alle skoler");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("En anden har gemt noget, mens du skrev.");
  await expect(coverage).toHaveValue("Alle skoler");
  await expect(coverage).toHaveAccessibleDescription(/Gemt nu: »Fem skoler«/);
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Indsatsen er gemt.");
  await forget();
});
