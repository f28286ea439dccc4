import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask } from "./ask.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
});
afterAll(() => site.stop());

const pages = new Map<string, Promise<string>>();
/** A page, asked for once. */
function read(path: string): Promise<string> {
  const begun =
    pages.get(path) ??
    ask(site, path).then(({ status, body }) => {
      expect(status, path).toBe(200);
      return body;
    });
  pages.set(path, begun);
  return begun;
}

/** The figures of a page that are links: where each leads, and its words. */
const figuresOn = (html: string) =>
  [...html.matchAll(/<a class="figure" href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, href, words = ""]) => ({
    href,
    words: words
      .replace(/<!-- -->|<[^>]+>/g, "")
      .replaceAll("&quot;", '"')
      .replaceAll("&#x27;", "'"),
  }));

/** Whether a document's page has the place that an address names. */
async function expectPlace(address: string): Promise<void> {
  const [path = "", anchor = ""] = address.split("#");
  expect(anchor, address).not.toBe("");
  const html = await read(path);
  // In the document's own text, not a link to it.
  expect(html.includes(`id="${anchor}"`), `${address} has no such place`).toBe(true);
}

interface SeededAmount {
  municipality: string;
  initiative: string | null;
  href: string | null;
  /** The words in its cell. */
  printed: string;
  year: number | null;
  label: string;
}

/** Amounts, cells that have a dash, nothing or a frame, and printed means, of lines and totals. */
const seededAmounts = () => site.sql<SeededAmount[]>`
  with told as (
    select l.row_id, l.year, case
      when l.amount is not null or l.blank = 'within_frame' then l.printed when l.blank = 'dash' then '-' else 'tomt felt'
    end as printed
    from budget_line l where l.replaced_at is null
    union all
    select id, null, mean_printed from budget_row where mean_printed is not null
  )
  select k.slug as municipality, i.slug as initiative, '/dokumenter/' || d.slug || '#' || r.anchor as href, l.printed, l.year, r.label
  from told l
  join budget_row r on r.id = l.row_id
  join municipality k on k.code = r.municipality_code
  left join initiative i on i.id = r.initiative_id
  left join document d on d.id = r.document_id
  where r.row <> 'heading'`;

interface SeededValue {
  indicator: string;
  municipality: string | null;
  href: string | null;
  blank: string | null;
}

const seededValues = () => site.sql<SeededValue[]>`
  select x.slug as indicator, k.slug as municipality, '/dokumenter/' || d.slug || '#' || v.anchor as href, v.blank
  from indicator_value v
  join indicator x on x.id = v.indicator_id
  left join municipality k on k.code = v.municipality_code
  left join document d on d.id = v.document_id
  where v.replaced_at is null`;

describe("every figure in the seeds", () => {
  it("of a budget is a link to its passage on its municipality's page and on its initiative's, and the passage is there", async () => {
    const amounts = await seededAmounts();
    expect(amounts.length).toBeGreaterThan(50);
    for (const { municipality, initiative, href, printed, year, label } of amounts) {
      const what = `${municipality}, ${label}, ${year}: ${printed}`;
      expect(href, what).not.toBeNull();
      const link = { href, words: printed };
      expect(figuresOn(await read(`/kommuner/${municipality}`)), what).toContainEqual(link);
      if (initiative) expect(figuresOn(await read(`/indsatser/${initiative}`)), what).toContainEqual(link);
      await expectPlace(href ?? "");
    }
  });

  it("of an indicator is a link to its passage on the indicator's page, and the passage is there", async () => {
    const values = await seededValues();
    expect(values.length).toBeGreaterThan(10);
    const byPage = new Map<string, SeededValue[]>();
    for (const value of values) byPage.set(value.indicator, [...(byPage.get(value.indicator) ?? []), value]);
    for (const [indicator, own] of byPage) {
      const figures = figuresOn(await read(`/indikatorer/${indicator}`));
      for (const href of new Set(own.map((value) => value.href))) {
        expect(href, indicator).not.toBeNull();
        const wanted = own.filter((value) => value.href === href).length;
        const shown = figures.filter((figure) => figure.href === href);
        expect(shown.length, `${indicator}: ${href}`).toBeGreaterThanOrEqual(wanted);
        for (const { words } of shown) expect(words.trim(), indicator).not.toBe("");
        await expectPlace(href ?? "");
      }
    }
  });

  it("and everything else that names a passage leads to one", async () => {
    const municipalities = await site.sql<{ path: string }[]>`
      select distinct '/kommuner/' || k.slug as path from initiative i join municipality k on k.code = i.municipality_code
      union select '/indsatser/' || slug from initiative
      union select '/indikatorer/' || slug from indicator
      union select '/kommuner/' || k.slug from mandate m join municipality k on k.code = m.municipality_code`;
    const addresses = new Set<string>();
    for (const { path } of municipalities)
      for (const [, href = ""] of (await read(path)).matchAll(/href="(\/dokumenter\/[^"#]+#[^"]+)"/g))
        addresses.add(href);
    expect(addresses.size).toBeGreaterThan(80);
    for (const address of addresses) await expectPlace(address);
  });
});
