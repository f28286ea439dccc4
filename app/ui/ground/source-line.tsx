import { Fragment } from "react";
import { longDate } from "#app/domain/dates.ts";
import type { ShownValue } from "#db/queries/indicators/values.ts";
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

/** The same as words: "Budgetforlig, 2023". */
export const restsOnInWords = (source: RowSource | null): string =>
  source ? `${source.title}, ${longDate(source.dated)}` : "Kommunens egen oplysning";

type Resting = Pick<ShownValue, "source" | "municipality" | "number" | "part">;
const mostSources = 3;

/** The different things that the numbers of a chart rest on, each once. A number of the country without a source rests on none. */
function sourcesOf(values: readonly Resting[]): Map<string, string | null> {
  const drawn = values.filter(({ number, part }) => number !== null && part === null);
  return new Map(
    drawn.flatMap(({ source, municipality }): [string, string | null][] =>
      source || municipality ? [[restsOnInWords(source), source?.address ?? null]] : [],
    ),
  );
}

/** What the numbers of a chart rest on, as words for a file; empty where that is not known. */
export const sourcesInWords = (values: readonly Resting[]): string => inFile([...sourcesOf(values).keys()]);

/** The sources of drawn amounts, as words for a file: at most three, each once. */
export const moneySourcesInWords = (rows: readonly { source: RowSource | null }[]): string =>
  inFile([...new Set(rows.map(({ source }) => restsOnInWords(source)))]);

const inFile = (all: readonly string[]) =>
  [...all.slice(0, mostSources), ...(all.length > mostSources ? ["og flere"] : [])].join("; ");

/** The same with the ways there; null where it is not known. */
export function chartSources(values: readonly Resting[]) {
  const all = [...sourcesOf(values)];
  if (all.length === 0) return null;
  return (
    <>
      {all.slice(0, mostSources).map(([words, address], at) => (
        <Fragment key={words}>
          {at > 0 && "; "}
          {address ? (
            <a className="stands" href={address}>
              {words}
            </a>
          ) : (
            <span className="stands">{words}</span>
          )}
        </Fragment>
      ))}
      {all.length > mostSources && "; og flere, se tabellen"}
    </>
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
