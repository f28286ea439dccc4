import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { visibleCase, visibleContact } from "../visible.ts";
import { contactOrder, contactTables } from "./contact.ts";

/** A contact person as readers see one, and no more than that. */
export interface Contact extends Pick<ContactPersonTable, "id" | "name" | "title" | "email" | "phone" | "demo"> {
  municipality: { slug: string; name: string };
  /** What the person can be asked about; null stands for the municipality's work as a whole. */
  topic: { kind: "method" | "case"; title: string } | { kind: "commitment"; number: number; title: string } | null;
}

/** The contact persons that a viewer may see and that a condition on `contact_person p` picks. */
const contacts = (sql: Sql, viewer: Viewer, which: ReturnType<Sql>) => sql<Contact[]>`
  select p.id, p.name, p.title, p.email, p.phone, p.demo,
    json_build_object('slug', k.slug, 'name', k.name) as municipality,
    case
      when mr.id is not null then json_build_object('kind', 'method', 'title', mr.title)
      when cr.id is not null then json_build_object('kind', 'case', 'title', cr.title)
      when w.number is not null then json_build_object('kind', 'commitment', 'number', w.number, 'title', w.title)
    end as topic
  from ${contactTables(sql)}
  where ${visibleContact(sql, viewer)} and ${which}
  order by ${contactOrder(sql)}`;

/** Everybody who has said yes in a municipality; general ones first. */
export const contactsOfMunicipality = (sql: Sql, viewer: Viewer, code: string): Promise<Contact[]> =>
  contacts(sql, viewer, sql`p.municipality_code = ${code}`);

/** Who has said yes to being asked about a method. */
export const contactsOfMethod = (sql: Sql, viewer: Viewer, slug: string): Promise<Contact[]> =>
  contacts(sql, viewer, sql`p.method_id = (select id from method where slug = ${slug})`);

/** Who has said yes to being asked about a commitment. */
export const contactsOfCommitment = (sql: Sql, viewer: Viewer, year: number, number: number): Promise<Contact[]> =>
  contacts(sql, viewer, sql`p.declaration_year = ${year} and p.commitment_number = ${number}`);

/** Who has said yes to being asked about a case; where nobody has, who answers for the municipality. */
export async function contactsOfCase(sql: Sql, viewer: Viewer, slug: string): Promise<Contact[]> {
  const found = await contacts(
    sql,
    viewer,
    sql`exists (
      select from case_story asked
      where asked.slug = ${slug} and ${visibleCase(sql, viewer, "asked")} and asked.municipality_code = p.municipality_code
        and (asked.id = p.case_id or (p.case_id is null and p.method_id is null and p.declaration_year is null))
    )`,
  );
  const own = found.filter(({ topic }) => topic !== null);
  return own.length > 0 ? own : found;
}
