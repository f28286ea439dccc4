import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type KnownCase, knownCases } from "./content.ts";

/** The parts of a list that the tests look at. */
const count = (page: Page) => page.getByRole("main").getByRole("status");
const cards = (page: Page) => page.locator("[data-results]").getByRole("article");
const box = (page: Page, group: string, label: string) =>
  page
    .getByRole("group", { name: group, exact: true, includeHidden: true })
    .getByRole("checkbox", { name: label, includeHidden: true });
/** What stands beside a value, as it is read aloud. */
const numberBeside = (checkbox: Locator) => checkbox.locator("xpath=ancestor::label").locator(".filter-count");

/** Opens a folded group, so that its values can be reached. */
async function unfold(page: Page, group: string): Promise<void> {
  const fold = page.locator("details.filter-group", { has: page.locator("summary", { hasText: group }) });
  const more = fold.locator("details.filter-more");
  if ((await fold.getAttribute("open")) === null) await fold.locator("> summary").click();
  if ((await more.isVisible()) && (await more.getAttribute("open")) === null) await more.locator("> summary").click();
}

/** "1 eksempel + 3 opdigtede (Demodata)", as the site should say of these cases. */
function saidOf(cases: readonly KnownCase[]): string {
  const demo = cases.filter((one) => one.demo).length;
  const real = cases.length - demo;
  return `${real} ${real === 1 ? "eksempel" : "eksempler"}${demo ? ` + ${demo} ${demo === 1 ? "opdigtet" : "opdigtede"} (Demodata)` : ""}`;
}

/** "1 + 3 opdigtede", as it should stand beside a value with these cases. */
function numberOf(cases: readonly KnownCase[]): string {
  const demo = cases.filter((one) => one.demo).length;
  return `${cases.length - demo}${demo ? ` + ${demo} ${demo === 1 ? "opdigtet" : "opdigtede"}` : ""}`;
}

/** The titles on the page, in the order of the page or of the alphabet. */
const titles = (page: Page) => cards(page).getByRole("heading").allInnerTexts();
const sorted = (texts: readonly string[]) => [...texts].sort(new Intl.Collator("da").compare);
const titlesOf = (cases: readonly KnownCase[]) => sorted(cases.map(({ title }) => title));

const uses = (method: string) => (one: KnownCase) => one.methods.includes(method);

let all: KnownCase[];
test.beforeAll(async () => {
  all = await knownCases();
});

/** Waits until the list shows exactly these cases, and says so. They must fit on one page. */
async function expectCases(page: Page, cases: readonly KnownCase[]): Promise<void> {
  await expect(count(page)).toHaveText(saidOf(cases));
  expect(sorted(await titles(page))).toEqual(titlesOf(cases));
}

/** The chosen values, as the reader sees them ticked. */
const ticked = (page: Page) =>
  page
    .locator("form.filters input:checked")
    .evaluateAll((boxes) => boxes.map((one) => (one as HTMLInputElement).value));

test("cards of a row are equally high, and nothing in them stands apart from the rest", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const path of ["/eksempler", "/metoder"]) {
    await page.goto(path);
    const found = await cards(page).evaluateAll((all) =>
      all.map((card) => {
        const boxes = [...card.children].map((part) => part.getBoundingClientRect());
        const gaps = boxes.slice(1).map(({ top }, index) => top - (boxes[index]?.bottom ?? top));
        const { top, height } = card.getBoundingClientRect();
        return { top: Math.round(top), height: Math.round(height), widest: Math.max(...gaps) };
      }),
    );
    const rows = new Map(found.map(({ top, height }) => [top, height]));
    expect(rows.size, path).toBeLessThan(found.length);
    for (const { top, height, widest } of found) {
      expect(height, path).toBe(rows.get(top));
      expect(widest, path).toBeLessThan(20);
    }
  }
});

test.describe("with the reader's script", () => {
  test("a tick swaps the list in place, tells the count where it always stood, and leaves the focus on the box", async ({
    page,
  }) => {
    await page.goto("/eksempler");
    await unfold(page, "Metode");
    await expect(count(page)).toHaveText(saidOf(all));
    const region = await count(page).elementHandle();
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));

    const nest = box(page, "Metode", "Nest");
    await nest.focus();
    await page.keyboard.press("Space");

    await expect(page).toHaveURL("/eksempler?metode=nest");
    await expectCases(page, all.filter(uses("nest")));
    await expect(nest).toBeFocused();
    await expect(nest).toBeChecked();
    await expect(page.locator("body[data-same-page]"), "the page was not read anew").toHaveCount(1);
    await expect(page.getByRole("status")).toHaveCount(1);
    expect(
      await region?.evaluate((element) => element === document.querySelector('[role="status"]')),
      "the region that is read aloud is the same",
    ).toBe(true);
    await expect(page.locator("[data-results]")).not.toHaveAttribute("aria-busy");

    await page.keyboard.press("Space");
    await expect(page).toHaveURL("/eksempler");
    await expect(count(page)).toHaveText(saidOf(all));
    await expect(nest).toBeFocused();
  });

  for (const [group, label] of [
    ["Område", "Dagtilbud"],
    ["Hvor langt det er", "I gang"],
    ["Klassetrin", "5. klasse"],
    ["De ti punkter", "3. "],
    ["Indsatsniveau", "Almen"],
    ["Region", "Region Sjælland"],
    ["Kommune", "København"],
    ["Kommune", "Tønder"],
  ] as const) {
    test(`a tick at ${group}: ${label.trim()} stays on the page`, async ({ page }) => {
      await page.goto("/eksempler");
      await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
      await unfold(page, group);
      const value = box(page, group, label);
      await value.focus();
      await page.keyboard.press("Space");
      await expect(page).toHaveURL(/\?[a-z]+=[^&]+$/);
      await expect(count(page)).not.toHaveText(saidOf(all));
      await expect(value).toBeChecked();
      await expect(value).toBeFocused();
      await expect(page.locator("body[data-same-page]"), "the page was not read anew").toHaveCount(1);
    });
  }

  test("the sum of what is chosen, and the way to take it all back, follow each tick", async ({ page }) => {
    await page.goto("/eksempler");
    await unfold(page, "Metode");
    await expect(page.getByRole("link", { name: "Nulstil" })).toBeHidden();
    await box(page, "Metode", "Nest").check();
    await expect(page).toHaveURL(/metode=nest/);
    await expect(page.locator(".filters-fold > summary")).toHaveText("Afgræns og sortér (1 valgt)");
    await expect(page.locator("details.filter-group > summary", { hasText: "Metode" })).toHaveText("Metode 1 valgt");
    await box(page, "Område", "Indskoling").check();
    await expect(page).toHaveURL(/omraade=indskoling/);
    await expect(page.locator(".filters-fold > summary")).toHaveText("Afgræns og sortér (2 valgt)");

    await page.getByRole("link", { name: "Nulstil" }).click();
    await expect(page).toHaveURL("/eksempler");
    await expect(count(page)).toHaveText(saidOf(all));
    expect(await ticked(page)).toEqual([]);
  });

  test("two ticks in a hurry end in the list of both, though the first answer comes last", async ({ page }) => {
    await page.goto("/eksempler");
    await unfold(page, "Metode");
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/eksempler?metode=nest", async (route) => {
      await held;
      await route.continue();
    });
    const first = page.waitForRequest("**/eksempler?metode=nest");
    await box(page, "Metode", "Nest").check();
    await first;
    await box(page, "Metode", "Co-teaching").check();
    const both = all.filter((one) => uses("nest")(one) || uses("co-teaching")(one));
    await expect(count(page)).toHaveText(saidOf(both));
    const late = page.waitForResponse("**/eksempler?metode=nest");
    letGo();
    await (await late).finished();
    await expect(page.locator("[data-results]")).not.toHaveAttribute("aria-busy");
    await expectCases(page, both);
    expect((await ticked(page)).sort()).toEqual(["co-teaching", "nest"]);
    await expect(page).toHaveURL(/metode=co-teaching&metode=nest|metode=nest&metode=co-teaching/);
  });

  test("whoever has moved on before the answer comes stays where they are", async ({ page }) => {
    await page.goto("/eksempler");
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/eksempler?omraade=forvaltning", async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest("**/eksempler?omraade=forvaltning");
    const last = box(page, "Område", "Forvaltning");
    await last.focus();
    await page.keyboard.press("Space");
    await asked;
    await page.keyboard.press("Tab");
    const next = page.locator("details.filter-group > summary", { hasText: "Metode" });
    await expect(next).toBeFocused();
    letGo();
    await expect(count(page)).toHaveText(saidOf(all.filter(({ settings }) => settings.includes("forvaltning"))));
    await expect(page.locator("[data-results]")).not.toHaveAttribute("aria-busy");
    await expect(next).toBeFocused();
  });

  test("a list that cannot be fetched is read as a page instead", async ({ page }) => {
    await page.goto("/eksempler");
    await unfold(page, "Metode");
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
    await page.route("**/eksempler?*", (route) =>
      route.request().resourceType() === "fetch" ? route.abort() : route.continue(),
    );
    await box(page, "Metode", "Nest").check();
    await expect(page).toHaveURL("/eksempler?metode=nest");
    await expect(page.locator("body[data-same-page]")).toHaveCount(0);
    await expectCases(page, all.filter(uses("nest")));
  });

  test("a page that arrives after the script is narrowed in place too", async ({ page, baseURL }) => {
    let letGo = () => {};
    const scriptIsThere = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // The site at the end of a slow line: the body comes when the script has long been there.
    const slow = createServer(async (request, response) => {
      const answer = await fetch(new URL(request.url ?? "/", baseURL), { headers: { Accept: "*/*" } });
      const type = answer.headers.get("content-type") ?? "";
      response.writeHead(answer.status, { "Content-Type": type });
      if (!type.startsWith("text/html") || request.url !== "/eksempler")
        return response.end(Buffer.from(await answer.arrayBuffer()));
      const [head, body] = (await answer.text()).split("</head>");
      response.write(`${head}</head><body><p id="first">`);
      await scriptIsThere;
      response.end(`</p>${body}`);
    });
    await new Promise<void>((listening) => slow.listen(0, "127.0.0.1", listening));
    const script = page.waitForResponse(/\/reader-[^/]*\.js$/);
    const arrived = page.goto(`http://127.0.0.1:${(slow.address() as AddressInfo).port}/eksempler`);
    await (await script).finished();
    await page.locator("#first").evaluate(() => new Promise((drawn) => setTimeout(drawn)));
    letGo();
    await arrived;
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
    await unfold(page, "Metode");
    await box(page, "Metode", "Nest").check();
    await expect(page).toHaveURL(/\/eksempler\?metode=nest$/);
    await expectCases(page, all.filter(uses("nest")));
    await expect(page.locator("body[data-same-page]")).toHaveCount(1);
    slow.closeAllConnections();
    slow.close();
  });

  test("a reload, and the way back from a case, give the list as it was left", async ({ page }) => {
    await page.goto("/eksempler");
    await unfold(page, "Metode");
    await box(page, "Metode", "Nest").check();
    await expect(page).toHaveURL(/metode=nest/);
    await box(page, "Metode", "Mentalisering").check();
    await expect(page).toHaveURL(/metode=mentalisering/);
    await box(page, "Metode", "Nest").uncheck();
    await expect(page).toHaveURL("/eksempler?metode=mentalisering");
    await page.getByLabel("Sortér efter").selectOption("Titel");
    await expect(page).toHaveURL(/sorter=titel/);
    const left = { address: page.url(), titles: await titles(page) };
    expect(sorted(left.titles)).toEqual(titlesOf(all.filter(uses("mentalisering"))));

    const expectAsLeft = async () => {
      await expect(page).toHaveURL(left.address);
      await expect(count(page)).toHaveText(saidOf(all.filter(uses("mentalisering"))));
      expect(await titles(page)).toEqual(left.titles);
      expect(await ticked(page)).toEqual(["mentalisering"]);
      await expect(page.getByLabel("Sortér efter")).toHaveValue("titel");
    };
    await page.reload();
    await expectAsLeft();
    await cards(page).first().getByRole("link").click();
    await expect(page).toHaveURL(/\/eksempler\/[a-z0-9-]+$/);
    await page.goBack();
    await expectAsLeft();
    await page.goForward();
    await page.goBack();
    await expectAsLeft();
  });

  test("a choice of what to sort by is taken at once", async ({ page }) => {
    await page.goto("/eksempler?metode=co-teaching");
    await page.getByLabel("Sortér efter").focus();
    await page.getByLabel("Sortér efter").selectOption("Titel");
    await expect(page).toHaveURL("/eksempler?sorter=titel&metode=co-teaching");
    const fitting = all.filter(uses("co-teaching"));
    const byTitle = [false, true].flatMap((demo) => titlesOf(fitting.filter((one) => one.demo === demo)));
    await expect.poll(() => titles(page)).toEqual(byTitle);
    await expect(page.getByLabel("Sortér efter")).toBeFocused();
    await page.getByLabel("Sortér efter").selectOption("Erfaringer først");
    await expect(page).toHaveURL("/eksempler?metode=co-teaching");
  });

  test("a tick that is taken away from a value further down keeps the focus", async ({ page }) => {
    await page.goto("/eksempler?kommune=toender");
    const value = box(page, "Kommune", "Tønder");
    await value.focus();
    await page.keyboard.press("Space");
    await expect(page).toHaveURL("/eksempler");
    await expect(count(page)).toHaveText(saidOf(all));
    await expect(value).toBeFocused();
    await expect(value).toBeVisible();
    await expect(value).not.toBeChecked();
  });

  test("the filters are folded on a phone, so that the list comes first", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/eksempler");
    await expect(page.getByLabel("Sortér efter")).toBeHidden();
    await expect(count(page)).toBeInViewport();
    await page.getByText("Afgræns og sortér").click();
    await unfold(page, "Metode");
    await box(page, "Metode", "Nest").check();
    await expectCases(page, all.filter(uses("nest")));
    await expect(box(page, "Metode", "Nest")).toBeVisible();
  });

  for (const { path, group, label, address, said } of [
    { path: "/metoder", group: "Type", label: "Styring", address: "/metoder?slags=styring", said: /^\d+ metoder$/ },
    {
      path: "/kommuner",
      group: "Har indhold",
      label: "Har dokumenter",
      address: "/kommuner?har=dokumenter",
      said: /^\d+ kommuner$/,
    },
    {
      path: "/kommuner?kort=demodata",
      group: "Region",
      label: "Region Nordjylland",
      address: /kort=demodata&region=[a-z]+$/,
      said: /^\d+ kommuner$/,
    },
    {
      path: "/dokumenter",
      group: "Udgiver",
      label: "Albertslund",
      address: "/dokumenter?udgiver=albertslund",
      said: /^\d+ dokument(er)?$/,
    },
  ]) {
    test(`${path} is narrowed in place too`, async ({ page }) => {
      await page.goto(path);
      const before = await count(page).innerText();
      await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
      await box(page, group, label).check();
      await expect(page).toHaveURL(address);
      await expect(count(page)).not.toHaveText(before);
      await expect(count(page)).toHaveText(said);
      const shown = page.locator("[data-results] article, [data-results] tbody tr");
      await expect(shown).toHaveCount(Number.parseInt(await count(page).innerText(), 10));
      await expect(box(page, group, label)).toBeFocused();
      await expect(page.locator("body[data-same-page]"), "the page was not read anew").toHaveCount(1);
      await page.reload();
      await expect(box(page, group, label)).toBeChecked();
    });
  }
});

/** Ticks boxes and sees the list of them: at once with the script, by the button without. */
for (const scripts of [true, false]) {
  test.describe(scripts ? "with or without scripts: with" : "with or without scripts: without", () => {
    test.use({ javaScriptEnabled: scripts });

    const choose = async (page: Page, ...boxes: [group: string, label: string][]) => {
      for (const [group, label] of boxes) {
        await unfold(page, group);
        const value = box(page, group, label);
        await value.check();
        if (scripts) await expect(page).toHaveURL(new RegExp(`=${await value.getAttribute("value")}(&|$)`));
      }
      if (!scripts) await page.getByRole("button", { name: "Vis resultater" }).click();
    };

    test("values of one group widen the list, groups narrow it", async ({ page }) => {
      await page.goto("/eksempler");
      await choose(page, ["Metode", "Nest"]);
      await expectCases(page, all.filter(uses("nest")));
      await choose(page, ["Metode", "Co-teaching"]);
      const either = all.filter((one) => uses("nest")(one) || uses("co-teaching")(one));
      expect(either.length).toBeGreaterThan(all.filter(uses("nest")).length);
      await expectCases(page, either);
      await choose(page, ["Område", "Udskoling"], ["Hvor langt det er", "Erfaringer"]);
      const narrowed = either.filter(({ settings, stage }) => settings.includes("udskoling") && stage === "erfaringer");
      expect(narrowed.length).toBeGreaterThan(0);
      await expectCases(page, narrowed);
    });

    test("the number beside a value is how many there are when it is chosen", async ({ page }) => {
      await page.goto("/eksempler");
      await choose(page, ["Område", "Indskoling"]);
      await expect(page.getByText("Tal med + foran er opdigtede (Demodata).")).toBeVisible();
      const young = all.filter(({ settings }) => settings.includes("indskoling"));
      expect(young.some(({ demo }) => demo) && young.some(({ demo }) => !demo)).toBe(true);
      await expect(count(page)).toHaveText(saidOf(young));
      // A group is counted without its own choices: another value of it would be added.
      await expect(numberBeside(box(page, "Område", "Dagtilbud"))).toHaveText(
        numberOf(all.filter(({ settings }) => settings.includes("dagtilbud"))),
      );
      for (const [group, label, fits] of [
        ["Metode", "Nest", uses("nest")],
        ["Metode", "Co-teaching", uses("co-teaching")],
        ["Hvor langt det er", "Erfaringer", ({ stage }) => stage === "erfaringer"],
        ["Klassetrin", "3. klasse", ({ classLevels }) => classLevels.includes(3)],
        ["De ti punkter", "6. ", ({ commitments }) => commitments.includes("2025-6")],
        ["Kommune", "København", ({ municipality }) => municipality === "koebenhavn"],
      ] as [string, string, (one: KnownCase) => boolean][]) {
        await expect(numberBeside(box(page, group, label)), `${group}: ${label}`).toHaveText(
          numberOf(young.filter(fits)),
        );
      }
      await choose(page, ["Metode", "Nest"]);
      await expectCases(page, young.filter(uses("nest")));
    });

    test("a value that is on invented cases alone can be chosen, and says so", async ({ page }) => {
      const invented = all.filter(({ demo }) => demo);
      const value = invented
        .map(({ municipality }) => municipality)
        .find((slug) => all.every(({ municipality, demo }) => municipality !== slug || demo));
      const cases = all.filter(({ municipality }) => municipality === value);
      const name = cases[0]?.municipalityName ?? "";
      await page.goto("/eksempler");
      await unfold(page, "Kommune");
      await expect(numberBeside(box(page, "Kommune", name))).toHaveText(numberOf(cases));
      await choose(page, ["Kommune", name]);
      await expectCases(page, cases);
      await expect(count(page)).toHaveText(/^0 eksempler \+ \d/);
    });

    test("a class level gives the cases from that class", async ({ page }) => {
      await page.goto("/eksempler");
      await choose(page, ["Klassetrin", "5. klasse"]);
      const cases = all.filter(({ classLevels }) => classLevels.includes(5));
      expect(cases.length).toBeGreaterThan(0);
      await expect(page).toHaveURL(/klassetrin=5/);
      await expectCases(page, cases);
    });

    test("Demodata can be left out", async ({ page }) => {
      // Real ones come first.
      await page.goto("/eksempler");
      await expect(cards(page).getByText("Demodata", { exact: true })).toHaveCount(0);
      await page.goto("/eksempler?side=2");
      await expect(cards(page).getByText("Demodata", { exact: true }).first()).toBeVisible();
      await page.getByLabel("Skjul Demodata").check();
      if (!scripts) await page.getByRole("button", { name: "Vis resultater" }).click();
      await expect(page).toHaveURL(/demodata=skjul/);
      const real = all.filter(({ demo }) => !demo);
      await expectCases(page, real);
      await expect(cards(page).getByText("Demodata")).toHaveCount(0);
      await expect(numberBeside(box(page, "Metode", "Nest"))).toHaveText(numberOf(real.filter(uses("nest"))));
      await expect(page.getByText("Tal med + foran er opdigtede")).toHaveCount(0);
      await expect(page.getByLabel("Skjul Demodata")).toBeChecked();
    });

    test("the list can be sorted by title, municipality and age, real ones before invented ones", async ({ page }) => {
      const cases = all.filter(uses("co-teaching"));
      const realFirst = (inOrder: (some: readonly KnownCase[]) => readonly string[]) =>
        [false, true].flatMap((demo) => inOrder(cases.filter((one) => one.demo === demo)));
      await page.goto("/eksempler?metode=co-teaching");
      const sortBy = async (label: string, code: string) => {
        await page.getByLabel("Sortér efter").selectOption(label);
        if (!scripts) await page.getByRole("button", { name: "Vis resultater" }).click();
        await expect(page).toHaveURL(new RegExp(`sorter=${code}`));
      };
      await sortBy("Titel", "titel");
      await expect.poll(() => titles(page)).toEqual(realFirst(titlesOf));
      await sortBy("Kommune", "kommune");
      const municipalities = () =>
        cards(page).evaluateAll((found) =>
          found.map((card) =>
            card.querySelector(".card-meta")?.textContent?.split(" · ")[0]?.replace("Opdigtet, ikke fra ", ""),
          ),
        );
      const namesOf = (some: readonly KnownCase[]) => sorted(some.map(({ municipalityName }) => municipalityName));
      await expect.poll(municipalities).toEqual(realFirst(namesOf));
      await sortBy("Nyeste først", "nyeste");
      const newestFirst = [...cases].sort(
        (a, b) => Number(a.demo) - Number(b.demo) || b.publishedAt.getTime() - a.publishedAt.getTime(),
      );
      const ages = new Map(cases.map(({ title, publishedAt }) => [title, publishedAt.getTime()]));
      await expect
        .poll(async () => (await titles(page)).map((title) => ages.get(title)))
        .toEqual(newestFirst.map(({ publishedAt }) => publishedAt.getTime()));
    });

    test("the pages of a list keep what is chosen, and a new choice begins on the first", async ({ page }) => {
      const cases = all.filter(({ settings }) => settings.includes("mellemtrin"));
      expect(cases.length).toBeGreaterThan(24);
      await page.goto("/eksempler");
      await choose(page, ["Område", "Mellemtrin"]);
      await expect(count(page)).toHaveText(saidOf(cases));
      const first = await titles(page);
      expect(first).toHaveLength(24);

      await page.getByRole("navigation", { name: "Sider" }).getByRole("link", { name: "Næste" }).click();
      await expect(page).toHaveURL(/omraade=mellemtrin.*side=2/);
      await expect(count(page)).toHaveText(saidOf(cases));
      await expect(page.getByRole("link", { name: "Side 2" })).toHaveAttribute("aria-current", "page");
      await expect(box(page, "Område", "Mellemtrin")).toBeChecked();
      expect(sorted([...first, ...(await titles(page))])).toEqual(titlesOf(cases));

      await choose(page, ["Metode", "Nest"]);
      await expect(page).not.toHaveURL(/side=/);
      await expectCases(page, cases.filter(uses("nest")));
    });

    test("each choice stands above the list and is taken back by itself", async ({ page }) => {
      await page.goto("/eksempler");
      await choose(page, ["Metode", "Nest"], ["Område", "Indskoling"]);
      const chosen = page.getByRole("list", { name: "Valgt" }).getByRole("link");
      await expect(chosen).toHaveText([/^Indskoling/, /^Nest/]);
      await chosen.first().click();
      await expect(page).toHaveURL(/\/eksempler\?(?!.*omraade).*metode=nest.*#resultater$/);
      await expectCases(page, all.filter(uses("nest")));
      await expect(chosen).toHaveText([/^Nest/]);
      await chosen.click();
      await expect(count(page)).toHaveText(saidOf(all));
      await expect(chosen).toHaveCount(0);
    });

    test("a long group shows eight values until one asks for all", async ({ page }) => {
      await page.goto("/eksempler");
      const boxes = page.getByRole("group", { name: "Metode", exact: true }).getByRole("checkbox");
      await expect(boxes.filter({ visible: true })).toHaveCount(8);
      const all = page.locator(".filter-more > summary", { hasText: "Metode" });
      await expect(all).toHaveText(/^Vis alle \d+/);
      await all.click();
      await expect(boxes.nth(10)).toBeVisible();
      await choose(page, ["Metode", "Nest"]);
      await expect(box(page, "Metode", "Nest"), "what is chosen is not folded away").toBeVisible();
      await expect(box(page, "Metode", "Nest")).toBeChecked();
      await expect(boxes.filter({ visible: true })).toHaveCount(await boxes.count());
    });

    test("what is chosen further down in a long group is shown without the others", async ({ page }) => {
      for (const [group, label, query] of [
        ["Metode", "Nest", "metode=nest"],
        ["Kommune", "Tønder", "kommune=toender"],
      ] as const) {
        await page.goto(`/eksempler?${query}`);
        const boxes = page.getByRole("group", { name: group, exact: true }).getByRole("checkbox");
        await expect(boxes.filter({ visible: true }), "eight, and the one that is chosen").toHaveCount(9);
        await expect(box(page, group, label)).toBeVisible();
        await expect(box(page, group, label)).toBeChecked();
      }
    });

    test("everything chosen is taken back with one link", async ({ page }) => {
      await page.goto("/eksempler?metode=nest&omraade=indskoling&sorter=titel&demodata=skjul");
      await page.getByRole("link", { name: "Nulstil" }).click();
      await expect(page).toHaveURL("/eksempler");
      await expect(count(page)).toHaveText(saidOf(all));
      expect(await ticked(page)).toEqual([]);
    });
  });
}
