import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask } from "./ask.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "demo" });
  await buildCase(site.sql, { title: "=HYPERLINK(1)", hard: "-ikke let", municipalityCode: "0155" });
  await buildCase(site.sql, { title: "For netværket", visibility: "network", municipalityCode: "0155" });
  await rebuildIndex(site.sql);
});
afterAll(() => site.stop());

/** The rows of a file, by heading. */
async function rowsOf(address: string, headers: Record<string, string> = {}): Promise<Record<string, string>[]> {
  const answer = await ask(site, address, { headers });
  expect(answer.status, `${address}: ${answer.body.slice(0, 200)}`).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/);
  expect(answer.body.startsWith("\uFEFF")).toBe(true);
  const [head = [], ...rows] = linesOf(answer.body.slice(1));
  return rows.map((row) => Object.fromEntries(head.map((heading, at) => [heading, row[at] ?? ""])));
}

function linesOf(text: string): string[][] {
  const cells = text.matchAll(/("(?:[^"]|"")*"|[^;\r]*)(;|\r\n)/g);
  const lines: string[][] = [[]];
  for (const [, cell = "", end] of cells) {
    lines.at(-1)?.push(cell.replace(/^"(.*)"$/s, "$1").replaceAll('""', '"'));
    if (end !== ";") lines.push([]);
  }
  return lines.slice(0, -1);
}

const lists = [
  "/eksempler",
  "/eksempler?metode=nest&sorter=titel",
  "/eksempler?demodata=skjul",
  "/metoder",
  "/metoder?slags=program",
  "/dokumenter",
  "/dokumenter?udgiver=albertslund",
  "/kilder",
  "/kilder?slags=lodtraekningsforsoeg&land=danmark",
  "/kommuner?region=nordjylland",
  "/soeg?q=co-teaching",
  "/erklaeringer/2025",
  "/erklaeringer/2025/punkter/4",
  "/erklaeringer/2025/status?demodata=ja",
  "/indikatorer/albertslund-diagnoser",
  "/indikatorer/albertslund-diagnoser?kommune=albertslund",
];

it.each(lists)("the printed address of %s says what it is narrowed to", async (list) => {
  const { body } = await ask(site, list);
  expect(body).toMatch(
    new RegExp(`<dt>Adresse</dt><dd>[^<]*${list.replace(/[?]/g, "\\$&").replaceAll("&", "&amp;")}</dd>`),
  );
});

describe.each(lists)("the file of %s", (list) => {
  it("is linked to, and holds all that the list does, narrowed as it is", async () => {
    const { body } = await ask(site, list);
    const [, address = ""] = /<p class="list-file[^"]*"><a href="([^"]+)"/.exec(body) ?? [];
    expect(address).toMatch(/\.csv/);
    const rows = await rowsOf(address.replaceAll("&amp;", "&"));
    expect(rows.length).toBeGreaterThan(0);
    // Real ones and invented ones are counted apart.
    const [, counted] = /data-result-count[^>]*>(.*?)<\/p>/.exec(body) ?? [];
    const numbers = counted?.replace(/»[^«]*«/g, "").match(/\d+/g) ?? [];
    if (counted) expect(rows).toHaveLength(numbers.reduce((sum, number) => sum + Number(number), 0));
  });
});

describe("the file of the cases", () => {
  it("tells what was hard, under which points, and what is invented", async () => {
    const rows = await rowsOf("/eksempler.csv?punkt=2025-4&demodata=skjul");
    expect(rows.every(({ Punkter, Demodata }) => Punkter?.includes("2025-4") && Demodata === "")).toBe(true);
    expect(rows.some((row) => row["Det svære"] !== "")).toBe(true);
    const invented = (await rowsOf("/eksempler.csv")).filter(({ Demodata }) => Demodata === "ja");
    expect(invented.length).toBeGreaterThan(0);
  });

  it("lets no spreadsheet reckon with what somebody wrote", async () => {
    const [row] = await rowsOf("/eksempler.csv?kommune=dragoer");
    expect(row).toMatchObject({ Titel: "'=HYPERLINK(1)", "Det svære": "'-ikke let", Kommunekode: "0155" });
  });

  it("holds what the one who asks may read, and no more", async () => {
    const titles = (rows: Record<string, string>[]) => rows.map(({ Titel }) => Titel);
    const { id } = await createPerson(site.sql, { roles: [{ role: "reader", municipality: "0155" }] });
    const cookie = await openSession(site.sql, id);
    expect(titles(await rowsOf("/eksempler.csv?kommune=dragoer&sorter=titel", { cookie }))).toEqual([
      "'=HYPERLINK(1)",
      "For netværket",
    ]);
    expect(titles(await rowsOf("/eksempler.csv?kommune=dragoer"))).toEqual(["'=HYPERLINK(1)"]);
  });

  it("refuses what the list refuses, in a page", async () => {
    for (const address of ["/eksempler.csv?omraade=maanen", "/eksempler.csv?kommune=atlantis", "/kommuner.csv?har=x"]) {
      const { status, headers, body } = await ask(site, address);
      expect([status, headers["content-type"]], address).toEqual([400, "text/html; charset=utf-8"]);
      expect(body).toContain("Vi kender ikke");
    }
    for (const address of ["/erklaeringer/2025/punkter/11/kommuner.csv", "/erklaeringer/1999/punkter.csv"])
      expect((await ask(site, address)).status, address).toBe(404);
  });
});

it("the file of a point has its municipalities with their cases", async () => {
  const rows = await rowsOf("/erklaeringer/2025/punkter/4/kommuner.csv");
  const { body } = await ask(site, "/api/v1/cases?commitment=2025-4&pageSize=200");
  expect(rows).toHaveLength(JSON.parse(body).items.length);
  expect(rows[0]).toMatchObject({ Kommune: expect.stringMatching(/./), "Det svære": expect.any(String) });
});
