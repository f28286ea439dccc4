import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Content, walk, wordsOf } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { parseText } from "#seeds/parse-text.ts";
import { seedFolder } from "#seeds/read-text.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const slugs = {
  aarhus: "aarhus-bredere-boernefaellesskaber",
  bilag: "albertslund-bilag-a-budgetaftale-2025",
  policy: "albertslund-sammenhaengende-boernepolitik-2023-2026",
  koebenhavn: "koebenhavn-mangfoldige-boernefaellesskaber-2026",
};

let database: TestDatabase;
let sql: Sql;
let documents: Record<keyof typeof slugs, Read>;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  documents = Object.fromEntries(
    await Promise.all(Object.entries(slugs).map(async ([name, slug]) => [name, await read(slug)])),
  );
});
afterAll(() => database.drop());

/** A document as its file has it. */
interface Read {
  /** The words at each of its places: of a place in a table, those of the whole row under the heads of the columns. */
  places: Map<string, string>;
  /** The cells of each row of its tables. */
  rows: { place: string | undefined; cells: string[] }[];
  items: { place: string; words: string }[];
  headings: { place: string; words: string }[];
}

const plain = (words: string) => words.replace(/\s+/g, " ").trim();
/** Letters and digits alone: what is said, however it is set. */
const letters = (words: string) =>
  words
    .toLowerCase()
    .replace(/\[sic\]/g, "")
    .replace(/[^\p{L}\p{N}%]+/gu, "");

async function read(slug: string): Promise<Read> {
  const source = readFileSync(path.join(seedFolder, `reference/documents/${slug}.md`), "utf8");
  const { content } = await parseText(source.replace(/^---\n[\s\S]*?\n---\n/, ""));
  const found: Read = { places: new Map(), rows: [], items: [], headings: [] };
  const place = (node: Content) => node.attrs?.id as string | undefined;
  walk(content, (node) => {
    const id = place(node);
    if (id) found.places.set(id, plain(wordsOf(node)));
    if (id && node.type === "heading") found.headings.push({ place: id, words: plain(wordsOf(node)) });
    if (id && node.type === "listItem") {
      const own = (node.content ?? []).filter(({ type }) => !type?.endsWith("List"));
      found.items.push({ place: id, words: plain(own.map(wordsOf).join(" ")) });
    }
  });
  walk(content, (node) => {
    if (node.type !== "tableRow") return;
    const cells = (node.content ?? []).map((cell) => plain(wordsOf(cell)));
    const id = (node.content ?? []).flatMap((cell) => cell.content ?? []).flatMap((inner) => place(inner) ?? [])[0];
    found.rows.push({ place: id, cells });
    if (id) found.places.set(id, [...(found.rows[0]?.cells ?? []), ...cells].join(" | "));
  });
  return found;
}

/** Every word that the rows of those municipalities hold, with the names of what they are tied to. */
async function seededWords(...codes: string[]): Promise<string[]> {
  const rows = await sql<{ row: Record<string, unknown> }[]>`
    with i as (select * from initiative where municipality_code = any(${codes})),
      m as (select * from mandate where municipality_code = any(${codes})),
      n as (select * from indicator where municipality_code = any(${codes}))
    select to_jsonb(i) as row from i
    union all select to_jsonb(t) from milestone t join i on i.id = t.initiative_id
    union all select jsonb_build_object('unit', u.name) from initiative_unit t join unit u on u.id = t.unit_id join i on i.id = t.initiative_id
    union all select jsonb_build_object('method', r.title) from initiative_method t
      join method d on d.id = t.method_id join method_revision r on r.id = d.published_revision_id join i on i.id = t.initiative_id
    union all select to_jsonb(t) from agreement t where municipality_code = any(${codes})
    union all select to_jsonb(t) from budget_table t where municipality_code = any(${codes})
    union all select to_jsonb(t) from budget_row t where municipality_code = any(${codes})
    union all select to_jsonb(l) from budget_line l join budget_row r on r.id = l.row_id where municipality_code = any(${codes})
    union all select to_jsonb(d) from budget_difference d join budget_table t on t.id = d.table_id where municipality_code = any(${codes})
    union all select to_jsonb(t) from aim t where municipality_code = any(${codes})
    union all select to_jsonb(t) from placement t where municipality_code = any(${codes})
    union all select to_jsonb(m) from m
    union all select to_jsonb(t) from mandate_point t join m on m.id = t.mandate_id
    union all select to_jsonb(t) from follow_up_paper t join m on m.id = t.mandate_id
    union all select to_jsonb(t) from follow_up_section t join m on m.id = t.mandate_id
    union all select to_jsonb(f) from focus_item f join thematic_follow_up t on t.id = f.follow_up_id join m on m.id = t.mandate_id
    union all select to_jsonb(n) from n
    union all select to_jsonb(t) from indicator_choice t join n on n.id = t.indicator_id
    union all select to_jsonb(t) from indicator_chart t join n on n.id = t.indicator_id
    union all select to_jsonb(t) from indicator_value t join n on n.id = t.indicator_id`;
  const words = rows.flatMap(({ row }) =>
    Object.entries(row)
      .filter(([column]) => !/(^|_)(id|at|anchor|slug|code|visibility|audience)$/.test(column))
      .flatMap(([, value]) => value ?? [])
      .map(String),
  );
  return [...words];
}

const numbers = (words: string) => words.match(/\d+(?:[.,/-]\d+)*/g) ?? [];
/** Words that begin with a capital inside a sentence. */
const names = (words: string) =>
  [...words.matchAll(/(?<=[\p{Ll},;:(”"]\s|[(”"/])\p{Lu}[\p{L}\d]*/gu)].map(([name]) => name);
const inMillions = (words: string) =>
  [...words.matchAll(/(-?\d+(?:,\d+)?) mio/g)].map(([, figure = ""]) =>
    Math.round(Number(figure.replace(",", ".")) * 1e6),
  );

async function rowsOf(code: string) {
  return sql<
    {
      place: string;
      row: string;
      label: string;
      sector: string | null;
      financing: string | null;
      mean: string | null;
      meanAmount: string | null;
      permanence: string | null;
      years: number[];
      printed: (string | null)[];
      amounts: (number | null)[];
      blanks: (string | null)[];
      pays: (string | null)[];
    }[]
  >`
    select r.anchor as place, r.row, r.label, r.sector, r.financing, r.mean_printed as mean, r.mean_amount::text as "meanAmount", r.permanence,
      jsonb_agg(l.year::int order by l.year) as years, jsonb_agg(l.printed order by l.year) as printed,
      jsonb_agg(l.amount::float8 order by l.year) as amounts, jsonb_agg(l.blank order by l.year) as blanks,
      jsonb_agg(l.financing order by l.year) as pays
    from budget_row r join budget_line l on l.row_id = r.id and l.replaced_at is null
    where r.municipality_code = ${code} and r.table_id is not null group by r.id order by r.position`;
}

describe("Aarhus' money", () => {
  it("adds up to the printed totals in each year and in the mean, each of its own lines, and both 55.000 stand apart", async () => {
    const rows = await rowsOf("0751");
    const totals = rows.filter(({ row }) => row === "total");
    expect(totals.map(({ label, permanence, printed, mean }) => [label, permanence, ...printed, mean])).toEqual([
      ["I alt", "engang", "4.400", "8.900", "8.900", "4.400", "6.650"],
      ["I alt", "varig", "28.400", "55.000", "55.000", "55.000", "48.350"],
      ["I alt engangsmidler og varige midler", null, "32.800", "63.900", "63.900", "59.400", "55.000"],
    ]);
    for (const total of totals) {
      const lines = rows.filter(
        ({ row, permanence }) => row === "line" && (total.permanence ?? permanence) === permanence,
      );
      const sums = total.years.map((_, at) => lines.reduce((sum, { amounts }) => sum + (amounts[at] ?? Number.NaN), 0));
      expect(sums).toEqual(total.amounts);
      expect(sums.reduce((sum, one) => sum + one, 0) / sums.length).toBe(Number(total.meanAmount));
    }
    for (const { row, amounts, meanAmount } of rows.filter(({ row }) => row === "line"))
      expect([row, amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0) / 4]).toEqual([
        "line",
        Number(meanAmount),
      ]);
  });

  it("has two that bear one number, three whose first year is a part of a year, and where text and table differ", async () => {
    const twice = await sql`
      select i.slug, r.sector from budget_row r join initiative i on i.id = r.initiative_id
      where r.municipality_code = '0751' and proposal = 'Forslag 5' order by r.position`;
    expect([...twice]).toEqual([
      { slug: "aarhus-relationel-velfaerd", sector: "5.51/1.20" },
      { slug: "aarhus-trivselsteam", sector: "5.51/1.20" },
    ]);
    const part = await sql`
      select r.proposal, l.year from budget_line l join budget_row r on r.id = l.row_id where l.part_year order by r.position`;
    expect([...part]).toEqual(["Forslag 2", "Forslag 5", "Forslag 5"].map((proposal) => ({ proposal, year: 2023 })));
    const differ =
      await sql`select subject from budget_difference d join budget_table t on t.id = d.table_id order by t.slug desc, position`;
    expect(differ.map(({ subject }) => subject)).toEqual([
      ...["Hele aftalen", "PPR", "Lettere behandlingstilbud", "Lokalt skoletilbud for alle", "Anlæg", "Trivselsguide"],
    ]);
  });
});

describe("Albertslund's money", () => {
  it("tells a dash, an empty cell, an existing frame and a saving apart, and none of them is 0", async () => {
    const rows = new Map((await rowsOf("0165")).map((row) => [row.label, row]));
    const of = (label: string) => {
      const row = rows.get(label);
      return row && { amounts: row.amounts, blanks: row.blanks };
    };
    const four = <T>(one: T) => [one, one, one, one];
    expect(of("Læringsmiljøer (analyse)")).toEqual({
      amounts: [800_000, null, null, null],
      blanks: [null, "dash", "dash", "dash"],
    });
    expect(of("Færre specialpladser (budgetforslag 6.8)")).toEqual({
      amounts: [null, null, -1_900_000, -4_500_000],
      blanks: ["dash", "dash", null, null],
    });
    expect(of(`Implementering af statslig pulje "Flere hænder til PPR"*`)).toEqual({
      amounts: four(null),
      blanks: four("empty"),
    });
    expect(of("Fagprofessionel understøttelse af hverdag i dagtilbud/skoler")).toEqual({
      amounts: four(null),
      blanks: four("within_frame"),
    });
    expect([...rows.values()].flatMap(({ amounts }) => amounts)).not.toContain(0);
    const pool = "Pulje på finansloven til PPR";
    expect(rows.get("Fleksible indsatser i børnenes kontekst")?.pays).toEqual([pool, pool, pool, "Ny finansiering"]);
  });
});

describe("København's follow-up", () => {
  it("has its nine themes in order, each as it is printed, with all that it asks", async () => {
    const followUps = await sql<Record<"place" | "heading" | "focusKind" | "note" | "data", string | null>[]>`
      select t.anchor as place, concat_ws(' ', period_printed, numeral, theme, theme_note) as heading, focus_kind as "focusKind", note, (
        select string_agg(concat_ws(' ', printed, added), ' ' order by d.position) from follow_up_data d where d.follow_up_id = t.id
      ) as data
      from thematic_follow_up t order by t.position`;
    const printed = documents.koebenhavn.headings.filter(({ place }) => place.startsWith("opfoelgning-"));
    expect(followUps).toHaveLength(9);
    expect(followUps.map(({ place, heading }) => [place, letters(heading ?? "")])).toEqual(
      printed.map(({ place, words }) => [place, letters(words)]),
    );
    for (const { place, note, data, focusKind } of followUps) {
      const name = (place ?? "").replace("opfoelgning-", "");
      const said = [...documents.koebenhavn.places].filter(([id]) => id.startsWith(`${name}-`));
      const all = said.map(([, words]) => words).join(" ");
      if (note) expect(letters(all)).toContain(letters(note));
      const source = documents.koebenhavn.places.get(`${name}-data`);
      expect(letters(data ?? "")).toBe(letters((source ?? "").replace(/^Data /, "").replace(" samt ", " ")));
      expect(focusKind === "ikke-besluttet").toBe(all.includes("ikke endeligt besluttet"));
    }
    const asked = await sql<{ place: string; text: string; under: string | null }[]>`
      select f.anchor as place, f.text, u.anchor as under
      from focus_item f join thematic_follow_up t on t.id = f.follow_up_id
      left join focus_item u on u.follow_up_id = f.follow_up_id and u.position = f.under
      order by t.position, f.position`;
    const questions = documents.koebenhavn.items.filter(({ place }) => place.includes("-fokus-"));
    expect(asked.map(({ place, text }) => [place, text])).toEqual(questions.map(({ place, words }) => [place, words]));
    expect(asked.filter(({ under }) => under).map(({ place, under }) => `${under} > ${place}`)).toEqual([
      "indskoling-fokus-medarbejdere-og-organisering > indskoling-fokus-prioritering-af-midler",
      "indskoling-fokus-arbejdet-med > indskoling-fokus-sammenhaenge",
      "indskoling-fokus-arbejdet-med > indskoling-fokus-co-teaching",
      "foraeldrekommunikation-fokus-styrket-borgerkontakt > foraeldrekommunikation-fokus-effekt-af-kurset",
    ]);
  });

  it("has the months in which its sections are due, and both dates of its paper", async () => {
    const sections = await sql<{ title: string; months: number[] }[]>`
      select title, due_months::int[] as months from follow_up_section where due_months <> '{}' order by position`;
    expect([...sections]).toEqual([
      { title: "Aktivitet - Specialpædagogisk støtte i almen", months: [6] },
      { title: "Økonomi", months: [6, 10, 11] },
    ]);
    const [paper] = await sql`select dated_printed as printed, met_on::text as met from follow_up_paper`;
    expect(paper).toEqual({ printed: "November 2026", met: "2026-06-10" });
    const paperSays = [...documents.koebenhavn.places]
      .filter(([id]) => id.startsWith("forside-"))
      .map(([, words]) => words);
    expect(paperSays).toEqual(expect.arrayContaining(["November 2026", "BUU-møde 10. juni 2026"]));
  });
});

describe("the four documents", () => {
  it("have every row of their tables among the rows, cell by cell and in their order", async () => {
    for (const [name, code] of [
      ["aarhus", "0751"],
      ["bilag", "0165"],
    ] as const) {
      const [head, ...printed] = documents[name].rows;
      const rows = await rowsOf(code);
      expect(head?.cells.filter((cell) => /^\d{4}$/.test(cell))).toEqual(rows[0]?.years.map(String));
      const cells = rows.map(({ place, label, sector, financing, printed, mean }) => {
        const line = printed.map((cell) => cell ?? "");
        return name === "aarhus"
          ? { place, cells: [label, sector ?? "", ...line, mean ?? ""] }
          : {
              place,
              cells: [place === "oekonomi-kompetenceudvikling" ? "Drift" : "", label, ...line, financing ?? ""],
            };
      });
      expect(cells).toEqual(printed);
    }
    expect(documents.policy.rows).toEqual([]);
    expect(documents.koebenhavn.rows).toEqual([]);
  });

  it("have all that stands in their lists among the rows: the words where they are few, else every figure and name", async () => {
    const amounts = new Set(
      (await sql`select amount::float8 from budget_line where amount is not null`).map((row) => row.amount),
    );
    const held = {
      aarhus: await seededWords("0751"),
      bilag: await seededWords("0165"),
      policy: await seededWords("0165"),
      koebenhavn: await seededWords("0101"),
    };
    let checked = 0;
    for (const [name, { items, places }] of Object.entries(documents)) {
      const words = held[name as keyof typeof held];
      const all = letters(words.join(" "));
      const figures = new Set(words.flatMap(numbers));
      const millions = new Set([...words.flatMap(inMillions), ...amounts]);
      // Its figures stand in sentences.
      const told = ["fagligt-niveau", "udgifter-og-boernetal-2017-2022", "fremskrivning-udgifter-2028"];
      const sentences = [...places].flatMap(([place, words]) => (told.includes(place) ? { place, words } : []));
      for (const { place, words: said } of [...items, ...sentences]) {
        checked += 1;
        const isProse = name === "aarhus" || place.startsWith("tendens-") || told.includes(place);
        if (!isProse) expect(all, `${name}#${place}`).toContain(letters(said));
        for (const amount of inMillions(said)) expect(millions, `${name}#${place}: ${amount}`).toContain(amount);
        const others = numbers(said.replace(/\d+(?:,\d+)? mio/g, ""));
        for (const figure of others)
          expect(
            figures.has(figure) || [...figures].some((one) => one.split(/[-/]/).includes(figure)),
            `${name}#${place}: ${figure}`,
          ).toBe(true);
        for (const one of told.includes(place) ? [] : names(said))
          expect(all, `${name}#${place}: ${one}`).toContain(letters(one));
      }
    }
    expect(checked).toBe(89);
    const [klynger] =
      await sql`select mellemform_levels::int[] as levels from initiative where slug = 'aarhus-lokalt-skoletilbud-for-alle'`;
    expect(klynger?.levels.map((level: number) => `mellemform-${level}`)).toEqual(
      documents.aarhus.items.map(({ place }) => place).filter((place) => /^mellemform-\d$/.test(place)),
    );
  });

  it("have every slide of København's among the rows, apart from headings over others", async () => {
    const all = letters((await seededWords("0101")).join(" "));
    const overOthers = [
      ...["opdraget", "opdraget-parterne", "tematiske-opfoelgninger-2025-2026", "tematiske-opfoelgninger-2026-2027"],
      ...["aktivitet-stoette-i-almen", "indikator-bistand-i-almen", "oekonomi"],
      ...["forandringsteori-kort-mellemlang-sigt", "forandringsteori-lang-sigt"],
    ];
    const slides = documents.koebenhavn.headings.filter(
      ({ place }) => !overOthers.includes(place) && !place.startsWith("opfoelgning-"),
    );
    expect(slides).toHaveLength(21);
    for (const { place, words } of slides) expect(all, place).toContain(letters(words));
    const paragraphs = [...documents.koebenhavn.places].filter(([id]) =>
      /^(indikator|sigtelinje|forandringsteori-maal)-/.test(id),
    );
    const seen = paragraphs.map(([, words]) =>
      words.replace(/^Vi ser forandring ved at /, "").replace(/ ?\(National.*\)/, ""),
    );
    const dates = paragraphs.flatMap(([, words]) => /Opdateret ([^.]+)\./.exec(words)?.[1] ?? []);
    expect(dates).toHaveLength(9);
    const charts = await sql<{ updated: string }[]>`
      select c.updated_printed as updated from indicator_chart c join document_anchor a using (document_id, anchor)
      where c.municipality_code = '0101' order by a.position`;
    expect(charts.map(({ updated }) => updated)).toEqual(dates);
    const wordsOfChanges = seen.filter((words) => !/Opdateret|2025-PL|^■|Der er ved at|Kommende graf/.test(words));
    expect(wordsOfChanges.length).toBeGreaterThan(25);
    for (const words of wordsOfChanges) expect(all, words).toContain(letters(words.replace(/\*?\.?$/, "")));
  });
});

describe("each seeded row", () => {
  it("stands with a passage, is public and published", async () => {
    const lacking = await sql`
      select 'initiative' as of, slug from initiative where anchor is null or visibility <> 'public' or published_at is null
      union all select 'milestone', title from milestone where anchor is null
      union all select 'row', label from budget_row where anchor is null or visibility <> 'public' or published_at is null
      union all select 'aim', slug from aim where visibility <> 'public' or published_at is null
      union all select 'placement', slug from placement where visibility <> 'public' or published_at is null
      union all select 'mandate', slug from mandate where anchor is null or visibility <> 'public' or published_at is null
      union all select 'point', text from mandate_point where anchor is null
      union all select 'section', title from follow_up_section where anchor is null
      union all select 'theme', theme from thematic_follow_up where anchor is null
      union all select 'focus', text from focus_item where anchor is null
      union all select 'indicator', slug from indicator where published_at is null or (anchor is null and (source_words is null or source_url is null))
      union all select 'value', printed from indicator_value where anchor is null or visibility <> 'public' or published_at is null`;
    expect([...lacking]).toEqual([]);
  });

  it("has its printed words and figures in the very passage that it opens", async () => {
    const places = new Map(
      Object.entries(documents).flatMap(([name, { places }]) =>
        [...places].map(([id, words]): [string, string] => [`${slugs[name as keyof typeof slugs]}#${id}`, words]),
      ),
    );
    const printed = await sql<{ place: string; words: string }[]>`
      with said (document_id, anchor, words) as (
        select document_id, anchor, planned from milestone
        union all select r.document_id, r.anchor, w from budget_row r, unnest(array[label, sector, proposal, financing, mean_printed]) w
        union all select r.document_id, r.anchor, l.printed from budget_line l join budget_row r on r.id = l.row_id
        union all select d.text_document_id, d.text_anchor, q[1] from budget_difference d, regexp_matches(text_says, '"([^"]+)"', 'g') q
        union all select document_id, anchor, due_printed from follow_up_section
        union all select document_id, anchor, text from mandate_point
        union all select document_id, anchor, text from focus_item
        union all select document_id, anchor, w from thematic_follow_up, unnest(array[period_printed, theme, theme_note]) w
        union all select document_id, anchor, change_seen_by from indicator where slug like '%-lav-%' or slug like '%balance'
        union all select document_id, anchor, updated_printed from indicator_chart
        union all select document_id, anchor, note from indicator_chart
        union all select document_id, anchor, printed from indicator_value
        union all select document_id, anchor, regexp_replace(time_printed, '^skoleåret ', '') from indicator_value
        union all select document_id, anchor, title from aim where kind in ('sigtelinje', 'forandring', 'langsigtet-maal', 'maal', 'pejlemaerke', 'forventet-effekt')
          and slug <> 'udviklingen-vendes' and slug <> 'maal-udvikling-og-trivsel' and slug <> 'maal-deltagelsesmuligheder'
        union all select i.document_id, case when p.anchor is null then i.anchor else p.anchor end, i.period_printed
          from initiative i left join lateral (
            select anchor from milestone m where m.initiative_id = i.id and i.period_printed like '%' || m.planned || '%' limit 1
          ) p on true
      )
      select d.slug || '#' || anchor as place, words from said join document d on d.id = said.document_id where words is not null`;
    expect(printed.length).toBeGreaterThan(200);
    const astray = printed.filter(({ place, words }) => !letters(places.get(place) ?? "").includes(letters(words)));
    expect(astray).toEqual([]);
  });
});
