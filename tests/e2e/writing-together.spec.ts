import { expect, type Page } from "@playwright/test";
import { createPerson } from "#tests/support/people.ts";
import { beginWriting, browserOf, type OwnSite, openText, storedWords, test, type Writing } from "./own-site.ts";
import { caretAfter, saved, textOf } from "./writing.ts";

const othersOn = (page: Page) => page.locator("[data-writers]");

/** Opens a text to somebody else who writes along. */
async function joinedBy(place: Parameters<typeof beginWriting>[0], { id }: Writing, name: string): Promise<Page> {
  const { sql } = place.site as OwnSite;
  const [at] = await sql<
    { municipality: string }[]
  >`select municipality_code as municipality from case_story where id = ${id}`;
  const person = await createPerson(sql, {
    name,
    roles: [{ role: "coordinator", municipality: at?.municipality ?? "" }],
  });
  const page = await (await browserOf(place, person.id)).newPage();
  await openText(page, id);
  return page;
}

test("two who write in one text see each other's names, carets and words, and undo their own alone", async ({
  site,
  browser,
  closing,
}) => {
  const place = { site, browser, closing };
  const writing = await beginWriting(place);
  const { page } = writing;
  await expect(othersOn(page)).toBeEmpty();
  const other = await joinedBy(place, writing, "Mette Holm");
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.type(" Min egen sætning.");
  await caretAfter(other, "Vi mødtes.");
  await other.keyboard.type(" Mettes sætning.");
  await expect(othersOn(page)).toHaveText("Mette Holm har også teksten åben.");
  await expect(textOf(page)).toContainText("Mettes sætning.");
  await expect(textOf(page).locator(".caret")).toHaveAttribute("data-name", "Mette Holm");
  await expect(textOf(other)).toContainText("Min egen sætning.");
  await page.keyboard.press("Control+z");
  await expect(textOf(page)).not.toContainText("Min egen sætning.");
  await expect(textOf(other)).not.toContainText("Min egen sætning.");
  await expect(textOf(page)).toContainText("Mettes sætning.");
  await page.keyboard.press("Control+y");
  for (const one of [page, other]) await saved(one);
  const stored = await storedWords(site, writing.revisionId);
  expect(stored).toContain("Min egen sætning.");
  expect(stored).toContain("Mettes sætning.");
  await other.close();
  await expect(othersOn(page)).toBeEmpty();
  await expect(textOf(page).locator(".caret")).toHaveCount(0);
});
