import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slugify } from "#app/domain/slug.ts";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import {
  findMunicipality,
  listMunicipalities,
  listRegions,
  type MunicipalityRow,
  nearMunicipalities,
} from "#db/queries/municipalities.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const lastDay = "2026-12-31";
const firstDay = "2027-01-01";
let database: TestDatabase;
let sql: Sql;
let all: MunicipalityRow[];

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  all = await listMunicipalities(sql, anonymous, lastDay);
});
afterAll(() => database.drop());

/** How many municipalities each region has on a day. */
async function regionsOn(today: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { region } of await listMunicipalities(sql, anonymous, today)) {
    counts[region.name] = (counts[region.name] ?? 0) + 1;
  }
  return counts;
}

describe("the municipalities", () => {
  it("are 98, each with a code, a name and an address of its own", () => {
    expect(all).toHaveLength(98);
    for (const key of ["code", "name", "fullName", "slug"] as const) {
      expect(new Set(all.map((item) => item[key])).size, key).toBe(98);
    }
    for (const { code, slug, name, fullName } of all) {
      expect(code).toMatch(/^0[1-8]\d\d$/);
      expect(slug).toBe(slugify(name));
      expect(fullName).toMatch(/ (Kommune|Regionskommune)$/);
    }
  });

  it("hold all who live in Denmark on 1 January 2026", async () => {
    expect(all.reduce((sum, { population }) => sum + population, 0)).toBe(6_025_511);
    const page = await findMunicipality(sql, anonymous, "koebenhavn", lastDay);
    expect(page).toMatchObject({ code: "0101", population: 671_714, populationOn: "2026-01-01" });
  });

  it("stand in the order of the Danish alphabet, with Aa as Å after Ø", () => {
    const names = all.map(({ name }) => name);
    expect(names).toEqual([...names].sort(new Intl.Collator("da-DK").compare));
    expect(names[0]).toBe("Albertslund");
    expect(names.slice(-5)).toEqual(["Vordingborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus"]);
  });

  it("have a tile each on the map, which a map of Denmark has room for", () => {
    expect(new Set(all.map(({ tileColumn, tileRow }) => `${tileColumn},${tileRow}`)).size).toBe(98);
    expect(Math.max(...all.map(({ tileColumn }) => tileColumn))).toBeLessThan(25);
    expect(Math.max(...all.map(({ tileRow }) => tileRow))).toBeLessThan(25);
  });

  it("lie on the map about where they lie in the country", () => {
    const at = (slug: string) => all.find((item) => item.slug === slug) ?? all[0];
    const column = (slug: string) => at(slug)?.tileColumn ?? 0;
    const row = (slug: string) => at(slug)?.tileRow ?? 0;
    expect(column("esbjerg")).toBeLessThan(column("odense"));
    expect(column("odense")).toBeLessThan(column("koebenhavn"));
    expect(column("koebenhavn")).toBeLessThan(column("bornholm"));
    expect(row("hjoerring")).toBeLessThan(row("aarhus"));
    expect(row("aarhus")).toBeLessThan(row("toender"));
    expect(row("helsingoer")).toBeLessThan(row("lolland"));
  });
});

describe("the regions", () => {
  it("are five until the end of 2026", async () => {
    expect(await regionsOn(lastDay)).toEqual({
      "Region Hovedstaden": 29,
      "Region Midtjylland": 19,
      "Region Nordjylland": 11,
      "Region Sjælland": 17,
      "Region Syddanmark": 22,
    });
    expect((await listRegions(sql, lastDay)).map(({ slug }) => slug)).toEqual([
      "hovedstaden",
      "midtjylland",
      "nordjylland",
      "sjaelland",
      "syddanmark",
    ]);
  });

  it("are four from 1 January 2027, when Østdanmark has 46 municipalities", async () => {
    expect(await regionsOn(firstDay)).toEqual({
      "Region Midtjylland": 19,
      "Region Nordjylland": 11,
      "Region Syddanmark": 22,
      "Region Østdanmark": 46,
    });
    expect((await listRegions(sql, firstDay)).map(({ slug }) => slug)).toEqual([
      "midtjylland",
      "nordjylland",
      "syddanmark",
      "oestdanmark",
    ]);
  });

  it("hold every municipality exactly once on any day", async () => {
    for (const today of ["2007-01-01", lastDay, firstDay, "2040-06-01"]) {
      const rows = await listMunicipalities(sql, anonymous, today);
      expect(new Set(rows.map(({ code }) => code)).size, today).toBe(98);
      expect(rows, today).toHaveLength(98);
    }
  });

  it("are those of the day on a municipality's own page", async () => {
    const regionOn = async (today: string) => (await findMunicipality(sql, anonymous, "koege", today))?.region;
    expect(await regionOn(lastDay)).toEqual({ slug: "sjaelland", name: "Region Sjælland" });
    expect(await regionOn(firstDay)).toEqual({ slug: "oestdanmark", name: "Region Østdanmark" });
  });
});

describe("the neighbours on the map", () => {
  it("are the closest tiles, nearest first, and never the municipality itself", async () => {
    const place = new Map(
      all.map(({ slug, tileColumn, tileRow }) => [
        slug,
        { x: tileColumn + (tileRow % 2) / 2, y: (tileRow * Math.sqrt(3)) / 2 },
      ]),
    );
    for (const { slug } of all) {
      const near = await nearMunicipalities(sql, anonymous, slug, 6);
      const distance = (other: string) => {
        const [a, b] = [place.get(slug), place.get(other)];
        return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : Number.NaN;
      };
      const distances = near.map((other) => distance(other.slug));
      const nearest = [...place.keys()].filter((other) => other !== slug).map(distance);
      nearest.sort((a, b) => a - b).splice(6);
      expect(distances.map((one) => one.toFixed(6))).toEqual(nearest.map((one) => one.toFixed(6)));
      expect(near.map((other) => other.slug)).not.toContain(slug);
    }
  });
});

describe("a municipality that there is not", () => {
  it("is null", async () => {
    expect(await findMunicipality(sql, anonymous, "farum", lastDay)).toBeNull();
    expect(await nearMunicipalities(sql, anonymous, "farum", 6)).toEqual([]);
  });
});
