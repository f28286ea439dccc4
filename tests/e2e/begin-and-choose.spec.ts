import { expect, type Page, test } from "@playwright/test";
import { ask } from "./content.ts";
import { enter } from "./people.ts";

/** Begins a case as the coordinator. @returns its id */
async function begin(page: Page): Promise<string> {
  await enter(page, "coordinator");
  await page.goto("/del-et-eksempel?metode=nest");
  await page.getByLabel("Hvad ville I gøre noget ved?").fill("Efter frikvarteret gik der tit et kvarter.");
  await page.getByRole("checkbox", { name: "Råd til andre" }).check();
  await page.getByRole("textbox", { name: "Råd til andre" }).fill("Begynd småt.");
  await page.getByRole("button", { name: "Videre til teksten" }).click();
  await page.waitForURL(/\/mine-tekster\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.slice("/mine-tekster/".length);
}

const chosen = (id: string) =>
  ask(async (sql) => {
    const [row] = await sql<{ settings: string[]; visibility: string; title: string; periodFrom: string | null }[]>`
      select r.settings, r.visibility, r.title, r.period_from as "periodFrom"
      from case_story c join case_revision r on r.id = c.working_revision_id where c.id = ${id}`;
    return row;
  });

const chosenMethods = (id: string) =>
  ask(async (sql) => {
    const rows = await sql<{ slug: string }[]>`
      select m.slug from case_story c join case_method x on x.revision_id = c.working_revision_id
      join method m on m.id = x.method_id where c.id = ${id}`;
    return rows.map(({ slug }) => slug);
  });

const row = (page: Page, name: string) =>
  page.locator(".text-choice", { has: page.getByText(name, { exact: true }) }).first();

test("four answers become a text, and what is chosen beside it saves by itself", async ({ page }) => {
  const id = await begin(page);
  await expect(page.getByRole("heading", { name: "Råd til andre" })).toBeVisible();
  await page.goto(`/mine-tekster/${id}/valg`);
  await expect(row(page, "Metoder").locator(".text-choice-value")).toHaveText("Nest");
  const settings = row(page, "Område");
  await settings.locator("summary").click();
  await settings.getByLabel("Indskoling").check();
  await settings.getByLabel("PPR", { exact: true }).check();
  await settings.getByLabel("Indskoling").uncheck();
  await settings.getByLabel("Indskoling").check();
  await expect(settings.locator(".choice-saved")).toHaveText(/^Gemt kl\. \d\d\.\d\d$/);
  await expect(settings.locator(".text-choice-value")).toHaveText("Indskoling og PPR");
  await expect(settings.getByRole("button", { name: "Gem" })).toBeHidden();
  await page.getByLabel("Titel").fill("Timen begynder i skolegården");
  await page.keyboard.press("Enter");
  await expect(page.locator("#valg-title .choice-saved")).toHaveText(/^Gemt kl\./);
  await expect(page.getByLabel("Titel")).toHaveValue("Timen begynder i skolegården");
  expect(await chosen(id)).toMatchObject({ settings: ["indskoling", "ppr"], title: "Timen begynder i skolegården" });
});

test("the answers are kept from the first word: a page that is left loses none", async ({ page }) => {
  await enter(page, "coordinator");
  await page.goto("/del-et-eksempel?metode=nest");
  const saved = page.locator("[data-begin-saved]");
  await page.getByLabel("Hvad ville I gøre noget ved?").fill("Uro i garderoben.");
  await expect(saved).toHaveText(/^Gemt i Mine tekster kl\. \d\d\.\d\d$/);
  await page.getByLabel("Hvad gjorde I?").fill("Vi delte børnene i to hold.");
  await expect(saved).toHaveText("");
  await expect(saved).toHaveText(/^Gemt i Mine tekster/);
  await page.reload();
  await expect(page.getByLabel("Hvad ville I gøre noget ved?")).toHaveValue("Uro i garderoben.");
  await expect(page.getByLabel("Hvad gjorde I?")).toHaveValue("Vi delte børnene i to hold.");
  await page.getByLabel("Hvad var svært undervejs?").fill("Pladsen.");
  await page.getByRole("button", { name: "Videre til teksten" }).click();
  await page.waitForURL(/\/mine-tekster\/[0-9a-f-]{36}$/);
  await expect(page.locator("[data-text]")).toContainText("Pladsen.");
  const id = new URL(page.url()).pathname.slice("/mine-tekster/".length);
  const [{ drafts }] = (await ask(
    (sql) => sql`select count(*)::int as drafts from case_revision where text like '%Uro i garderoben.%'`,
  )) as unknown as [{ drafts: number }];
  expect([drafts, await chosenMethods(id)]).toEqual([1, ["nest"]]);
});

test("an answer that is refused at last leaves the draft the same, and no second one", async ({ page }) => {
  await enter(page, "coordinator");
  await page.goto("/del-et-eksempel");
  await page.getByLabel("Hvad ville I gøre noget ved?").fill("Uro i kælderen.");
  const saved = page.locator("[data-begin-saved]");
  await expect(saved).toHaveText(/^Gemt i Mine tekster/);
  await page.getByLabel("Hvad gjorde I?").fill("ro ".repeat(7_000));
  await expect(saved).toContainText("Skriv højst 20.000 tegn her.");
  await page.getByRole("button", { name: "Videre til teksten" }).click();
  await expect(page.getByRole("alert")).toContainText("Skriv højst 20.000 tegn her.");
  await page.getByLabel("Hvad gjorde I?").fill("Vi malede den.");
  await page.getByRole("button", { name: "Videre til teksten" }).click();
  await page.waitForURL(/\/mine-tekster\/[0-9a-f-]{36}$/);
  const texts = await ask((sql) => sql`select text from case_revision where text like '%Uro i kælderen.%'`);
  expect(texts).toHaveLength(1);
  expect(texts[0]?.text).toContain("Vi malede den.");
});

test("one who is signed out in the middle is told so beside the answers, and they are kept after signing in", async ({
  page,
}) => {
  await enter(page, "coordinator");
  await page.goto("/del-et-eksempel");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByLabel("Hvad ville I gøre noget ved?").fill("Uro i bussen.");
  const saved = page.locator("[data-begin-saved]");
  await expect(saved).toContainText("Ikke gemt endnu. Du er ikke logget ind længere.");
  await page.context().addCookies(cookies);
  await page.getByLabel("Hvad gjorde I?").fill("Vi gik.");
  await expect(saved).toHaveText(/^Gemt i Mine tekster/);
});

test("a choice that cannot be says why and keeps what was typed", async ({ page }) => {
  const id = await begin(page);
  await page.goto(`/mine-tekster/${id}/valg`);
  const period = row(page, "Periode");
  await period.locator("summary").click();
  await period.getByLabel("Fra").fill("i august");
  await page.keyboard.press("Tab");
  await expect(period.getByText("2025 eller 2025-08")).toBeVisible();
  await expect(period.getByLabel("Fra")).toHaveValue("i august");
  await period.getByLabel("Fra").fill("2025-08");
  await page.keyboard.press("Tab");
  await expect(period.locator(".choice-saved")).toHaveText(/^Gemt kl\./);
  expect(await chosen(id)).toMatchObject({ periodFrom: "2025-08" });
});

test("two who choose differently are asked which is to hold", async ({ page }) => {
  const id = await begin(page);
  await page.goto(`/mine-tekster/${id}/valg`);
  const visibility = row(page, "Hvem må læse den?");
  await visibility.locator("summary").click();
  const meanwhile = (value: string) =>
    ask((sql) => sql`update case_revision set visibility = ${value} where case_id = ${id} and state = 'working'`);
  await meanwhile("network");
  // Not `check`, which looks at the box once more: the answer has put another in its place.
  await visibility.getByLabel("Kun Ballerup Kommune").click();
  await expect(visibility.getByRole("alert")).toContainText(
    "En anden valgte »Alle indloggede«, mens du valgte »Kun Ballerup Kommune«.",
  );
  expect(await chosen(id)).toMatchObject({ visibility: "network" });
  await visibility.getByRole("button", { name: "Brug mit" }).click();
  await expect(visibility.locator(".text-choice-value")).toHaveText("Kun Ballerup Kommune");
  expect(await chosen(id)).toMatchObject({ visibility: "municipality" });
  await meanwhile("public");
  await visibility.getByLabel("Alle indloggede").click();
  await visibility.getByRole("link", { name: "Behold det andet" }).click();
  await expect(visibility.getByLabel("Alle", { exact: false }).first()).toBeChecked();
  expect(await chosen(id)).toMatchObject({ visibility: "public" });
});

test("says so when there is no connection, and sends it when there is", async ({ page, context }) => {
  const id = await begin(page);
  await page.goto(`/mine-tekster/${id}/valg`);
  const settings = row(page, "Område");
  await settings.locator("summary").click();
  await context.setOffline(true);
  await settings.getByLabel("Dagtilbud").check();
  await expect(settings.locator(".choice-saved")).toContainText("Ikke gemt endnu");
  await context.setOffline(false);
  await expect(settings.locator(".choice-saved")).toHaveText(/^Gemt kl\./);
  expect(await chosen(id)).toMatchObject({ settings: ["dagtilbud"] });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("each choice is a form of its own, and the bin can be used", async ({ page }) => {
    const id = await begin(page);
    await page.goto(`/mine-tekster/${id}/valg`);
    await row(page, "Område").locator("summary").click();
    await row(page, "Område").getByLabel("Udskoling").check();
    await row(page, "Område").getByRole("button", { name: "Gem" }).click();
    await expect(row(page, "Område").locator(".choice-saved")).toHaveText(/^Gemt kl\./);
    expect(await chosen(id)).toMatchObject({ settings: ["udskoling"] });
    await page.goto(`/mine-tekster/papirkurv?laeg=${id}`);
    await page.getByRole("button", { name: "Læg i papirkurven" }).click();
    await expect(page.getByText("Teksten ligger i papirkurven.")).toBeVisible();
    await page
      .getByRole("button", { name: /Tag op igen/ })
      .first()
      .click();
    await expect(page.getByText("Teksten er taget op af papirkurven.")).toBeVisible();
  });
});
