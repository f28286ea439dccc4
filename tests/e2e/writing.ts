import { expect, type Locator, type Page } from "@playwright/test";
import { buildDraft, type DraftOptions } from "#seeds/builders/build-draft.ts";
import { ask } from "./content.ts";
import { enter } from "./people.ts";

/** The text that is written in. */
export const textOf = (page: Page): Locator => page.getByRole("textbox", { name: "Teksten" });

/** What was last said to those who do not see it. */
export const saidOn = (page: Page): Locator => page.locator("[data-said]");

/** A new draft of the person who writes in Ballerup, who has been here. @returns the id of the case */
export const draftOf = (options: DraftOptions = {}): Promise<string> =>
  ask(async (sql) => {
    const [me] = await sql<{ id: string }[]>`select id from person where email = 'starter@balk.dk'`;
    return (await buildDraft(sql, { municipalityCode: "0151", begunBy: me?.id ?? null, ...options })).id;
  });

/** Opens a new draft of somebody who writes in Ballerup, once it is in step with the server's. @returns the id of the case */
export async function openDraft(page: Page, options: DraftOptions = {}): Promise<string> {
  await enter(page, "starter");
  const id = await draftOf(options);
  await page.goto(`/mine-tekster/${id}`);
  await expect(page.locator("[data-ready]")).toBeAttached();
  return id;
}

/** Puts the caret behind the last word of a paragraph. */
export async function caretAfter(page: Page, words: string): Promise<void> {
  await textOf(page).getByText(words).click();
  await page.keyboard.press("End");
}

/** What a paste from elsewhere does. */
export async function paste(page: Page, html: string, text = ""): Promise<void> {
  await textOf(page).evaluate(
    (element, held) => {
      const data = new DataTransfer();
      if (held.html) data.setData("text/html", held.html);
      if (held.text) data.setData("text/plain", held.text);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    },
    { html, text },
  );
}

/** Waits until the server has stored everything. */
export const saved = (page: Page): Promise<void> =>
  expect(page.locator("[data-save-state]")).toHaveText(/^Gemt kl\.\s\d\d\.\d\d$/);
