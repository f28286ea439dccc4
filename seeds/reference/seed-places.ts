import type { z } from "zod";
import { slugify } from "#app/domain/slug.ts";
import type { Sql } from "#db/client.ts";
import { readTable, readYaml, seedFolder } from "../read-text.ts";
import { itemsOf, type SeedKind, tableKind } from "../seed-kind.ts";
import { unitList } from "../shapes.ts";

/** The five regions stand since 2007; Hovedstaden and Sjælland become Region Østdanmark on 1 January 2027. */
const reform = "2007-01-01";
const merger = "2027-01-01";
const merged = ["Hovedstaden", "Sjælland"];
const regionRows = [
  { name: "Region Hovedstaden", from: reform, to: merger },
  { name: "Region Sjælland", from: reform, to: merger },
  { name: "Region Syddanmark", from: reform, to: null },
  { name: "Region Midtjylland", from: reform, to: null },
  { name: "Region Nordjylland", from: reform, to: null },
  { name: "Region Østdanmark", from: merger, to: null },
];
const regionSlug = (name: string) => slugify(name.replace(/^Region /, ""));

const municipalitiesFile = "reference/municipalities.csv";

const regions = tableKind({
  name: "region",
  nameOf: (key) => `regionen ${key}`,
  table: "region",
  keyColumns: ["slug"],
  columns: ["slug", "name", "valid_from", "valid_to"],
  list: async () => itemsOf("reference/seed-places.ts", regionRows, ({ name }) => regionSlug(name)),
  toRow: async (_tx, item) => {
    const { name, from, to } = await item.load();
    return { slug: item.key, name, valid_from: from, valid_to: to };
  },
});

const municipalities = tableKind({
  name: "municipality",
  nameOf: (key) => `kommunen ${key}`,
  table: "municipality",
  keyColumns: ["code"],
  columns: [
    ...["code", "slug", "name", "full_name", "latitude", "longitude", "population", "population_on", "homepage"],
    ...["tile_column", "tile_row"],
  ],
  list: async (folder) => {
    const tiles = new Map((await readTable(folder, "reference/tile-map.csv")).map((tile) => [tile.code, tile]));
    const rows = (await readTable(folder, municipalitiesFile)).map((row) => ({
      code: row.code ?? "",
      slug: row.slug,
      name: row.name,
      full_name: row.name_with_kommune,
      latitude: row.lat,
      longitude: row.lon,
      population: Number(row.population_2026),
      population_on: "2026-01-01",
      homepage: row.homepage,
      tile_column: Number(tiles.get(row.code)?.col),
      tile_row: Number(tiles.get(row.code)?.row),
    }));
    return itemsOf(municipalitiesFile, rows, ({ code }) => code);
  },
  toRow: (_tx, item) => item.load(),
});

/** Which region each municipality belongs to from when. */
const memberships = tableKind({
  name: "membership",
  nameOf: (key) => `regionen for kommunen ${key.replace("/", " fra ")}`,
  table: "municipality_region",
  keyColumns: ["municipality_code", "valid_from"],
  columns: ["municipality_code", "region_slug", "valid_from", "valid_to"],
  list: async (folder) => {
    const rows = (await readTable(folder, municipalitiesFile)).flatMap((row) => {
      const region = row.region ?? "";
      const first = { municipality_code: row.code ?? "", region_slug: slugify(region), valid_from: reform };
      if (!merged.includes(region)) return [{ ...first, valid_to: null }];
      return [
        { ...first, valid_to: merger },
        { ...first, region_slug: "oestdanmark", valid_from: merger, valid_to: null },
      ];
    });
    return itemsOf(municipalitiesFile, rows, (row) => `${row.municipality_code}/${row.valid_from}`);
  },
  toRow: (_tx, item) => item.load(),
});

/** More domains of municipalities than the table has room for. Esbjerg's people write from both. */
const moreDomains = [{ domain: "esbjergkommune.dk", municipality: "0561" }];

/** The municipalities' own mail domains. */
const mailDomains = tableKind({
  name: "mail-domain",
  nameOf: (key) => `domænet ${key}`,
  table: "mail_domain",
  keyColumns: ["domain"],
  columns: ["domain", "municipality_code", "own", "approved"],
  list: async (folder) => {
    const rows = (await readTable(folder, municipalitiesFile)).map((row) => ({
      domain: row.email_domain ?? "",
      municipality: row.code ?? "",
    }));
    return itemsOf(municipalitiesFile, [...rows, ...moreDomains], ({ domain }) => domain);
  },
  toRow: async (_tx, item) => {
    const { domain, municipality } = await item.load();
    return { domain, municipality_code: municipality, own: true, approved: true };
  },
});

type Unit = z.output<typeof unitList>[number];

const unitRows = tableKind<Unit>({
  name: "unit",
  nameOf: (key) => `enheden ${key}`,
  table: "unit",
  keyColumns: ["municipality_code", "slug"],
  hasId: true,
  columns: ["municipality_code", "slug", "name", "kind", "parent_id", "demo"],
  list: async (folder) => {
    const lists = ["reference", "demo"].map(async (under) => {
      const file = `${under}/units.yaml`;
      const all = await readYaml(folder, file, unitList);
      const depth = (slug: string | undefined): number =>
        slug ? 1 + depth(all.find((unit) => unit.slug === slug)?.parent) : 0;
      const sorted = [...all].sort((a, b) => depth(a.parent) - depth(b.parent));
      return itemsOf(file, sorted, ({ municipality, slug }) => `${municipality}/${slug}`, { demo: under === "demo" });
    });
    return (await Promise.all(lists)).flat();
  },
  toRow: async (tx, item) => {
    const { municipality, slug, name, kind, parent } = await item.load();
    const above = parent ? await findSeededUnit(tx, municipality, parent) : null;
    return { municipality_code: municipality, slug, name, kind, parent_id: above?.id ?? null, demo: item.demo };
  },
});

/** Named units of municipalities, parents before children: each is looked for when its children are stored. */
const units: SeedKind<Unit> = {
  ...unitRows,
  insert: async (tx, items) => {
    for (const item of items) await unitRows.insert(tx, [item]);
  },
};

/** A unit of the seeds as it stands, though its municipality has given it another name. @throws {RangeError} when there is none */
export async function findSeededUnit(
  sql: Sql,
  municipality: string,
  slug: string,
): Promise<{ id: string; slug: string }> {
  const [unit] = await sql<{ id: string; slug: string }[]>`
    select u.id, u.slug from unit u
    left join seeded s on s.kind = 'unit' and s.key = ${`${municipality}/${slug}`} and s.row_id = u.id::text
    where u.municipality_code = ${municipality} and (s.key is not null or u.slug = ${slug})
    order by s.key is null limit 1`;
  if (!unit) throw new RangeError(`unknown unit: ${slug}`);
  return unit;
}

/** The sorts of places, in the order in which they rest on each other. */
export const placeKinds: readonly SeedKind[] = [regions, municipalities, memberships, mailDomains, units];

/** Stores the regions and municipalities, and which belongs to which, without keeping track of them: for tests. */
export async function seedPlaces(sql: Sql): Promise<void> {
  const kinds: SeedKind[] = [regions, municipalities, memberships];
  for (const kind of kinds) await kind.insert(sql, await kind.list(seedFolder));
}

/** The same with the municipalities' own mail domains. */
export async function seedMailDomains(sql: Sql): Promise<void> {
  await mailDomains.insert(sql, await mailDomains.list(seedFolder));
}
