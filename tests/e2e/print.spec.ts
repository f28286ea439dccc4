import { spawnSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";

/** Whether the text of a PDF can be read on this machine. */
const canReadPdf = spawnSync("pdftotext", ["-v"]).status === 0;

interface Paper {
  path: string;
  /** What must be read on the paper: words of the text, its sources and where it stands. */
  holds: readonly string[];
}

const papers: readonly Paper[] = [
  {
    path: "/metoder/co-teaching",
    holds: [
      "Co-teaching",
      "Sådan gør I",
      "Faldgruber",
      "Vidensprofil",
      "Hvad undersøgelser viser",
      "Kommuner, der nævner metoden",
      "København",
    ],
  },
  {
    path: "/metoder/kvalitetsteam",
    holds: ["Kvalitetsteam", "Sådan gør I", "Hvad det er til", "Københavns opfølgning"],
  },
  {
    path: "/eksempler/koebenhavn-nest-lundehusskolen",
    holds: [
      "Lundehusskolen starter på et Nest-spor",
      "Gengivet fra dokument",
      "Hvad kom der ud af det",
      "elevernes trivsel og udvikling",
    ],
  },
  {
    path: "/eksempler/helsingoer-co-teaching-i-7-klasse",
    holds: [
      "Demodata",
      "Det er ikke sket i Helsingør.",
      "Det svære",
      "Aftalen om, hvornår de fælles timer",
      "Hvad vi vil gøre næste gang",
    ],
  },
];

for (const { path, holds } of papers) {
  test.describe(`a print of ${path}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.goto(path);
      await page.emulateMedia({ media: "print" });
    });

    test("leaves out what only a screen has", async ({ page }) => {
      const screenOnly = [
        page.getByRole("navigation", { includeHidden: true }),
        page.locator(".skip-link, .phone-menu, .site-footer, .toc, .page-next, .no-print, [data-print]"),
        page.getByRole("link", { name: "Meld et problem med siden", includeHidden: true }),
        page.getByRole("region", { name: "Ligner dette", includeHidden: true }),
      ];
      for (const parts of screenOnly) for (const part of await parts.all()) await expect.soft(part).toBeHidden();
      expect(await page.locator("nav").count()).toBeGreaterThan(2);
    });

    test("has the text, what it rests on, how old it is and where it stands", async ({ page }) => {
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const words = await page.getByRole("main").innerText();
      for (const text of holds) expect.soft(words).toContain(text);
      expect.soft(words).toContain("Senest opdateret");
      expect.soft(words, "the address").toContain(path);
      const sources = page.getByRole("region", { name: "Kilder" });
      if (!path.includes("helsingoer")) await expect.soft(sources).toBeVisible();
    });

    test("is dark on white and fits the paper", async ({ page }) => {
      await page.setViewportSize({ width: 680, height: 960 });
      const { ground, ink, width } = await page.evaluate(() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.body).color,
        width: document.documentElement.scrollWidth,
      }));
      expect(ground).toBe("rgb(255, 255, 255)");
      expect(ink).toBe("rgb(0, 0, 0)");
      expect(width).toBeLessThanOrEqual(680);
    });

    test("can be read in a PDF, æ, ø and å too", async ({ page }) => {
      test.skip(!canReadPdf, "pdftotext is not there to read the PDF with");
      const words = await textOfPdf(page);
      const h1 = await page.getByRole("heading", { level: 1 }).innerText();
      // What is hyphenated or broken over lines is the same word.
      const squeezed = (text: string) => text.replace(/[\s\u00ad\u2010-]+/g, "").toLowerCase();
      for (const text of [h1, ...holds, path]) expect.soft(squeezed(words)).toContain(squeezed(text));
      expect(words).toMatch(/[æøå]/);
      expect(words).not.toMatch(/Meld et problem|Gå til indhold|Privatliv|�/);
      expect(words.split("\f").length - 1, "pages").toBeLessThanOrEqual(10);
    });
  });
}

test("a list prints whole, without its filters and what only a screen has", async ({ page }) => {
  await page.goto("/eksempler");
  await page.getByRole("link", { name: "Alle på én side" }).click();
  await expect(page).toHaveURL(/antal=alle/);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("form.filters")).toBeHidden();
  await expect(page.getByRole("status")).toBeVisible();
  const cards = page.locator("[data-results] article");
  const counted = (await page.getByRole("status").innerText()).match(/\d+/g) ?? [];
  await expect(cards).toHaveCount(counted.reduce((sum, number) => sum + Number(number), 0));
  for (const card of await cards.all()) await expect.soft(card).toBeVisible();
  await expect(page.getByText("Søg", { exact: true }).filter({ visible: true })).toHaveCount(0);
});

test("a list that prints in part says so, a table is no box that scrolls, and what is chosen can be read", async ({
  page,
}) => {
  await page.emulateMedia({ media: "print" });
  await page.goto("/eksempler?side=2");
  await expect(page.getByText(/^Side 2 af \d+$/)).toBeVisible();
  await page.goto("/kommuner");
  await expect(page.locator(".table-scroll")).toHaveCSS("overflow-x", "visible");
  const chosen = page.getByRole("link", { name: "Rigtige eksempler" });
  await expect(chosen).toHaveCSS("color", "rgb(0, 0, 0)");
  await expect(chosen).toHaveCSS("border-top-width", "2px");
});

test("the button prints the guide", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
  await page.goto("/metoder/co-teaching");
  await page.getByRole("button", { name: "Print guiden" }).click();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
});

async function textOfPdf(page: Page): Promise<string> {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const { stdout, status } = spawnSync("pdftotext", ["-enc", "UTF-8", "-", "-"], { input: pdf, maxBuffer: 10_000_000 });
  expect(status).toBe(0);
  return stdout.toString("utf8");
}
