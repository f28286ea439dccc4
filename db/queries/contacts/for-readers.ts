import type { Sql } from "../../client.ts";
import { type Contact, contacts } from "./contact.ts";

/** A case's contact person is as little to be seen as the case is. */
const shown = (sql: Sql) => sql`
  p.consented_at is not null
  and (p.case_id is null or (c.visibility = 'public' and c.withdrawn_at is null and c.hidden_at is null and cr.id is not null))
  and (p.method_id is null or (m.visibility = 'public' and m.withdrawn_at is null and m.hidden_at is null and mr.id is not null))`;

/** Everybody who has said yes in a municipality; general ones first. */
export const contactsOfMunicipality = (sql: Sql, code: string): Promise<Contact[]> =>
  contacts(sql, sql`${shown(sql)} and p.municipality_code = ${code}`);

/** Who has said yes to being asked about a method. */
export const contactsOfMethod = (sql: Sql, slug: string): Promise<Contact[]> =>
  contacts(sql, sql`${shown(sql)} and p.method_id = (select id from method where slug = ${slug})`);

/** Who has said yes to being asked about a commitment. */
export const contactsOfCommitment = (sql: Sql, year: number, number: number): Promise<Contact[]> =>
  contacts(sql, sql`${shown(sql)} and p.declaration_year = ${year} and p.commitment_number = ${number}`);

/** Who has said yes to being asked about a case; where nobody has, who answers for the municipality. */
export async function contactsOfCase(sql: Sql, slug: string): Promise<Contact[]> {
  const found = await contacts<Contact>(
    sql,
    sql`
      ${shown(sql)} and p.municipality_code = (select municipality_code from case_story where slug = ${slug})
      and (
        p.case_id = (select id from case_story where slug = ${slug})
        or (p.case_id is null and p.method_id is null and p.declaration_year is null)
      )`,
  );
  const own = found.filter(({ topic }) => topic !== null);
  return own.length > 0 ? own : found;
}
