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
  const line = textOf(page).getByText(words);
  await line.click();
  await page.keyboard.press("End");
  await expect.poll(() => line.evaluate((element) => element.contains(getSelection()?.anchorNode ?? null))).toBe(true);
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
  expect(page.locator('[data-save-state="saved"]')).toHaveText(/^Gemt kl\.\s\d\d\.\d\d$/);

/** Notes in the page, from now on, a paragraph as it stands each time the text is called saved. @param begins with these words */
export const noteSaved = (page: Page, begins: string) =>
  page.evaluate((words) => {
    const row = document.querySelector<HTMLElement>("[data-save-state]") as HTMLElement;
    const told: string[] = Object.assign(window, { told: [] }).told;
    const note = () => {
      const line = [...document.querySelectorAll("#tekst p")].find((p) => p.textContent?.startsWith(words));
      const now = line?.textContent ?? "";
      if (row.dataset.saveState === "saved" && told.at(-1) !== now) told.push(now);
    };
    new MutationObserver(note).observe(row, { attributes: true, childList: true });
  }, begins);

/** What was noted so far. */
export const toldOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { told: string[] }).told.slice());

/** Types on and on. @returns ends it, and tells what was typed */
export function typeOn(page: Page, word = "Ord"): () => Promise<string> {
  let typed = "";
  let on = true;
  const done = (async () => {
    for (let n = 1; on; n += 1) {
      await page.keyboard.type(` ${word} ${n}.`, { delay: 10 });
      typed += ` ${word} ${n}.`;
    }
  })();
  return async () => {
    on = false;
    await done;
    return typed;
  };
}

/** The text can be read but not written in, and all of it can be copied. */
export async function expectToKeepWords(page: Page, words: string): Promise<void> {
  await expect(page.locator("#tekst")).toHaveAttribute("contenteditable", "false");
  await page.locator("[data-notice]:visible").getByRole("button", { name: "Kopiér teksten" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(words);
}
