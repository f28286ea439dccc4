import { slugify } from "#app/domain/slug.ts";
import type { Sql } from "#db/client.ts";
import { storeOwnDomains } from "#db/queries/mail-domains.ts";
import { readTable, readYaml } from "../read-text.ts";
import { unitList } from "../shapes.ts";

/** The five regions stand since 2007; Hovedstaden and Sjælland become Region Østdanmark on 1 January 2027. */
const reform = "2007-01-01";
const merger = "2027-01-01";
const merged = ["Hovedstaden", "Sjælland"];
const regions = [
  { name: "Region Hovedstaden", from: reform, to: merger },
  { name: "Region Sjælland", from: reform, to: merger },
  { name: "Region Syddanmark", from: reform, to: null },
  { name: "Region Midtjylland", from: reform, to: null },
  { name: "Region Nordjylland", from: reform, to: null },
  { name: "Region Østdanmark", from: merger, to: null },
];
const regionSlug = (name: string) => slugify(name.replace(/^Region /, ""));

/** The regions, the 98 municipalities with their place on the tile map, and which region each belongs to from when. */
export async function seedPlaces(sql: Sql): Promise<void> {
  const rows = await readTable("reference/municipalities.csv");
  const tiles = new Map((await readTable("reference/tile-map.csv")).map((tile) => [tile.code, tile]));
  await sql`insert into region ${sql(
    regions.map(({ name, from, to }) => ({ slug: regionSlug(name), name, valid_from: from, valid_to: to })),
  )}`;
  await sql`insert into municipality ${sql(
    rows.map((row) => ({
      code: row.code ?? "",
      slug: row.slug ?? "",
      name: row.name ?? "",
      full_name: row.name_with_kommune ?? "",
      latitude: row.lat ?? "",
      longitude: row.lon ?? "",
      population: Number(row.population_2026),
      population_on: "2026-01-01",
      homepage: row.homepage ?? "",
      tile_column: Number(tiles.get(row.code)?.col),
      tile_row: Number(tiles.get(row.code)?.row),
    })),
  )}`;
  const memberships = rows.flatMap((row) => {
    const code = row.code ?? "";
    const region = row.region ?? "";
    const first = { municipality_code: code, region_slug: slugify(region), valid_from: reform };
    if (!merged.includes(region)) return [{ ...first, valid_to: null }];
    return [
      { ...first, valid_to: merger },
      { municipality_code: code, region_slug: "oestdanmark", valid_from: merger, valid_to: null },
    ];
  });
  await sql`insert into municipality_region ${sql(memberships)}`;
}

/** More domains of municipalities than the table has room for. Esbjerg's people write from both. */
const moreDomains = [{ domain: "esbjergkommune.dk", municipality: "0561" }];

/**
 * The municipalities' own mail domains, for a database that knows them not, or not all of them.
 * @returns how many were added
 */
export async function seedMailDomains(sql: Sql): Promise<number> {
  const rows = await readTable("reference/municipalities.csv");
  const domains = rows.map((row) => ({ domain: row.email_domain ?? "", municipality: row.code ?? "" }));
  return storeOwnDomains(sql, [...domains, ...moreDomains]);
}

/** Named units of municipalities, parents before children. */
export async function seedUnits(sql: Sql, file: string, demo: boolean): Promise<void> {
  const units = await readYaml(file, unitList);
  const depth = (slug: string | undefined): number =>
    slug ? 1 + depth(units.find((unit) => unit.slug === slug)?.parent) : 0;
  for (const unit of [...units].sort((a, b) => depth(a.parent) - depth(b.parent))) {
    await sql`
      insert into unit (municipality_code, slug, name, kind, parent_id, demo)
      values (${unit.municipality}, ${unit.slug}, ${unit.name}, ${unit.kind},
        (select id from unit where municipality_code = ${unit.municipality} and slug = ${unit.parent ?? null}), ${demo})`;
  }
}
