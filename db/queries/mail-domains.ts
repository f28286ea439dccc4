import type { Place } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";

/** The municipality whose people have addresses at a domain, exactly as it stands; sub-domains are domains of their own. */
export async function findMunicipalityOfDomain(sql: Sql, domain: string): Promise<Place | undefined> {
  const [place] = await sql<Place[]>`
    select k.code, k.slug, k.name from mail_domain d join municipality k on k.code = d.municipality_code
    where d.domain = ${domain} and d.approved`;
  return place;
}

/** Whether there are municipalities, and none has a domain of its own. */
export async function lacksOwnDomains(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ lacking: boolean }[]>`
    select exists (select from municipality) and not exists (select from mail_domain where own) as lacking`;
  return row?.lacking ?? false;
}

/** The municipalities' own domains that are not known yet. @returns how many were added */
export async function storeOwnDomains(
  sql: Sql,
  domains: readonly { domain: string; municipality: string }[],
): Promise<number> {
  const inserted = await sql`
    insert into mail_domain ${sql(
      domains.map(({ domain, municipality }) => ({
        domain,
        municipality_code: municipality,
        own: true,
        approved: true,
      })),
    )} on conflict do nothing`;
  return inserted.count;
}
