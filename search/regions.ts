import type { Sql } from "#db/client.ts";
import { regionsOfMunicipalities } from "#db/queries/municipalities.ts";

/** The region of every municipality on a day, slug by slug. @param today `YYYY-MM-DD` */
export async function readRegions(sql: Sql, today: string): Promise<Map<string, string>> {
  const rows = await sql<{ member: string; value: string }[]>`${regionsOfMunicipalities(sql, today)}`;
  return new Map(rows.map(({ member, value }) => [member, value]));
}
