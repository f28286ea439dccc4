import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { type Head, type Page, type Paging, slice, toHead, toPage } from "../paging.ts";
import { visibleCase, visibleContact } from "../visible.ts";
import { contactOrder, contactTables } from "./contact.ts";

/** A contact person as readers see one, and no more than that. */
export interface ReadableContact
  extends Pick<ContactPersonTable, "id" | "name" | "title" | "email" | "phone" | "demo"> {
  municipality: { slug: string; name: string };
  /** What the person can be asked about; null stands for the municipality's work as a whole. */
  topic: { kind: "method" | "case"; title: string } | { kind: "commitment"; number: number; title: string } | null;
}

/** Columns of a contact person, from `contactTables`. */
const columns = (sql: Sql) => sql`
  p.id, p.name, p.title, p.email, p.phone, p.demo,
  json_build_object('slug', k.slug, 'name', k.name) as municipality,
  case
    when mr.id is not null then json_build_object('kind', 'method', 'title', mr.title)
    when cr.id is not null then json_build_object('kind', 'case', 'title', cr.title)
    when w.number is not null then json_build_object('kind', 'commitment', 'number', w.number, 'title', w.title)
  end as topic`;

/** One page of those who have said yes in a municipality; general ones first. */
export async function contactsOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  paging: Paging,
): Promise<Page<ReadableContact>> {
  const fits = () => sql`${visibleContact(sql, viewer)} and p.municipality_code = ${code}`;
  const rows = await sql<(ReadableContact & { total: number })[]>`
    select ${columns(sql)}, count(*) over ()::int as total from ${contactTables(sql)}
    where ${fits()} order by ${contactOrder(sql)} ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [row] = await sql<{ total: number }[]>`select count(*)::int as total from contact_person p where ${fits()}`;
    return row?.total ?? 0;
  });
}

/** The first contact persons that a viewer may see and that a condition on `contact_person p` picks. */
async function contacts(
  sql: Sql,
  viewer: Viewer,
  which: ReturnType<Sql>,
  limit: number,
): Promise<Head<ReadableContact>> {
  const rows = await sql<(ReadableContact & { total: number })[]>`
    select ${columns(sql)}, count(*) over ()::int as total from ${contactTables(sql)}
    where ${visibleContact(sql, viewer)} and ${which} order by ${contactOrder(sql)} limit ${limit}`;
  return toHead(rows);
}

/** The first of those who have said yes to being asked about a method. */
export const contactsOfMethod = (
  sql: Sql,
  viewer: Viewer,
  slug: string,
  limit: number,
): Promise<Head<ReadableContact>> =>
  contacts(sql, viewer, sql`p.method_id = (select id from method where slug = ${slug})`, limit);

/** The first of those who have said yes to being asked about a commitment. */
export const contactsOfCommitment = (
  sql: Sql,
  viewer: Viewer,
  year: number,
  number: number,
  limit: number,
): Promise<Head<ReadableContact>> =>
  contacts(sql, viewer, sql`p.declaration_year = ${year} and p.commitment_number = ${number}`, limit);

/** The first of those who have said yes to being asked about a case; where nobody has, of those who answer for the municipality. */
export async function contactsOfCase(
  sql: Sql,
  viewer: Viewer,
  slug: string,
  limit: number,
): Promise<Head<ReadableContact>> {
  const about = (what: ReturnType<Sql>): ReturnType<Sql> => sql`exists (
    select from case_story asked where asked.slug = ${slug} and ${visibleCase(sql, viewer, "asked")} and ${what}
  )`;
  const own = await contacts(sql, viewer, about(sql`asked.id = p.case_id`), limit);
  if (own.total > 0) return own;
  return contacts(
    sql,
    viewer,
    about(sql`
      asked.municipality_code = p.municipality_code and p.case_id is null and p.method_id is null and p.declaration_year is null`),
    limit,
  );
}
