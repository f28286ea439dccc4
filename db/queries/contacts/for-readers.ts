import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { type Head, type Page, type Paging, slice, toHead, toPage } from "../paging.ts";
import { visibleCase, visibleContact, visibleMethod } from "../visible.ts";
import { type ContactTopic, contactOrder, contactTables, isWhole, topicsFor } from "./contact.ts";

/** A contact person as readers see one, and no more than that. */
export interface ReadableContact
  extends Pick<ContactPersonTable, "id" | "name" | "title" | "email" | "phone" | "demo"> {
  municipality: { slug: string; name: string };
  /** What the reader may know that the person can be asked about; at least one thing. */
  topics: ContactTopic[];
}

/** Columns of a contact person, from `contactTables`. */
const columns = (sql: Sql, viewer: Viewer) => sql`
  p.id, p.name, p.title, p.email, p.phone, p.demo,
  json_build_object('slug', k.slug, 'name', k.name) as municipality, ${topicsFor(sql, viewer)} as topics`;

/** One page of those who have said yes in a municipality; general ones first. */
export async function contactsOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  paging: Paging,
): Promise<Page<ReadableContact>> {
  const fits = () => sql`${visibleContact(sql, viewer)} and p.municipality_code = ${code}`;
  const rows = await sql<(ReadableContact & { total: number })[]>`
    select ${columns(sql, viewer)}, count(*) over ()::int as total from ${contactTables(sql)}
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
    select ${columns(sql, viewer)}, count(*) over ()::int as total from ${contactTables(sql)}
    where ${visibleContact(sql, viewer)} and ${which} order by ${contactOrder(sql)} limit ${limit}`;
  return toHead(rows);
}

/** The condition that `contact_person p` can be asked about the `contact_topic t` that a condition picks. */
const isAskedAbout = (sql: Sql, which: ReturnType<Sql>): ReturnType<Sql> => sql`
  exists (select from contact_topic t where t.contact_id = p.id and ${which})`;

/** The first of those who have said yes to being asked about a method that the viewer may read. */
export const contactsOfMethod = (
  sql: Sql,
  viewer: Viewer,
  slug: string,
  limit: number,
): Promise<Head<ReadableContact>> =>
  contacts(
    sql,
    viewer,
    isAskedAbout(
      sql,
      sql`t.method_id = (select m.id from method m where m.slug = ${slug} and ${visibleMethod(sql, viewer)})`,
    ),
    limit,
  );

/** The first of those who have said yes to being asked about a commitment. */
export const contactsOfCommitment = (
  sql: Sql,
  viewer: Viewer,
  year: number,
  number: number,
  limit: number,
): Promise<Head<ReadableContact>> =>
  contacts(
    sql,
    viewer,
    isAskedAbout(sql, sql`t.declaration_year = ${year} and t.commitment_number = ${number}`),
    limit,
  );

/** The first of those who have said yes to being asked about a case; where nobody has, of those who answer for the municipality. */
export async function contactsOfCase(
  sql: Sql,
  viewer: Viewer,
  slug: string,
  limit: number,
): Promise<Head<ReadableContact>> {
  const asked = (column: string): ReturnType<Sql> => sql`
    (select ${sql(`c.${column}`)} from case_story c where c.slug = ${slug} and ${visibleCase(sql, viewer)})`;
  const own = await contacts(sql, viewer, isAskedAbout(sql, sql`t.case_id = ${asked("id")}`), limit);
  if (own.total > 0) return own;
  const general: ReturnType<Sql> = sql`p.municipality_code = ${asked("municipality_code")} and ${isAskedAbout(sql, isWhole(sql, "t"))}`;
  return contacts(sql, viewer, general, limit);
}
