import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { buildCase } from "#seeds/builders/build-case.ts";
import { photo, pictureNode, textWith } from "#tests/support/pictures.ts";
import { ask } from "./content.ts";
import { enter } from "./people.ts";
import { caretAfter, openDraft, paste, saidOn, saved, textOf } from "./writing.ts";

const jpeg = async (width = 900, height = 600) => ({
  name: "tur.jpg",
  mimeType: "image/jpeg",
  buffer: await photo(width, height).jpeg().toBuffer(),
});
const formOf = (page: Page) => page.getByRole("form", { name: "Billede" });
const figure = (page: Page) => textOf(page).locator("figure.picture");
const drawn = (page: Page, selector: string) =>
  expect
    .poll(() =>
      page
        .locator(selector)
        .first()
        .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth),
    )
    .toBeGreaterThan(0);

/** Opens a draft with the form for pictures open. */
async function openForm(page: Page): Promise<string> {
  const id = await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.getByRole("toolbar").getByRole("button", { name: "Billede", exact: true }).click();
  await expect(formOf(page)).toBeVisible();
  return id;
}

test("what is said of a picture is looked through beside the text, and a date that is over is refused", async ({
  page,
}) => {
  await openForm(page);
  const form = formOf(page);
  await form.getByLabel("Billedfil").setInputFiles(await jpeg());
  await form.getByLabel("Hvad viser billedet?").fill("Emma, 7 år, sammen med sin mor");
  await form.getByLabel("Må vises til og med").fill("2020-01-01");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toContainText("Datoen er gået");
  await expect(form.getByLabel("Må vises til og med")).toBeFocused();
  await form.getByLabel("Må vises til og med").fill("");
  await page.keyboard.press("Enter");
  await expect(textOf(page).locator("[data-finding]").first()).toContainText("»Emma«");
  await page.locator("[data-findings-list]").getByRole("button", { name: "»Emma«" }).click();
  await page.getByRole("button", { name: "Ret billedet" }).click();
  await form.getByLabel("Hvad viser billedet?").fill("En bro ved skolen");
  await page.keyboard.press("Enter");
  await expect(textOf(page).locator("[data-finding]")).toHaveCount(0);
});

test("the tools of a picture in a table stand below those of the table", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 844 });
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  const bar = page.getByRole("toolbar");
  await bar.getByRole("button", { name: "Indsæt", exact: true }).click();
  await page.getByRole("menuitem", { name: "Tabel" }).click();
  await bar.getByRole("button", { name: "Billede", exact: true }).click();
  await formOf(page)
    .getByLabel("Billedfil")
    .setInputFiles(await jpeg());
  await formOf(page).getByLabel("Hvad viser billedet?").fill("En bro");
  await page.keyboard.press("Enter");
  await figure(page).click();
  const [ofTable, ofPicture] = await Promise.all(
    ["table", "picture"].map((context) => bar.locator(`[data-context=${context}]`).boundingBox()),
  );
  expect(ofPicture?.y).toBeGreaterThanOrEqual((ofTable?.y ?? 0) + (ofTable?.height ?? 999));
  await bar.getByRole("button", { name: "Indsæt række under" }).click();
  await expect(textOf(page).locator("tr")).toHaveCount(3);
  // It leaves room for the columns beside it.
  expect((await figure(page).boundingBox())?.width).toBeLessThanOrEqual(320);
});

test("a picture is set in, described, described anew, taken out and brought back by keys alone", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Alt+F10");
  for (let step = 0; step < 20; step += 1) {
    if (await page.evaluate(() => document.activeElement?.getAttribute("data-tool") === "picture")) break;
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Enter");
  const form = formOf(page);
  await expect(form.getByLabel("Billedfil")).toBeFocused();
  await expect(form).toContainText("Højst 20 MB og 50 megapixel");
  await form.getByLabel("Billedfil").setInputFiles(await jpeg());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toContainText("Skriv, hvad billedet viser");
  await expect(form.getByLabel("Hvad viser billedet?")).toBeFocused();
  await page.keyboard.type("En bro ved skolen");
  await page.keyboard.press("Enter");
  await expect(saidOn(page)).toHaveText("Billedet er sat ind");
  await expect(form).toBeHidden();
  await expect(figure(page).getByRole("img", { name: "En bro ved skolen" })).toBeVisible();
  await drawn(page, "#tekst figure img");
  await saved(page);

  await figure(page).click();
  await page.keyboard.press("Alt+F10");
  await page.keyboard.press("Home");
  await expect(page.getByRole("button", { name: "Ret billedet" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form.getByLabel("Billedfil")).toBeHidden();
  await expect(form.getByLabel("Hvad viser billedet?")).toHaveValue("En bro ved skolen");
  await form.getByLabel("Tekst under billedet").fill("Broen");
  await page.keyboard.press("Enter");
  await expect(figure(page).locator("figcaption")).toHaveText("Broen");
  await saved(page);
  await page.reload();
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(figure(page).locator("figcaption")).toHaveText("Broen");

  await figure(page).click();
  await page.getByRole("button", { name: "Tag billedet ud" }).click();
  await expect(figure(page)).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(figure(page)).toHaveCount(1);
  await drawn(page, "#tekst figure img");
  await saved(page);
  expect(errors).toEqual([]);
});

test("what cannot be a picture is refused in the form, with what was typed, and the draft is intact", async ({
  page,
}) => {
  await openForm(page);
  // As on a phone, where the form is higher than the screen.
  await page.setViewportSize({ width: 600, height: 500 });
  const form = formOf(page);
  const file = form.getByLabel("Billedfil");
  await form.getByLabel("Hvad viser billedet?").fill("En bro");
  const refused = async (buffer: Buffer, sentence: RegExp, name = "tur.jpg") => {
    await file.setInputFiles({ name, mimeType: "image/jpeg", buffer });
    await expect(form.getByRole("alert")).toBeHidden();
    await form.getByRole("button", { name: "Sæt ind" }).click();
    await expect(form.getByRole("alert")).toHaveText(sentence);
    await expect(form.getByRole("alert")).toBeInViewport({ ratio: 1 });
    await expect(form.getByLabel("Hvad viser billedet?")).toHaveValue("En bro");
  };
  await refused(Buffer.from("%PDF-1.7"), /ikke et billede, vi kan læse, uanset hvad den hedder/);
  await refused(
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic")]),
    /HEIC/,
    "IMG_1.heic",
  );
  await refused(Buffer.alloc(20 * 1024 * 1024 + 1), /mere end 20 MB/);
  await refused(
    await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "#777" } })
      .jpeg()
      .toBuffer(),
    /81 megapixel, og der er plads til 50/,
  );
  await expect(textOf(page)).toContainText("Vi mødtes.");
  await expect(figure(page)).toHaveCount(0);

  // Away from the net it stays in the form, and goes when it is back.
  await file.setInputFiles(await jpeg());
  await page.context().setOffline(true);
  await form.getByRole("button", { name: "Sæt ind" }).click();
  await expect(form.getByRole("alert")).toContainText("ikke forbindelse");
  await page.context().setOffline(false);
  await form.getByRole("button", { name: "Sæt ind" }).click();
  await expect(figure(page)).toHaveCount(1);
  await saved(page);
});

test("a picture file that is pasted opens the form, and others with it are named", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  const { buffer } = await jpeg(300, 200);
  await textOf(page).evaluate((element, base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const data = new DataTransfer();
    for (const name of ["skærmbillede.jpg", "mere.jpg"])
      data.items.add(new File([bytes], name, { type: "image/jpeg" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, buffer.toString("base64"));
  await expect(page.locator("[data-notice=limit]")).toContainText("1 billede kom ikke med.");
  await expect(formOf(page).getByLabel("Hvad viser billedet?")).toBeFocused();
  await formOf(page).getByLabel("Billedet er kun pynt").check();
  await formOf(page).getByRole("button", { name: "Sæt ind" }).click();
  await expect(figure(page)).toHaveAttribute("data-decorative", "");
  // Cut and pasted within the text it stays what it is.
  await figure(page).click();
  await page.keyboard.press("Control+x");
  await expect(figure(page)).toHaveCount(0);
  await caretAfter(page, "Mere ro.");
  await page.keyboard.press("Control+v");
  await expect(figure(page)).toHaveAttribute("data-decorative", "");
  await drawn(page, "#tekst figure img");
  await saved(page);
});

test("a picture that is copied from another text is left out with a word, the words beside it are not", async ({
  page,
}) => {
  const picture = (id: string) => pictureNode(id, { alt: "En bro", caption: "Broen" });
  const [one, other] = ["00000000-0000-4000-8000-00000000abcd", "00000000-0000-4000-8000-00000000dcba"] as const;
  await openDraft(page, { content: textWith(picture(one)) });
  await caretAfter(page, "i skoven.");
  const html = (id: string) =>
    `<p>Ord fra teksten.</p><figure data-picture="${id}"><img src="/billeder/${id}/960" width="9" height="9" alt="En bro"></figure>`;
  await paste(page, html(other));
  await expect(textOf(page)).toContainText("Ord fra teksten.");
  await expect(page.locator("[data-notice=limit]")).toContainText("hører til den tekst, det er sat ind i");
  await expect(figure(page)).toHaveCount(1);
  // One that stands in the text may stand in it twice.
  await paste(page, html(one));
  await expect(figure(page)).toHaveCount(2);
  await expect(page.locator("[data-notice=limit]")).toBeHidden();
});

test("a small picture is not made larger, and what is told of it is looked through while one writes", async ({
  page,
}) => {
  await openForm(page);
  const form = formOf(page);
  await form.getByLabel("Billedfil").setInputFiles(await jpeg(60, 40));
  await form.getByLabel("Hvad viser billedet?").fill("En dreng med autisme");
  await form.getByLabel("Tekst under billedet").fill("Emma og hendes mor i 2.b");
  await form.getByRole("button", { name: "Sæt ind" }).click();
  await drawn(page, "#tekst figure img");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const box = await figure(page).locator("img").boundingBox();
    expect([box?.width, box?.height]).toEqual([60, 40]);
  }
  await page.setViewportSize({ width: 1280, height: 844 });
  const found = page.locator("[data-findings-list]");
  await expect(found).toContainText("ved billedet: »Emma«");
  await expect(textOf(page).locator(".finding").first()).toContainText("ved billedet");
  await found.getByRole("button", { name: "»Emma«" }).click();
  await expect(figure(page)).toHaveClass(/ProseMirror-selectednode/);
  await page.getByRole("button", { name: "Ret billedet" }).click();
  await form.getByLabel("Tekst under billedet").fill("På tur");
  await form.getByRole("button", { name: "Gem" }).click();
  await expect(found).not.toContainText("Emma");
});

for (const width of [1280, 390]) {
  test(`the form for pictures fits, is large enough and has nothing for axe to find at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await openDraft(page);
    await caretAfter(page, "Vi mødtes.");
    if (width < 500) {
      await page.getByRole("toolbar").getByRole("button", { name: "Indsæt", exact: true }).click();
      await page.getByRole("menuitem", { name: "Billede" }).click();
    } else await page.getByRole("toolbar").getByRole("button", { name: "Billede", exact: true }).click();
    const form = formOf(page);
    await expect(form).toBeVisible();
    for (const part of await form.locator("input:visible, button:visible").all()) {
      const box = await part.boundingBox();
      const isBox = (await part.getAttribute("type")) === "checkbox";
      expect(box?.height ?? 0, (await part.getAttribute("id")) ?? "").toBeGreaterThanOrEqual(isBox ? 24 : 44);
    }
    const { violations } = await new AxeBuilder({ page }).include("[data-picture-form]").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.keyboard.press("Escape");
    await expect(form).toBeHidden();
    await expect(textOf(page)).toBeFocused();
  });
}

test("readers get a picture in the text, in a table and on paper, and the script of the page is what it was", async ({
  page,
}) => {
  await enter(page, "starter");
  const { slug } = await ask(async (sql) => {
    const made = await buildCase(sql, { municipalityCode: "0151", slug: `med-billede-${Date.now()}` });
    return made;
  });
  // Sent through the site, whose folder the tests do not know.
  const draft = await openDraft(page);
  await page.getByRole("toolbar").getByRole("button", { name: "Billede", exact: true }).click();
  await formOf(page)
    .getByLabel("Billedfil")
    .setInputFiles(await jpeg(1800, 1200));
  await formOf(page).getByLabel("Hvad viser billedet?").fill("En bro");
  await formOf(page).getByRole("button", { name: "Sæt ind" }).click();
  const id = (await figure(page).getAttribute("data-picture")) ?? "";
  await saved(page);
  await ask(async (sql) => {
    const [{ id: caseId } = { id: "" }] = await sql<{ id: string }[]>`select id from case_story where slug = ${slug}`;
    await sql`update picture set case_id = ${caseId} where id = ${id} and case_id = ${draft}`;
    const node = pictureNode(id, { alt: "En bro", caption: "Broen ved skolen" });
    const cell = (type: string, ...content: object[]) => ({ type, content });
    const table = cell(
      "table",
      cell(
        "tableRow",
        cell("tableHeader", cell("paragraph", { type: "text", text: "Før" })),
        cell("tableHeader", cell("paragraph", { type: "text", text: "Efter" })),
      ),
      cell("tableRow", cell("tableCell", node), cell("tableCell", cell("paragraph", { type: "text", text: "Ro" }))),
    );
    const content = textWith(node, table as never);
    await sql`update case_revision set content = ${sql.json(content as never)} where case_id = ${caseId}`;
    await sql`update case_story set withdrawn_at = now() where id = ${caseId}`;
    await sql`update case_story set withdrawn_at = null where id = ${caseId}`;
  });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/eksempler/${slug}`);
    await drawn(page, ".reading-text > .prose > figure img");
    await page.locator("td img").scrollIntoViewIfNeeded();
    await drawn(page, "td img");
    const box = await page.locator(".reading-text > .prose > figure img").boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).include(".reading-text").analyze();
    expect(violations.map(({ id: rule }) => rule)).toEqual([]);
  }
  expect(await page.locator("script[src]").count()).toBeLessThanOrEqual(1);
  await page.emulateMedia({ media: "print" });
  const paper = await page.locator(".reading-text > .prose > figure img").boundingBox();
  expect(paper?.height ?? 0).toBeGreaterThan(50);
  expect(paper?.height ?? 0).toBeLessThan(470);
  // The picture of a shared link is drawn as ever.
  const shared = await page.request.get(`/billeder/eksempler/${slug}.png`);
  expect(shared.headers()["content-type"]).toBe("image/png");
});
