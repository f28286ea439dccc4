import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask } from "./ask.ts";

const root = "/api/v1";
const publicUrl = "https://mereforflere.example";
const secret = "hvalrossehemmelighed";

interface Place {
  code: string;
  slug: string;
  name: string;
}
interface Source {
  basis: string;
  title: string;
  document: string | null;
  anchor: string | null;
  url: string | null;
}
interface Item {
  id: string;
  demo: boolean;
  title: string;
  municipality: Place | null;
  source: Source;
}
interface Line extends Item {
  row: string;
  label: string;
  kind: string;
  priceYear: number | null;
  unit: string;
  permanence: string | null;
  mean: { amount: number; printed: string } | null;
  initiative: { id: string } | null;
  agreement: { superseded: boolean; parties: string[] } | null;
  amounts: { year: number; amount: number | null; blank: string | null; printed: string | null; partYear: boolean }[];
}
interface Value extends Item {
  number: number | null;
  word: string | null;
  blank: string | null;
  unit: string | null;
  printed: string | null;
  qualifier: string | null;
  projected: boolean;
  part: { code: string; label: string } | null;
  time: { from: string | null; before: string | null };
}
interface List<T> {
  items: T[];
  total: number;
  demoTotal: number;
  page: number;
  pages: number;
}

let site: TestSite;
/** The id of an indicator whose values the tests below correct and hide. */
let measured: string;
const hiddenIds: string[] = [];

const idOf = async (slug: string) =>
  (await site.sql<{ id: string }[]>`select id from indicator where slug = ${slug}`)[0]?.id ?? "";

beforeAll(async () => {
  site = await startSite({ seed: "demo", env: { PUBLIC_URL: publicUrl } });
  const { sql } = site;
  measured = await idOf("inklusionsgrad");
  const dragoer = { municipality_code: "0155" };
  const time = { time_kind: "aar", time_from: "2024-01-01", time_to: "2025-01-01" };
  const now = new Date();
  for (const [slug, more] of [
    ["kladde", { visibility: "public" }],
    ["netvaerk", { visibility: "network", published_at: now }],
    ["kommune", { published_at: now }],
    ["taget-tilbage", { visibility: "public", taken_back_at: now }],
  ] as const) {
    const words = { ...dragoer, ...more, title: `${secret} ${slug}` };
    const [initiative] = await sql<{ id: string }[]>`insert into initiative ${sql({ ...words, slug })} returning id`;
    const rows = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ ...dragoer, kind: "vedtaget", label: secret, initiative_id: initiative?.id ?? "" })} returning id`;
    await sql`insert into budget_row ${sql({ ...dragoer, ...more, kind: "regnskab", label: secret })}`;
    await sql`insert into mandate ${sql({ ...words, slug, asked_by: secret })}`;
    await sql`
      insert into indicator_value ${sql({ ...dragoer, ...more, ...time, indicator_id: measured, time_printed: slug, number: 7, printed: secret })}`;
    hiddenIds.push(initiative?.id ?? "", rows[0]?.id ?? "");
  }
  const [hidden] = await sql<{ id: string }[]>`
    insert into initiative ${sql({ ...dragoer, slug: "skjult", title: secret, visibility: "public", published_at: now, hidden_at: now })} returning id`;
  await sql`insert into budget_row ${sql({ ...dragoer, kind: "vedtaget", label: secret, initiative_id: hidden?.id ?? "", visibility: "public", published_at: now })}`;
  for (const more of [{ slug: "upubliceret" }, { slug: "skjult-indikator", published_at: now, hidden_at: now }]) {
    const [indicator] = await sql<{ id: string }[]>`
      insert into indicator ${sql({ title: secret, definition: secret, unit: "procent", ...more })} returning id`;
    await sql`
      insert into indicator_value ${sql({ ...dragoer, ...time, indicator_id: indicator?.id ?? "", visibility: "public", published_at: now, number: 7 })}`;
    hiddenIds.push(indicator?.id ?? "");
  }
  hiddenIds.push(hidden?.id ?? "");
});
afterAll(() => site.stop());

async function get<T = Item>(path: string): Promise<List<T>> {
  const { status, body } = await ask(site, root + path);
  expect(status, `${path}: ${body.slice(0, 300)}`).toBe(200);
  return JSON.parse(body);
}

/** Expects a problem document that names a parameter. @returns its sentence */
async function expectRefusal(path: string, parameter: string): Promise<string> {
  const { status, headers, body } = await ask(site, root + path);
  expect(status, `${path}: ${body.slice(0, 300)}`).toBe(400);
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  const problem = JSON.parse(body);
  expect(problem).toMatchObject({ parameter, detail: expect.stringMatching(/^Parameteren ».*\.$/) });
  return problem.detail;
}

const lists = ["/initiatives", "/budget-lines", "/indicators", "/follow-ups"];

/** What the OpenAPI file says of the answer at a path, as a check. */
async function describedAnswer(path: string): Promise<z.ZodType> {
  const { body } = await ask(site, `${root}/openapi.json`);
  // The pattern beside it says the same of an id; Zod would ask for more than RFC 9562 does of a UUID.
  const plain = (key: string, one: unknown) => (key === "format" && one === "uuid" ? undefined : one);
  const file = JSON.parse(body.replaceAll("#/components/schemas/", "#/$defs/"), plain);
  const { $ref } = file.paths[root + path].get.responses[200].content["application/json"].schema;
  return z.fromJSONSchema({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $ref,
    $defs: file.components.schemas,
  });
}

describe.each([...lists, "/indicators/{id}/values"])("the list %s", (path) => {
  const address = async () => path.replace("{id}", await idOf("inklusionsgrad"));

  it("is as the OpenAPI file says, real ones before invented ones and counted apart", async () => {
    const list = await get(`${await address()}?pageSize=200&demo=include`);
    expect((await describedAnswer(path)).safeParse(list).error?.issues).toBeUndefined();
    expect(
      (await describedAnswer(path)).safeParse({ ...list, items: [{ ...list.items[0], demo: "ja" }] }).success,
    ).toBe(false);
    const invented = list.items.map(({ demo }) => demo);
    expect(invented).toEqual([...invented].sort((one, other) => Number(one) - Number(other)));
    expect(invented.filter((demo) => !demo)).toHaveLength(Math.min(list.total, 200));
    expect(list.total + list.demoTotal).toBeGreaterThan(0);
  });

  it("gives what is real alone unless asked", async () => {
    const usual = await get(`${await address()}?pageSize=200`);
    const all = await get(`${await address()}?pageSize=200&demo=include`);
    expect(usual.items).toEqual(all.items.filter(({ demo }) => !demo));
    expect(usual).toMatchObject({ total: all.total, demoTotal: 0 });
  });

  it("gives each once over its pages, in every order, and is empty beyond", async () => {
    const { body } = await ask(site, `${root}/openapi.json`);
    const { parameters } = JSON.parse(body).paths[root + path].get;
    const sorts: string[] = parameters.find(({ name }: { name: string }) => name === "sort").schema.enum;
    expect(sorts.join(" ")).not.toMatch(/amount|number|value|sum/);
    for (const sort of sorts) {
      const query = `${await address()}?demo=include&sort=${sort}`;
      const whole = await get(`${query}&pageSize=200`);
      const pageSize = Math.max(1, Math.ceil(whole.items.length / 3));
      const read: Item[] = [];
      for (const page of [1, 2, 3]) read.push(...(await get(`${query}&pageSize=${pageSize}&page=${page}`)).items);
      expect(read.slice(0, whole.items.length), sort).toEqual(whole.items.slice(0, read.length));
      expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
      expect(await get(`${query}&page=999`)).toMatchObject({
        items: [],
        total: whole.total,
        demoTotal: whole.demoTotal,
      });
    }
  });

  it("rests each row on a passage that there is, on a source in words, or on its owner's word", async () => {
    const anchors = await site.sql<{ at: string }[]>`
      select d.slug || '#' || a.anchor as at from document_anchor a join document d on d.id = a.document_id`;
    const known = new Set(anchors.map(({ at }) => `${publicUrl}/dokumenter/${at}`));
    for (const { source } of (await get(`${await address()}?pageSize=200&demo=include`)).items) {
      expect(source.basis === "passage").toBe(source.url !== null);
      if (source.url === null) continue;
      expect(known, source.url).toContain(source.url);
      expect(source.url).toBe(`${publicUrl}/dokumenter/${source.document}#${source.anchor}`);
    }
  });

  it("has nothing that is not for everybody", async () => {
    const { body } = await ask(site, `${root}${await address()}?pageSize=200&demo=include`);
    expect(body).not.toContain(secret);
    for (const id of hiddenIds) expect(body).not.toContain(id);
    if (path !== "/indicators")
      expect(await get(`${await address()}?municipality=0155`)).toMatchObject({ items: [], total: 0 });
  });
});

it("what is not for everybody has no address", async () => {
  for (const id of hiddenIds)
    for (const path of [`/initiatives/${id}`, `/indicators/${id}`, `/indicators/${id}/values`])
      expect((await ask(site, root + path)).status, path).toBe(404);
  for (const path of ["/indicators/x/values", "/indicators/00000000-0000-4000-8000-000000000000/values"])
    expect((await ask(site, root + path)).status).toBe(404);
});

describe("budget lines", () => {
  it("have whole kroner beside what is printed, and totals that say so", async () => {
    const { items } = await get<Line>("/budget-lines?municipality=0751&pageSize=200");
    const whole = items.find(({ row, permanence }) => row === "total" && permanence === null);
    expect(whole).toMatchObject({ unit: "1.000 kr.", mean: { amount: 55_000_000, printed: "55.000" } });
    expect(whole?.amounts.map(({ amount, printed }) => [amount, printed])).toEqual([
      [32_800_000, "32.800"],
      [63_900_000, "63.900"],
      [63_900_000, "63.900"],
      [59_400_000, "59.400"],
    ]);
    const lines = items.filter(({ row }) => row === "line");
    const in2023 = lines.flatMap(({ amounts }) => amounts.find(({ year }) => year === 2023)?.amount ?? 0);
    expect(in2023.reduce((sum, amount) => sum + amount, 0)).toBe(32_800_000);
    expect(lines.some(({ amounts }) => amounts.some(({ partYear }) => partYear))).toBe(true);
    expect(items.map(({ agreement }) => agreement?.superseded)).not.toContain(undefined);
  });

  it("say in a word why there is no amount, and have savings below 0", async () => {
    const { items } = await get<Line>("/budget-lines?municipality=albertslund&pageSize=200");
    const cells = items.flatMap(({ row, amounts }) => amounts.map((one) => ({ row, ...one })));
    expect(new Set(cells.map(({ blank }) => blank))).toEqual(
      new Set([null, "streg", "tomt felt", "eksisterende ramme"]),
    );
    for (const { amount, blank } of cells) expect(amount === null).toBe(blank !== null);
    expect(cells).toContainEqual(expect.objectContaining({ year: 2028, amount: -4_500_000 }));
    expect(items.find(({ row }) => row === "heading")).toMatchObject({ label: expect.stringContaining("pulje") });
  });

  it("narrow by year, kind, row, commitment and place, by code and by slug", async () => {
    const all = await get<Line>("/budget-lines?pageSize=200");
    const { items } = await get<Line>("/budget-lines?year=2023&year=2024&municipality=0751&pageSize=200");
    expect(items.length).toBeGreaterThan(0);
    for (const { amounts } of items)
      expect(amounts.map(({ year }) => year).filter((year) => year !== 2023 && year !== 2024)).toEqual([]);
    expect(await get("/budget-lines?municipality=0751")).toEqual(await get("/budget-lines?municipality=aarhus"));
    for (const [query, fits] of [
      ["kind=aftalt", ({ kind }: Line) => kind === "aftalt"],
      ["row=total&row=heading", ({ row }: Line) => row !== "line"],
      ["region=midtjylland", ({ municipality }: Line) => municipality?.slug === "aarhus"],
    ] as const)
      expect((await get<Line>(`/budget-lines?${query}&pageSize=200`)).items, query).toEqual(all.items.filter(fits));
    const served = await get("/initiatives?commitment=2025-7&pageSize=200");
    const ids = served.items.map(({ id }) => id);
    const lines = await get<Line>("/budget-lines?commitment=2025-7&pageSize=200");
    expect(lines.items).toEqual(all.items.filter(({ initiative }) => ids.includes(initiative?.id ?? "")));
    expect(lines.total).toBeGreaterThan(0);
  });

  it("are read as of a day, and what is hidden since is in no reading", async () => {
    const { sql } = site;
    const at = (day: string) => new Date(`2026-${day}T12:00:00Z`);
    const [row] = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ municipality_code: "0400", kind: "regnskab", label: "Rettet", visibility: "public", published_at: at("10-01"), created_at: at("10-01") })}
      returning id`;
    const line = { row_id: row?.id ?? "", year: 2025 };
    const because = { replaced_because: "Talt forkert." };
    await sql`insert into budget_line ${sql({ ...line, amount: 1, recorded_at: at("10-01"), replaced_at: at("10-05"), ...because })}`;
    await sql`insert into budget_line ${sql({ ...line, amount: 2, recorded_at: at("10-05"), replaced_at: at("10-09"), ...because })}`;
    await sql`insert into budget_line ${sql({ ...line, amount: 3, recorded_at: at("10-09") })}`;
    const read = async (day: string) => {
      const { items } = await get<Line>(`/budget-lines?municipality=0400${day && `&asOf=2026-${day}`}`);
      return items.map(({ amounts }) => amounts.map(({ amount, blank }) => amount ?? blank));
    };
    expect(await read("")).toEqual([[3]]);
    expect(await read("10-09")).toEqual([[3]]);
    expect(await read("10-08")).toEqual([[2]]);
    expect(await read("10-04")).toEqual([[1]]);
    expect(await read("09-30")).toEqual([]);
    await sql`update budget_line set replaced_at = now(), replaced_because = 'Kan vise et barn.' where row_id = ${line.row_id} and replaced_at is null`;
    await sql`insert into budget_line ${sql({ ...line, blank: "hidden" })}`;
    await expect.poll(() => read("10-08"), { timeout: 10_000 }).toEqual([]);
    expect(await read("")).toEqual([["skjult"]]);
  });

  it("are read as of a day as the page of their initiative has them: from when both are published", async () => {
    const { sql } = site;
    const at = (day: string) => new Date(`2026-${day}T12:00:00Z`);
    const [initiative] = await sql<{ id: string }[]>`
      insert into initiative ${sql({ slug: "udgivet-i-oktober", municipality_code: "0410", title: "Spor", visibility: "public", published_at: at("10-05") })}
      returning id`;
    const [row] = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ municipality_code: "0410", kind: "vedtaget", label: "Sporet", initiative_id: initiative?.id ?? "" })} returning id`;
    await sql`insert into budget_line ${sql({ row_id: row?.id ?? "", year: 2026, amount: 7_654, recorded_at: at("10-02") })}`;
    await sql`update budget_row set mean_amount = 7654, mean_printed = '7.654' where id = ${row?.id ?? ""}`;
    for (const [day, isThere] of [
      ["10-04", false],
      ["10-05", true],
    ] as const) {
      const { items } = await get<Line>(`/budget-lines?municipality=0410&asOf=2026-${day}`);
      expect(items, day).toHaveLength(isThere ? 1 : 0);
      const { body } = await ask(site, `/indsatser/udgivet-i-oktober?pr=2026-${day}`);
      expect(body.includes("7.654"), day).toBe(isThere);
      expect(body.includes("Der stod ingen beløb på den dag."), day).toBe(!isThere);
      expect(body).toContain('name="pr"');
    }
  });
});

describe("the values of an indicator", () => {
  it("are there where the indicator says so", async () => {
    const { items } = await get<Item & { hasValues: boolean }>("/indicators?demo=include&pageSize=200");
    const lists = await Promise.all(items.map(({ id }) => get<Value>(`/indicators/${id}/values?pageSize=200`)));
    // One that is on its way is no number yet.
    const answered = lists.map((list) => list.items.some(({ blank }) => blank === null));
    expect(items.map(({ hasValues }) => hasValues)).toEqual(answered);
    for (const has of [true, false]) expect(items.some(({ hasValues }) => hasValues === has)).toBe(true);
  });

  it("are a number, a word or a word for why there is neither, with the unit and what is printed", async () => {
    const of = async (slug: string) => (await get<Value>(`/indicators/${await idOf(slug)}/values?pageSize=200`)).items;
    expect(await of("albertslund-udgifter-specialpaedagogik")).toContainEqual(
      expect.objectContaining({ number: 120, qualifier: "over", projected: true, printed: expect.any(String) }),
    );
    const [coming] = await of("koebenhavn-stoette-over-ni-timer");
    expect(coming).toMatchObject({ number: null, word: null, blank: "på vej" });
    expect((await of("albertslund-laesning")).every(({ word, number }) => word !== null && number === null)).toBe(true);
    const country = (await of("albertslund-diagnoser")).filter(({ municipality }) => municipality === null);
    expect(country).toHaveLength(1);
  });

  it("narrow by place, time, breakdown and whether they are measured", async () => {
    const { sql } = site;
    const id = await idOf("albertslund-laesning");
    const all = (await get<Value>(`/indicators/${id}/values?pageSize=200`)).items;
    const parts = [...new Set(all.map(({ part }) => part?.code ?? ""))];
    expect(parts.length).toBeGreaterThan(1);
    const narrowed = await get<Value>(`/indicators/${id}/values?part=${parts[0]}&pageSize=200`);
    expect(narrowed.items).toEqual(all.filter(({ part }) => part?.code === parts[0]));
    expect(await expectRefusal(`/indicators/${id}/values?part=findes-ikke`, "part")).toContain(parts[0]);
    expect(await expectRefusal(`/indicators/${id}/values?series=findes-ikke`, "series")).toMatch(
      /indikatoren har ingen/,
    );

    const seen = {
      indicator_id: measured,
      municipality_code: "0400",
      time_kind: "aar",
      visibility: "public",
      published_at: new Date(),
    };
    for (const year of [2021, 2022, 2023])
      await sql`insert into indicator_value ${sql({ ...seen, time_from: `${year}-01-01`, time_to: `${year + 1}-01-01`, number: year, projected: year === 2023 })}`;
    await sql`insert into indicator_value ${sql({ ...seen, municipality_code: null, time_from: "2022-01-01", time_to: "2023-01-01", number: 1 })}`;
    const years = async (query: string) =>
      (await get<Value>(`/indicators/${measured}/values?of=municipality&municipality=0400&${query}`)).items.map(
        ({ number }) => number,
      );
    expect(await years("")).toEqual([2021, 2022, 2023]);
    expect(await years("from=2022")).toEqual([2022, 2023]);
    expect(await years("to=2022-01")).toEqual([2021, 2022]);
    expect(await years("from=2022-12-31&to=2022-12-31")).toEqual([2022]);
    expect(await years("kind=projected")).toEqual([2023]);
    expect(await years("asOf=2026-01-01")).toEqual([]);
    expect((await get<Value>(`/indicators/${measured}/values?of=country`)).items.map(({ number }) => number)).toEqual([
      1,
    ]);
    const [first] = (await get<Value>(`/indicators/${measured}/values`)).items;
    expect(first?.municipality).toBeNull();
  });
});

describe("the corrections of an indicator", () => {
  it("say what was and what became, of whom and why, real ones before invented ones, and nothing that is not for everybody", async () => {
    const { sql } = site;
    const id = await idOf("privatskoleandel");
    const of = {
      indicator_id: id,
      municipality_code: "0410",
      time_kind: "aar",
      time_from: "2024-01-01",
      time_to: "2025-01-01",
    };
    const seen = { visibility: "public", published_at: new Date("2026-10-01") };
    const then = {
      recorded_at: new Date("2026-10-01"),
      replaced_at: new Date("2026-10-05"),
      replaced_because: "Talt forkert.",
    };
    await sql`insert into indicator_value ${sql({ ...of, ...seen, ...then, number: 1 })}`;
    await sql`insert into indicator_value ${sql({ ...of, ...seen, recorded_at: new Date("2026-10-05"), number: 2 })}`;
    await sql`insert into indicator_value ${sql({ ...of, ...then, published_at: new Date(), municipality_code: "0155", number: 3 })}`;
    const path = `/indicators/${id}/corrections`;
    const list = await get<Item & { on: string; because: string; was: unknown; became: unknown }>(path);
    expect((await describedAnswer("/indicators/{id}/corrections")).safeParse(list).error?.issues).toBeUndefined();
    expect(list).toMatchObject({
      total: 1,
      items: [
        {
          ...{ municipality: { code: "0410" }, on: "2026-10-05", because: "Talt forkert." },
          ...{ was: { number: 1 }, became: { number: 2 } },
        },
      ],
    });
    expect(await get(`${path}?municipality=0155`)).toMatchObject({ total: 0, items: [] });
    await expectRefusal(`${path}?municipality=165`, "municipality");
    expect((await ask(site, `${root}/indicators/x/corrections`)).status).toBe(404);
  });
});

describe("what a municipality wants, and how it gives places", () => {
  it.each([
    ["aims", "0101", 19],
    ["placements", "0751", 1],
  ])("%s are as the OpenAPI file says, each with its passage", async (name, code, least) => {
    const list = await get<Item & { url: string | null }>(`/municipalities/${code}/${name}?pageSize=200`);
    const described = await describedAnswer(`/municipalities/{code}/${name}`);
    expect(described.safeParse(list).error?.issues).toBeUndefined();
    expect(list.total).toBeGreaterThanOrEqual(least);
    for (const item of list.items) expect(item.url ?? item.source.url).toMatch(/\/dokumenter\/.+#.+/);
    expect(await get(`/municipalities/0155/${name}`)).toMatchObject({ total: 0, items: [] });
    expect((await ask(site, `${root}/municipalities/0999/${name}`)).status).toBe(404);
  });

  it("narrow the aims by their sort", async () => {
    const { items, total } = await get<Item & { kind: string }>("/municipalities/0101/aims?kind=sigtelinje");
    expect(total).toBe(6);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(["sigtelinje"]));
    await expectRefusal("/municipalities/0101/aims?kind=findes-ikke", "kind");
  });
});

describe("the lists of municipalities' rows", () => {
  it("are ordered by the size and the region of municipalities", async () => {
    const places = (await get<Place & { population: number; region: { name: string } }>("/municipalities?pageSize=200"))
      .items;
    const of = new Map(places.map((one) => [one.code, one]));
    const order = async (sort: string) =>
      (await get(`/initiatives?demo=include&pageSize=200&sort=${sort}`)).items
        .filter(({ demo }) => demo)
        .map(({ municipality }) => of.get(municipality?.code ?? ""));
    const sizes = (await order("population")).map((one) => one?.population ?? 0);
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    expect(new Set(sizes).size).toBeGreaterThan(5);
    const regions = (await order("region")).map((one) => one?.region.name ?? "");
    expect(regions).toEqual([...regions].sort((one, other) => one.localeCompare(other, "da")));
  });

  it("have the follow-ups with all nine themes, and narrow them by year", async () => {
    const [mandate] = (await get<Item & { thematicFollowUps: unknown[] }>("/follow-ups?municipality=0101")).items;
    expect(mandate?.thematicFollowUps).toHaveLength(9);
    expect((await get("/follow-ups?municipality=0101&year=2026")).total).toBe(1);
    expect((await get("/follow-ups?municipality=0101&year=1999")).total).toBe(0);
  });
});

describe("bad input is refused in a sentence that names the parameter", () => {
  it("a code without its 0, and a municipality that there is not", async () => {
    for (const path of [...lists, `/indicators/${measured}/values`]) {
      expect(await expectRefusal(`${path}?municipality=165`, "municipality")).toBe(
        "Parameteren »municipality« kender ikke værdien »165«; skriv kommunens navn, som det står i dens adresse, eller dens kode med fire cifre, for eksempel 0165.",
      );
      await expectRefusal(`${path}?municipality=0999`, "municipality");
    }
  });

  it("a year 1026", async () => {
    for (const path of ["/budget-lines", "/follow-ups"]) {
      expect(await expectRefusal(`${path}?year=1026`, "year")).toBe(
        "Parameteren »year« skal være et år fra 1990 til 2100.",
      );
      for (const year of ["26", "2101", "2026.5", "x", "-2026"]) await expectRefusal(`${path}?year=${year}`, "year");
    }
  });

  it("a span that ends before it begins, or is no span", async () => {
    const path = `/indicators/${measured}/values`;
    expect(await expectRefusal(`${path}?from=2025&to=2024`, "to")).toBe(
      "Parameteren »to« ligger før »from«; tiden slutter, før den begynder.",
    );
    await expectRefusal(`${path}?from=2025-02-02&to=2025-02-01`, "to");
    for (const from of ["1026", "2025-13", "2025-02-30", "i går", "25"])
      await expectRefusal(`${path}?${new URLSearchParams({ from })}`, "from");
    expect((await get(`${path}?from=2025&to=2025`)).page).toBe(1);
  });

  it("a day that there is not, or that has not come", async () => {
    for (const path of ["/budget-lines", `/indicators/${measured}/values`]) {
      for (const day of ["1026-01-01", "2026-02-30", "2026", "i-dag"])
        await expectRefusal(`${path}?asOf=${day}`, "asOf");
      expect(await expectRefusal(`${path}?asOf=2099-01-01`, "asOf")).toContain("ikke er kommet endnu");
    }
  });

  it("a page that is none, an order by a figure, and what is no word of a list", async () => {
    for (const path of [...lists, `/indicators/${measured}/values`])
      for (const [name, values] of [
        ["page", ["0", "-1", "x", "1000001"]],
        ["pageSize", ["0", "201"]],
        ["sort", ["amount", "number", "value"]],
        ["demo", ["maybe"]],
      ] as const)
        for (const value of values) await expectRefusal(`${path}?${name}=${value}`, name);
    for (const name of ["kind", "row", "account", "level"])
      await expectRefusal(`/budget-lines?${name}=findes-ikke`, name);
    for (const name of ["from", "cursor"]) await expectRefusal(`/budget-lines?${name}=2025`, name);
  });
});
