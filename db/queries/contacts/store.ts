import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { addressesOf, isHeld } from "../people/addresses.ts";

/** What a contact person is kept as. */
export interface ContactFields
  extends Pick<ContactPersonTable, "name" | "title" | "email" | "phone" | "methodId" | "caseId"> {
  commitment: { year: number; number: number } | null;
}

/** @returns the new contact person's id */
export async function storeContact(
  sql: Sql,
  municipality: string,
  { name, title, email, phone, methodId, caseId, commitment }: ContactFields,
  demo: boolean,
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into contact_person (municipality_code, name, title, email, phone, method_id, case_id, declaration_year, commitment_number, demo)
    values (
      ${municipality}, ${name}, ${title}, ${email}, ${phone}, ${methodId}, ${caseId}, ${commitment?.year ?? null},
      ${commitment?.number ?? null}, ${demo}
    ) returning id`;
  if (!row) throw new Error("no contact person was stored");
  return row.id;
}

/**
 * Changes a contact person, who is asked anew when what is shown of the person is another. With another address, the old link opens nothing.
 * @param version the one that the change rests on
 * @returns false when somebody else has changed it meanwhile
 */
export async function updateContact(
  sql: Sql,
  id: string,
  version: number,
  { name, title, email, phone, methodId, caseId, commitment }: ContactFields,
): Promise<boolean> {
  const updated = await sql`
    update contact_person set
      consented_at = case
        when (name, title, email, phone, method_id, case_id, declaration_year, commitment_number) is not distinct from (
          ${name}, ${title}, ${email}, ${phone}::text, ${methodId}::uuid, ${caseId}::uuid, ${commitment?.year ?? null}::smallint,
          ${commitment?.number ?? null}::smallint
        ) then consented_at
      end,
      consent_hash = case when email = ${email} then consent_hash end,
      undeliverable = case when email = ${email} then undeliverable end,
      addressed_at = case when (name, email) = (${name}, ${email}) then addressed_at else now() end,
      name = ${name}, title = ${title}, email = ${email}, phone = ${phone}, method_id = ${methodId}, case_id = ${caseId},
      declaration_year = ${commitment?.year ?? null}, commitment_number = ${commitment?.number ?? null}, version = version + 1
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

export async function removeContact(sql: Sql, id: string): Promise<void> {
  await sql`delete from contact_person where id = ${id}`;
}

/**
 * Keeps what the person's own link is known by; an older link opens nothing any more. Nor does this one when the address that it was sent to
 * has been changed meanwhile.
 */
export async function setConsentHash(
  sql: Sql,
  { id, email }: { id: string; email: string },
  hash: string,
): Promise<void> {
  await sql`update contact_person set consent_hash = ${hash}, undeliverable = null where id = ${id} and email = ${email}`;
}

/** Keeps what the mail server said that will not take the letter to a contact person's address. */
export async function setContactUndeliverable(
  sql: Sql,
  { id, email }: { id: string; email: string },
  why: string,
): Promise<void> {
  await sql`update contact_person set undeliverable = ${why} where id = ${id} and email = ${email}`;
}

/** The contact person has said yes. */
export async function setConsented(sql: Sql, id: string): Promise<void> {
  await sql`update contact_person set consented_at = coalesce(consented_at, now()) where id = ${id}`;
}

/**
 * Gives what somebody was to be asked about in a municipality, under whichever address, to somebody else, who is asked for a yes; with
 * nobody to take over, the entries are deleted.
 * @returns the ids of the entries that were given on
 */
export async function moveContacts(
  sql: Sql,
  municipality: string,
  fromPersonId: string,
  to: { name: string; email: string } | null,
): Promise<string[]> {
  const theirs = () => sql`
    municipality_code = ${municipality} and ${isHeld(sql, addressesOf(sql, fromPersonId), sql`contact_person.email`, sql`addressed_at`)}`;
  if (!to) {
    await sql`delete from contact_person where ${theirs()}`;
    return [];
  }
  const moved = await sql<{ id: string }[]>`
    update contact_person
    set name = ${to.name}, email = ${to.email}, phone = null, consented_at = null, consent_hash = null, undeliverable = null, addressed_at = now(),
      version = version + 1
    where ${theirs()} returning id`;
  return moved.map(({ id }) => id);
}
