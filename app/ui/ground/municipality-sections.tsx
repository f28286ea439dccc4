import { ChartFigure } from "#app/charts/chart-figure.tsx";
import { byKindAndPriceYear, countedLines, sumByFinancing, sumByYear } from "#app/domain/add-up.ts";
import { initiativeStateMeanings, initiativeStates, moneyKinds } from "#app/domain/ground-vocabulary.ts";
import type { ShownBudgetRow, ShownBudgetTable } from "#db/queries/budgets/rows.ts";
import type { ShownAim, ShownPlacement } from "#db/queries/follow-ups/aims.ts";
import type { ShownMandate } from "#db/queries/follow-ups/mandates.ts";
import type { MunicipalityIndicator } from "#db/queries/indicators/list.ts";
import type { OwnInitiative } from "#db/queries/initiatives/list.ts";
import { Blank } from "../blank.tsx";
import { counted } from "../format.ts";
import { Aims, Placements } from "./aims.tsx";
import { BudgetGrid, Differences, PrintedTable, SumTable } from "./budgets.tsx";
import { IndicatorsBeside } from "./indicators-beside.tsx";
import { InitiativeList } from "./initiatives.tsx";
import { Invented } from "./invented.tsx";
import { Mandate } from "./mandates.tsx";
import { inTime, Milestones } from "./milestones.tsx";
import { moneyCharts } from "./money-chart.ts";
import { pricesInWords } from "./money-words.ts";
import { OnPage } from "./on-page.tsx";

/** What a municipality does, spends, wants and measures, as far as a viewer may read it. */
export interface MunicipalityGround {
  initiatives: readonly OwnInitiative[];
  budgetTables: readonly ShownBudgetTable[];
  budgetRows: readonly ShownBudgetRow[];
  aims: readonly ShownAim[];
  placements: readonly ShownPlacement[];
  mandates: readonly ShownMandate[];
  indicators: readonly MunicipalityIndicator[];
}

const mostAtOnce = 12;
const realOf = <T extends { demo: boolean }>(all: readonly T[]) => all.filter(({ demo }) => !demo);
const inventedOf = <T extends { demo: boolean }>(all: readonly T[]) => all.filter(({ demo }) => demo);

/** The sections that a municipality has something in, in the order of the page. */
export function groundSections(ground: MunicipalityGround, name: string): { id: string; label: string }[] {
  const { initiatives, budgetRows, aims, placements, mandates, indicators } = ground;
  const sections = [
    { id: "indsatser", label: "Indsatser", there: initiatives.length > 0 },
    { id: "penge", label: "Penge", there: budgetRows.length > 0 },
    { id: "milepaele", label: "Milepæle", there: initiatives.some(({ milestones }) => milestones.length > 0) },
    { id: "vil", label: `Hvad ${name} vil`, there: aims.length > 0 },
    { id: "opfoelgning", label: "Opfølgning", there: mandates.length > 0 },
    { id: "indikatorer", label: "Indikatorer", there: indicators.length > 0 },
    { id: "pladser", label: "Pladser", there: placements.length > 0 },
  ];
  return sections.flatMap(({ there, ...section }) => (there ? [section] : []));
}

/** A part of it is the municipality's own, and not invented. */
export function isAnyReal({
  initiatives,
  budgetRows,
  aims,
  placements,
  mandates,
  indicators,
}: MunicipalityGround): boolean {
  const measured = indicators.some(
    ({ demo, chart, values }) => !demo && (chart || values.some(({ own }) => !own.demo)),
  );
  return measured || [initiatives, budgetRows, aims, placements, mandates].some((all) => all.some(({ demo }) => !demo));
}

/** What a municipality does, spends, wants and measures. One without any shows nothing here. */
export function MunicipalitySections({
  ground,
  name,
  enterValues,
}: {
  ground: MunicipalityGround;
  name: string;
  /** Where the viewer enters the municipality's values; null for one who may not. */
  enterValues: string | null;
}) {
  const sections = groundSections(ground, name);
  if (sections.length === 0) return null;
  const show = {
    indsatser: () => <Initiatives all={ground.initiatives} name={name} />,
    penge: () => <Money ground={ground} name={name} />,
    milepaele: () => <AllMilestones all={ground.initiatives} name={name} />,
    vil: () => (
      <>
        <Aims items={realOf(ground.aims)} />
        <InventedAims items={inventedOf(ground.aims)} name={name} />
      </>
    ),
    opfoelgning: () => <Mandates all={ground.mandates} name={name} />,
    indikatorer: () => (
      <>
        <Indicators all={ground.indicators} name={name} />
        {enterValues && (
          <p className="no-print">
            <a href={enterValues}>Tast tal ind</a>
          </p>
        )}
      </>
    ),
    pladser: () => <AllPlacements all={ground.placements} name={name} />,
  };
  const titles: Record<string, string> = {
    penge: "Penge over årene",
    milepaele: "Milepæle, som de er trykt",
    indikatorer: "Indikatorer ved siden af landets",
    pladser: "Hvem bestemmer om pladser",
  };
  return (
    <>
      <OnPage sections={[...sections, { id: "eksempler", label: "Eksempler" }]} />
      {sections.map(({ id, label }) => (
        <section className="strip" aria-labelledby={id} key={id}>
          <div className="wrap">
            <h2 id={id}>{titles[id] ?? label}</h2>
            {show[id as keyof typeof show]()}
          </div>
        </section>
      ))}
    </>
  );
}

function Initiatives({ all, name }: { all: readonly OwnInitiative[]; name: string }) {
  const real = realOf(all);
  const invented = inventedOf(all);
  const states = new Set(real.map(({ state }) => state));
  const [only] = states.size === 1 ? states : [null];
  return (
    <>
      {real.length > 0 && (
        <>
          <p>
            {counted(real.length, "indsats", "indsatser")}, gengivet fra kommunens egne dokumenter eller lagt ind af
            kommunen.{" "}
            {only && (
              <>
                Alle står som <strong>{initiativeStates[only].toLowerCase()}</strong>. {initiativeStateMeanings[only]}
              </>
            )}
          </p>
          <Folded all={real} />
        </>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-indsatser" what="indsatser" place={name}>
          <Folded all={invented} />
        </Invented>
      )}
    </>
  );
}

/** The first of many stand open. */
function Folded({ all }: { all: readonly OwnInitiative[] }) {
  const rest = all.slice(mostAtOnce);
  return (
    <>
      <InitiativeList items={all.slice(0, mostAtOnce)} />
      {rest.length > 0 && (
        <details className="folded">
          <summary>{counted(rest.length, "indsats", "indsatser")} mere</summary>
          <InitiativeList items={rest} />
        </details>
      )}
    </>
  );
}

function Money({ ground, name }: { ground: MunicipalityGround; name: string }) {
  const { budgetTables, budgetRows } = ground;
  const real = realOf(budgetRows);
  const invented = inventedOf(budgetRows);
  return (
    <>
      {real.length > 0 && (
        <MoneyOf rows={real} tables={realOf(budgetTables)} initiatives={ground.initiatives} name={name} />
      )}
      {real.length > 0 && !real.some(({ level }) => level) && (
        <p className="figure-key">
          Regnskabet i tre linjer om året (det almene, mellemformer, specialtilbud): <Blank kind="not_stated" />
        </p>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-penge" what="beløb" place={name}>
          <MoneyOf
            rows={invented}
            tables={inventedOf(budgetTables)}
            initiatives={ground.initiatives}
            name={name}
            demo
          />
        </Invented>
      )}
    </>
  );
}

function MoneyOf({
  rows,
  tables,
  initiatives,
  name,
  demo = false,
}: {
  rows: readonly ShownBudgetRow[];
  tables: readonly ShownBudgetTable[];
  initiatives: readonly OwnInitiative[];
  name: string;
  demo?: boolean;
}) {
  const lines = countedLines(rows);
  const charts = moneyCharts(lines, name, demo);
  const alone = rows.filter(({ tableId, level }) => tableId === null && level === null);
  const levels = rows.filter(({ level }) => level !== null);
  const differences = tables.flatMap((table) => table.differences);
  const key = demo ? "demo-" : "";
  const points = new Map(initiatives.map(({ id, commitments }) => [id, commitments]));
  return (
    <>
      {charts.map((data, at) => (
        <div className={at === 0 && differences.length > 0 ? "duo" : "chart-row"} key={data.subject}>
          <ChartFigure
            id={`${key}penge-${at}`}
            data={data}
            note={
              data.periods.some(({ part }) => part) &&
              "En linje begynder i løbet af året. Derfor står søjlen for sig og skal ikke læses som et spring."
            }
          />
          {at === 0 && <Differences items={differences} />}
        </div>
      ))}
      {charts.length === 0 && <Differences items={differences} />}
      {tables.map((table) => (
        <PrintedTable table={table} rows={rows.filter(({ tableId }) => tableId === table.id)} key={table.id} />
      ))}
      {byKindAndPriceYear(levels).map(({ kind, priceYear, rows: own }) => (
        <div className="table-block" key={`${kind} ${priceYear}`}>
          <BudgetGrid
            caption={`Tre linjer om året (${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)})`}
            rows={own}
          />
        </div>
      ))}
      {byKindAndPriceYear(alone).map(({ kind, priceYear, rows: own }) => (
        <div className="table-block" key={`${kind} ${priceYear}`}>
          <BudgetGrid
            caption={`Lagt ind af kommunen (${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)})`}
            rows={own}
          />
        </div>
      ))}
      {byKindAndPriceYear(lines).map((group) => (
        <Sums group={group} points={points} key={`${group.kind} ${group.priceYear}`} />
      ))}
    </>
  );
}

/** The same amounts by the points that they serve and by what pays, folded. */
function Sums({
  group: { kind, priceYear, rows },
  points,
}: {
  group: { kind: keyof typeof moneyKinds; priceYear: number | null; rows: readonly ShownBudgetRow[] };
  points: ReadonlyMap<string, OwnInitiative["commitments"]>;
}) {
  const what = `${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)}`;
  const served = new Map<string, OwnInitiative["commitments"][number]>();
  for (const { initiative } of rows)
    for (const point of points.get(initiative?.id ?? "") ?? []) served.set(`${point.year} ${point.number}`, point);
  const byPoint = [...served]
    .sort(([, one], [, other]) => one.number - other.number)
    .map(([key, { year, number, title }]) => ({
      key,
      name: (
        <a href={`/erklaeringer/${year}/punkter/${number}`}>
          {number}. {title}
        </a>
      ),
      sums: sumByYear(
        rows.filter(({ initiative }) =>
          points.get(initiative?.id ?? "")?.some((point) => point.year === year && point.number === number),
        ),
      ),
    }));
  const byPayer = sumByFinancing(rows).map(({ financing, sums }) => ({
    key: financing ?? "",
    name: financing ?? <Blank kind="not_stated" />,
    sums,
  }));
  if (byPoint.length === 0 && byPayer.length < 2) return null;
  return (
    <details className="folded sums">
      <summary>Summer efter punkt og finansiering ({what})</summary>
      <p className="figure-key">
        Lagt sammen af os, én sum for hver type og hvert prisår. Felter uden beløb er ikke regnet som 0. En indsats kan
        høre under flere punkter, så punkternes summer kan ikke lægges sammen.
      </p>
      {byPoint.length > 0 && <SumTable caption={`Efter punkt (${what})`} head="Punkt" shares={byPoint} />}
      {byPayer.length > 1 && <SumTable caption={`Efter finansiering (${what})`} head="Betales af" shares={byPayer} />}
    </details>
  );
}

function AllMilestones({ all, name }: { all: readonly OwnInitiative[]; name: string }) {
  const of = (some: readonly OwnInitiative[]) =>
    inTime(
      some.flatMap(({ milestones, slug, title }) => milestones.map((one) => ({ ...one, initiative: { slug, title } }))),
    );
  const real = of(realOf(all));
  const invented = of(inventedOf(all));
  return (
    <>
      {real.length > 0 && (
        <>
          <p>
            Tiden står, som den er trykt, og bliver ikke lavet om til en dato.
            {real.every(({ doneOn }) => doneOn === null) && (
              <>
                {" "}
                Om milepælene er nået: <Blank kind="not_stated" />
              </>
            )}
          </p>
          <Milestones items={real} />
        </>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-milepaele" what="milepæle" place={name}>
          <Milestones items={invented} />
        </Invented>
      )}
    </>
  );
}

const InventedAims = ({ items, name }: { items: readonly ShownAim[]; name: string }) =>
  items.length > 0 ? (
    <Invented id="opdigtede-maal" what="mål" place={name}>
      <Aims items={items} />
    </Invented>
  ) : null;

function Mandates({ all, name }: { all: readonly ShownMandate[]; name: string }) {
  const invented = inventedOf(all);
  return (
    <>
      {realOf(all).map((one) => (
        <Mandate item={one} key={one.id} />
      ))}
      {invented.length > 0 && (
        <Invented id="opdigtede-opdrag" what="opfølgninger" place={name}>
          {invented.map((one) => (
            <Mandate item={one} key={one.id} />
          ))}
        </Invented>
      )}
    </>
  );
}

function Indicators({ all, name }: { all: readonly MunicipalityIndicator[]; name: string }) {
  const invented = all.filter(({ values }) => values.some(({ own }) => own.demo));
  const onlyInvented = ({ demo, chart, values }: MunicipalityIndicator) =>
    demo || (chart === null && values.length > 0 && values.every(({ own }) => own.demo));
  const real = all.filter((one) => !onlyInvented(one));
  return (
    <>
      {real.length > 0 && (
        <>
          <p>Ét tal er et øjebliksbillede. Hvor dokumentet ikke har en udvikling, tegner vi ingen.</p>
          <IndicatorsBeside items={real} place={name} />
        </>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-tal" what="tal" place={name}>
          <IndicatorsBeside items={invented} place={name} demo />
        </Invented>
      )}
    </>
  );
}

function AllPlacements({ all, name }: { all: readonly ShownPlacement[]; name: string }) {
  const real = realOf(all);
  const invented = inventedOf(all);
  return (
    <>
      {real.length > 0 && <Placements items={real} />}
      {invented.length > 0 && (
        <Invented id="opdigtede-pladser" what="regler" place={name}>
          <Placements items={invented} />
        </Invented>
      )}
    </>
  );
}
