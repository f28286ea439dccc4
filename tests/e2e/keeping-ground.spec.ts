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
    await page.getByRole("button", { name: "Gem", exact: true }).click();
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

test.describe("without scripts, what belongs to an initiative", () => {
  test.use({ javaScriptEnabled: false });
  const forgetAll = async () => {
    await forget();
    await ask((sql) => sql`delete from agreement where municipality_code = '0151' and title like 'Prøveforlig%'`);
  };
  test.beforeEach(forgetAll);
  test.afterEach(forgetAll);

  test("is linked, has a milestone that is reached and not, an agreement, and cells that are four things", async ({
    page,
  }) => {
    await enter(page, "coordinator");
    const save = () => page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.goto("/kommuner/ballerup/aftaler");
    await page.getByRole("textbox", { name: "Aftale", exact: true }).fill("Prøveforlig");
    await page.getByRole("textbox", { name: "Budgettets år (kan udelades)" }).fill("27");
    await page.getByRole("textbox", { name: "Parter (kan udelades)" }).fill("A\nB");
    await save();
    await expect(page.getByRole("alert")).toContainText("Skriv et årstal fra 1990 til 2100");
    await expect(page.getByRole("textbox", { name: "Parter (kan udelades)" })).toHaveValue("A\nB");
    await page.getByRole("textbox", { name: "Budgettets år (kan udelades)" }).fill("2027");
    await save();
    await expect(page.getByRole("status")).toContainText("Aftalen er gemt.");

    await page.goto("/kommuner/ballerup/indsatser");
    await page.getByRole("textbox", { name: "Titel" }).fill(title);
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.locator("summary", { hasText: "Metoder i indsatsen" }).click();
    await page.getByRole("checkbox", { name: "Nest", exact: true }).check();
    await page.locator("summary", { hasText: "Andre kommuner, der er med" }).click();
    await page.getByRole("checkbox", { name: "Herlev" }).check();
    const more = page.getByRole("textbox", { name: "Et eksempel mere (kan udelades)" });
    await more.fill("Findes slet ikke");
    await save();
    await expect(page.getByRole("alert")).toContainText("Vi kender ikke eksemplet »Findes slet ikke«.");
    await expect(page.getByRole("checkbox", { name: "Nest", exact: true })).toBeChecked();
    await more.fill("/eksempler/aarhus-dagtilbud-for-alle");
    await save();
    await expect(page.getByRole("status")).toContainText("Indsatsen er gemt.");

    await page.getByRole("link", { name: `Milepæle (0) i ${title}` }).click();
    await page.getByRole("textbox", { name: "Milepæl", exact: true }).fill("Et team på hver skole");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Milepæle: ${title}`);
    await expect(page.getByRole("textbox", { name: "Kilden", exact: true })).toBeHidden();
    await page.getByRole("radio", { name: "En anden kilde med dato" }).check();
    await page.getByRole("textbox", { name: "Kilden", exact: true }).fill("Referat fra udvalget");
    await save();
    await expect(page.getByRole("alert")).toContainText("Skriv, hvornår kilden er fra.");
    await page.getByRole("textbox", { name: "Kildens dato" }).fill("marts 2026");
    await save();
    await expect(page.getByRole("status")).toContainText("Milepælen er gemt.");
    await page.getByRole("link", { name: "Nået Et team på hver skole" }).click();
    await page.getByRole("textbox", { name: "Hvornår blev den nået?" }).fill("juni 2026");
    await save();
    await expect(page.getByRole("main")).toContainText("Nået juni 2026.");
    await page.getByRole("link", { name: "Ikke nået alligevel Et team på hver skole" }).click();
    await page.getByRole("button", { name: "Fjern datoen" }).click();
    await expect(page.getByRole("status")).toContainText("Milepælen står som ikke nået.");
    await expect(page.getByRole("main")).not.toContainText("Nået juni 2026.");

    await page.getByRole("link", { name: "Tilbage til indsatsen" }).click();
    await page.getByRole("link", { name: "Penge", exact: true }).click();
    await page.getByRole("textbox", { name: "År", exact: true }).fill("2027");
    await page.getByRole("combobox", { name: "Enhed" }).selectOption("1.000 kr.");
    await page.getByRole("textbox", { name: "Beløb" }).fill("2,5");
    await page.getByRole("textbox", { name: "Hvad går pengene til?" }).fill("Løn");
    await page.locator("summary", { hasText: "Mere om linjen" }).click();
    await page.getByRole("textbox", { name: "Hvem betaler? (kan udelades)" }).fill("Kommunen");
    await page.getByRole("textbox", { name: "Hvem betaler netop det år? (kan udelades)" }).fill("Statslig pulje");
    await page.getByRole("textbox", { name: "Forslagets nummer, som det er trykt (kan udelades)" }).fill("Forslag 5");
    await page.getByRole("combobox", { name: "Aftale (kan udelades)" }).selectOption("Prøveforlig (2027)");
    await save();
    for (const [year, cell, words] of [
      ["2028", "-", "2028: en streg (-)"],
      ["2029", "tomt", "2029: tomt felt"],
      ["2030", "eksisterende ramme", "2030: eksisterende ramme"],
      ["2031", "0", "2031: 0 tusind kr."],
    ] as const) {
      await page.getByRole("link", { name: "Nyt år Løn" }).click();
      await page.getByRole("textbox", { name: "År", exact: true }).fill(year);
      await page.getByRole("textbox", { name: "Beløb" }).fill(cell);
      await save();
      await expect(page.getByRole("main")).toContainText(words);
    }
    await page.getByRole("link", { name: "Ret Løn i 2029" }).click();
    const amount = page.getByRole("textbox", { name: "Det rigtige beløb" });
    await expect(amount).toHaveValue("tomt");
    await amount.fill("1e9");
    await page.getByRole("button", { name: "Ret beløbet" }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv tallet helt ud uden e");
    await expect(amount).toHaveValue("1e9");
    await amount.fill("3");
    await page.getByRole("button", { name: "Ret beløbet" }).click();
    await expect(page.getByRole("main")).toContainText("2029: 3 tusind kr.");

    await page.goto("/kommuner/ballerup/indsatser");
    await page.getByRole("link", { name: `Udgiv ${title}` }).click();
    await page.getByRole("radio", { name: "Alle", exact: true }).check();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await page.goto("/indsatser/ballerup-trivselsteam-paa-alle-skoler");
    const main = page.getByRole("main");
    for (const words of [
      "Herlev",
      "Referat fra udvalget",
      "2027: Statslig pulje",
      "Prøveforlig (2027)",
      "Parter: A og B",
    ])
      await expect(main).toContainText(words);
    const row = page.getByRole("row", { name: /^Løn/ });
    await expect(row.getByRole("cell")).toContainText(["2,5", "-", "3", "eksisterende ramme", "0", "Statslig pulje"]);
    await page.getByRole("link", { name: "Nest", exact: true }).click();
    await expect(page.getByRole("main").getByRole("link", { name: title })).toBeVisible();
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
  await page.getByRole("button", { name: "Gem", exact: true }).click();
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

const followUp = "Halvårlig opfølgning på trivsel";
const forgetFollowUps = () =>
  ask(async (sql) => {
    await sql`delete from mandate where municipality_code = '0151' and title like ${`${followUp}%`}`;
    await sql`delete from placement where municipality_code = '0151' and subject = 'Pladser i specialklasser'`;
  });

test.describe("follow-ups without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test.beforeEach(forgetFollowUps);
  test.afterEach(forgetFollowUps);

  test("a coordinator writes a follow-up with sections and a theme, publishes it and takes it back", async ({
    page,
  }) => {
    await enter(page, "coordinator");
    await page.goto("/kommuner/ballerup/indsatser");
    await page.getByRole("link", { name: "Opfølgning", exact: true }).click();
    await page.getByRole("textbox", { name: "Titel" }).fill(followUp);
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv, hvem der har bedt om opfølgningen.");
    await expect(page.getByRole("textbox", { name: "Titel" })).toHaveValue(followUp);
    await page.getByRole("textbox", { name: "Hvem har bedt om den?" }).fill("Byrådet");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Opfølgningen er gemt.");
    await page.getByRole("textbox", { name: "Hvor tit? (kan udelades)" }).fill("halvårligt");
    await page.getByRole("textbox", { name: "Opdraget (kan udelades)" }).fill("Aktiviteterne\nUdviklingen i trivsel");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Opfølgningen er gemt.");

    await page.getByRole("link", { name: `Afsnit (0) i ${followUp}` }).click();
    for (const [title, months] of [
      ["Aktivitet", []],
      ["Økonomi", ["juni", "november"]],
    ] as const) {
      await page.getByRole("textbox", { name: "Afsnittets titel" }).fill(title);
      for (const month of months) await page.getByRole("checkbox", { name: month }).check();
      await page.getByRole("button", { name: "Gem", exact: true }).click();
      await expect(page.getByRole("status")).toContainText("Afsnittet er gemt.");
    }
    await expect(page.getByRole("main")).toContainText("Med i juni og november.");
    await page.getByRole("link", { name: "Ret Økonomi" }).click();
    await page.getByRole("combobox", { name: "Rækkefølge" }).selectOption("Først");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Økonomi", "Aktivitet"]);

    await page.getByRole("link", { name: `Tematiske opfølgninger (0) i ${followUp}` }).click();
    await page.getByRole("textbox", { name: "Tema", exact: true }).fill("Overgange");
    await page.getByRole("textbox", { name: "Periode, som den er skrevet" }).fill("Juni 2027");
    await page.getByRole("textbox", { name: "Romertal (kan udelades)" }).fill("to");
    await page.getByRole("textbox", { name: "Begynder" }).fill("juni 2027");
    const focus = page.getByRole("textbox", { name: "Fokus" });
    await focus.fill("Hvordan arbejder I med overgange?\n- med forældrene?");
    const firstRow = page.getByRole("group", { name: "Data 1" });
    await firstRow.getByRole("combobox", { name: "Type" }).selectOption("Cases");
    await firstRow.getByRole("textbox", { name: "Som det er skrevet (kan udelades)" }).fill("Cases fra skoler");
    await page.getByRole("group", { name: "Data 2" }).getByRole("textbox", { name: "Tilføjet" }).fill("også forældre");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Skriv et romertal");
    await page.getByRole("textbox", { name: "Romertal (kan udelades)" }).fill("ii");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Vælg, hvad slags data det er.");
    const secondKind = page.getByRole("group", { name: "Data 2" }).getByRole("combobox", { name: "Type" });
    await expect(secondKind).toHaveAccessibleDescription(/Vælg, hvad slags data det er/);
    await expect(focus).toHaveValue("Hvordan arbejder I med overgange?\n- med forældrene?");
    await expect(firstRow.getByRole("combobox", { name: "Type" })).toHaveValue("cases");
    await secondKind.selectOption("Interview");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Den tematiske opfølgning er gemt.");

    await page.getByRole("link", { name: `Sager (0) i ${followUp}` }).click();
    await page.getByRole("textbox", { name: "Sagens titel" }).fill("Opfølgning på trivsel");
    await page.getByRole("textbox", { name: "Datoen på forsiden (kan udelades)" }).fill("November 2026");
    await page.getByRole("textbox", { name: "Mødets dag (kan udelades)" }).fill("10. juni 2026");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("På forsiden: November 2026. Mødet: 10. juni 2026.");

    const reading = page.getByRole("main");
    await page.goto("/kommuner/ballerup");
    await expect(reading).not.toContainText(followUp);
    await page.goto("/kommuner/ballerup/opfoelgning");
    await page.getByRole("link", { name: `Udgiv ${followUp}` }).click();
    await page.getByRole("radio", { name: "Alle", exact: true }).check();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await expect(page.getByRole("status")).toContainText("Opfølgningen er udgivet.");
    await page.goto("/kommuner/ballerup");
    await expect(reading).toContainText(followUp);
    for (const told of [
      ...["Udviklingen i trivsel", "juni og november", "hver gang", "Juni 2027, II", "med forældrene?"],
      ...["Cases fra skoler og Interview (også forældre)", "På forsiden står November 2026", "10. juni 2026"],
    ])
      await expect(reading).toContainText(told);

    await page.getByRole("link", { name: `Ret ${followUp}`, exact: true }).click();
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(`Ret ${followUp}`);
    await page.goto("/kommuner/ballerup/opfoelgning");
    await page.getByRole("link", { name: `Tag tilbage ${followUp}` }).click();
    await page.getByRole("button", { name: "Tag tilbage" }).click();
    await expect(page.getByRole("status")).toContainText("Opfølgningen er taget tilbage.");
    await page.goto("/kommuner/ballerup");
    await expect(reading).not.toContainText(followUp);
  });

  test("how places are given is written, published with what is not told, and taken back", async ({ page }) => {
    await enter(page, "coordinator");
    await page.goto("/kommuner/ballerup/pladser");
    await page.getByRole("textbox", { name: "Hvad handler det om?" }).fill("Pladser i specialklasser");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByRole("textbox", { name: "Hvem betaler? (kan udelades)" }).fill("Skolen betaler");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Det er gemt.");
    await page.getByRole("link", { name: "Udgiv Pladser i specialklasser" }).click();
    await page.getByRole("radio", { name: "Alle", exact: true }).check();
    await page.getByRole("button", { name: "Udgiv" }).click();
    await page.goto("/kommuner/ballerup");
    const row = page.getByRole("row", { name: /Pladser i specialklasser/ });
    await expect(row).toContainText("Skolen betaler");
    await expect(row).toContainText("Kommunens egen oplysning");
    await expect(row).toContainText("ikke oplyst");
    await row.getByRole("link", { name: "Ret Pladser i specialklasser" }).click();
    await expect(page.getByRole("textbox", { name: "Hvem betaler? (kan udelades)" })).toHaveValue("Skolen betaler");
    await page.goto("/kommuner/ballerup/pladser");
    await page.getByRole("link", { name: "Tag tilbage Pladser i specialklasser" }).click();
    await page.getByRole("button", { name: "Tag tilbage" }).click();
    await page.goto("/kommuner/ballerup");
    await expect(row).toHaveCount(0);
  });
});

test("two who edit one section: the second sees what the first saved, and keeps what was typed", async ({
  page,
  browser,
  baseURL,
}) => {
  await forgetFollowUps();
  await enter(page, "coordinator");
  await page.goto("/kommuner/ballerup/opfoelgning");
  await page.getByRole("textbox", { name: "Titel" }).fill(followUp);
  await page.getByRole("textbox", { name: "Hvem har bedt om den?" }).fill("Byrådet");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByRole("link", { name: `Afsnit (0) i ${followUp}` }).click();
  await page.getByRole("textbox", { name: "Afsnittets titel" }).fill("Trivsel");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByRole("link", { name: "Ret Trivsel" }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("Ret Trivsel");
  const context = await browser.newContext({ baseURL, storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("checkbox", { name: "juni" }).check();
  await other.getByRole("button", { name: "Gem", exact: true }).click();
  await expect(other.getByRole("status")).toContainText("Afsnittet er gemt.");
  await context.close();

  await page.getByRole("checkbox", { name: "oktober" }).check();
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("En anden har gemt noget, mens du skrev.");
  await expect(page.getByRole("group", { name: "Hvilke måneder er det med i?" })).toContainText("Gemt nu: »juni«");
  await expect(page.getByRole("checkbox", { name: "oktober" })).toBeChecked();
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Afsnittet er gemt.");
  await expect(page.getByRole("main")).toContainText("Med i oktober.");
  await forgetFollowUps();
});
