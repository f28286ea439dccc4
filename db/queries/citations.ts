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

/** Whether an address in a text is a citation: a place in a document or a reference. */
export const isCitation = (address: string) => documentPlace.test(address) || referencePlace.test(address);

/**
 * Finds the rows behind citation addresses, in the order given.
 * @throws {RangeError} naming the first address that points nowhere.
 */
export async function resolveCitations(sql: Sql, addresses: readonly string[]): Promise<CitationTarget[]> {
  const found = await citationsAt(sql, addresses);
  return addresses.map((address) => {
    const target = found.get(address);
    if (!target) throw new RangeError(`citation points nowhere: ${address}`);
    return target;
  });
}

/** Finds the rows behind citation addresses, by address. One that points nowhere is left out. */
export async function citationsAt(sql: Sql, addresses: readonly string[]): Promise<Map<string, CitationTarget>> {
  const documents = addresses.flatMap((address) => documentPlace.exec(address)?.slice(1, 3).join("#") ?? []);
  const references = addresses.flatMap((address) => referencePlace.exec(address)?.[1] ?? []);
  const [places, works] = await Promise.all([
    sql<{ place: string; documentId: string; anchor: string }[]>`
      select d.slug || '#' || a.anchor as place, a.document_id as "documentId", a.anchor
      from document_anchor a join document d on d.id = a.document_id
      where d.slug || '#' || a.anchor = any(${documents})`,
    sql<{ slug: string }[]>`select slug from reference where slug = any(${references})`,
  ]);
  const known = [
    ...places.map(({ place, ...target }) => [`/dokumenter/${place}`, { ...target, referenceSlug: null }] as const),
    ...works.map(({ slug }) => [`/kilder/${slug}`, { documentId: null, anchor: null, referenceSlug: slug }] as const),
  ];
  return new Map<string, CitationTarget>(known);
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
      coalesce(d.publisher || ', ' || left(d.dated, 4), r.authors || ', ' || r.year) as byline,
      case when ${visibleDocument(sql)} then a.label end as passage
    from ${sql(table)} x
    left join document d on d.id = x.document_id
    left join document_anchor a on a.document_id = x.document_id and a.anchor = x.anchor
    left join reference r on r.slug = x.reference_slug
    where x.revision_id = ${revisionId}
    order by x.position`;
}
