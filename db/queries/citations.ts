import type { Sql } from "../client.ts";
import type { CaseCitationTable } from "../row-types.ts";
import { titleOfDocument, visibleDocument } from "./visible.ts";

/** What a text rests on: a place in a document, or a reference. */
export interface Citation {
  /** Where it stands on this site: `/dokumenter/<slug>#<anchor>` or `/kilder/<slug>`. */
  address: string;
  title: string;
  /** Who published it, and when. */
  byline: string;
  /** The first words at the cited place; null for a reference, and for a document that is hidden. */
  passage: string | null;
}

/** A citation as a row stores it; exactly one of the two is set. */
export type CitationTarget = Pick<CaseCitationTable, "documentId" | "anchor" | "referenceSlug">;

const documentPlace = /^\/dokumenter\/([a-z0-9-]+)#([a-z0-9-]+)$/;
const referencePlace = /^\/kilder\/([a-z0-9-]+)$/;

/** Who published a reference, and when, with a word where it has been taken back. @param reference the alias of its table */
export const bylineOfReference = (sql: Sql, reference: string) => sql`(
  ${sql(reference)}.publisher || coalesce(', ' || ${sql(reference)}.year, '')
    || case when ${sql(reference)}.withdrawn_on is null then '' else '; kilden er trukket tilbage' end
)`;

/** Whether an address in a text is a citation: a place in a document or a reference. */
export const isCitation = (address: string) => documentPlace.test(address) || referencePlace.test(address);

/**
 * Finds the rows behind citation addresses, in the order given.
 * @throws {RangeError} naming the first address that points nowhere.
 */
export async function resolveCitations(sql: Sql, addresses: readonly string[]): Promise<CitationTarget[]> {
  const found = new Map((await citationsAt(sql, addresses)).map(({ address, ...target }) => [address, target]));
  return addresses.map((address) => {
    const target = found.get(address);
    if (!target) throw new RangeError(`citation points nowhere: ${address}`);
    return target;
  });
}

/** Finds the rows behind citation addresses, in the order given. Those that point nowhere are left out. */
export async function citationsAt(
  sql: Sql,
  addresses: readonly string[],
): Promise<(CitationTarget & { address: string })[]> {
  return sql<(CitationTarget & { address: string })[]>`
    select given.address, a.document_id as "documentId", a.anchor, r.slug as "referenceSlug"
    from unnest(${[...addresses]}::text[]) with ordinality as given (address, position)
    left join (document_anchor a join document d on d.id = a.document_id)
      on given.address = '/dokumenter/' || d.slug || '#' || a.anchor
    left join reference r on given.address = '/kilder/' || r.slug
    where num_nonnulls(a.document_id, r.slug) > 0
    order by given.position`;
}

/**
 * The sources of one revision in the order of the text.
 * @param table which revision's citations: `case_citation` or `method_citation`.
 */
export async function listCitations(
  sql: Sql,
  table: "case_citation" | "method_citation",
  revisionId: string,
): Promise<Citation[]> {
  return sql<Citation[]>`
    select
      coalesce('/dokumenter/' || d.slug || '#' || a.anchor, '/kilder/' || r.slug) as address,
      case when d.id is null then r.title else ${titleOfDocument(sql)} end as title,
      coalesce(d.publisher || ', ' || left(d.dated, 4), ${bylineOfReference(sql, "r")}) as byline,
      case when ${visibleDocument(sql)} then a.label end as passage
    from ${sql(table)} x
    left join document d on d.id = x.document_id
    left join document_anchor a on a.document_id = x.document_id and a.anchor = x.anchor
    left join reference r on r.slug = x.reference_slug
    where x.revision_id = ${revisionId}
    order by x.position`;
}
