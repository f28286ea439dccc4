import { longDate } from "#app/domain/dates.ts";
import type { RowSource } from "#db/queries/row-sources.ts";

/** The way to the passage that something rests on. */
export function PlaceLink({ address, children = "Sted i dokumentet" }: { address: string | null; children?: string }) {
  return address ? (
    <a className="stands" href={address}>
      {children}
    </a>
  ) : null;
}

/** What something rests on: the passage, the dated source in words, or the municipality's own word. */
export function SourceLine({ source }: { source: RowSource | null }) {
  if (!source) return <span className="stands">Kommunens egen oplysning</span>;
  if (source.address) return <PlaceLink address={source.address} />;
  return (
    <span className="stands">
      {source.title}, {longDate(source.dated)}
    </span>
  );
}
