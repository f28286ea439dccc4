import type { Sql } from "../client.ts";

/** What a contact person can be asked about; null stands for the municipality's work as a whole. */
export type ContactTopic =
  | { kind: "method"; id: string; slug: string; title: string }
  | { kind: "case"; id: string; slug: string; title: string }
  | { kind: "commitment"; year: number; number: number; title: string };

/** A contact person as readers see one. */
export interface Contact {
  id: string;
  name: string;
  title: string;
  email: string;
  phone: string | null;
  municipality: { code: string; slug: string; name: string };
  topic: ContactTopic | null;
  demo: boolean;
}

/** A contact person as the coordinator sees one. */
export interface KeptContact extends Contact {
  consentedAt: Date | null;
  version: number;
}

const contacts = <T extends Contact>(sql: Sql, which: ReturnType<Sql>) => sql<T[]>`
  select p.id, p.name, p.title, p.email, p.phone, p.demo, p.consented_at as "consentedAt", p.version,
    json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
    case
      when mr.id is not null then json_build_object('kind', 'method', 'id', m.id, 'slug', m.slug, 'title', mr.title)
      when cr.id is not null then json_build_object('kind', 'case', 'id', c.id, 'slug', c.slug, 'title', cr.title)
      when w.number is not null
        then json_build_object('kind', 'commitment', 'year', w.declaration_year, 'number', w.number, 'title', w.title)
    end as topic
  from contact_person p
  join municipality k on k.code = p.municipality_code
  left join method m on m.id = p.method_id
  left join method_revision mr on mr.id = m.published_revision_id
  left join case_story c on c.id = p.case_id
  left join case_revision cr on cr.id = c.published_revision_id
  left join commitment w on w.declaration_year = p.declaration_year and w.number = p.commitment_number
  where ${which}
  order by p.demo, (p.method_id is null and p.case_id is null and p.declaration_year is null) desc,
    k.name collate danish, p.name collate danish`;

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

/** What a contact person is kept as. */
export interface ContactFields {
  name: string;
  title: string;
  email: string;
  phone: string | null;
  methodId: string | null;
  caseId: string | null;
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
export async function changeContact(
  sql: Sql,
  id: string,
  version: number,
  { name, title, email, phone, methodId, caseId, commitment }: ContactFields,
): Promise<boolean> {
  const updated = await sql`
    update contact_person set
      consented_at = case
        when (name, title, email, phone) is not distinct from (${name}, ${title}, ${email}, ${phone}::text) then consented_at
      end,
      consent_hash = case when email = ${email} then consent_hash end,
      name = ${name}, title = ${title}, email = ${email}, phone = ${phone}, method_id = ${methodId}, case_id = ${caseId},
      declaration_year = ${commitment?.year ?? null}, commitment_number = ${commitment?.number ?? null}, version = version + 1
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

export async function deleteContact(sql: Sql, id: string): Promise<void> {
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
  await sql`update contact_person set consent_hash = ${hash} where id = ${id} and email = ${email}`;
}

/** The contact person has said yes. */
export async function setConsented(sql: Sql, id: string): Promise<void> {
  await sql`update contact_person set consented_at = coalesce(consented_at, now()) where id = ${id}`;
}

/**
 * Gives what colleagues are to be asked about in a municipality to somebody else, who is asked for a yes; with nobody to take over, the
 * entries are deleted.
 * @returns the ids of the entries that were given on
 */
export async function moveContacts(
  sql: Sql,
  municipality: string,
  fromEmail: string,
  to: { name: string; email: string } | null,
): Promise<string[]> {
  if (!to) {
    await sql`delete from contact_person where municipality_code = ${municipality} and email = ${fromEmail}`;
    return [];
  }
  const moved = await sql<{ id: string }[]>`
    update contact_person
    set name = ${to.name}, email = ${to.email}, phone = null, consented_at = null, consent_hash = null, version = version + 1
    where municipality_code = ${municipality} and email = ${fromEmail} returning id`;
  return moved.map(({ id }) => id);
}

/** What a contact person of a municipality can be about. */
export async function listTopics(
  sql: Sql,
  municipality: string,
): Promise<{ value: string; label: string; kind: "method" | "case" | "commitment" }[]> {
  return sql<{ value: string; label: string; kind: "method" | "case" | "commitment" }[]>`
    select value, label, kind from (
      select 'commitment:' || w.declaration_year || '-' || w.number as value, 'Punkt ' || w.number || ': ' || w.title as label,
        'commitment' as kind, 1 as rank, w.declaration_year * 100 + w.number as place
      from commitment w
      union all
      select 'method:' || m.id, r.title, 'method', 2, 0
      from method m join method_revision r on r.id = m.published_revision_id
      where m.withdrawn_at is null and m.hidden_at is null and m.visibility = 'public'
      union all
      select 'case:' || c.id, r.title, 'case', 3, 0
      from case_story c join case_revision r on r.id = c.published_revision_id
      where c.municipality_code = ${municipality} and c.withdrawn_at is null
    ) topic
    order by rank, place, label collate danish`;
}
