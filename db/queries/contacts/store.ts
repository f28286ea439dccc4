import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { addressesOf, isHeld } from "../people/addresses.ts";
import type { TopicKey } from "./contact.ts";

/** What a contact person is kept as. */
export interface ContactFields extends Pick<ContactPersonTable, "name" | "title" | "email" | "phone"> {
  /** At least one. */
  topics: readonly TopicKey[];
}

/** Keeps a contact person. Call it inside a transaction. @returns the new contact person's id */
export async function storeContact(
  sql: Sql,
  municipality: string,
  { name, title, email, phone, topics }: ContactFields,
  demo: boolean,
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into contact_person (municipality_code, name, title, email, phone, demo)
    values (${municipality}, ${name}, ${title}, ${email}, ${phone}, ${demo}) returning id`;
  if (!row) throw new Error("no contact person was stored");
  await addTopics(sql, row.id, topics);
  return row.id;
}

/**
 * Changes a contact person. With another address, the old link opens nothing. Call it inside a transaction.
 * @param version the one that the change rests on
 * @param options.asksAnew whether the yes that was given does not hold for what is shown now
 * @returns false when somebody else has changed it meanwhile
 */
export async function updateContact(
  sql: Sql,
  id: string,
  version: number,
  { name, title, email, phone, topics }: ContactFields,
  { asksAnew }: { asksAnew: boolean },
): Promise<boolean> {
  const updated = await sql`
    update contact_person set
      consented_at = case when not ${asksAnew} then consented_at end,
      consent_hash = case when email = ${email} then consent_hash end,
      undeliverable = case when email = ${email} then undeliverable end,
      addressed_at = case when (name, email) = (${name}, ${email}) then addressed_at else now() end,
      name = ${name}, title = ${title}, email = ${email}, phone = ${phone}, version = version + 1
    where id = ${id} and version = ${version}`;
  if (updated.count === 0) return false;
  // Added before others are taken away: a contact person without any is deleted.
  await addTopics(sql, id, topics);
  await sql`
    delete from contact_topic t where contact_id = ${id} and not exists (
      select from ${rowsOf(sql, topics)}
      where (t.method_id, t.case_id, t.declaration_year, t.commitment_number)
        is not distinct from (topic.method_id, topic.case_id, topic.declaration_year, topic.commitment_number)
    )`;
  return true;
}

async function addTopics(sql: Sql, contactId: string, topics: readonly TopicKey[]): Promise<void> {
  await sql`
    insert into contact_topic (contact_id, method_id, case_id, declaration_year, commitment_number)
    select ${contactId}, topic.* from ${rowsOf(sql, topics)}
    on conflict do nothing`;
}

/** Topics as the rows of a table `topic`. */
function rowsOf(sql: Sql, topics: readonly TopicKey[]) {
  const ids = (kind: "method" | "case") => topics.map((one) => (one.kind === kind ? one.id : null));
  const commitments = topics.map((one) => (one.kind === "commitment" ? one : null));
  return sql`
    unnest(
      ${ids("method")}::uuid[], ${ids("case")}::uuid[], ${commitments.map((one) => one?.year ?? null)}::smallint[],
      ${commitments.map((one) => one?.number ?? null)}::smallint[]
    ) as topic (method_id, case_id, declaration_year, commitment_number)`;
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
