import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { createPasswords } from "#app/domain/accounts/password-hashing.server.ts";
import type { Sql } from "#db/client.ts";
import { buildDocument } from "#seeds/builders/build-sources.ts";
import { createPerson } from "#tests/support/people.ts";
import { ask } from "./content.ts";
import { enter, password } from "./people.ts";

/** Moves on with Tab until the named thing has the focus, as one who uses no mouse does. */
async function tabTo(
  page: Page,
  role: "link" | "button" | "textbox" | "combobox",
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  for (let stop = 0; stop < 60; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached with Tab`);
}

/** A new real person with a password. */
async function newPerson(role: "reader" | "coordinator", email: string, name: string): Promise<void> {
  const passwordHash = await createPasswords().hash(password);
  const roles = [{ role, municipality: "0165" }];
  await ask(async (sql) => {
    await forget(sql, email);
    await createPerson(sql, { name, email, passwordHash, roles, introduced: false });
  });
}

/** Leaves nobody of an address: the test may be run a second time. */
const forget = (sql: Sql, email: string) => sql`delete from person where email = ${email}`;

test("one signs in, is welcomed, finds one's page, and signs out, with the keyboard alone", async ({ page }) => {
  await newPerson("reader", "keyboard@albertslund.dk", "Tine Tastatur");
  await page.goto("/metoder/nest");
  await tabTo(page, "link", "Log ind");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/log-ind");
  await tabTo(page, "textbox", "Mailadresse");
  await page.keyboard.type("keyboard@albertslund.dk");
  await page.keyboard.press("Tab");
  await page.keyboard.type("ikke den rigtige kode");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Mailadressen og adgangskoden passer ikke sammen.");
  await expect(page.getByRole("textbox", { name: "Mailadresse" })).toHaveValue("keyboard@albertslund.dk");
  await tabTo(page, "textbox", "Adgangskode");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Velkommen, Tine");
  await tabTo(page, "button", "Videre til min side");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hej Tine");
  await expect(page.getByRole("main")).toContainText("Læser, Albertslund Kommune");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 }), "the welcome comes once").toHaveText("Hej Tine");

  await tabTo(page, "button", "Log ud");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Du er logget ud.");
  await page.goto("/min-side");
  await expect(page).toHaveURL("/log-ind?til=%2Fmin-side");
});

test("a coordinator sets up codes, and then invites a colleague and says yes to another", async ({ page }) => {
  await newPerson("coordinator", "koordinator@albertslund.dk", "Karl Koordinator");
  await ask(async (sql) => {
    await forget(sql, "anne@albertslund.dk");
    const asking = await createPerson(sql, { name: "Anne Spørger", email: "anne@albertslund.dk" });
    await sql`insert into join_request (person_id, municipality_code) values (${asking.id}, '0165')`;
  });
  await page.goto("/log-ind?til=/kommuner/albertslund/personer");
  await page.getByRole("textbox", { name: "Mailadresse" }).fill("koordinator@albertslund.dk");
  await page.getByRole("textbox", { name: "Adgangskode" }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Din rolle kræver engangskoder");
  await page.locator("#engangskoder").getByLabel("Din nuværende adgangskode").fill(password);
  await page.getByRole("button", { name: "Kom i gang med engangskoder" }).click();
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await expect(page.getByRole("img", { name: "QR-kode til appen" })).toBeVisible();
  await page
    .getByRole("textbox", { name: "Kode", exact: true })
    .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Gem dine reservekoder" })).toBeVisible();
  await expect(page.locator(".recovery-codes li")).toHaveCount(10);

  // The page holds two islands, each with a script of its own that readers are not sent.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Kopiér koderne" }).click();
  await expect(page.getByText("Koderne er kopieret.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n")).toEqual(await page.locator(".recovery-codes li").allInnerTexts());
  const scripts = await page.locator("script").evaluateAll((all) => all.map((one) => one.outerHTML));
  expect(scripts).toHaveLength(3);
  for (const script of scripts)
    expect(script).toMatch(/^<script (src="[^"]+" type="module"|type="module" src="[^"]+")><\/script>$/);

  await page.goto("/kommuner/albertslund/personer");
  await tabTo(page, "textbox", "Navn");
  await page.keyboard.type("Bo Ny");
  await page.keyboard.press("Tab");
  await page.keyboard.type("ikke en adresse");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Mailadressen ser ikke rigtig ud.");
  await expect(page.getByRole("textbox", { name: "Navn" })).toHaveValue("Bo Ny");
  await page.getByRole("textbox", { name: "Mailadresse" }).fill("bo.ny@albertslund.dk");
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("status")).toHaveText("Invitationen er på vej. Den gælder i 14 dage.");
  await expect(page.getByRole("main")).toContainText("bo.ny@albertslund.dk");

  const asking = page.getByRole("listitem").filter({ hasText: "Anne Spørger" });
  await asking.getByRole("link", { name: "Giv adgang" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "Anne Spørger" })).toBeInViewport();
  // The way leads to the heading of the form, so that its first field comes next.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Rolle" })).toBeFocused();
  await page.getByRole("combobox", { name: "Rolle" }).selectOption({ label: "Forfatter" });
  await page.getByRole("button", { name: "Giv Anne Spørger adgang" }).click();
  await expect(page.getByRole("status")).toContainText("Der er givet adgang");
  await expect(page.getByRole("list", { name: "Roller for Anne Spørger" })).toContainText("Forfatter");
});

test("KL acts for a municipality for a reason, which every page shows, and the municipality's log keeps", async ({
  page,
}) => {
  await enter(page, "admin");
  await page.goto("/kl/optraed");
  await page.getByRole("combobox", { name: "Kommune" }).selectOption({ label: "Dragør" });
  await page.getByRole("textbox", { name: "Hvorfor?" }).fill("Koordinatoren er syg, og en side skal rettes");
  await page.getByRole("button", { name: "Begynd" }).click();
  const banner = page.getByText("Du handler for Dragør Kommune", { exact: false }).first();
  await expect(banner).toBeVisible();
  await page.goto("/metoder");
  await expect(banner).toBeVisible();
  await page.goto("/kommuner/dragoer/haendelser");
  await expect(page.getByRole("main")).toContainText("begyndte at handle for kommunen");
  await expect(page.getByRole("main")).toContainText("Grund: Koordinatoren er syg, og en side skal rettes");
  await page.getByRole("link", { name: "Hold op med det" }).click();
  await page.getByRole("button", { name: "Hold op med at handle for Dragør" }).click();
  await expect(page.getByRole("status")).toHaveText("Du handler ikke længere for en kommune.");
});

test("a report reaches the coordinator, who hides the page at once; readers and the search find it no more", async ({
  page,
  browser,
}) => {
  // A page of the test's own, which no list that others count holds.
  const mark = randomUUID();
  const { slug } = await ask((sql) =>
    buildDocument(sql, {
      slug: `notat-${mark}`,
      title: `Notat ${mark}`,
      municipalityCode: "0151",
      publisher: "Ballerup",
    }),
  );
  const path = `/dokumenter/${slug}`;
  const reader = await browser.newPage();
  const found = async () => {
    await reader.goto(`/soeg?q=${mark}`);
    return reader.locator(`main a[href="${path}"]`).count();
  };
  await expect.poll(found).toBe(1);
  await reader.goto(`/meld-et-problem?side=${path}`);
  await reader.getByRole("textbox", { name: "Hvad er galt?" }).fill(`Man kan se, hvem det er (${mark}).`);
  await reader.getByRole("button", { name: "Send melding" }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Tak, det er modtaget");

  await enter(page, "coordinator");
  await page.goto("/kommuner/ballerup/meldinger");
  const report = page.getByRole("listitem").filter({ hasText: `Man kan se, hvem det er (${mark}).` });
  await report.getByText("Skjul siden").first().click();
  await report.getByRole("textbox", { name: "Hvorfor?" }).fill("En elev kan genkendes");
  await report.getByRole("button", { name: "Skjul siden nu" }).click();
  await expect(page.getByRole("status")).toHaveText("Siden er skjult for alle læsere.");
  try {
    await expect.poll(async () => (await reader.goto(path))?.status()).toBe(410);
    await expect(reader.getByRole("main")).toContainText("Siden er skjult, mens nogen ser på den.");
    await expect.poll(found).toBe(0);
  } finally {
    await page
      .getByRole("button", { name: /^Vis igen/ })
      .first()
      .click();
  }
  await expect(page.getByRole("status")).toHaveText("Siden er vist igen.");
  await expect.poll(async () => (await reader.goto(path))?.status()).toBe(200);
  await reader.close();
});
