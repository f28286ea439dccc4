import type { Sql } from "#db/client.ts";

/** Where the revisions of a text lie: their own table, and those that hold parts of them. */
export interface RevisionTables {
  revision: string;
  parts: readonly string[];
}

/** Whether two revisions of a text say the same, apart from when and why they were made. */
export async function isSameRevision(sql: Sql, tables: RevisionTables, one: string, other: string): Promise<boolean> {
  const partsOf = (id: string) =>
    tables.parts.reduce(
      (rows, part) => sql`
        ${rows} union all
        select ${part}, to_jsonb(t) - 'revision_id' from ${sql(part)} t where revision_id = ${id}`,
      sql`select ${tables.revision} as part, to_jsonb(t) - '{id,created_at,state,number,kept_because,names_unit}'::text[] as row from ${sql(tables.revision)} t where id = ${id}`,
    );
  const [row] = await sql<{ same: boolean }[]>`
    select not exists (
      ((${partsOf(one)}) except (${partsOf(other)})) union all ((${partsOf(other)}) except (${partsOf(one)}))
    ) as same`;
  return row?.same ?? false;
}
