import type { Sql } from "../../client.ts";

/** Where the text of a document and its table say two things, as JSON. @param where which ones, of `budget_difference e` */
export const differencesFor = (sql: Sql, where: ReturnType<Sql>) => sql`
  coalesce((
    select json_agg(json_build_object(
      'id', e.id, 'subject', e.subject, 'textSays', e.text_says, 'tableSays', e.table_says,
      'address', '/dokumenter/' || d.slug || '#' || e.text_anchor
    ) order by e.position)
    from budget_difference e join document d on d.id = e.text_document_id
    where ${where}
  ), '[]')`;
