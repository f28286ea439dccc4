import type { Sql } from "../../client.ts";

/** What contact persons are read from: `contact_person p`, its municipality `k`, and the method `mr`, case `cr` or commitment `w` that it is about. */
export const contactTables = (sql: Sql) => sql`
  contact_person p
  join municipality k on k.code = p.municipality_code
  left join method m on m.id = p.method_id
  left join method_revision mr on mr.id = m.published_revision_id
  left join case_story c on c.id = p.case_id
  left join case_revision cr on cr.id = c.published_revision_id
  left join commitment w on w.declaration_year = p.declaration_year and w.number = p.commitment_number`;

/** Real ones before invented ones, general ones before those that are about something. */
export const contactOrder = (sql: Sql) => sql`
  p.demo, (p.method_id is null and p.case_id is null and p.declaration_year is null) desc,
  k.name collate danish, p.name collate danish, p.id`;
