import { expect, test } from "@playwright/test";
import { ask } from "./content.ts";
import { enter } from "./people.ts";

const shared = "Elever med et skoleskift";
const own = "Ro i frikvarteret";
const forget = () => ask((sql) => sql`delete from indicator where title in (${shared}, ${own})`);

test.describe.configure({ mode: "serial" });
test.beforeEach(forget);
test.afterEach(forget);

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("KL defines an indicator, and enters and publishes the country's value", async ({ page }) => {
    await enter(page, "admin");
    await page.goto("/kl");
    await page.getByRole("link", { name: "Indikatorer", exact: true }).first().click();
    await page.getByRole("textbox", { name: "Hvad hedder indikatoren?" }).fill(shared);
    await page.getByRole("textbox", { name: "Hvad bliver talt, og hvordan?" }).fill("Skift i et skoleår.");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv, hvilken enhed tallet er i");
    await page.getByRole("textbox", { name: "Enhed" }).fill("procent");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Indikatoren er gemt.");
    await page.getByRole("combobox", { name: "Decimaler" }).selectOption("1");
    await page.getByRole("combobox", { name: "Ønsket retning (kan udelades)" }).selectOption("ned");
    await page.getByRole("textbox", { name: "Vi ser forandring ved … (kan udelades)" }).fill("at færre skifter skole");
    await page.getByRole("textbox", { name: "Brud (kan udelades)" }).fill("i fjor: nye tal");
    await page.getByRole("textbox", { name: "Kilden", exact: true }).fill("Uddannelsesstatistik");
    await page.getByRole("textbox", { name: "Kildens dato" }).fill("marts 2026");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv en dato, et kolon og en grund");
    await page.getByRole("textbox", { name: "Brud (kan udelades)" }).fill("1. august 2024: nye tal");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Indikatoren er gemt.");

    await page.getByRole("link", { name: `Udgiv ${shared}` }).click();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await expect(page.getByRole("status")).toContainText("Indikatoren er udgivet.");
    await page.getByRole("link", { name: `Tast tal ind i ${shared}` }).click();
    await page.getByRole("combobox", { name: "Tal", exact: true }).fill("1,234.5");
    await page.getByRole("textbox", { name: "Kilden", exact: true }).fill("Uddannelsesstatistik");
    await page.getByRole("textbox", { name: "Kildens dato" }).fill("2026");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("komma før decimaler");
    await expect(page.getByRole("combobox", { name: "Tal", exact: true })).toHaveValue("1,234.5");
    await page.getByRole("combobox", { name: "Tal", exact: true }).fill("6,5 %");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Gemt.");
    await page.getByRole("link", { name: /^Udgiv 1 gemte tal/ }).click();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await expect(page.getByRole("status")).toContainText("Tallene er udgivet.");
    await page.goto("/indikatorer/elever-med-et-skoleskift");
    await expect(page.getByRole("table")).toContainText("6,5");
    await expect(page.getByRole("main")).toContainText("at færre skifter skole");
  });

  test("a coordinator enters, publishes, corrects and takes back the municipality's values", async ({ page }) => {
    await enter(page, "coordinator");
    await page.goto("/kommuner/ballerup/indikatorer");
    await page.getByRole("textbox", { name: "Hvad hedder indikatoren?" }).fill(own);
    await page.getByRole("textbox", { name: "Hvad bliver talt, og hvordan?" }).fill("Konflikter i en uge.");
    await page.getByRole("textbox", { name: "Enhed" }).fill("konflikter");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByRole("link", { name: "Tilbage til indikatorerne" }).click();
    await page.getByRole("link", { name: `Udgiv ${own}` }).click();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await page.goto("/indikatorer/ballerup-ro-i-frikvarteret");
    await page.getByRole("link", { name: "Tast tal ind for Ballerup" }).click();
    await page.getByRole("textbox", { name: "Hvornår?", exact: true }).fill("1026");
    await page.getByRole("combobox", { name: "Tal", exact: true }).fill("40");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv et årstal mellem 1990 og 2100. Der står 1026.");
    await page.getByRole("textbox", { name: "Hvornår?", exact: true }).fill("2024");
    await page.getByRole("textbox", { name: "Hvornår? (2. tal, kan udelades)" }).fill("2025");
    await page.getByRole("combobox", { name: "2. tal (kan udelades)", exact: true }).fill("3");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Bag et tal på 1-4 kan børn blive genkendt.");
    await expect(page.getByRole("radio", { name: "Gem det som skjult" })).toBeChecked();
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Gemt.");
    await expect(page.getByRole("main")).toContainText("2024: 40 konflikter");
    await expect(page.getByRole("main")).toContainText("2025: skjult");

    await page.getByRole("link", { name: /^Udgiv 2 gemte tal/ }).click();
    await expect(page.locator('input[name="visibility"]:checked')).toHaveValue("municipality");
    await page.getByRole("button", { name: "Udgiv" }).click();
    await page.getByRole("link", { name: "Ret 2024", exact: true }).click();
    await page.getByRole("combobox", { name: "Det rigtige tal", exact: true }).fill("42");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv med mindst 10 tegn, hvorfor.");
    await page.getByRole("textbox", { name: "Hvorfor bliver det rettet?" }).fill("En skole manglede i tallet.");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Tallet er rettet.");
    await expect(page.getByRole("main")).toContainText("af Karen Holm: var 40. En skole manglede i tallet.");
    await page.goto("/indikatorer/ballerup-ro-i-frikvarteret");
    await expect(page.getByRole("main")).toContainText("En skole manglede i tallet.");
    await expect(page.getByRole("main")).not.toContainText("Karen Holm");
    await page.getByRole("link", { name: "Tast tal ind for Ballerup" }).click();
    await page.getByRole("link", { name: "Tag tilbage 2024", exact: true }).click();
    await page.getByRole("button", { name: "Tag tilbage" }).click();
    await expect(page.getByRole("status")).toContainText("Tallet er taget tilbage.");
    await page.goto("/indikatorer/ballerup-ro-i-frikvarteret");
    await expect(page.getByRole("main")).not.toContainText("En skole manglede i tallet.");
  });
});
