import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { returnCase } from "#app/domain/cases/answer-case.server.ts";
import { findingsIn } from "#app/domain/cases/privacy-policy.ts";
import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import { sectionOf } from "#app/editor/written.ts";
import { here } from "#tests/support/callers.ts";
import { buildSubmitted, createViewer, handOverFields } from "#tests/support/handing-over.ts";
import { openSession } from "#tests/support/people.ts";
import { ask } from "./content.ts";

const content: Content = {
  type: "doc",
  content: [
    ...sectionOf("did", "Vi begynder ude. Mor til Mathilde Hansen sagde tak."),
    ...sectionOf("outcome", "Der er kommet mere ro. Vi har selv talt streger."),
    {
      type: "paragraph",
      content: [
        { type: "text", text: "Skriv til " },
        { type: "text", text: "mathilde@", marks: [{ type: "bold" }] },
        {
          type: "text",
          text: "hansen.dk",
          marks: [{ type: "link", attrs: { href: "https://hansen.dk" } }],
        },
      ],
    },
    ...sectionOf("hard", "Det koster en pause. Mor til Mathilde Hansen spurgte hvorfor."),
  ],
};
const texts = { title: handOverFields.title, summary: "Mor til Mathilde Hansen fik mere ro.", content };

async function enterAs(context: BrowserContext, cookie: string): Promise<Page> {
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: process.env.TEST_SITE_URL ?? "", httpOnly: true }]);
  return context.newPage();
}

/** A text that was returned once and waits again, with reasons for what was kept. */
const waiting = () =>
  ask(async (sql) => {
    const municipality = here.code;
    const somebody = (role: Role, name: string) =>
      createViewer(sql, [{ role, municipality }], { name, email: `${randomUUID()}@aarhus.dk` });
    const writer = await somebody("contributor", "Frede Forfatter");
    const approver = await somebody("approver", "Gerda Godkender");
    const reasons = Object.fromEntries(
      findingsIn({ ...texts, namesUnit: false }).map(({ key, quote }) => [key, `Hun har selv sagt ja til »${quote}«.`]),
    );
    const fields = { summary: texts.summary, reasons };
    const { id, revision, workingId } = await buildSubmitted(sql, writer, { content, fields });
    await returnCase(sql, approver, id, { revision, words: "Find en bedre titel." });
    const again = { ...handOverFields, ...fields, title: "Vi begynder timen ude", revision: workingId };
    await submitCase(sql, writer, id, again);
    return {
      id,
      writer: await openSession(sql, writer.person.id),
      approver: await openSession(sql, approver.person.id),
    };
  });

const field = (page: Page) => page.getByLabel("Ord til forfatterne");
const quote = (page: Page) => page.getByRole("button", { name: "Citér" });

test("an approver on a phone sees what may tell of somebody, what has changed, and quotes what is to be mended", async ({
  browser,
}) => {
  const { id, ...cookies } = await waiting();
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await enterAs(phone, cookies.approver);
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`/mine-tekster/${id}/svar`);

  const sheet = page.getByRole("article", { name: "Som læserne får det" });
  const marks = sheet.locator("mark");
  await expect(sheet.locator(".lead mark")).toContainText("Mathilde Hansen");
  // In three places, but found once; the address is in two pieces, and bears its number at the end.
  await expect(sheet.getByRole("link", { name: "Fund 1", exact: true })).toHaveCount(3);
  await expect(sheet.getByRole("link", { name: "Fund 2", exact: true })).toHaveCount(1);
  expect(await marks.allInnerTexts()).toHaveLength(5);
  await sheet.getByRole("link", { name: "Fund 2", exact: true }).click();
  const second = page.locator("#fund-2");
  await expect(second).toBeInViewport();
  await expect(second).toContainText("»Hun har selv sagt ja til »mathilde@hansen.dk«.«");
  await second.getByRole("link", { name: /Se stedet/ }).click();
  await expect(page.locator("#sted-2")).toBeInViewport();

  await field(page).fill("Hej Frede.");
  await page.getByLabel("Grunden holder").first().check();
  await page.getByRole("link", { name: "Ændret siden sidst" }).click();
  await expect(
    page.getByText("Fra version 1, der blev sendt tilbage, til version 2, der venter på svar."),
  ).toBeVisible();
  await expect(page.getByRole("heading", { name: "1 ændring" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Ændret siden sidst" })).toBeFocused();
  await expect(field(page)).toHaveValue("Hej Frede.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await second.getByRole("link", { name: /Se stedet/ }).click();
  await expect(page.locator("#sted-2")).toBeInViewport();
  await expect(field(page)).toHaveValue("Hej Frede.");
  await expect(page.getByLabel("Grunden holder").first()).toBeChecked();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await quote(page).click();
  await expect(page.getByRole("status")).toHaveText("Markér først ordene i teksten.");
  await sheet.getByText("Skriv til").click({ clickCount: 3 });
  await quote(page).click();
  await expect(page.getByRole("status")).toHaveText("Citatet står nu i dit svar.");
  await expect(field(page)).toHaveValue("Hej Frede.\n\n> Skriv til mathilde@hansen.dk\n");
  await page.getByRole("link", { name: "Til dit svar" }).click();
  await expect(field(page)).toBeInViewport();
  await field(page).pressSequentially("Den adresse er hendes.");

  // By keyboard alone.
  await quote(page).focus();
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Valgt: Vi begynder timen ude");
  while (!(await page.getByRole("status").innerText()).includes("Der er kommet mere ro."))
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("status")).toContainText("Der er kommet mere ro. Vi har selv talt streger.");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Enter");
  await expect(quote(page)).toBeFocused();
  await expect(field(page)).toHaveValue(/hendes\.\n\n> Der er kommet mere ro\.\n$/);
  await field(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Hvordan ved I det?");
  await page.getByRole("button", { name: "Send tilbage" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sendt tilbage");

  // In the order in which it was written, where it is mended.
  const writer = await enterAs(await browser.newContext(), cookies.writer);
  await writer.goto(`/mine-tekster/${id}`);
  const words = writer.locator(".words-back");
  await expect(words.locator("> *")).toHaveText([
    "Hej Frede.",
    "»Skriv til mathilde@hansen.dk«",
    "Den adresse er hendes.",
    "»Der er kommet mere ro.«",
    "Hvordan ved I det?",
  ]);
  await expect(words.getByRole("blockquote")).toHaveCount(2);
  expect(errors).toEqual([]);
  for (const { context } of [page, writer].map((one) => ({ context: one.context() }))) await context.close();
});

test("without scripts every way to see the text has an address, and one quotes by hand", async ({ browser }) => {
  const { id, approver } = await waiting();
  const page = await enterAs(await browser.newContext({ javaScriptEnabled: false }), approver);
  await page.goto(`/mine-tekster/${id}/svar`);
  await expect(quote(page)).toHaveCount(0);
  await expect(page.getByText("sæt > forrest på linjen")).toBeVisible();
  await page.getByRole("link", { name: "Ændret siden sidst" }).click();
  await expect(page).toHaveURL(/\?vis=aendret$/);
  await expect(page.locator(".compare ins")).toContainText(["begynder timen ude"]);
  await page.getByRole("link", { name: "På telefon" }).click();
  await expect(page.locator(".preview-phone mark")).toHaveCount(5);
  await field(page).fill("> Mere ro\nHvordan ved I det?");
  await page.getByRole("button", { name: "Send tilbage" }).click();
  await expect(page.getByRole("blockquote")).toHaveText("»Mere ro«");
  await page.context().close();
});

test("restoring without a version leads to the versions", async ({ browser }) => {
  const { id, writer } = await waiting();
  const page = await enterAs(await browser.newContext(), writer);
  await page.goto(`/mine-tekster/${id}/versioner/hent`);
  await expect(page).toHaveURL(/\/versioner$/);
  await page.context().close();
});
