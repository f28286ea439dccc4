import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { contactOrder, contactTables } from "./contact.ts";

/** What a contact person can be asked about. */
export type ContactTopic =
  | { kind: "method"; id: string; slug: string; title: string }
  | { kind: "case"; id: string; slug: string; title: string }
  | { kind: "commitment"; year: number; number: number; title: string };

/** A contact person as the coordinator keeps one, and as the person sees the own entry. */
export interface KeptContact
  extends Pick<ContactPersonTable, "id" | "name" | "title" | "email" | "phone" | "version" | "demo"> {
  municipality: { code: string; slug: string; name: string };
  /** Null stands for the municipality's work as a whole. */
  topic: ContactTopic | null;
  /** When the person said yes; null: not yet. */
  consentedAt: ContactPersonTable["consentedAt"];
}

const keptContacts = (sql: Sql, which: ReturnType<Sql>) => sql<KeptContact[]>`
  select p.id, p.name, p.title, p.email, p.phone, p.demo, p.consented_at as "consentedAt", p.version,
    json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
    case
      when mr.id is not null then json_build_object('kind', 'method', 'id', m.id, 'slug', m.slug, 'title', mr.title)
      when cr.id is not null then json_build_object('kind', 'case', 'id', c.id, 'slug', c.slug, 'title', cr.title)
      when w.number is not null
        then json_build_object('kind', 'commitment', 'year', w.declaration_year, 'number', w.number, 'title', w.title)
    end as topic
  from ${contactTables(sql)}
  where ${which}
  order by ${contactOrder(sql)}`;

/** Every contact person of a municipality, also those who have not answered. */
export const listContacts = (sql: Sql, code: string): Promise<KeptContact[]> =>
  keptContacts(sql, sql`p.municipality_code = ${code}`);

/** One contact person, whatever the answer was. */
export async function findContact(sql: Sql, id: string): Promise<KeptContact | undefined> {
  const [row] = await keptContacts(sql, sql`p.id = ${id}`);
  return row;
}

/** Holds a contact person until the transaction ends. */
export async function lockContact(sql: Sql, id: string): Promise<void> {
  await sql`select from contact_person where id = ${id} for update`;
}

/** The contact person whose own link it is. @param hash of what the link holds */
export async function findContactByConsent(sql: Sql, hash: string): Promise<KeptContact | undefined> {
  const [row] = await keptContacts(sql, sql`p.consent_hash = ${hash}`);
  return row;
}

/** Whom a letter asks for a yes. */
export async function findContactForConsent(
  sql: Sql,
  id: string,
): Promise<{ id: string; name: string; email: string; municipality: string; demo: boolean } | undefined> {
  const contact = await findContact(sql, id);
  if (!contact) return undefined;
  const { name, email, municipality, demo } = contact;
  return { id, name, email, municipality: municipality.name, demo };
}
