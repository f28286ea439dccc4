import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type Content, contentToHtml } from "#app/editor/content.ts";
import { changeInto, openSharedText } from "#app/editor/shared-text.ts";
import { begunText } from "#app/editor/written.ts";
import { insertTextUpdates } from "#db/queries/cases/shared-text.ts";
import { pasted } from "#tests/support/pasted.ts";
import { ask } from "./content.ts";
import { enter } from "./people.ts";
import { caretAfter, draftOf, openDraft, paste, saidOn, saved, textOf } from "./writing.ts";

const tool = (page: Page, name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true });

test("what is typed is saved, said so, and there when one comes back", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await openDraft(page);
  await expect(page.locator("[data-save-state]")).toHaveText("Alt er gemt");
  await expect(page.getByText("8 ord. Kort er fint.")).toBeVisible();
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.type(" Hver tirsdag.");
  await saved(page);
  await expect(page.getByText("10 ord. Kort er fint.")).toBeVisible();
  await page.reload();
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(textOf(page)).toContainText("Vi mødtes. Hver tirsdag.");
  expect(errors).toEqual([]);
  expect(await page.content()).not.toMatch(/<style\b/);
});

test("undo right after opening empties nothing, and later takes back one's own words alone", async ({ page }) => {
  await openDraft(page);
  const before = await textOf(page).innerText();
  await expect(tool(page, "Fortryd")).toHaveAttribute("aria-disabled", "true");
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect(await textOf(page).innerText()).toBe(before);
  await page.keyboard.type(" Meget.");
  await expect(textOf(page)).toContainText("Vi mødtes. Meget.");
  await tool(page, "Fortryd").click();
  await expect(textOf(page)).not.toContainText("Meget.");
  await expect(saidOn(page)).toHaveText(/Fortrudt/);
  await page.keyboard.press("Control+y");
  await expect(textOf(page)).toContainText("Vi mødtes. Meget.");
});

test("the toolbar is one stop, walked by arrow keys, reached by Alt+F10 and left by Esc", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Alt+F10");
  await expect(tool(page, "Tekst")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(tool(page, "Fed")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(textOf(page)).toBeFocused();
  await expect(saidOn(page)).toHaveText("Fed slået til");
  await page.keyboard.type(" Stærkt");
  await expect(textOf(page).locator("strong")).toHaveText(/Stærkt/);
  await expect(tool(page, "Fed")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Alt+F10");
  await expect(tool(page, "Fed")).toBeFocused();
  await page.keyboard.press("End");
  await expect(tool(page, "Hjælp til at skrive")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(tool(page, "Tekst")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Almindelig tekst" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(textOf(page).getByRole("heading", { level: 3 })).toHaveText(/Vi mødtes/);
  await page.keyboard.press("Alt+F10");
  await page.keyboard.press("Escape");
  await expect(textOf(page)).toBeFocused();
  await page.keyboard.press("Alt+F10");
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("toolbar").locator(":focus")).toHaveCount(0);
  expect(await page.getByRole("toolbar").locator('.tool[tabindex="0"]').count()).toBe(1);
});

test("the help sheet opens by Alt+F1 and closes by Esc with the caret back in the text", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Alt+F1");
  const sheet = page.getByRole("dialog", { name: "Hjælp til at skrive" });
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText("Gå til værktøjerne");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(textOf(page)).toBeFocused();
});

test("markdown makes headings, lists, quotes, bold words and links", async ({ page }) => {
  await openDraft(page, { content: { type: "doc", content: [{ type: "paragraph" }] } });
  await textOf(page).click();
  await page.keyboard.type("## Overskrift\n- et\n");
  await page.keyboard.press("Tab");
  await page.keyboard.type("inden i");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1. trin\n\n> sagt\n\n");
  await page.keyboard.type("**fed** og [KL](www.kl.dk) og *skrå* ord");
  const text = textOf(page);
  await expect(text.getByRole("heading", { level: 2 })).toHaveText("Overskrift");
  await expect(text.locator("ul ul li")).toHaveText("inden i");
  await expect(text.locator("ol li")).toHaveText("trin");
  await expect(text.locator("blockquote")).toHaveText("sagt");
  await expect(text.locator("strong")).toHaveText("fed");
  await expect(text.locator("em")).toHaveText("skrå");
  await expect(text.getByRole("link")).toHaveAttribute("href", "https://www.kl.dk");
});

test("a link is set, changed and removed in a form of the page's own", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Mere ro.");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await page.keyboard.press("Control+k");
  const form = page.getByRole("form", { name: "Link" });
  await form.getByLabel("Adresse").fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toContainText("Skriv en adresse");
  await form.getByLabel("Adresse").fill("www.kl.dk/ro");
  await page.keyboard.press("Enter");
  await expect(form).toBeHidden();
  const link = textOf(page).getByRole("link");
  await expect(link).toHaveAttribute("href", "https://www.kl.dk/ro");
  await expect(textOf(page)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+k");
  await expect(form.getByLabel("Adresse")).toHaveValue("https://www.kl.dk/ro");
  await form.getByLabel("Adresse").fill("/metoder/nest");
  await form.getByRole("button", { name: "Sæt link" }).click();
  await expect(link).toHaveAttribute("href", "/metoder/nest");
  await page.keyboard.press("ArrowLeft");
  await tool(page, "Link").click();
  await form.getByRole("button", { name: "Fjern link" }).click();
  await expect(link).toHaveCount(0);
  await expect(saidOn(page)).toHaveText("Link fjernet");
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Control+k");
  await expect(form.getByLabel("Ord i teksten")).toBeFocused();
  await page.keyboard.type("Nest");
  await form.getByLabel("Adresse").fill("/metoder/nest");
  await page.keyboard.press("Enter");
  await expect(link).toHaveText("Nest");
});

test("a shortcut works where the caret is, however soon it comes", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Mere ro.");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  const form = page.getByRole("form", { name: "Link" });
  // In one go: the browser has had no time to tell that the caret has moved.
  await textOf(page).evaluate((text) => {
    getSelection()?.collapse(
      [...text.querySelectorAll("p")].find((one) => one.textContent === "Vi mødtes.") ?? null,
      1,
    );
    text.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true }));
  });
  await expect(form.getByLabel("Ord i teksten")).toBeFocused();
  await form.getByLabel("Ord i teksten").fill(" Se mere");
  await form.getByLabel("Adresse").fill("/metoder/nest");
  await page.keyboard.press("Enter");
  await expect(textOf(page)).toContainText("Vi mødtes.Se mere");
});

test("below a table in the middle of a text there is a line to write on, and the way down makes one", async ({
  page,
}) => {
  await openDraft(page);
  await caretAfter(page, "Overgangen var svær.");
  await tool(page, "Indsæt").click();
  await page.getByRole("menuitem", { name: "Tabel" }).click();
  const below = textOf(page).locator(".table-scroll + p");
  await expect(below).toHaveText("");
  await below.click();
  await page.keyboard.type("Nedenunder");
  await expect(textOf(page).getByRole("heading", { name: "Hvad vi gjorde" })).toHaveText("Hvad vi gjorde");
  // Without the line the arrow leads to a new one, and not into the heading.
  for (let n = 0; n < "Nedenunder".length + 1; n += 1) await page.keyboard.press("Backspace");
  await textOf(page).locator("tr").last().locator("td").last().click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("Igen");
  await expect(textOf(page).getByText("Igen", { exact: true })).toHaveText("Igen");
  await expect(textOf(page).getByRole("heading", { name: "Hvad vi gjorde" })).toHaveText("Hvad vi gjorde");
});

test("the headings of the sections stay apart from the words beside them", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await openDraft(page);
  const headings = textOf(page).getByRole("heading");
  const before = await headings.allTextContents();
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await caretAfter(page, "Hvad vi gjorde");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  expect(await headings.allTextContents()).toEqual(before);
  // An empty line at a border goes, and the last one of a section stays.
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Enter");
  await caretAfter(page, "Hvad kom der ud af det");
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(textOf(page).locator("p:text-is('Vi mødtes.') + h2")).toHaveText("Hvad kom der ud af det");
  await textOf(page).getByText("Vi mødtes.").click({ clickCount: 3 });
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("Nyt.");
  expect(await headings.allTextContents()).toEqual(before);
  await expect(textOf(page).getByText("Nyt.", { exact: true })).toBeVisible();
  expect(errors).toEqual([]);
});

test("the title is looked through like the text, and says so below", async ({ page }) => {
  await openDraft(page);
  await page.getByLabel("Titel").fill("Da Emil fra 3.b kom");
  await expect(page.locator("#valg-title .field-finding")).toContainText("Navn: »Emil«");
  await page.getByLabel("Titel").fill("Da en dreng kom");
  await expect(page.locator("#valg-title .field-finding")).toHaveCount(0);
});

test("call-outs go round a paragraph, become another kind, and let their words go", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Tiden.");
  const pick = async (name: string) => {
    await tool(page, "Indsæt").click();
    await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
  };
  await pick("Råd");
  await expect(textOf(page).locator('[data-callout="advice"]')).toContainText("Tiden.");
  await expect(saidOn(page)).toHaveText("Råd slået til");
  await pick("Det svære");
  await expect(textOf(page).locator('[data-callout="hard"]')).toContainText("Tiden.");
  await expect(textOf(page).locator("[data-callout] .callout-label")).toHaveText("Det svære");
  await pick("Det svære");
  await expect(textOf(page).locator("[data-callout]")).toHaveCount(0);
  await expect(textOf(page)).toContainText("Tiden.");
});

test("a table gets and loses rows, columns and its head by buttons at 320 px", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await tool(page, "Indsæt").click();
  await page.getByRole("menuitem", { name: "Tabel" }).click();
  await expect(saidOn(page)).toHaveText("Tabel indsat: 2 rækker, 2 kolonner");
  const table = textOf(page).locator("table");
  const shape = async () => [
    await table.locator("tr").count(),
    await table.locator("tr").first().locator("th, td").count(),
  ];
  for (const [name, said, wanted] of [
    ["Indsæt række under", "Række indsat under", [3, 2]],
    ["Indsæt kolonne til højre", "Kolonne indsat til højre", [3, 3]],
    ["Slet række", "Række slettet", [2, 3]],
    ["Slet kolonne", "Kolonne slettet", [2, 2]],
  ] as const) {
    await tool(page, name).click();
    await expect(saidOn(page)).toHaveText(said);
    expect(await shape()).toEqual(wanted);
  }
  const head = tool(page, "Overskrifter i første række");
  const pressed = await head.getAttribute("aria-pressed");
  await head.click();
  await expect(head).toHaveAttribute("aria-pressed", String(pressed !== "true"));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await tool(page, "Slet tabellen").click();
  await expect(table).toHaveCount(0);
});

test("a table is made, filled and left by keys alone", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/tab");
  await expect(page.locator(".pick").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Uge");
  for (const word of ["Streger", "35", "31"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(word);
  }
  await page.keyboard.press("Tab");
  const table = textOf(page).locator("table");
  await expect(table.locator("tr")).toHaveCount(3);
  await expect(table.locator("th")).toHaveText(["Uge", "Streger"]);
  // The tools of the table come first, whatever was used last; among them it is the last one.
  await tool(page, "Fed").focus();
  await textOf(page).focus();
  await page.keyboard.press("Alt+F10");
  await expect(tool(page, "Indsæt række under")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(tool(page, "Slet række")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(table.locator("tr")).toHaveCount(2);
  await page.keyboard.press("Alt+F10");
  await expect(tool(page, "Slet række")).toBeFocused();
  await saved(page);
});

test("what is pasted keeps its form, and a picture is left out with a word", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await openDraft(page, { content: { type: "doc", content: [{ type: "paragraph" }] } });
  await textOf(page).click();
  await paste(page, pasted["Word: a list in a list, as paragraphs with mso-list"]?.html ?? "");
  await expect(textOf(page).locator("ul ul li")).toHaveText("fem minutter før");
  await paste(page, pasted["Google Docs: a table and a picture"]?.html ?? "");
  await expect(textOf(page).locator("td")).toHaveText(["A", "B"]);
  const leftOut = "1 billede kom ikke med. Sæt billeder ind ét ad gangen med »Billede«.";
  await expect(saidOn(page)).toHaveText(leftOut);
  const notice = page.locator("[data-notice=limit]");
  await expect(notice).toContainText(leftOut);
  await notice.getByRole("button", { name: "Luk" }).click();
  await expect(notice).toBeHidden();
  await paste(
    page,
    `<style>p { color: red }</style><p style="color: red; font-weight: bold" onclick="x()">Style='a'</p>`,
  );
  await expect(textOf(page).locator("strong").last()).toHaveText("Style='a'");
  await paste(page, pasted["Word: a table with merged cells"]?.html ?? "");
  await expect(textOf(page).locator("img:not(.ProseMirror-separator), [colspan]:not([colspan='1'])")).toHaveCount(0);
  await saved(page);
  expect(errors).toEqual([]);
});

test("10,000 cells and two megabytes are refused with a sentence, and the draft is intact", async ({ page }) => {
  await openDraft(page);
  const before = await textOf(page).innerText();
  await caretAfter(page, "Tiden.");
  await paste(page, `<table>${`<tr>${"<td>1</td>".repeat(100)}</tr>`.repeat(100)}</table>`);
  const notice = page.locator("[data-notice=limit]");
  await expect(notice).toContainText("En tabel kan højst have 2.000 felter.");
  await notice.getByRole("button", { name: "Luk" }).click();
  await paste(page, `<p>${"ord ".repeat(600_000)}</p>`);
  await expect(notice).toContainText("Det, du satte ind, er for stort.");
  await notice.getByRole("button", { name: "Luk" }).click();
  await paste(page, "", "ord ".repeat(60_000));
  await expect(notice).toContainText("Teksten kan højst være på 200.000 tegn.");
  expect(await textOf(page).innerText()).toBe(before);
  await caretAfter(page, "Tiden.");
  await page.keyboard.type(" Altid.");
  await saved(page);
});

test("@ finds methods and municipalities and sets an ordinary link, without a mouse", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.type(" Som i @ball");
  const list = page.getByRole("listbox", { name: "Henvis til" });
  const option = list.getByRole("option", { name: /^Kommune Ballerup/ });
  await expect(option).toBeVisible();
  await expect(textOf(page)).toHaveAttribute("aria-controls", (await list.getAttribute("id")) ?? "");
  for (let step = 0; (await option.getAttribute("aria-selected")) !== "true" && step < 8; step += 1)
    await page.keyboard.press("ArrowDown");
  await expect(textOf(page)).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  await expect(list).toBeHidden();
  await expect(textOf(page)).not.toHaveAttribute("aria-controls");
  await expect(textOf(page).getByRole("link", { name: /Ballerup/ })).toHaveAttribute("href", "/kommuner/ballerup");
  await page.keyboard.type(", da vi begyndte.");
  await expect(textOf(page)).toContainText("Som i Ballerup Kommune, da vi begyndte.");
  await expect(textOf(page).getByRole("link")).not.toContainText(",");
  await page.keyboard.type(" skriv til a@co");
  await expect(list).toBeHidden();
  await page.keyboard.type(" @co-te");
  await expect(list.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});

test("an empty section shows its hint, which is no content, and further sections come by buttons, once each", async ({
  page,
}) => {
  await openDraft(page, { answers: { challenge: "Overgangen." } });
  const hint = textOf(page).locator('[data-hint="hard"]');
  await expect(hint).toContainText("Det er her, andre lærer mest.");
  await expect(hint).toContainText("Tomt: kommer ikke med, når teksten udgives");
  await hint.click();
  await page.keyboard.type("Tiden.");
  await expect(hint).toHaveCount(0);
  const more = page.getByRole("button", { name: "Økonomi og tid" });
  await more.click();
  await expect(more).toBeHidden();
  await expect(saidOn(page)).toHaveText("Afsnittet »Økonomi og tid« er sat ind sidst i teksten");
  await expect(textOf(page)).toBeFocused();
  await page.keyboard.type("Fire timer.");
  await expect(textOf(page).locator('[data-section="cost"] ~ p').last()).toHaveText("Fire timer.");
  await paste(page, '<h2 data-section="cost">Økonomi og tid</h2><p>En gang til.</p>');
  await expect(textOf(page)).toContainText("En gang til.");
  await expect(textOf(page).locator('[data-section="cost"]')).toHaveCount(1);
  await saved(page);
  await page.reload();
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(more).toBeHidden();
  await expect(textOf(page).locator('[data-hint="outcome"]')).toBeVisible();
});

test("a finding stands below its paragraph and beside the text, and its words can be deleted", async ({ page }) => {
  await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.type(" Ring på 22 33 44 55 om det.");
  const finding = textOf(page).locator(".finding");
  await expect(finding).toContainText("Telefonnummer");
  await expect(textOf(page).locator(".found")).toHaveText("22 33 44 55");
  await expect(saidOn(page)).toContainText("Persondatatjek: Telefonnummer");
  const beside = page.getByRole("complementary", { name: "Om eksemplet" }).getByRole("button", { name: /22 33 44 55/ });
  await beside.click();
  await expect(textOf(page)).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("22 33 44 55");
  await finding.getByRole("button", { name: "Slet nummeret" }).click();
  await expect(textOf(page)).toContainText("Vi mødtes. Ring på om det.");
  await expect(textOf(page)).not.toContainText("22 33 44 55");
  await expect(finding).toHaveCount(0);
  await expect(beside).toHaveCount(0);
  await saved(page);
});

test("away from the net the words stay, and are saved when it is back", async ({ page }) => {
  await openDraft(page);
  await page.context().setOffline(true);
  try {
    await expect(page.locator("[data-save-state]")).toHaveText("Offline");
    await expect(page.locator("[data-notice=offline]")).toContainText("Du er offline. Det, du skriver, bliver her.");
    await expect(page.locator("[data-said-saving]")).toHaveText("Du er offline. Det, du skriver, bliver her.");
    await caretAfter(page, "Vi mødtes.");
    await page.keyboard.type(" Uden net.");
  } finally {
    await page.context().setOffline(false);
  }
  await saved(page);
  await expect(page.locator("[data-notice=offline]")).toBeHidden();
  await page.reload();
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(textOf(page)).toContainText("Uden net.");
});

/** Every node and mark that writers have. */
const everything: Content = {
  type: "doc",
  content: [
    ...[2, 3, 4].map((level) => ({
      type: "heading",
      attrs: { level },
      content: [{ type: "text", text: `H${level}` }],
    })),
    { type: "heading", attrs: { level: 2, section: "hard" }, content: [{ type: "text", text: "Hvad var svært" }] },
    {
      type: "paragraph",
      content: [
        { type: "text", text: "fed", marks: [{ type: "bold" }] },
        { type: "text", text: "skrå", marks: [{ type: "italic" }] },
        { type: "hardBreak" },
        { type: "text", text: "link", marks: [{ type: "link", attrs: { href: "/metoder/nest" } }] },
      ],
    },
    { type: "blockquote", content: [{ type: "paragraph", content: [{ type: "text", text: "citat" }] }] },
    ...["bulletList", "orderedList"].map((type) => ({
      type,
      content: [{ type: "listItem", content: [{ type: "paragraph", content: [{ type: "text", text: "punkt" }] }] }],
    })),
    ...["advice", "hard", "quote"].map((kind) => ({
      type: "callout",
      attrs: { kind },
      content: [{ type: "paragraph", content: [{ type: "text", text: "boks" }] }],
    })),
    ...["Hytten", ""].map((caption) => ({
      type: "picture",
      attrs: {
        id: "00000000-0000-4000-8000-0000000000aa",
        width: 1200,
        height: 900,
        alt: "En hytte",
        decorative: !caption,
        caption,
      },
    })),
    {
      type: "table",
      content: ["tableHeader", "tableCell"].map((type) => ({
        type: "tableRow",
        content: [1, 2].map((cell) => ({
          type,
          content: [{ type: "paragraph", content: [{ type: "text", text: `${cell}` }] }],
        })),
      })),
    },
  ],
};

test("a text whose earlier versions are removed for good says so, and its page tries no more", async ({
  page,
  browser,
}) => {
  const id = await openDraft(page);
  await caretAfter(page, "Vi mødtes.");
  await page.keyboard.type(" Hver tirsdag.");
  await saved(page);
  // From here on the page's time is ours: what it would do later can be waited for at once.
  await page.clock.install();
  const tries: string[] = [];
  page.on("websocket", (socket) => tries.push(socket.url()));
  const context = await browser.newContext();
  const coordinator = await context.newPage();
  await enter(coordinator, "coordinator");
  await coordinator.goto(`/mine-tekster/${id}/versioner/fjern`);
  await coordinator.getByLabel("Hvorfor?").fill("Der stod noget, der ikke skulle stå der.");
  await coordinator.getByLabel("Jeg har slettet det").check();
  await coordinator.getByRole("button", { name: "Fjern for altid" }).click();
  await expect(coordinator.getByText("er fjernet for altid")).toBeVisible();
  await context.close();
  const notice = page.locator('[data-notice="locked"]');
  await expect(notice).toContainText("Kommunens koordinator har fjernet de tidligere versioner for altid.");
  await page.clock.runFor(60_000);
  expect(tries).toEqual([]);
  await expect(page.locator("[data-text]")).toContainText("Hver tirsdag.");
  await notice.getByRole("button", { name: "Genindlæs" }).click();
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(textOf(page)).toContainText("Vi mødtes. Hver tirsdag.");
});

test("each node renders the same in the editor and on a reading page", async ({ page }) => {
  await openDraft(page, { content: everything });
  const [editor, reading] = await textOf(page).evaluate((element, html) => {
    const read = document.createElement("div");
    read.innerHTML = html;
    const shapeOf = (root: Element): string =>
      [...root.querySelectorAll("*")]
        .filter((part) => !part.matches(".ProseMirror-trailingBreak, .ProseMirror-separator, .ProseMirror-gapcursor"))
        // The head of a table is a part of its own on reading pages, and its box is numbered.
        .filter((part) => !part.matches("thead, tbody"))
        .map((part) => {
          const attributes = [...part.attributes]
            .filter(({ name }) => !["contenteditable", "aria-label", "draggable"].includes(name))
            .map(({ name, value }) => `${name}=${value}`)
            .sort();
          return `${part.localName} ${attributes.join(" ")}`;
        })
        .join("\n");
    return [shapeOf(element), shapeOf(read)];
  }, contentToHtml(everything));
  expect(editor).toBe(reading);
  expect(editor).not.toContain("style=");
});

test.describe("on a phone", () => {
  test("the tools stand at the bottom while one writes, seven wide at 320 px, and the rest is in a menu", async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openDraft(page);
    const bar = page.getByRole("toolbar");
    await expect(bar).toBeHidden();
    await expect(page.getByRole("link", { name: "Om eksemplet" })).toBeVisible();
    await caretAfter(page, "Vi mødtes.");
    await expect(bar).toBeVisible();
    await expect(page.getByRole("link", { name: "Om eksemplet" })).toBeHidden();
    const shown = bar.locator(".tools-all .tool:visible");
    await expect(shown).toHaveCount(7);
    for (const one of await shown.all()) {
      const box = await one.boundingBox();
      expect(box?.width, "wide").toBeGreaterThanOrEqual(43.9);
      expect(box?.height, "high").toBeGreaterThanOrEqual(44);
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
      expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(640);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 320, height: 608 });
    await tool(page, "Indsæt").click();
    await expect(textOf(page), "the keyboard stays").toBeFocused();
    const cut = await page.getByRole("menu", { name: "Indsæt" }).evaluate((menu) => {
      const end = menu.getBoundingClientRect().bottom - 1;
      const items = [...menu.querySelectorAll("button")].map((item) => item.getBoundingClientRect());
      return items.flatMap(({ top, bottom }) => (top < end && end < bottom ? [(end - top) / (bottom - top)] : []));
    });
    expect(cut, "an item is cut in the middle, so that one sees that more follow").toHaveLength(1);
    expect(cut[0]).toBeGreaterThan(0.3);
    expect(cut[0]).toBeLessThan(0.7);
    await page.getByRole("menuitemcheckbox", { name: "Nummereret liste" }).click();
    await expect(textOf(page).locator("ol li")).toHaveText("Vi mødtes.");
    await tool(page, "Ryk ud").click();
    await expect(textOf(page).locator("ol")).toHaveCount(0);
  });

  test("what was not taken is said in sight of the line that one writes", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 600 });
    const did = Array.from({ length: 30 }, (_, line) => `Vi skrev ned, hvad der skete dag ${line + 1}.`).join("\n");
    await openDraft(page, { answers: { did } });
    await caretAfter(page, "dag 25.");
    await paste(page, `<p>Et billede <img src="x.png"></p>`);
    await expect(page.locator("[data-notice=limit]")).toBeInViewport({ ratio: 1 });
    await expect(textOf(page).getByText("Et billede")).toBeInViewport({ ratio: 1 });
    await page.context().setOffline(true);
    try {
      await expect(page.locator("[data-notice=offline]")).toBeInViewport({ ratio: 1 });
    } finally {
      await page.context().setOffline(false);
    }
    // The line above those that are seen is not under the bar either.
    for (let line = 0; line < 24; line += 1) await page.keyboard.press("ArrowUp");
    const belowBar = () =>
      page.evaluate(() => {
        const caret = getSelection()?.getRangeAt(0).getBoundingClientRect().top ?? 0;
        return caret - (document.querySelector("[data-bar]")?.getBoundingClientRect().bottom ?? 0);
      });
    await expect.poll(belowBar).toBeGreaterThanOrEqual(0);
  });

  test("the list of @ stands on the tools", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openDraft(page);
    await caretAfter(page, "Vi mødtes.");
    await page.keyboard.type(" @co");
    const option = page.locator(".pick").getByRole("option").first();
    await expect(option).toBeVisible();
    const [list, bar] = await Promise.all([
      page.locator(".pick").boundingBox(),
      page.getByRole("toolbar").boundingBox(),
    ]);
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual((bar?.y ?? 0) + 2);
    await option.click();
    await expect(textOf(page).getByRole("link")).toBeVisible();
  });
});

for (const width of [1280, 390]) {
  test(`the open editor has nothing for axe to find at ${width} px`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    await openDraft(page, { answers: { challenge: "Ring til Mads på 22 33 44 55.", did: "Vi mødtes." } });
    await expect(textOf(page).locator(".finding").first()).toBeVisible();
    const check = async (state: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          state,
        )
        .toEqual([]);
    };
    await check("open");
    await caretAfter(page, "Vi mødtes.");
    await tool(page, "Indsæt").click();
    await check("with a menu");
    await page.getByRole("menuitem", { name: "Tabel" }).click();
    await page.keyboard.type("Uge");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Streger");
    await check("in a table");
    await page.keyboard.type(" @co");
    await expect(page.locator(".pick").getByRole("option").first()).toBeVisible();
    await check("with a list");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await check("with the form for links");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+F1");
    await check("with the help sheet");
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the text can be read, and the page says what writing needs", async ({ page }) => {
    await enter(page, "starter");
    await page.goto(`/mine-tekster/${await draftOf()}`);
    await expect(page.getByText("For at skrive skal din browser kunne køre JavaScript.")).toBeVisible();
    await expect(page.locator("[data-text]").getByText("Vi mødtes.")).toBeVisible();
    await expect(page.getByRole("toolbar")).toBeHidden();
  });

  test("the text is the one that is being written, not as it was when it was last put in order", async ({ page }) => {
    await enter(page, "starter");
    const id = await draftOf();
    await ask(async (sql) => {
      const [row] = await sql<{ revision: string; snapshot: Buffer; person: string }[]>`
        select t.revision_id as revision, t.snapshot, c.begun_by as person
        from case_story c join shared_text t on t.revision_id = c.working_revision_id where c.id = ${id}`;
      if (!row) throw new Error("no draft");
      const bytes = changeInto(openSharedText(row.snapshot), begunText({ did: "Vi mødtes. Hver tirsdag." }));
      const update = { revisionId: row.revision, personId: row.person, sessionId: null, bytes };
      expect(await insertTextUpdates(sql, [update], null)).toEqual([row.revision]);
    });
    await page.goto(`/mine-tekster/${id}`);
    await expect(page.locator("[data-text]").getByText("Vi mødtes. Hver tirsdag.")).toBeVisible();
  });
});
