import { expect, type Page } from "@playwright/test";
import { beginWriting, joinedBy, storedWords, test } from "./own-site.ts";
import { caretAfter, saved, textOf } from "./writing.ts";

const othersOn = (page: Page) => page.locator("[data-writers]");

test("two who write in one text see each other's names, carets and words, and undo their own alone", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page } = writing;
  await expect(othersOn(page)).toBeEmpty();
  const { page: other, open } = await joinedBy(place, writing, { name: "Mette Holm" });
  await open();
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
