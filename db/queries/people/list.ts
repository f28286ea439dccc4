import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "../../client.ts";
import type { PersonTable, RoleGrantTable } from "../../row-types.ts";
import { holdsWords } from "../holds-words.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";

/** A person as coordinators and KL see one. */
export interface PersonRow extends Pick<PersonTable, "id" | "name" | "email" | "demo"> {
  /** Whether codes are in use; without, the roles that need them do not count. */
  totp: boolean;
  grants: PersonGrant[];
}

/** A role that a person has, as it can be taken away. */
export interface PersonGrant extends Pick<RoleGrantTable, "id" | "role"> {
  unit: string | null;
  municipality: { slug: string; name: string } | null;
}

/** What a person has, of roles `g` that a condition picks. */
const grants = (sql: Sql, which: ReturnType<Sql>) => sql`(
  select json_agg(json_build_object(
    'id', g.id, 'role', g.role, 'unit', u.name,
    'municipality', case when k.code is not null then json_build_object('slug', k.slug, 'name', k.name) end
  ) order by array_position(known_roles(), g.role) desc, k.name collate danish, u.name collate danish)
  from role_grant g
  left join municipality k on k.code = g.municipality_code
  left join unit u on u.id = g.unit_id
  where g.person_id = p.id and ${which}
)`;

const columns = (sql: Sql, which: ReturnType<Sql>) => sql`
  p.id, p.name, p.email, p.demo, p.totp_confirmed_at is not null as totp, ${grants(sql, which)} as grants`;

/** Who has roles `g` that a condition picks, with the highest of them. */
const holders = (sql: Sql, which: ReturnType<Sql>) => sql`(
  select g.person_id, max(array_position(known_roles(), g.role)) as rank from role_grant g where ${which} group by g.person_id
) holder join person p on p.id = holder.person_id`;

const order = (sql: Sql) => sql`holder.rank desc, p.name collate danish, p.id`;

/** One page of those who have roles that a condition picks and who fit another condition; the highest roles first. */
async function pageOfPeople(
  sql: Sql,
  which: () => ReturnType<Sql>,
  fits: () => ReturnType<Sql>,
  asked: Paging,
): Promise<Page<PersonRow>> {
  return nearestPage(asked, async (paging) => {
    // What a person has is asked for on the page alone.
    const rows = await sql<(PersonRow & { total: number })[]>`
      select ${columns(sql, which())}, holder.total
      from (
        select p.id as person_id, holder.rank, count(*) over ()::int as total from ${holders(sql, which())}
        where ${fits()} order by ${order(sql)} ${slice(sql, paging)}
      ) holder join person p on p.id = holder.person_id
      order by ${order(sql)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`
        select count(*)::int as total from ${holders(sql, which())} where ${fits()}`;
      return row?.total ?? 0;
    });
  });
}

/** Who sees what is not public: invented people what is invented, real people what is real. */
export interface Onlooker {
  demo: boolean;
}

/** People `p` whom the onlooker may know of. */
const known = (sql: Sql, { demo }: Onlooker) => sql`p.demo = ${demo}`;

/** What a list of people is narrowed to. */
export interface PeopleFilter extends Onlooker {
  /** Words of the name or the address; empty for all. */
  words: string;
  /** Null for all. */
  role: Role | null;
}

/** One page of the people of a municipality with their roles there; those who run it first. */
export async function listPeopleOf(
  sql: Sql,
  code: string,
  { words, role, ...onlooker }: PeopleFilter,
  paging: Paging,
): Promise<Page<PersonRow>> {
  const fits =
    (): ReturnType<Sql> => sql`${known(sql, onlooker)} and ${holdsWords(sql, sql`p.name || ' ' || p.email`, words)} and (${role}::text is null or exists (
    select from role_grant own where own.person_id = p.id and own.municipality_code = ${code} and own.role = ${role}
  ))`;
  return pageOfPeople(sql, () => sql`g.municipality_code = ${code}`, fits, paging);
}

/** A person of a municipality with the roles there. */
export async function findPersonOf(
  sql: Sql,
  code: string,
  id: string,
  onlooker: Onlooker,
): Promise<PersonRow | undefined> {
  const here = (): ReturnType<Sql> => sql`g.municipality_code = ${code}`;
  const [row] = await sql<PersonRow[]>`
    select ${columns(sql, here())} from ${holders(sql, sql`${here()} and g.person_id = ${id}`)} where ${known(sql, onlooker)}`;
  return row;
}

/** A person as a choice. */
export type PersonName = Pick<PersonTable, "id" | "name" | "email">;

/**
 * Those who have a role in a municipality, in Danish alphabetical order.
 * @param options.words of the name or the address; one who is called just that comes first
 * @param options.except the id of one who is left out
 */
export async function listNamesOf(
  sql: Sql,
  code: string,
  { words, except, limit, ...onlooker }: { words: string; except: string; limit: number } & Onlooker,
): Promise<PersonName[]> {
  return sql<PersonName[]>`
    select p.id, p.name, p.email from ${holders(sql, sql`g.municipality_code = ${code} and g.person_id <> ${except}`)}
    where ${known(sql, onlooker)} and ${holdsWords(sql, sql`p.name || ' ' || p.email`, words)}
    order by lower(p.name collate danish) = lower(${words} collate danish) desc, p.name collate danish, p.id
    limit ${limit}`;
}

/** KL's people with their roles in KL; administrators first. */
export async function listAssociationPeople(sql: Sql, onlooker: Onlooker): Promise<PersonRow[]> {
  const ours = (): ReturnType<Sql> => sql`g.role in ('association_editor', 'association_admin')`;
  return sql<
    PersonRow[]
  >`select ${columns(sql, ours())} from ${holders(sql, ours())} where ${known(sql, onlooker)} order by ${order(sql)}`;
}

/** One page of the coordinators of all municipalities with what they coordinate. @param words of the name, the address or a municipality */
export async function listAllCoordinators(
  sql: Sql,
  words: string,
  paging: Paging,
  onlooker: Onlooker,
): Promise<Page<PersonRow>> {
  const municipalities = (): ReturnType<Sql> => sql`(
    select string_agg(k.name, ' ') from role_grant g join municipality k on k.code = g.municipality_code
    where g.person_id = p.id and g.role = 'coordinator'
  )`;
  const fits = (): ReturnType<Sql> =>
    sql`${known(sql, onlooker)} and ${holdsWords(sql, sql`p.name || ' ' || p.email || ' ' || ${municipalities()}`, words)}`;
  return pageOfPeople(sql, () => sql`g.role = 'coordinator'`, fits, paging);
}
