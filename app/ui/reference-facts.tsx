import { longDate } from "#app/domain/dates.ts";
import { readings, referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import type { ReferenceRow } from "#db/queries/references.ts";
import { Tag } from "./tags.tsx";

/** What sort of source it is, and that it has been taken back. */
export function ReferenceTags({ kind, withdrawnOn }: Pick<ReferenceRow, "kind" | "withdrawnOn">) {
  return (
    <>
      <Tag tone="reference">{kind ? referenceKinds[kind] : "Nævnt i et dokument"}</Tag>
      {withdrawnOn && <Tag tone="stage">Trukket tilbage</Tag>}
    </>
  );
}

/** Who published a source, when and where, in one line. */
export const bylineOf = ({ publisher, year, country }: Pick<ReferenceRow, "publisher" | "year" | "country">): string =>
  [publisher, year ? String(year) : "årstal ikke oplyst", country ? referenceCountries[country] : ""]
    .filter(Boolean)
    .join(" · ");

/** How far we have read a source, and when, as one sentence. */
export function readingOf({ reading, readOn }: Pick<ReferenceRow, "reading" | "readOn">): string {
  if (!reading || !readOn) return "Vi har ikke set kilden selv og kender den kun fra dokumentet.";
  const words = readings[reading];
  return `Set ${longDate(readOn)}: ${words}.`;
}

/** Where a source can be read: its own address, or else the one that its DOI leads to. */
export const outwardAddress = ({ url, doi }: Pick<ReferenceRow, "url" | "doi">): string | null =>
  url ?? (doi ? `https://doi.org/${doi}` : null);

/** The guides that a source belongs to. */
export function TopicLinks({ topics }: Pick<ReferenceRow, "topics">) {
  return (
    <>
      {topics.map(({ slug, title }, index) => (
        <span key={slug}>
          {index > 0 && ", "}
          <a href={`/metoder/${slug}`}>{title}</a>
        </span>
      ))}
    </>
  );
}

/** The texts that rest on a source. */
export function CitingLinks({ citedBy }: Pick<ReferenceRow, "citedBy">) {
  return (
    <>
      {citedBy.map(({ kind, slug, title }, index) => (
        <span key={`${kind}/${slug}`}>
          {index > 0 && ", "}
          <a href={`/${kind === "case" ? "eksempler" : "metoder"}/${slug}`}>{title}</a>
        </span>
      ))}
    </>
  );
}
