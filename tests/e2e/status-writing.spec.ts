import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Role } from "#app/domain/vocabulary.ts";
import { createPerson } from "#tests/support/people.ts";
import { browserOf, type OwnSite, type Place, test } from "./own-site.ts";

/** What somebody does on the pages, counted. */
class Hand {
  readonly done = { clicks: 0, choices: 0, fields: 0 };
  async click(what: Locator) {
    this.done.clicks += 1;
    await what.click();
  }
  async choose(what: Locator) {
    this.done.choices += 1;
    await what.check();
  }
  async fill(what: Locator, words: string) {
    this.done.fields += 1;
    await what.fill(words);
  }
  get all() {
    return this.done.clicks + this.done.choices + this.done.fields;
  }
}

/** Odense has invented initiatives and statuses. What it has begun for this half year and not published is cleared away. */
async function placeToReport({ sql }: OwnSite) {
  const [place = { code: "", slug: "odense" }] = await sql<{ code: string; slug: string }[]>`
    select code, slug from municipality where slug = 'odense'`;
  const half = sql`select id from status where municipality_code = ${place.code} and period_code = '2026H2' and demo`;
  await sql`delete from status_edition where status_id in (${half}) and state <> 'published'`;
  await sql`delete from status where id in (${half}) and published_edition_id is null`;
  return place;
}

/** Somebody invented of a municipality, in a browser of their own. */
async function personIn(
  place: Place,
  code: string,
  role: Role,
  { name, scripts = true }: { name: string; scripts?: boolean },
) {
  const { id } = await createPerson(place.site.sql, { name, demo: true, roles: [{ role, municipality: code }] });
  const context = scripts
    ? await browserOf(place, id)
    : await browserOf({ ...place, browser: withoutScripts(place) }, id);
  return { id, page: await context.newPage() };
}

const withoutScripts = ({ browser }: Place): Place["browser"] =>
  new Proxy(browser, {
    get: (own, name) =>
      name === "newContext"
        ? (options: object) => own.newContext({ ...options, javaScriptEnabled: false })
        : Reflect.get(own, name, own),
  });

const point = (page: Page, number: number) => page.locator(`[id="point:2025:${number}"]`);
const saved = (page: Page) =>
  expect(page.locator("[data-saved]")).toHaveText(/^Gemt kl\. \d\d\.\d\d\. Du kan lukke siden\.$/);
const openForm = async (page: Page, path: string) => {
  await page.goto(path);
  await expect(page.locator("[data-island=status][data-ready]")).toBeAttached();
};

/** Begins the half year's status. @returns the address of its form */
async function begin(page: Page, slug: string, hand = new Hand()): Promise<string> {
  await page.goto(`/kommuner/${slug}/statusser`);
  await hand.click(page.getByRole("button", { name: /^Begynd/ }));
  await expect(page.getByRole("status").first()).toContainText("Status er begyndt.");
  return new URL(page.url()).pathname;
}

test.describe.configure({ mode: "serial" });

test("a half year is reported from what stood before in at most thirty acts, approved, read, and corrected", async ({
  site,
  place,
}) => {
  const { code, slug } = await placeToReport(site);
  const writer = await personIn(place, code, "coordinator", { name: "Karen Koordinator" });
  const approver = await personIn(place, code, "approver", { name: "Grethe Godkender" });
  const hand = new Hand();
  const { page } = writer;
  const path = await begin(page, slug, hand);
  await expect(page.locator("[data-island=status][data-ready]")).toBeAttached();

  const initiatives = await page.locator("[data-section=initiatives] .status-line").all();
  const [first, second] = initiatives;
  if (!first || !second) throw new Error("no initiatives");
  const stopped = (await second.getByRole("heading").innerText()).replace("Demodata", "").trim();
  await hand.choose(first.getByRole("radio", { name: "Ændret", exact: true }).first());
  await hand.fill(
    first.getByRole("textbox", { name: "Med jeres egne ord" }),
    "To skoler mere er kommet med i efteråret.",
  );
  await hand.choose(second.getByRole("radio", { name: "Stoppet" }));
  await hand.fill(
    second.getByRole("textbox", { name: "Hvorfor stoppede det" }),
    "Møderne lå i pausen, så børnene valgte pausen. Næste gang lægger vi dem i klassens tid.",
  );
  // Until what is typed is stored, the button of this section reads otherwise, and another section's may read so.
  const close = page.locator("[data-close=initiatives]");
  await expect(close).toHaveText("Alt andet er uændret, luk afsnittet");
  await hand.click(close);
  await expect(page.locator("[data-section=initiatives]")).not.toHaveAttribute("open");
  await expect(page.locator("[data-section-said=initiatives]")).toContainText("uændret");

  if (await page.locator("[data-section=parts]").count()) {
    await hand.click(page.locator("[data-close=parts]"));
    await expect(page.locator("[data-section=parts]")).not.toHaveAttribute("open");
  }

  const seventh = point(page, 7);
  await hand.choose(seventh.getByRole("radio", { name: /^(Ændret|Vurdér)$/ }));
  await hand.choose(seventh.getByRole("radio", { name: "gennemført" }));
  await hand.choose(seventh.getByRole("radio", { name: "ingen endnu" }));
  await hand.choose(seventh.getByRole("checkbox", { name: "ledere" }));
  await hand.fill(
    seventh.getByRole("textbox", { name: "Med jeres egne ord" }),
    "Skolerne spørger PPR, før de skriver en indstilling.",
  );
  await hand.fill(
    seventh.getByRole("textbox", { name: "Vil I have hjælp til noget?" }),
    "Hvordan holder andre den faste dag fri?",
  );
  await hand.click(page.locator("[data-close=points]"));
  await expect(page.locator("[data-section=points]")).not.toHaveAttribute("open");
  await hand.fill(page.getByRole("textbox", { name: "Børn og unge" }), "Elevrådene på fire skoler, i september");
  await hand.fill(
    page.getByRole("textbox", { name: "Medarbejdere (MED)" }),
    "Drøftet i områdets MED 12. november 2026",
  );
  await page.getByRole("textbox", { name: "Medarbejdere (MED)" }).blur();
  await saved(page);
  await expect(page.locator("[data-missing-heading]")).toHaveText("Klar til at sende");

  await hand.click(page.getByRole("link", { name: "Se det sidste igennem og send" }));
  const along = page.getByRole("radio", { name: "Udgiv det sammen med status" });
  if (await along.count()) await hand.choose(along);
  await hand.click(page.getByRole("button", { name: "Send til godkendelse" }));
  await expect(page.getByRole("status")).toContainText("Status er sendt.");
  console.log(`The half year: ${JSON.stringify(hand.done)}, ${hand.all} in all`);
  expect(hand.all).toBeLessThanOrEqual(30);

  // Readers do not see it yet, and the writer cannot say yes to it.
  const reader = await (await place.browser.newContext({ baseURL: site.url })).newPage();
  const address = `/kommuner/${slug}/status/2026H2?demodata=ja`;
  expect((await reader.goto(address))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Du kan ikke godkende den her" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Godkend" })).toHaveCount(0);

  const yes = approver.page;
  await yes.goto(`${path}/svar`);
  await expect(yes.getByRole("heading", { level: 1 })).toHaveText("Skal den udgives?");
  await expect(yes.getByRole("main")).toContainText("To skoler mere er kommet med i efteråret.");
  await yes.getByRole("link", { name: "Ændret siden sidst" }).click();
  await expect(yes.getByRole("main")).toContainText("punkt er ændret");
  await yes.getByRole("button", { name: "Godkend" }).click();
  await expect(yes.getByRole("status")).toContainText("Status er udgivet.");

  expect((await reader.goto(address))?.status()).toBe(200);
  const read = reader.getByRole("main");
  await expect(read).toContainText("To skoler mere er kommet med i efteråret.");
  await expect(read).toContainText("Skolerne spørger PPR, før de skriver en indstilling.");
  await expect(read).toContainText("Hvordan holder andre den faste dag fri?");
  await expect(read).toContainText("Elevrådene på fire skoler, i september");
  const [now] = await site.sql`
    select state from initiative where municipality_code = ${code} and demo and title = ${stopped}`;
  expect(now?.state).toBe("stoppet");

  // What the committee did, and a correction.
  await page.goto(`${path}/udgivet`);
  await page.getByRole("radio", { name: "Taget til efterretning" }).check();
  await page.getByRole("textbox", { name: "Hvornår?" }).fill("30. november 2026");
  await page.getByRole("button", { name: "Gem" }).click();
  await expect(page.getByRole("status")).toContainText("Det er skrevet, hvad udvalget gjorde.");
  await page.getByRole("textbox", { name: "Hvorfor skal den rettes?" }).fill("Antallet af skoler var forkert.");
  await page.getByRole("button", { name: "Begynd en rettelse" }).click();
  await expect(page.getByRole("status").first()).toContainText("Rettelsen er begyndt.");
  const correction = new URL(page.url()).pathname;
  await openForm(page, correction);
  await page.locator("[data-section=initiatives] > summary").click();
  await page
    .getByRole("textbox", { name: "Med jeres egne ord" })
    .first()
    .fill("Tre skoler mere er kommet med i efteråret.");
  await page.getByRole("textbox", { name: "Med jeres egne ord" }).first().blur();
  await saved(page);
  await page.getByRole("link", { name: "Se det sidste igennem og send" }).click();
  await page.getByRole("button", { name: "Send til godkendelse" }).click();
  await expect(page.getByRole("status")).toContainText("Status er sendt.");
  await yes.goto(`${correction}/svar`);
  await yes.getByRole("button", { name: "Godkend" }).click();
  await expect(yes.getByRole("status")).toContainText("Status er udgivet.");
  await reader.goto(address);
  await expect(read).toContainText("Rettet");
  await expect(read).toContainText("Antallet af skoler var forkert.");
  await expect(read).toContainText("Tre skoler mere er kommet med i efteråret.");
  await reader.goto(`/kommuner/${slug}/status/2026H2/udgaver/1?demodata=ja`);
  await expect(read).toContainText("To skoler mere er kommet med i efteråret.");
  await reader.context().close();
});

test("of two who write in one field the second sees both texts and chooses", async ({ site, place }) => {
  const { code, slug } = await placeToReport(site);
  const one = await personIn(place, code, "coordinator", { name: "Anna Aagaard" });
  const other = await personIn(place, code, "contributor", { name: "Bo Bang" });
  const path = await begin(one.page, slug);
  await openForm(one.page, path);
  await openForm(other.page, path);
  const wordsOn = (page: Page) => point(page, 5).getByRole("textbox", { name: "Med jeres egne ord" });
  for (const { page } of [one, other])
    await point(page, 5)
      .getByRole("radio", { name: /^(Ændret|Vurdér)$/ })
      .check();
  await saved(one.page);
  await saved(other.page);
  await wordsOn(one.page).fill("Annas ord.");
  await wordsOn(one.page).blur();
  await saved(one.page);
  await wordsOn(other.page).fill("Bos ord.");
  await wordsOn(other.page).blur();
  const box = point(other.page, 5).getByRole("alert");
  await expect(box).toContainText("Anna Aagaard har skrevet i feltet, mens du skrev.");
  await expect(box.locator("q")).toHaveText(["Annas ord.", "Bos ord."]);
  await expect(other.page.locator("[data-saved]")).toContainText("Ikke gemt");
  // On another field both go on writing.
  await point(other.page, 6)
    .getByRole("radio", { name: "Uændret" })
    .or(point(other.page, 6).getByRole("radio", { name: "Ikke nu" }))
    .check();
  await box.getByRole("button", { name: "Brug mit" }).click();
  await saved(other.page);
  await expect(box).toHaveCount(0);
  const stored = () =>
    site.sql<{ value: string }[]>`
      select value from status_answer where edition_id = ${path.split("/").at(-1) ?? ""} and subject = 'point:2025:5' and field = 'text'`;
  expect((await stored())[0]?.value).toBe("Bos ord.");
  // Who only looks on gets what others write; the one who typed meanwhile sees both, and can let the other's stand.
  await wordsOn(one.page).fill("Annas ord igen.");
  await wordsOn(one.page).blur();
  const again = point(one.page, 5).getByRole("alert");
  await expect(again.locator("q")).toHaveText(["Bos ord.", "Annas ord igen."]);
  await again.getByRole("button", { name: "Behold det andet" }).click();
  await expect(wordsOn(one.page)).toHaveValue("Bos ord.");
  expect((await stored())[0]?.value).toBe("Bos ord.");
  await expect(one.page.locator("[data-writing]")).toContainText("Bo Bang skriver i punkt");
});

test("what could not be stored is tried again until it is", async ({ site, place }) => {
  const { code, slug } = await placeToReport(site);
  const { page } = await personIn(place, code, "coordinator", { name: "Nete Net" });
  const path = await begin(page, slug);
  await openForm(page, path);
  await page.context().setOffline(true);
  await page.getByRole("textbox", { name: "Forældre" }).fill("Forældrerådene i tre børnehuse");
  await page.getByRole("textbox", { name: "Forældre" }).blur();
  await expect(page.locator("[data-saved]")).toContainText("Der er ikke forbindelse.");
  await page.context().setOffline(false);
  await saved(page);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Forældre" })).toHaveValue("Forældrerådene i tre børnehuse");
});

test("a field that is refused is held back alone, and tried anew when it is changed", async ({ site, place }) => {
  const { code, slug } = await placeToReport(site);
  const { page } = await personIn(place, code, "coordinator", { name: "Cille Cpr" });
  const path = await begin(page, slug);
  await openForm(page, path);
  await point(page, 4)
    .getByRole("radio", { name: /^(Ændret|Vurdér)$/ })
    .check();
  const words = point(page, 4).getByRole("textbox", { name: "Med jeres egne ord" });
  const told = page.locator("[data-saved]");
  await words.fill("Barnet 010110-1234 trives.");
  await words.blur();
  await expect(point(page, 4).getByRole("alert")).toHaveText(/^Ikke gemt: Der står et CPR-nummer\./);
  await expect(told).toContainText(/Ikke gemt: »Punkt 4: .*, Med jeres egne ord«\. Der står et CPR-nummer\./);
  await expect(told).not.toContainText("prøver igen");
  await page.getByRole("textbox", { name: "Forældre" }).fill("Forældrerådene");
  await page.getByRole("textbox", { name: "Forældre" }).blur();
  const stored = async () => {
    const rows = await site.sql<{ value: string }[]>`
      select value from status_answer
      where edition_id = ${path.split("/").at(-1) ?? ""} and changed_by is not null and field = 'text'`;
    return rows.map(({ value }) => value).sort();
  };
  await expect.poll(stored).toEqual(["Forældrerådene"]);
  await expect(told).toContainText("Alt andet er gemt kl.");
  await words.fill("å".repeat(60_000));
  await words.blur();
  await expect(point(page, 4).getByRole("alert")).toContainText(/Ikke gemt: .*(højst 4\.000 tegn|for langt)/);
  await words.fill("Børnene trives.");
  await words.blur();
  await saved(page);
  await expect(point(page, 4).getByRole("alert")).toHaveCount(0);
  expect(await stored()).toEqual(["Børnene trives.", "Forældrerådene"]);
});

test("who may read a draft and not write in it gets no buttons, and the head follows what is answered", async ({
  site,
  place,
}) => {
  const { code, slug } = await placeToReport(site);
  const writer = await personIn(place, code, "coordinator", { name: "Svend Skriver" });
  const reader = await personIn(place, code, "approver", { name: "Lise Læser" });
  const path = await begin(writer.page, slug);
  await openForm(writer.page, path);
  const answered = writer.page.locator("[data-answered]");
  const before = Number.parseInt(await answered.innerText(), 10);
  await point(writer.page, 8).getByRole("radio").first().check();
  await saved(writer.page);
  await expect(answered).toHaveText(new RegExp(`^${before + 1} af \\d+ linjer$`));

  const { page } = reader;
  await page.goto(`/kommuner/${slug}/statusser`);
  const main = page.getByRole("main");
  await expect(main).not.toContainText("Skriv videre");
  await expect(main).not.toContainText("ret eller fjern");
  await main.getByRole("link", { name: "Læs", exact: true }).click();
  await expect(main).toContainText("Du kan læse status, men ikke skrive i den.");
  await expect(main.getByRole("button", { name: /Gem|uændret|bygge på|Luk/ })).toHaveCount(0);
  await expect(main.getByRole("link", { name: /Kassér kladden|send$/ })).toHaveCount(0);
  await expect(point(page, 8).getByRole("radio").first()).toBeDisabled();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test("without scripts each section is saved, closed and sent, evidence is chosen, and two texts are both shown", async ({
  site,
  place,
}) => {
  const { code, slug } = await placeToReport(site);
  const writer = await personIn(place, code, "coordinator", { name: "Una Uden", scripts: false });
  const other = await personIn(place, code, "contributor", { name: "Ulf Uden", scripts: false });
  const { page } = writer;
  const path = await begin(page, slug);
  await other.page.goto(path);
  const words = (on: Page) => point(on, 3).getByRole("textbox", { name: "Med jeres egne ord" });
  const savePoints = (on: Page) =>
    on.locator("[data-section=points]").getByRole("button", { name: "Gem afsnittet" }).last();
  await point(page, 3)
    .getByRole("radio", { name: /^(Ændret|Vurdér)$/ })
    .check();
  await words(page).fill("Det første.");
  await savePoints(page).click();
  await expect(page.getByRole("status").first()).toContainText("Afsnittet er gemt.");
  await point(other.page, 3)
    .getByRole("radio", { name: /^(Ændret|Vurdér)$/ })
    .check();
  await words(other.page).fill("Det andet.");
  await savePoints(other.page).click();
  const two = point(other.page, 3).getByRole("group", { name: "To har skrevet i feltet" });
  await expect(two).toContainText("Det første.");
  await expect(two).toContainText("Det andet.");
  await savePoints(other.page).click();
  await expect(other.page.getByRole("main")).toContainText("Vælg, hvilken af de to tekster der skal stå.");

  // The words that one wants to build on something are saved on the way there.
  await point(page, 3).getByRole("radio", { name: "tidlige tegn" }).check();
  await point(page, 3).getByRole("radio", { name: "i gang" }).check();
  await point(page, 3)
    .getByRole("button", { name: /at bygge på$/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hvad hviler punkt 3 på?");
  const before = await page.getByRole("button", { name: /^Tag ud/ }).count();
  await page
    .getByRole("button", { name: /^Vælg / })
    .first()
    .click();
  await expect(page.getByRole("status")).toContainText("Det er valgt.");
  await expect(page.getByRole("button", { name: /^Tag ud/ })).toHaveCount(before + 1);
  await page.getByRole("link", { name: "Tilbage til punkt 3" }).click();
  await expect(point(page, 3).getByRole("radio", { name: "tidlige tegn" })).toBeChecked();
  await expect(point(page, 3).getByRole("checkbox", { checked: true })).not.toHaveCount(0);

  for (const group of ["initiatives", "parts", "points"]) {
    const close = page.locator(`[data-close=${group}]`);
    if ((await close.count()) === 0) continue;
    await close.click();
    await expect(page.getByRole("status").first()).toContainText("Afsnittet er gemt og lukket.");
    await expect(page.locator(`[data-section=${group}]`)).not.toHaveAttribute("open");
  }
  await page.goto(`${path}/send`);
  await page.getByRole("button", { name: "Send til godkendelse" }).click();
  await expect(page.getByRole("status")).toContainText("Status er sendt.");
  await page.getByRole("button", { name: "Tag tilbage" }).click();
  await expect(page.getByRole("status").first()).toContainText("Status er taget tilbage.");
});

test("the form is sound for all, and is answered by the keyboard alone", async ({ site, place }) => {
  const { code, slug } = await placeToReport(site);
  const { page } = await personIn(place, code, "coordinator", { name: "Tasja Tast" });
  const path = await begin(page, slug);
  await openForm(page, path);
  const changed = point(page, 1).getByRole("radio", { name: /^(Ændret|Vurdér)$/ });
  await point(page, 1).getByRole("radio").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(changed).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(point(page, 1).locator("[name$='.stage']:focus")).toHaveCount(1);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await saved(page);
  await page.locator("[data-close=initiatives]").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-section=initiatives]")).not.toHaveAttribute("open");
  await expect(page.locator("summary:focus")).toHaveCount(1);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  for (const own of ["belaeg?om=point:2025:1", "forhaandsvisning", "send"]) {
    await page.goto(`${path}/${own}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${own} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
