import type { Sql } from "../../client.ts";
import { type Contact, contacts } from "./contact.ts";

/** A contact person as the coordinator sees one. */
export interface KeptContact extends Contact {
  consentedAt: Date | null;
  version: number;
}

/** Every contact person of a municipality, also those who have not answered. */
export const listContacts = (sql: Sql, code: string): Promise<KeptContact[]> =>
  contacts(sql, sql`p.municipality_code = ${code}`);

/** One contact person, whatever the answer was. */
export async function findContact(sql: Sql, id: string): Promise<KeptContact | undefined> {
  const [row] = await contacts<KeptContact>(sql, sql`p.id = ${id}`);
  return row;
}

/** Holds a contact person until the transaction ends. */
export async function lockContact(sql: Sql, id: string): Promise<void> {
  await sql`select from contact_person where id = ${id} for update`;
}

/** The contact person whose own link it is. @param hash of what the link holds */
export async function findContactByConsent(sql: Sql, hash: string): Promise<KeptContact | undefined> {
  const [row] = await contacts<KeptContact>(sql, sql`p.consent_hash = ${hash}`);
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
