import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { ask } from "./content.ts";

const field = (page: Page, label: string | RegExp) => page.getByRole("textbox", { name: label });
const send = (page: Page) => page.getByRole("button", { name: "Send melding" }).click();

/** The reports whose text holds this. */
const kept = (text: string) =>
  ask(
    (sql) => sql<{ path: string; message: string; replyTo: string | null }[]>`
      select path, message, reply_to as "replyTo" from problem_report where message like ${`%${text}%`}`,
  );

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    test("a report is kept, the reader is thanked and led back", async ({ page }) => {
      const mark = randomUUID();
      await page.goto("/metoder/nest");
      await page.getByRole("link", { name: "Meld et problem med siden" }).click();
      await field(page, "Hvad er galt?").fill(`Æ, ø og å står forkert (${mark})`);
      await field(page, /^Din mailadresse/).fill("laerer@skole.example");
      let sent = 0;
      page.on("request", (request) => {
        if (request.method() === "POST") sent += 1;
      });
      await page.getByRole("button", { name: "Send melding" }).dblclick();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tak, det er modtaget");
      if (scripts) expect(sent, "the second click sends nothing").toBe(1);
      expect(await kept(mark)).toEqual([
        { path: "/metoder/nest", message: `Æ, ø og å står forkert (${mark})`, replyTo: "laerer@skole.example" },
      ]);

      await page.reload();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tak, det er modtaget");
      expect(await kept(mark), "a reload does not send it again").toHaveLength(1);
      await page.getByRole("link", { name: "Tilbage til siden" }).click();
      await expect(page).toHaveURL("/metoder/nest");
    });

    test("errors are said in Danish, tied to their fields, and what was typed is still there", async ({ page }) => {
      const mark = randomUUID();
      await page.goto("/meld-et-problem?side=/metoder/nest");
      await field(page, "Hvilken side?").fill("https://et.andet.sted/");
      await field(page, "Hvad er galt?").fill(`  ${mark}: »<b>fed</b>« & "sådan"\nto linjer  `);
      await field(page, /^Din mailadresse/).fill("laerer@@skole");
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await send(page);
      expect((await answer).status()).toBe(400);

      const alert = page.getByRole("alert");
      await expect(alert).toContainText("Meldingen er ikke sendt endnu");
      await expect(alert.getByRole("link")).toHaveText([
        "Siden skal være en adresse her på sitet, for eksempel /metoder/nest.",
        "Mailadressen ser ikke rigtig ud. Ret den, eller lad feltet stå tomt.",
      ]);
      await expect(field(page, "Hvilken side?")).toHaveValue("https://et.andet.sted/");
      await expect(field(page, "Hvad er galt?")).toHaveValue(`  ${mark}: »<b>fed</b>« & "sådan"\nto linjer  `);
      await expect(field(page, /^Din mailadresse/)).toHaveValue("laerer@@skole");

      for (const [label, error] of [
        ["Hvilken side?", "Siden skal være en adresse her på sitet"],
        [/^Din mailadresse/, "Mailadressen ser ikke rigtig ud"],
      ] as const) {
        await expect(field(page, label)).toHaveAttribute("aria-invalid", "true");
        await expect(field(page, label)).toHaveAccessibleDescription(new RegExp(`Fejl: ${error}`));
      }
      await expect(field(page, "Hvad er galt?")).not.toHaveAttribute("aria-invalid");
      expect(await kept(mark), "nothing is kept").toEqual([]);

      await field(page, "Hvilken side?").fill("/metoder/nest");
      await field(page, /^Din mailadresse/).fill("");
      await send(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tak, det er modtaget");
      expect((await kept(mark)).map(({ replyTo }) => replyTo)).toEqual([null]);
    });

    test("an error leads to its field with the keyboard", async ({ page }) => {
      await page.goto("/meld-et-problem");
      await send(page);
      const error = page.getByRole("alert").getByRole("link", { name: "Skriv, hvad der er galt." });
      await error.focus();
      await page.keyboard.press("Enter");
      await expect(field(page, "Hvad er galt?")).toBeFocused();
      await page.keyboard.type("Her er det");
      await expect(field(page, "Hvad er galt?")).toHaveValue("Her er det");
    });
  });
}

test("a report that is too long is not cut, but said to be so", async ({ page }) => {
  const mark = randomUUID();
  await page.goto("/meld-et-problem");
  const long = `${mark} ${"for langt ".repeat(400)}`;
  await field(page, "Hvad er galt?").fill(long);
  await send(page);
  await expect(page.getByRole("alert")).toContainText("Skriv højst 4.000 tegn.");
  await expect(field(page, "Hvad er galt?")).toHaveValue(long);
  expect(await kept(mark)).toEqual([]);
});

test("the form leads nobody away from the site", async ({ page }) => {
  for (const elsewhere of ["//et.andet.sted/", "https://et.andet.sted/", "javascript:alert(1)"]) {
    await page.goto(`/meld-et-problem?gjort=sendt&side=${encodeURIComponent(elsewhere)}`);
    await expect(page.getByRole("link", { name: "Tilbage til siden" })).toHaveAttribute("href", "/");
  }
});
