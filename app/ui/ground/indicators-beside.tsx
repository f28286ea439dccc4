import type { MunicipalityIndicator, ValueBeside } from "#db/queries/indicators/list.ts";
import { Blank } from "../blank.tsx";
import { DemoTag } from "../tags.tsx";
import { PlaceLink } from "./source-line.tsx";
import { ToldAnswer, timeInWords } from "./value-words.tsx";

const mostValues = 6;

const arrows = {
  op: "M8 14V2.5M3.5 7L8 2.5 12.5 7",
  ned: "M8 2v11.5M3.5 9L8 13.5 12.5 9",
  balance: "M2 8h12M5 4.5v7M11 4.5v7",
};

/** The direction that is wanted, with the words of the one who wants it. */
export function WantedDirection({ direction, words }: { direction: keyof typeof arrows | null; words: string | null }) {
  if (!direction && !words) return <Blank kind="not_stated" />;
  return (
    <span className="wish">
      {direction && (
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d={arrows[direction]} />
        </svg>
      )}
      <span>
        {direction && words && (
          <span className="sr-only">{direction === "balance" ? "i balance: " : `${direction}: `}</span>
        )}
        {words ?? (direction === "balance" ? "i balance" : direction)}
      </span>
    </span>
  );
}

const shownValues = (indicator: MunicipalityIndicator, demo: boolean) =>
  indicator.values.filter(({ own }) => own.demo === demo);

/** The newest values of a municipality beside the country's. Invented ones stand in a table of their own. */
export function IndicatorsBeside({
  items,
  place,
  demo = false,
}: {
  items: readonly MunicipalityIndicator[];
  place: string;
  demo?: boolean;
}) {
  return (
    <table className="figures stack-table stack-one">
      <caption className="sr-only">
        Indikatorer, {place} ved siden af hele landet{demo && ", opdigtede tal"}
      </caption>
      <thead>
        <tr>
          <th scope="col">Indikator</th>
          <th scope="col">{place}</th>
          <th scope="col">Hele landet</th>
          <th scope="col">Vi ser forandring ved</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const values = shownValues(item, demo);
          return (
            <tr key={item.id}>
              <th scope="row">
                <a href={`/indikatorer/${item.slug}`}>{item.title}</a> {item.demo && <DemoTag />}
                {item.unit && <span className="cell-sub">{item.unit}</span>}
              </th>
              <td data-label={place}>
                <Own item={item} values={values} demo={demo} />
              </td>
              <td data-label="Hele landet">
                <Country item={item} values={values} />
              </td>
              <td data-label="Vi ser forandring ved">
                <WantedDirection direction={item.direction} words={item.changeSeenBy} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The series and the part of a value; the whole says so where it stands among its parts. */
const partInWords = ({ series, part }: { series: string | null; part: string | null }, isSplit: boolean): string =>
  [series, part ?? (isSplit && "i alt")].filter(Boolean).join(", ");

function Own({ item, values, demo }: { item: MunicipalityIndicator; values: readonly ValueBeside[]; demo: boolean }) {
  if (values.length === 0)
    return item.chart && !demo ? (
      <>
        <Blank kind="not_stated">kun et diagram, uden trykte tal</Blank>
        <span className="cell-sub">
          {item.chart.updatedPrinted && `Opdateret ${item.chart.updatedPrinted}. `}
          <PlaceLink address={item.chart.passage.address}>Sted</PlaceLink>
        </span>
      </>
    ) : (
      <Blank kind="not_stated" />
    );
  const isSplit = values.some(({ own }) => own.part);
  return (
    <>
      {values.slice(0, mostValues).map(({ own }) => {
        const what = partInWords(own, isSplit);
        return (
          <div className="told" key={own.id}>
            {what && <span className="cell-sub">{what}</span>}
            <ToldAnswer value={own} decimals={item.decimals} />
            <span className="cell-sub">{timeInWords(own)}</span>
          </div>
        );
      })}
      {values.length > mostValues && <span className="cell-sub">og {values.length - mostValues} mere</span>}
    </>
  );
}

function Country({ item, values }: { item: MunicipalityIndicator; values: readonly ValueBeside[] }) {
  if (item.notComparableBecause)
    return (
      <>
        <Blank kind="not_comparable" />
        <span className="cell-sub">{item.notComparableBecause}</span>
      </>
    );
  const known = values.flatMap(({ country }) => (country ? [country] : []));
  if (known.length === 0) return <Blank kind="not_stated" />;
  const isSplit = known.some(({ part }) => part);
  return known.slice(0, mostValues).map((value) => {
    const what = partInWords(value, isSplit);
    return (
      <div className="told" key={value.id}>
        {what && <span className="cell-sub">{what}</span>}
        <ToldAnswer value={value} decimals={item.decimals} />
      </div>
    );
  });
}
