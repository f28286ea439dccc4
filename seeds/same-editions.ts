import type { Sql } from "#db/client.ts";
import type { Row } from "#db/queries/store-rows.ts";

/** The rows of editions of statuses, by table. */
export interface EditionRows {
  status_edition: Row[];
  status_part: Row[];
  status_answer: Row[];
  status_evidence: Row[];
}

/**
 * Whether editions that stand say what rows would say, paired by their numbers: what rows leave out, ids and what came along at publication are no
 * part of it.
 * @param ids of the editions that stand
 * @param editionColumns of `status_edition`, those that the seeds decide over
 */
export async function areSameEditions(
  sql: Sql,
  ids: readonly string[],
  rows: EditionRows,
  editionColumns: readonly string[],
): Promise<boolean> {
  const told = (table: keyof EditionRows) =>
    sql`jsonb_populate_recordset(null::${sql(table)}, ${sql.json(rows[table] as never)})`;
  const columnsOf = { status_edition: editionColumns, ...partColumns };
  const state = (table: keyof EditionRows) => sql`seeded_state(to_jsonb(t), ${[...columnsOf[table]]}) as row`;
  const standing = (table: keyof typeof partColumns) => sql`
    select ${table}, e.number, ${state(table)} from ${sql(table)} t join status_edition e on e.id = t.edition_id
    where e.id = any(${[...ids]}::uuid[]) ${table === "status_evidence" ? sql`and t.chosen` : sql``}`;
  const would = (table: keyof typeof partColumns) => sql`
    select ${table}, e.number, ${state(table)} from ${told(table)} t join ${told("status_edition")} e on e.id = t.edition_id`;
  const [row] = await sql<{ same: boolean }[]>`
    with standing as (
      select 'status_edition' as part, t.number, ${state("status_edition")} from status_edition t where t.id = any(${[...ids]}::uuid[])
      union all ${standing("status_part")} union all ${standing("status_answer")} union all ${standing("status_evidence")}
    ), would as (
      select 'status_edition' as part, t.number, ${state("status_edition")} from ${told("status_edition")} t
      union all ${would("status_part")} union all ${would("status_answer")} union all ${would("status_evidence")}
    )
    select not exists (
      (select * from standing except select * from would) union all (select * from would except select * from standing)
    ) as same`;
  return row?.same ?? false;
}

const partColumns = {
  status_part: ["position", "kind", "title", "section_id", "follow_up_id", "question_id"],
  status_answer: ["subject", "field", "value"],
  status_evidence: [
    ...["subject", "kind", "case_id", "value_id", "line_id", "initiative_id", "milestone_id", "document_id", "anchor"],
  ],
};
