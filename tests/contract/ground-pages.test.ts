import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask } from "./ask.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  const { sql } = site;
  for (const [slug, more] of [
    ["kladde", { visibility: "public" }],
    ["for-netvaerket", { visibility: "network", published_at: new Date() }],
    ["for-kommunen", { published_at: new Date() }],
    ["skjult", { visibility: "public", published_at: new Date(), hidden_at: new Date() }],
    ["trukket-tilbage", { visibility: "public", taken_back_at: new Date() }],
  ] as const)
    await sql`insert into initiative ${sql({ slug, municipality_code: "0400", title: `Hemmelig ${slug}`, ...more })}`;
  const [indicator] = await sql<{ id: string }[]>`select id from indicator where slug = 'inklusionsgrad'`;
  const value = {
    indicator_id: indicator?.id ?? "",
    municipality_code: "0400",
    time_kind: "aar",
    visibility: "public",
    published_at: new Date(),
    demo: true,
  };
  const yearOf = (year: number) => ({ time_from: `${year}-01-01`, time_to: `${year + 1}-01-01` });
  for (const [at, year] of [2022, 2023, 2024].entries())
    await sql`insert into indicator_value ${sql({ ...value, ...yearOf(year), number: 90 + at })}`;
});
afterAll(() => site.stop());

/** What a reader reads of the main part of a page, in one line. */
async function read(path: string, status = 200): Promise<string> {
  const answer = await ask(site, path);
  expect(answer.status, path).toBe(status);
  const main = answer.body.match(/<main[\s\S]*<\/main>/)?.[0] ?? "";
  return main
    .replace(/<(title|desc)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<!-- -->/g, "")
    .replace(/<span class="(cell-sub|checked)">/g, " ")
    .replace(/<\/(td|th|li|p|h\d|dt|dd|tr|caption|summary|option|text)>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("\u00a0", " ")
    .replace(/\s+/g, " ");
}

describe("the page of a municipality", () => {
  it("has Aarhus' table as it is printed, with totals that hold and both sides of each difference", async () => {
    const page = await read("/kommuner/aarhus");
    for (const row of [
      "I alt engangsmidler og varige midler stemmer 32.800 63.900 63.900 59.400 55.000",
      "I alt stemmer 28.400 55.000 55.000 55.000 48.350",
      "I alt stemmer 4.400 8.900 8.900 4.400 6.650",
    ])
      expect(page).toContain(row);
    for (const words of [
      "Forslag 5 står to gange i dokumentet",
      '"vedvarende 55 mio. kr. årligt"',
      "28.400 i 2023, 55.000 fra 2024",
      "16.000 allerede fra 2024",
      "Alle står som aftalt.",
      "I løbet af de næste ti år",
      "Pædagogisk nærhedsprincip",
      "PPR bestemmer, når et barn visiteres til en anden skole",
      "30,0 mio. kr.",
    ])
      expect(page).toContain(words);
    expect(page).not.toContain("stemmer ikke");
  });

  it("has Albertslund's dash, empty heading, existing frame, saving, cirka and over, none of them as 0", async () => {
    const page = await read("/kommuner/albertslund");
    for (const words of [
      "Læringsmiljøer (analyse) drift 0,8 - - - Ny finansiering",
      "Færre specialpladser (budgetforslag 6.8) drift - - -1,9 -4,5 Budgetreduktion",
      "Fagprofessionel understøttelse af hverdag i dagtilbud/skoler drift - - - - Eksisterende ramme",
      "Pulje på finansloven til PPR til og med 2027 – derefter ny finansiering",
      "Lagt sammen af os, ikke trykt 20,3 19,5 17,6 14,0",
      "cirka 100 mio. kr.",
      "over 120 mio. kr.",
      "Kun drift i den tekst, vi har",
      "Forventede effekter",
      "under referencenormen på alle årgange",
    ])
      expect(page).toContain(words);
    expect(page).toMatch(/psykiatrisk diagnose.{0,40} 73.{0,20} 63/);
  });

  it("has København's mandate, sections with their months, thematic follow-ups and theory of change", async () => {
    const page = await read("/kommuner/koebenhavn");
    for (const words of [
      "Parterne bag budget 2025",
      "På forsiden står November 2026. Den var til mødet 10. juni 2026 i BUU.",
      "juni, oktober og november »indgår i juni- og oktober/november-opfølgningerne«",
      "Cases fra skoler (inklusive forældre)",
      "Fokus: ikke endeligt besluttet.",
      "Okt./Nov. 2026, III",
      "Forandringsteori",
      "Politiske sigtelinjer",
      "kun et diagram, uden trykte tal",
    ])
      expect(page).toContain(words);
    expect(page.match(/Data: /g)).toHaveLength(9);
  });

  it("has the three lines a year in one row a year, in kroner where the years have several units", async () => {
    for (const [year, unit, factor] of [
      [2024, "1.000 kr.", 1_000],
      [2025, "kr.", 1],
    ] as const)
      for (const [at, level] of ["almen", "mellemform", "special"].entries()) {
        const line = { kind: "regnskab", label: level, level, printed_unit: unit, visibility: "public" };
        const [row] = await site.sql<{ id: string }[]>`
          insert into budget_row ${site.sql({ ...line, municipality_code: "0410", published_at: new Date() })} returning id`;
        const cell = { row_id: row?.id ?? "", year, amount: (at + 7) * factor, printed: String(at + 7) };
        await site.sql`insert into budget_line ${site.sql(cell)}`;
      }
    const page = await read("/kommuner/middelfart");
    expect(page).toContain("Specialtilbud Mellemformer Det almene");
    expect((await ask(site, "/kommuner/middelfart/penge.svg")).body).toContain("tre linjer om året");
    expect(page).toContain("Tre linjer om året (regnskab, kr., prisår ikke oplyst)");
    expect(page).toContain("2025 7 8 9 Kommunens egen oplysning 2024 7.000 8.000 9.000 Kommunens egen oplysning");
  });

  it("shows the money as it stood on a day, on the page and in its files", async () => {
    const { sql } = site;
    const line = { kind: "regnskab", label: "Det almene", level: "almen", municipality_code: "0440" };
    const since = new Date("2026-10-01");
    const [row] = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ ...line, visibility: "public", published_at: since })} returning id`;
    const cell = { row_id: row?.id ?? "", year: 2025 };
    const replaced = { replaced_at: new Date("2026-11-05"), replaced_because: "Et ciffer var glemt." };
    await sql`insert into budget_line ${sql({ ...cell, amount: 17_700, recorded_at: since, ...replaced })}`;
    await sql`insert into budget_line ${sql({ ...cell, amount: 177_700, recorded_at: new Date("2026-11-05") })}`;
    const now = await read("/kommuner/kerteminde");
    expect(now).toMatch(/2025 177\.700 .*Det almene, 2025: var 17\.700 kr\. Et ciffer var glemt\./);
    const then = await read("/kommuner/kerteminde?pr=2026-10-10");
    expect(then).toContain("Du ser beløbene, som de stod 10. oktober 2026.");
    expect(then).toContain("2025 17.700 ");
    expect(then).not.toContain("177.700");
    expect(await read("/kommuner/kerteminde?pr=2026-09-01")).toContain("Der stod ingen beløb på den dag.");
    await read("/kommuner/kerteminde?pr=i-gaar", 400);
    for (const [query, amount] of [
      ["", "177700"],
      ["?pr=2026-10-10", "17700"],
    ])
      expect((await ask(site, `/kommuner/kerteminde/penge.csv${query}`)).body).toContain(`;2025;${amount};`);
    expect((await ask(site, "/kommuner/kerteminde/penge.svg?pr=2026-09-01")).status).toBe(404);
  });

  it("shows the first of many initiatives, leads to the rest, and says when there are too many lines to add", async () => {
    await site.sql`
      insert into initiative (slug, municipality_code, title, visibility, published_at)
      select 'mange-' || n, '0420', 'Mange ' || lpad(n::text, 3, '0'), 'public', now() from generate_series(1, 65) n`;
    await site.sql`
      insert into budget_row (municipality_code, kind, label, visibility, published_at)
      select '0420', 'vedtaget', 'Linje ' || n, 'public', now() from generate_series(1, 1001) n`;
    await site.sql`
      insert into budget_line (row_id, year, amount) select id, 2026, 1 from budget_row where municipality_code = '0420'`;
    const first = await read("/kommuner/assens");
    for (const words of ["65 indsatser", "Her er 60 af dem.", "55 indsatser mere", "Mange 060", "lægger ikke sammen"])
      expect(first).toContain(words);
    for (const words of ["Mange 061", "Linje 999", "Lagt sammen af os"]) expect(first).not.toContain(words);
    expect(await read("/kommuner/assens?indsatser=2")).toContain("Mange 065");
    expect((await ask(site, "/kommuner/assens")).body).toContain('href="/kommuner/assens?indsatser=2#indsatser"');
    await read("/kommuner/assens?indsatser=3", 404);
    await read("/kommuner/assens?indsatser=nej", 400);
  });

  it("has its documents name the initiatives that rest on them", async () => {
    const page = await read("/dokumenter/aarhus-bredere-boernefaellesskaber");
    expect(page).toContain("Indsatser, der hviler på det");
    expect(page).toContain("Dagtilbud for alle, Aarhus");
  });

  it("shows nothing of it where there is nothing", async () => {
    const page = await read("/kommuner/dragoer");
    for (const words of ["Indsatser", "Penge over årene", "Indikatorer", "På denne side"])
      expect(page).not.toContain(words);
  });
});

describe("the page of an initiative", () => {
  it("tells what the document tells, and says of the rest that it is not told", async () => {
    const page = await read("/indsatser/aarhus-lokalt-skoletilbud-for-alle");
    for (const words of [
      "Alle skoler, i klynger af 2-4 nærtliggende skoler",
      "fra skoleåret 2023/2024 (skoleår)",
      "12.500 ikke et helt år 30.000 30.000 30.000 25.625",
      "12.500 i kalenderåret 2023",
      "Ansvarlig ikke oplyst",
      "Det er endnu ikke en beslutning.",
      "Koblet af redaktionen",
    ])
      expect(page).toContain(words);
  });

  it("writes typed amounts our way, and says of one that is hidden since that it was hidden, of a dash that it is one", async () => {
    const { sql } = site;
    const shared = { municipality_code: "0430", visibility: "public", published_at: new Date() };
    const [initiative] = await sql<{ id: string }[]>`
      insert into initiative ${sql({ ...shared, slug: "skrevet", title: "Skrevet" })} returning id`;
    const line = { ...shared, kind: "prognose", label: "Linjen", printed_unit: "mio. kr." };
    const [row] = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ ...line, initiative_id: initiative?.id ?? "" })} returning id`;
    const cell = { row_id: row?.id ?? "" };
    await sql`insert into budget_line ${sql({ ...cell, year: 2025, amount: 1_342_800_000, printed: "1342,8" })}`;
    const replaced = { replaced_at: new Date(Date.now() - 1_000), replaced_because: "Kan vise et barn." };
    await sql`insert into budget_line ${sql({ ...cell, year: 2026, amount: 77_000, recorded_at: new Date("2026-10-01"), ...replaced })}`;
    await sql`insert into budget_line ${sql({ ...cell, year: 2026, blank: "hidden" })}`;
    await sql`insert into budget_line ${sql({ ...cell, year: 2027, blank: "dash", printed: "-" })}`;
    const page = await read("/indsatser/skrevet");
    for (const words of ["1.342,8", "Linjen, 2026: var skjult", "»-« er trykt som en streg."])
      expect(page).toContain(words);
    for (const words of ["1342,8", "uden beløb"]) expect(page).not.toContain(words);
    const { body } = await ask(site, "/indsatser/skrevet");
    expect(body).toContain("Beløb er trykt som en streg i 2027.");
  });

  it("says of money that is not told that it is not told, and of a day before the figures that there were none", async () => {
    expect(await read("/indsatser/aarhus-henvisning-til-bua")).toContain("Beløb: ikke oplyst");
    expect(await read("/indsatser/aarhus-trivselsteam?pr=2020-01-01")).not.toMatch(/3\.000|2\.625/);
    expect(await read("/indsatser/aarhus-trivselsteam?pr=i-gaar", 400)).toContain("Vi kender ikke dagen »i-gaar«.");
    expect(await read("/indsatser/aarhus-trivselsteam?pr=2999-01-01", 400)).toContain("Den dag er ikke kommet endnu.");
    await read("/indsatser/findes-ikke", 404);
  });
});

describe("the page of an indicator", () => {
  it.each([
    ["albertslund-diagnoser", "2023 73 63"],
    ["albertslund-udgifter-specialpaedagogik", "nuværende cirka 100 mio. kr."],
    ["albertslund-udgifter-specialpaedagogik", "over 120 mio. kr. fremskrevet"],
    ["albertslund-unge-uden-02", "2022-2023 20%"],
    ["albertslund-udgifter-og-boernetal", "faldet med 3,9%"],
    ["albertslund-laesning", "ikke under referencenormen"],
    ["koebenhavn-specialundervisningsprocent", "»færre elever bliver segregeret til et specialtilbud«"],
    ["koebenhavn-specialundervisningsprocent", "Opdateret november 2025."],
    ["koebenhavn-lav-elevtrivsel", "kan ikke sammenlignes: Flere spørgsmål er lagt sammen"],
    ["koebenhavn-stoette-over-ni-timer", "på vej"],
    ["koebenhavn-mobning", "Vi ser forandring ved … ikke oplyst"],
    ["privatskoleandel", "Ingen kommune har udgivet tal endnu."],
  ])("%s: %s", async (slug, words) => {
    expect(await read(`/indikatorer/${slug}`)).toContain(words);
  });

  it("draws no number where none is printed, and none where they must not be compared", async () => {
    for (const slug of ["koebenhavn-specialundervisningsprocent", "koebenhavn-lav-elevtrivsel"])
      expect((await ask(site, `/indikatorer/${slug}`)).body).not.toContain("chart-plot");
    expect((await ask(site, "/indikatorer/koebenhavn-lav-elevtrivsel.svg")).status).toBe(404);
  });

  it("names no municipality with numbers that are on their way", async () => {
    expect(await read("/indikatorer/koebenhavn-stoette-over-ni-timer")).not.toContain("Kommuner med tal");
    expect(await read("/indikatorer/albertslund-diagnoser")).toContain("Kommuner med tal Albertslund");
  });

  it("lists the corrections of all municipalities where none is chosen", async () => {
    const { sql } = site;
    const [indicator] = await sql<{ id: string }[]>`select id from indicator where slug = 'privatskoleandel'`;
    const codes = ["0101", "0147", "0151", "0153", "0155"];
    const value = {
      indicator_id: indicator?.id ?? "",
      time_kind: "aar",
      time_from: "2024-01-01",
      time_to: "2025-01-01",
    };
    const seen = { visibility: "public", published_at: new Date() };
    const then = { replaced_at: new Date(), replaced_because: "Talt to gange i Dragør." };
    for (const municipality_code of codes)
      await sql`insert into indicator_value ${sql({ ...value, ...seen, municipality_code, number: 12 })}`;
    await sql`insert into indicator_value ${sql({ ...value, ...seen, municipality_code: "0155", number: 21, recorded_at: new Date(0), ...then })}`;
    expect(await read("/indikatorer/privatskoleandel")).toMatch(
      /Dragør, 2024: 21.* er nu 12.* Talt to gange i Dragør\./,
    );
    expect(await read("/indikatorer/privatskoleandel?kommune=taarnby")).not.toContain("Talt to gange");
    await sql`delete from indicator_value where indicator_id = ${value.indicator_id}`;
  });

  it("refuses a municipality that nobody knows", async () => {
    expect(await read("/indikatorer/albertslund-diagnoser?kommune=atlantis", 400)).toContain(
      "Vi kender ikke kommunen »atlantis«.",
    );
  });

  it("is in the list, those of all apart from the municipalities' own", async () => {
    const list = await read("/indikatorer");
    for (const words of ["For alle kommuner", "Kommunernes egne", "Inklusionsgrad", "Skoleglæde", "ingen tal endnu"])
      expect(list).toContain(words);
    expect(list).not.toMatch(/(op: op|ned: ned|i balance: i balance)/);
  });
});

describe("what a reader may not read", () => {
  it.each(["kladde", "for-netvaerket", "for-kommunen", "skjult", "trukket-tilbage"])(
    "%s is nowhere: not by its address, in its files or on the page of its municipality",
    async (slug) => {
      for (const path of ["", "/penge.csv", "/penge.svg"])
        expect((await ask(site, `/indsatser/${slug}${path}`)).status).toBe(slug === "skjult" ? 410 : 404);
      expect((await ask(site, "/kommuner/bornholm")).body).not.toContain("Hemmelig");
    },
  );
});

describe("invented values", () => {
  it("stand apart under a heading that says so, and in a drawing of their own that says so", async () => {
    const page = await read("/indikatorer/inklusionsgrad");
    expect(page).toContain("Ingen kommune har udgivet tal endnu.");
    expect(page).toMatch(/Opdigtede tal Demodata .*Bornholm 92,0 procent i 2024/);
    expect(await read("/kommuner/bornholm")).toMatch(/Opdigtede tal Demodata .*Inklusionsgrad/);
    expect((await ask(site, "/indikatorer/inklusionsgrad.svg?kommune=bornholm")).status).toBe(404);
    const { body } = await ask(site, "/indikatorer/inklusionsgrad");
    expect(body.match(/<table/g)).toHaveLength(1);
    expect(body).toContain('href="/indikatorer/inklusionsgrad.svg?kommune=bornholm&amp;demodata=ja"');
    const drawing = await ask(site, "/indikatorer/inklusionsgrad.svg?kommune=bornholm&demodata=ja");
    expect(drawing.status).toBe(200);
    expect(drawing.body).toContain("(opdigtede tal)");
  });
});

describe("the page of a commitment", () => {
  it("has the initiatives and one sum for each kind and price year", async () => {
    const page = await read("/erklaeringer/2025/punkter/7");
    for (const words of ["Indsatser og penge", "Aftalt, 2023-priser", "Foreslået, prisår ikke oplyst"])
      expect(page).toContain(words);
    expect(await read("/erklaeringer/2025")).toMatch(/\d+ indsatser i kommunerne\./);
  });
});

it("calls nothing printed that a municipality has entered itself", async () => {
  const { sql } = site;
  const own = { municipality_code: "0492", visibility: "public", published_at: new Date() };
  const [one] = await sql<{ id: string }[]>`
    insert into initiative ${sql({ ...own, slug: "aeroe-tastet", title: "Tastet" })} returning id`;
  const of = { initiative_id: one?.id ?? "" };
  await sql`insert into milestone ${sql({ ...of, position: 1, title: "Begyndt", planned: "i 2026" })}`;
  const [row] = await sql<{ id: string }[]>`
    insert into budget_row ${sql({ ...own, ...of, kind: "vedtaget", label: "Timer" })} returning id`;
  await sql`insert into budget_line ${sql({ row_id: row?.id ?? "", year: 2026, amount: 500_000 })}`;
  for (const path of ["/indsatser/aeroe-tastet", "/kommuner/aeroe"]) {
    const page = await read(path);
    expect(page).not.toMatch(/trykt|prikket/);
    for (const words of ["Milepæle", "Lagt ind af kommunen"]) expect(page).toContain(words);
  }
  const printed = await read("/indsatser/aarhus-trivselsteam");
  for (const words of ["Milepæle, som de er trykt", "Tallene, som de er trykt", "Et tal med prikket streg"])
    expect(printed).toContain(words);
});

describe("the files of charts", () => {
  it.each([
    "/indikatorer/albertslund-diagnoser.svg?kommune=albertslund",
    "/indikatorer/albertslund-udgifter-specialpaedagogik.svg?kommune=albertslund",
    "/indsatser/aarhus-trivselsteam/penge.svg",
    "/kommuner/aarhus/penge.svg",
    "/kommuner/albertslund/penge.svg",
  ])("%s is a drawing with a title", async (path) => {
    const answer = await ask(site, path);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("image/svg+xml; charset=utf-8");
    expect(answer.body).toMatch(/^<\?xml[^>]*>\n<svg [^>]*role="img"/);
    expect(answer.body).not.toContain("<style");
  });

  it("name what the drawn amounts rest on, and that alone", async () => {
    for (const [level, label, words] of [
      [null, "Nest", "Referat"],
      ["almen", "Det almene", null],
    ] as const) {
      const worded = words && { source_words: words, source_dated: "2026-05" };
      const line = { kind: "vedtaget", label, level, account: level ? null : "drift", sector: "5.51", ...worded };
      const own = { ...line, municipality_code: "0530", visibility: "public", published_at: new Date() };
      const [row] = await site.sql<{ id: string }[]>`insert into budget_row ${site.sql(own)} returning id`;
      await site.sql`insert into budget_line ${site.sql({ row_id: row?.id ?? "", year: 2026, amount: 2_000_000 })}`;
    }
    const drawing = async (query: string) => (await ask(site, `/kommuner/billund/penge.svg${query}`)).body;
    expect(await drawing("")).toContain("Kilde: Referat, maj 2026. Mere for Flere.");
    expect(await drawing("?nr=2")).toContain("Kilde: Kommunens egen oplysning. Mere for Flere.");
    const rows = (await ask(site, "/kommuner/billund/penge.csv")).body;
    expect(rows).toMatch(/"Nest";2026;2000000;.*"drift";.*"5\.51";.*"Referat, maj 2026";/);
    expect(await read("/indsatser/aarhus-trivselsteam")).toContain(
      "Et tal med prikket streg åbner stedet i dokumentet.",
    );
    expect(rows).toMatch(/"Det almene";2026;2000000;.*"Kommunens egen oplysning";/);
  });

  it("have the numbers as rows", async () => {
    const money = await ask(site, "/indsatser/albertslund-faerre-specialpladser/penge.csv");
    expect(money.body).toContain(';2025;;"streg";');
    expect(money.body).toContain(";2028;-4500000;");
    const all = await ask(site, "/kommuner/aarhus/penge.csv");
    expect(all.body).toMatch(/"trykt sum";"I alt[^\r]*;63900000;/);
    expect((await ask(site, "/kommuner/aarhus")).body).toContain('href="/kommuner/aarhus/penge.csv"');
    for (const path of [
      "/kommuner/atlantis/penge.csv",
      "/kommuner/aarhus/penge.svg?nr=9",
      "/kommuner/aarhus/penge.svg?demodata=ja",
    ])
      expect((await ask(site, path)).status, path).toBe(404);
    const values = await ask(site, "/indikatorer/albertslund-udgifter-specialpaedagogik.csv?kommune=albertslund");
    expect(values.body).toContain(';"cirka 100 mio. kr.";"cirka";');
  });
});
