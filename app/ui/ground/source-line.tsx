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

/** The way for one who may change it to where that is done. @param name for those who hear the link without its surroundings */
export function ChangeLink({ href, name, children = "Ret" }: { href: string; name: string; children?: string }) {
  return (
    <a className="stands no-print" href={href}>
      {children}
      <span className="sr-only"> {name}</span>
    </a>
  );
}
