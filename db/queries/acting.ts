import type { Sql } from "../client.ts";

/** Begins acting for a municipality in one session. @returns false when there is no such municipality */
export async function storeActing(
  sql: Sql,
  acting: { sessionId: string; municipality: string; reason: string; hours: number },
): Promise<boolean> {
  const { sessionId, municipality, reason, hours } = acting;
  const inserted = await sql`
    insert into acting (session_id, municipality_code, reason, ends_at)
    select ${sessionId}, code, ${reason}, now() + make_interval(hours => ${hours}) from municipality where code = ${municipality}`;
  return inserted.count > 0;
}

/** Ends it. @returns the municipality's code, if there was one */
export async function endActing(sql: Sql, sessionId: string): Promise<string | undefined> {
  const [row] = await sql<{ municipality: string }[]>`
    delete from acting where session_id = ${sessionId} returning municipality_code as municipality`;
  return row?.municipality;
}
