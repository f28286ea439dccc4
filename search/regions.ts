import type { Sql } from "#db/client.ts";

/** The region of every municipality on a day, slug by slug. @param today `YYYY-MM-DD` */
export async function readRegions(sql: Sql, today: string): Promise<Map<string, string>> {
  const rows = await sql<{ municipality: string; region: string }[]>`
    select k.slug as municipality, kr.region_slug as region
    from municipality k
    join municipality_region kr on kr.municipality_code = k.code
      and kr.valid_from <= ${today} and (kr.valid_to is null or kr.valid_to > ${today})`;
  return new Map(rows.map(({ municipality, region }) => [municipality, region]));
}
