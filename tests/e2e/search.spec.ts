import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const box = (page: Page) => page.getByRole("main").getByRole("combobox");
const hits = (page: Page) => page.locator("[data-results] .hit");
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a teacher who cannot spell it stands in the guide after one search and a click", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Hvad vil du gerne have hjælp til?").fill("co-teching");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/soeg?q=co-teching");
  await expect(page.getByRole("main").getByRole("status").first()).toContainText("»co-teaching«");
  await expect(page.getByText("Vi har søgt på co-teaching i stedet.")).toBeVisible();
  const first = hits(page).first();
  await expect(first.locator("mark").first()).toHaveText(/co/i);
  await first.getByRole("link").click();
  await expect(heading(page)).toHaveText("Co-teaching");
});

test("suggestions come as one types, are told, and are walked through and followed with the keyboard", async ({
  page,
}) => {
  await page.goto("/soeg");
  const field = page.getByLabel("Hvad leder du efter?");
  await field.focus();
  await expect(box(page)).toHaveAttribute("aria-expanded", "false");
  await field.pressSequentially("trivsel");
  const list = page.getByRole("listbox", { name: "Forslag" });
  await expect(list).toBeVisible();
  await expect(box(page)).toHaveAttribute("aria-expanded", "true");
  const options = list.getByRole("option");
  await expect(page.getByRole("status").filter({ hasText: "forslag" })).toHaveText(`${await options.count()} forslag`);
  await expect(list.getByRole("group", { name: "Metoder" }).getByRole("option").first()).toContainText("Trivsel");

  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  expect(await box(page).getAttribute("aria-activedescendant")).toBe(await options.first().getAttribute("id"));
  await page.keyboard.press("ArrowUp");
  await expect(box(page)).not.toHaveAttribute("aria-activedescendant");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(field).toHaveValue("trivsel");
  await expect(field).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(list).toBeVisible();
  await page.keyboard.press("ArrowDown");
  const title = await options.first().innerText();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(title);
});

for (const width of [1280, 390]) {
  test(`every suggestion on the front page can be seen and pressed at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/");
    await page.getByLabel("Hvad vil du gerne have hjælp til?").pressSequentially("trivsel");
    const options = page.getByRole("option");
    await expect(options.first()).toBeVisible();
    expect(await options.count()).toBeGreaterThan(4);
    const list = page.getByRole("listbox", { name: "Forslag" });
    await expect(list).toBeInViewport({ ratio: 1 });
    // What a finger from the first to the last line of the list would meet.
    expect(await list.evaluate(isOnTop)).toEqual([true, true, true]);
  });
}

/** Whether an element is what one meets at its top, in its middle and at its bottom. */
function isOnTop(element: Element): boolean[] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [0.05, 0.5, 0.95].map((part) =>
    element.contains(document.elementFromPoint(left + width / 2, top + height * part)),
  );
}

test("Enter without a suggestion searches for what was typed, and leaving the field closes the list", async ({
  page,
}) => {
  await page.goto("/om");
  const field = page.getByRole("banner").getByRole("searchbox");
  await field.focus();
  const combobox = page.getByRole("banner").getByRole("combobox");
  await combobox.pressSequentially("ment");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("listbox")).toBeHidden();
  await combobox.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/soeg?q=ment");
  await expect(hits(page).first()).toContainText("Mentalisering");
});

test("an invented case says so among the suggestions", async ({ page }) => {
  await page.goto("/soeg");
  await page.getByLabel("Hvad leder du efter?").click();
  await box(page).pressSequentially("co-teaching i 7");
  await expect(page.getByRole("option", { name: /Demodata/ }).first()).toBeVisible();
});

test("invented hits come after the real ones and are counted apart", async ({ page }) => {
  await page.goto("/soeg?q=forældre");
  await expect(page.getByRole("main").getByRole("status").last()).toHaveText(
    /^\d+ resultater \+ \d+ opdigtede \(Demodata\) for »forældre«$/,
  );
  await expect(page.locator("label", { hasText: "Eksempler" })).toHaveText(/^Eksempler\d+ \+ \d+ opdigtede$/);
  await expect(hits(page).getByText("Demodata", { exact: true })).toHaveCount(0);
  await page
    .getByRole("link", { name: /^Side \d+$/ })
    .last()
    .click();
  await expect(hits(page).last().getByText("Demodata", { exact: true })).toBeVisible();
});

for (const scripts of [true, false]) {
  test(`a search is narrowed ${scripts ? "with" : "without"} scripts, and the address holds it all`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: scripts });
    const page = await context.newPage();
    await page.goto("/soeg?q=fravær");
    const all = await hits(page).count();
    await page.getByRole("checkbox", { name: "Metoder" }).check();
    if (!scripts) await page.getByRole("button", { name: "Vis resultater" }).click();
    await expect(page).toHaveURL(/\/soeg\?.*type=metode/);
    await expect.poll(() => hits(page).count()).toBeLessThan(all);
    for (const tag of await hits(page).locator(".card-tags").allInnerTexts()) expect(tag).toBe("Metode");
    const found = await page.getByRole("main").getByRole("status").last().innerText();
    expect(found).toMatch(/^\d+ resultat(er)? for »fravær«$/);
    await page.getByRole("link", { name: "Nulstil" }).click();
    await expect(page).toHaveURL("/soeg?q=frav%C3%A6r");
    await expect(hits(page)).toHaveCount(all);
    await context.close();
  });
}

test("a reader on a phone gets to the search from any page", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/metoder/nest");
  await page.getByRole("banner").getByRole("link", { name: "Søg" }).click();
  await expect(page.getByLabel("Hvad leder du efter?")).toBeVisible();
});

test("what no search can read is answered with a page, as if it had not been asked", async ({ request }) => {
  for (const [query, status] of [
    ["q=%00", 200],
    ["q=%E0%A4%A", 200],
    [`q=${"a".repeat(10_000)}`, 414],
    ["q=skole&type=ukendt", 400],
    ["q=skole&kommune=findes-ikke", 400],
    ["q=skole&side=99", 404],
    ["q=skole&side=nul", 400],
    [`q=${encodeURIComponent("'; drop table search_entry; -- <script> & | ! :* %_ \"ubalanceret 🙂")}`, 200],
    [`q=${"ord+".repeat(400)}`, 200],
  ] as const) {
    const answer = await request.get(`/soeg?${query}`);
    expect.soft(answer.status(), query.slice(0, 40)).toBe(status);
    expect.soft(await answer.text()).toContain("</html>");
  }
});
