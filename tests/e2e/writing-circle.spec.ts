import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import type { Role } from "#app/domain/vocabulary.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { ask } from "./content.ts";

const here = "0730";

/** A page on which somebody new is signed in. */
async function pageOf(context: BrowserContext, role: Role, name: string): Promise<Page> {
  const email = `${randomUUID()}@randers.dk`;
  const cookie = await ask(async (sql) => {
    const { id } = await createPerson(sql, { name, email, roles: [{ role, municipality: here }] });
    return openSession(sql, id);
  });
  const [cookieName = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name: cookieName, value, url: process.env.TEST_SITE_URL ?? "", httpOnly: true }]);
  return context.newPage();
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a text goes the whole way: begun, sent, returned with words, sent again, approved, and found by a stranger", async ({
  browser,
  page: stranger,
}) => {
  // Letters alone, so that the search has one word that nothing else has.
  const word = `kvistbro${randomUUID().replace(/[^a-f]/g, "")}`;
  const writer = await pageOf(await browser.newContext(), "contributor", "Frida Forfatter");
  const approver = await pageOf(await browser.newContext(), "approver", "Gerda Godkender");

  await writer.goto("/del-et-eksempel");
  const questions = writer.locator("main textarea");
  const answers = [
    "Mange kom op at skændes på vejen ind.",
    `Vi byggede en ${word} i skolegården og begyndte timen dér.`,
    "Der kom mere ro i timen. Mor til Mathilde Hansen sagde tak.",
    "Det kostede en pause.",
  ];
  for (const [index, answer] of answers.entries()) await questions.nth(index).fill(answer);
  await writer.getByRole("button", { name: "Videre til teksten" }).click();
  await expect(writer).toHaveURL(/\/mine-tekster\/[0-9a-f-]{36}$/);
  const path = new URL(writer.url()).pathname;

  await writer.goto(`${path}/send`);
  const send = writer.getByRole("button", { name: "Send til godkendelse" });
  await expect(writer.getByLabel("Kort fortalt")).toHaveValue(new RegExp(word));
  await writer.getByLabel("Titel").fill("Broen i skolegården");
  await send.click();
  await expect(writer.getByRole("alert")).toContainText("Vælg, hvor langt I er.");
  await expect(writer.getByLabel("Titel")).toHaveValue("Broen i skolegården");
  await writer.getByLabel("Erfaringer").check();
  await writer.getByLabel("Indskoling").check();
  await send.click();
  await expect(writer.getByRole("alert")).toContainText("hvorfor det kan blive stående");
  await expect(writer.getByLabel("Indskoling")).toBeChecked();
  await writer.getByLabel("Hvorfor kan det blive stående?").fill("Hun har selv bedt om at stå der.");
  await send.click();
  await expect(writer.getByRole("status")).toContainText("Teksten er sendt.");
  await expect(heading(writer)).toHaveText("Venter på svar");

  await approver.goto(`${path}/svar`);
  await expect(heading(approver)).toHaveText("Skal den udgives?");
  await approver.getByRole("button", { name: "Send tilbage" }).click();
  await expect(approver.getByRole("alert")).toContainText("Skriv til forfatterne");
  await approver.getByLabel("Ord til forfatterne").fill("> Der kom mere ro\nHvordan ved I det?");
  await approver.getByRole("button", { name: "Send tilbage" }).click();
  await expect(heading(approver)).toHaveText("Sendt tilbage");

  await writer.goto(`${path}/svar`);
  await expect(writer.getByRole("main")).toContainText("Hvordan ved I det?");
  await expect(writer.getByRole("blockquote")).toHaveText("»Der kom mere ro«");
  await writer.goto(`${path}/send`);
  await expect(writer.getByLabel("Hvorfor kan det blive stående?")).toHaveValue("Hun har selv bedt om at stå der.");
  await send.click();
  await expect(heading(writer)).toHaveText("Venter på svar");

  await approver.goto(`${path}/svar`);
  const approve = approver.getByRole("button", { name: "Godkend og udgiv" });
  await approve.click();
  await expect(approver.getByRole("alert")).toContainText("Sæt kryds, hvis grunden holder.");
  await approver.getByLabel("Grunden holder").check();
  await approve.click();
  await expect(approver.getByRole("status")).toContainText("Eksemplet er udgivet.");

  await expect
    .poll(async () => {
      await stranger.goto(`/soeg?q=${word}`);
      return stranger.getByRole("link", { name: "Broen i skolegården" }).count();
    })
    .toBeGreaterThan(0);
  await stranger.getByRole("link", { name: "Broen i skolegården" }).first().click();
  await expect(heading(stranger)).toHaveText("Broen i skolegården");
  await expect(stranger.getByRole("main")).toContainText("Skrevet af Randers Kommune.");

  // An approver who comes back to the old page is told what has become of it.
  await writer.goto(`${path}/udgivet`);
  await writer.getByText("Træk eksemplet tilbage fra læserne").click();
  await writer.getByLabel("Hvorfor?").fill("Broen er brudt ned igen.");
  await writer.getByRole("button", { name: "Træk tilbage" }).click();
  await expect(writer.getByRole("status")).toContainText("Eksemplet er trukket tilbage.");
  await stranger.reload();
  await expect(stranger.getByRole("main")).toContainText("trukket tilbage af dem, der skrev det");
  for (const page of [writer, approver]) await page.context().close();
});

test("whoever answers what was taken back meanwhile is told who did", async ({ browser }) => {
  const writer = await pageOf(await browser.newContext(), "contributor", "Frida Forfatter");
  const approver = await pageOf(await browser.newContext(), "approver", "Gerda Godkender");
  await writer.goto("/del-et-eksempel");
  await writer.locator("main textarea").first().fill("Vi ville have mere ro.");
  await writer.getByRole("button", { name: "Videre til teksten" }).click();
  await expect(writer).toHaveURL(/\/mine-tekster\/[0-9a-f-]{36}$/);
  const path = new URL(writer.url()).pathname;
  await writer.goto(`${path}/send`);
  await writer.getByLabel("Titel").fill("Mere ro");
  await writer.getByLabel("I gang").check();
  await writer.getByLabel("Indskoling").check();
  await writer.getByRole("button", { name: "Send til godkendelse" }).click();
  await approver.goto(`${path}/svar`);
  await approver.getByLabel("Ord til forfatterne").fill("Skriv, hvad det kostede.");
  await writer.getByRole("button", { name: "Tag tilbage" }).click();
  await expect(heading(writer)).toHaveText("Taget tilbage");
  const answer = approver.waitForResponse((response) => response.request().method() === "POST");
  await approver.getByRole("button", { name: "Godkend og udgiv" }).click();
  expect((await answer).status()).toBe(409);
  await expect(approver.getByRole("alert")).toContainText("Frida Forfatter tog teksten tilbage, mens du læste.");
  await expect(approver.getByLabel("Det, du har skrevet")).toHaveValue("Skriv, hvad det kostede.");
  for (const page of [writer, approver]) await page.context().close();
});
