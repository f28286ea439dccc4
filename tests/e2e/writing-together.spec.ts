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
  await expect(textOf(other)).toContainText("Min egen sætning.");
  await caretAfter(other, "Vi mødtes.");
  await other.keyboard.type(" Mettes sætning.");
  await expect(othersOn(page)).toHaveText("Mette Holm har også teksten åben.");
  await expect(textOf(page)).toContainText("Mettes sætning.");
  await expect(textOf(page).locator(".caret")).toHaveAttribute("data-name", "Mette Holm");
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

test("a space typed before the words of another is one's own: it stays when the other undoes those words", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page } = writing;
  const { page: other, open } = await joinedBy(place, writing, { name: "Mette Holm" });
  await open();
  await caretAfter(other, "Vi mødtes.");
  await other.keyboard.type(" Hos os.");
  await expect(textOf(page)).toContainText("Vi mødtes. Hos os.");
  await textOf(page).getByText("Vi mødtes.").click();
  await page.keyboard.press("Home");
  for (let key = 0; key < "Vi mødtes.".length; key += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.type(" Hver dag.");
  await expect(textOf(other)).toContainText("Vi mødtes. Hver dag. Hos os.");
  await other.keyboard.press("Control+z");
  await expect(textOf(page)).not.toContainText("Hos");
  for (const one of [page, other]) await saved(one);
  expect((await storedWords(site, writing.revisionId)).split("\n")).toContain("Vi mødtes. Hver dag.");
});
