import type { Place } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { MailDomainTable } from "../row-types.ts";
import { nearestPage, type Page, type Paging, slice } from "./paging.ts";
import type { Onlooker } from "./people/list.ts";

/**
 * The municipality whose people have addresses at a domain, exactly as it stands; sub-domains are domains of their own.
 * @param demo whether the people are invented: a domain admits the one sort or the other
 */
export async function findMunicipalityOfDomain(sql: Sql, domain: string, demo: boolean): Promise<Place | undefined> {
  const [place] = await sql<Place[]>`
    select k.code, k.slug, k.name from mail_domain d join municipality k on k.code = d.municipality_code
    where d.domain = ${domain} and d.approved and d.demo = ${demo}`;
  return place;
}

/** A domain with whose it is. */
export interface DomainRow extends Pick<MailDomainTable, "domain" | "own" | "approved" | "note" | "askedAt" | "demo"> {
  municipality: Place;
}

const domains = (sql: Sql, which: ReturnType<Sql>) => sql<DomainRow[]>`
  select d.domain, d.own, d.approved, d.note, d.asked_at as "askedAt", d.demo,
    json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality
  from mail_domain d join municipality k on k.code = d.municipality_code
  where ${which}`;

/** The domains of a municipality, its own first. @param onlooker.demo with the further ones of invented people; otherwise those of real ones */
export const listDomains = (sql: Sql, code: string, { demo }: Onlooker): Promise<DomainRow[]> =>
  domains(sql, sql`d.municipality_code = ${code} and (d.own or d.demo = ${demo}) order by d.own desc, d.domain`);

/** One page of the further domains everywhere: those that wait for KL first. */
export async function listFurtherDomains(sql: Sql, { demo }: Onlooker, asked: Paging): Promise<Page<DomainRow>> {
  return nearestPage(asked, async (paging) => {
    const items = await domains(
      sql,
      sql`not d.own and d.demo = ${demo} order by d.approved, d.asked_at, d.domain ${slice(sql, paging)}`,
    );
    const [row] = await sql<
      { total: number }[]
    >`select count(*)::int as total from mail_domain where not own and demo = ${demo}`;
    return { items, total: row?.total ?? 0, ...paging };
  });
}

/** @param options.lock holds the row until the transaction ends */
export async function findDomain(
  sql: Sql,
  domain: string,
  options: { lock?: boolean } = {},
): Promise<DomainRow | undefined> {
  const [row] = await domains(sql, sql`d.domain = ${domain} ${options.lock ? sql`for update of d` : sql``}`);
  return row;
}

/** Keeps a domain that waits for KL. @returns false when it is somebody's already */
export async function storeDomain(
  sql: Sql,
  { domain, municipality, note, demo }: { domain: string; municipality: string; note: string; demo: boolean },
): Promise<boolean> {
  const inserted = await sql`
    insert into mail_domain (domain, municipality_code, note, demo) values (${domain}, ${municipality}, ${note}, ${demo})
    on conflict do nothing`;
  return inserted.count > 0;
}

export async function approveDomain(sql: Sql, domain: string): Promise<void> {
  await sql`update mail_domain set approved = true where domain = ${domain}`;
}

export async function deleteDomain(sql: Sql, domain: string): Promise<void> {
  await sql`delete from mail_domain where domain = ${domain}`;
}
