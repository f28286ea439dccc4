import type { Sql } from "../../client.ts";
import type { ContactPersonTable } from "../../row-types.ts";
import { holdsWords } from "../holds-words.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import type { Onlooker } from "../people/list.ts";
import { contactOrder, contactTables, type KeptTopic, keptTopics, topicTitles } from "./contact.ts";

/** A contact person as the coordinator keeps one, and as the person sees the own entry. */
export interface KeptContact
  extends Pick<ContactPersonTable, "id" | "name" | "title" | "email" | "phone" | "version" | "undeliverable" | "demo"> {
  municipality: { code: string; slug: string; name: string };
  /** What the person can be asked about; at least one thing. */
  topics: KeptTopic[];
  /** When the person said yes; null: not yet. */
  consentedAt: ContactPersonTable["consentedAt"];
}

const columns = (sql: Sql) => sql`
  p.id, p.name, p.title, p.email, p.phone, p.demo, p.consented_at as "consentedAt", p.version, p.undeliverable,
  json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality, ${keptTopics(sql)} as topics`;

/**
 * One page of the contact persons of a municipality, also of those who have not answered; general ones first.
 * @param filter.words of the name, the title, the address, or what the person is to be asked about; empty for all
 */
export function listContacts(
  sql: Sql,
  code: string,
  { words, demo }: { words: string } & Onlooker,
  asked: Paging,
): Promise<Page<KeptContact>> {
  const text = (): ReturnType<Sql> => sql`concat_ws(' ', p.name, p.title, p.email, ${topicTitles(sql)})`;
  const fits = () => sql`p.municipality_code = ${code} and p.demo = ${demo} and ${holdsWords(sql, text(), words)}`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(KeptContact & { total: number })[]>`
      select ${columns(sql)}, count(*) over ()::int as total from ${contactTables(sql)}
      where ${fits()} order by ${contactOrder(sql)} ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`
        select count(*)::int as total from ${contactTables(sql)} where ${fits()}`;
      return row?.total ?? 0;
    });
  });
}

/** How many contact persons a municipality has, also of those who have not answered. */
export async function countContacts(sql: Sql, code: string, { demo }: Onlooker): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int from contact_person where municipality_code = ${code} and demo = ${demo}`;
  return row?.count ?? 0;
}

async function findWhere(sql: Sql, which: ReturnType<Sql>): Promise<KeptContact | undefined> {
  const [row] = await sql<KeptContact[]>`select ${columns(sql)} from ${contactTables(sql)} where ${which}`;
  return row;
}

/** One contact person, whatever the answer was. */
export const findContact = (sql: Sql, id: string): Promise<KeptContact | undefined> =>
  findWhere(sql, sql`p.id = ${id}`);

/** Holds a contact person until the transaction ends. */
export async function lockContact(sql: Sql, id: string): Promise<void> {
  await sql`select from contact_person where id = ${id} for update`;
}

/**
 * A contact person without what only some may read: the link, which has no end and can be passed on, and the letter that brings it open
 * nothing that its reader may not see.
 */
const forWhoeverHasTheLink = (contact: KeptContact): KeptContact => ({
  ...contact,
  topics: contact.topics.map((topic) =>
    topic.isPublic || topic.kind === "municipality" ? topic : { ...topic, title: hiddenTitles[topic.kind] },
  ),
});

const hiddenTitles: Readonly<Record<Exclude<KeptTopic["kind"], "municipality">, string>> = {
  case: "Et eksempel, som ikke kan læses af alle",
  method: "En metode, som ikke kan læses af alle",
  commitment: "Et punkt, som ikke kan læses af alle",
};

/** The contact person whose own link it is. @param hash of what the link holds */
export async function findContactByConsent(sql: Sql, hash: string): Promise<KeptContact | undefined> {
  const contact = await findWhere(sql, sql`p.consent_hash = ${hash}`);
  return contact && forWhoeverHasTheLink(contact);
}

/** Whom a letter asks for a yes. */
export async function findContactForConsent(sql: Sql, id: string): Promise<KeptContact | undefined> {
  const contact = await findContact(sql, id);
  return contact && forWhoeverHasTheLink(contact);
}
