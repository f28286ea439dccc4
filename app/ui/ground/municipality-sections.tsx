import { ChartFigure } from "#app/charts/chart-figure.tsx";
import { byKindAndPriceYear, countedLines, sumByFinancing, sumByYear } from "#app/domain/add-up.ts";
import { danishNumber } from "#app/domain/dates.ts";
import { initiativeStateMeanings, initiativeStates, moneyKinds } from "#app/domain/ground-vocabulary.ts";
import type { Ambition } from "#db/queries/ambitions/list.ts";
import type { ShownBudgetRow, ShownBudgetTable } from "#db/queries/budgets/rows.ts";
import type { ShownAim, ShownPlacement } from "#db/queries/follow-ups/aims.ts";
import type { ShownMandate } from "#db/queries/follow-ups/mandates.ts";
import type { MunicipalityIndicator } from "#db/queries/indicators/list.ts";
import type { OwnInitiative } from "#db/queries/initiatives/list.ts";
import type { Head, Page } from "#db/queries/paging.ts";
import { Blank } from "../blank.tsx";
import { CsvLink } from "../csv-link.tsx";
import { counted } from "../format.ts";
import { Pagination } from "../pagination.tsx";
import { type BothOverPeriods, MunicipalityAmbitions, MunicipalityStatus } from "../statuses/municipality-status.tsx";
import { Aims, Placements } from "./aims.tsx";
import { AsOfForm } from "./as-of-form.tsx";
import {
  Agreements,
  AmountCorrections,
  BudgetGrid,
  Differences,
  PrintedTable,
  SumTable,
  ThreeLines,
  unitOf,
} from "./budgets.tsx";
import { FirstOf, Part } from "./folded-part.tsx";
import { IndicatorsBeside } from "./indicators-beside.tsx";
import { InitiativeList } from "./initiatives.tsx";
import { Invented } from "./invented.tsx";
import { Mandate } from "./mandates.tsx";
import { inTime, type ListedMilestone, Milestones, milestonesTitle } from "./milestones.tsx";
import { chartsOfMunicipality } from "./money-chart.ts";
import { pricesInWords } from "./money-words.ts";
import { OnPage } from "./on-page.tsx";

/** What a municipality does, spends, wants and measures, as far as a viewer may read it. */
export interface MunicipalityGround {
  /** Real ones, a page of them. */
  initiatives: Page<OwnInitiative>;
  /** Invented ones, the first. */
  invented: Page<OwnInitiative>;
  budgetTables: readonly ShownBudgetTable[];
  budget: { rows: readonly ShownBudgetRow[]; isCut: boolean };
  /** The day that money is read as of, `YYYY-MM-DD`; null: as it stands. */
  moneyAsOf: string | null;
  aims: readonly ShownAim[];
  placements: readonly ShownPlacement[];
  mandates: readonly ShownMandate[];
  indicators: Head<MunicipalityIndicator>;
  overPeriods: BothOverPeriods;
  ambitions: readonly Ambition[];
}

/** So many stand open, the rest is folded. */
const mostInitiatives = 5;
const mostMilestones = 4;
const mostIndicators = 5;

const realOf = <T extends { demo: boolean }>(all: readonly T[]) => all.filter(({ demo }) => !demo);
const inventedOf = <T extends { demo: boolean }>(all: readonly T[]) => all.filter(({ demo }) => demo);

/** The sections that a municipality has something in, in the order of the page. */
export function groundSections(ground: MunicipalityGround, name: string): { id: string; label: string }[] {
  const { budget, aims, placements, mandates, indicators, overPeriods, ambitions } = ground;
  const initiatives = [...ground.initiatives.items, ...ground.invented.items];
  const sections = [
    { id: "status", label: "De ti punkter over tid", there: Boolean(overPeriods.real ?? overPeriods.invented) },
    { id: "indsatser", label: "Indsatser", there: initiatives.length > 0 },
    { id: "penge", label: "Penge", there: budget.rows.length > 0 || ground.moneyAsOf !== null },
    { id: "milepaele", label: "Milepæle", there: initiatives.some(({ milestones }) => milestones.length > 0) },
    { id: "vil", label: `Hvad ${name} vil`, there: aims.length > 0 },
    { id: "ambitioner", label: "Ambitioner", there: ambitions.length > 0 },
    { id: "opfoelgning", label: "Opfølgning", there: mandates.length > 0 },
    { id: "indikatorer", label: "Indikatorer", there: indicators.items.length > 0 },
    { id: "pladser", label: "Pladser", there: placements.length > 0 },
  ];
  return sections.flatMap(({ there, ...section }) => (there ? [section] : []));
}

/** A part of it is the municipality's own, and not invented. */
export function isAnyReal({
  initiatives,
  budget,
  aims,
  placements,
  mandates,
  indicators,
  overPeriods,
  ambitions,
}: MunicipalityGround): boolean {
  const measured = indicators.items.some(
    ({ demo, chart, values }) => !demo && (chart || values.some(({ own }) => !own.demo)),
  );
  return (
    measured ||
    overPeriods.real !== null ||
    initiatives.total > 0 ||
    [budget.rows, aims, placements, mandates, ambitions].some((all) => all.some(({ demo }) => !demo))
  );
}

/** Which of what is shown the reader may change, with the way to it. */
interface Changing {
  slug: string;
  changes: { real: boolean; invented: boolean; values: boolean };
}

/** What a municipality does, spends, wants and measures. One without any shows nothing here. */
export function MunicipalitySections({
  ground,
  place,
  changes,
  today,
}: {
  ground: MunicipalityGround;
  place: { slug: string; name: string };
  changes: Changing["changes"];
  /** `YYYY-MM-DD` */
  today: string;
}) {
  const { name } = place;
  const changing = { slug: place.slug, changes };
  const sections = groundSections(ground, name);
  if (sections.length === 0) return null;
  const show = {
    status: () => <MunicipalityStatus over={ground.overPeriods} place={place} />,
    ambitioner: () => <MunicipalityAmbitions all={ground.ambitions} today={today} name={name} />,
    indsatser: () => <Initiatives ground={ground} place={place} />,
    penge: () => <Money ground={ground} place={place} today={today} />,
    milepaele: () => <AllMilestones ground={ground} name={name} />,
    vil: () => (
      <>
        <Aims items={realOf(ground.aims)} />
        <InventedAims items={inventedOf(ground.aims)} name={name} />
      </>
    ),
    opfoelgning: () => <Mandates all={ground.mandates} name={name} {...changing} />,
    indikatorer: () => (
      <>
        <Indicators all={ground.indicators} name={name} />
        {changes.values && (
          <p className="no-print">
            <a href={`/kommuner/${place.slug}/indikatorer`}>Tast tal ind</a>
          </p>
        )}
      </>
    ),
    pladser: () => <AllPlacements all={ground.placements} name={name} {...changing} />,
  };
  const titles: Record<string, string> = {
    ambitioner: `Hvad ${name} vil med de ti punkter`,
    penge: "Penge over årene",
    milepaele: milestonesTitle(
      [...ground.initiatives.items, ...ground.invented.items].flatMap((one) => one.milestones),
    ),
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

function Initiatives({
  ground: { initiatives, invented },
  place: { slug, name },
}: {
  ground: MunicipalityGround;
  place: { slug: string; name: string };
}) {
  const { items: real, total, page, pageSize } = initiatives;
  const states = new Set(real.map(({ state }) => state));
  const [only] = states.size === 1 && total === real.length ? states : [null];
  return (
    <>
      {real.length > 0 && (
        <>
          <p>
            {counted(total, "indsats", "indsatser")}, gengivet fra kommunens egne dokumenter eller lagt ind af kommunen.{" "}
            {only && (
              <>
                Alle står som <strong>{initiativeStates[only].toLowerCase()}</strong>. {initiativeStateMeanings[only]}
              </>
            )}
            {total > real.length && ` Her er ${real.length} af dem.`}
          </p>
          <FirstInitiatives all={real} />
          <Pagination
            label="Sider med indsatser"
            page={page}
            pages={Math.ceil(total / pageSize)}
            address={(next) => `/kommuner/${slug}${next > 1 ? `?indsatser=${next}` : ""}#indsatser`}
          />
        </>
      )}
      {invented.items.length > 0 && (
        <Invented id="opdigtede-indsatser" what="indsatser" place={name}>
          {invented.total > invented.items.length && (
            <p>
              Her er de første {invented.items.length} af {danishNumber(invented.total)}.
            </p>
          )}
          <FirstInitiatives all={invented.items} />
        </Invented>
      )}
    </>
  );
}

/** The first of many stand open. */
function FirstInitiatives({ all }: { all: readonly OwnInitiative[] }) {
  return (
    <FirstOf
      all={all}
      most={mostInitiatives}
      rest={(count) => counted(count, "indsats mere", "indsatser mere")}
      show={(some) => <InitiativeList items={some} />}
    />
  );
}

function Money({
  ground: { budgetTables, budget, moneyAsOf },
  place,
  today,
}: {
  ground: MunicipalityGround;
  place: { slug: string; name: string };
  today: string;
}) {
  const { name } = place;
  const of = { isCut: budget.isCut, asOf: moneyAsOf, place };
  const real = realOf(budget.rows);
  const invented = inventedOf(budget.rows);
  return (
    <>
      {budget.isCut && (
        <p>
          Her er flere linjer, end siden kan vise på én gang. Vi viser de første{" "}
          {danishNumber(real.length + invented.length)} og lægger ikke sammen. Hver indsats har alle sine linjer på sin
          egen side.
        </p>
      )}
      {real.length > 0 && <MoneyOf rows={real} tables={realOf(budgetTables)} {...of} />}
      {real.length > 0 && !real.some(({ level }) => level) && (
        <p className="figure-key">
          Regnskabet i tre linjer om året (det almene, mellemformer, specialtilbud): <Blank kind="not_stated" />
        </p>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-penge" what="beløb" place={name}>
          <MoneyOf rows={invented} tables={inventedOf(budgetTables)} {...of} demo />
        </Invented>
      )}
      {budget.rows.length === 0 && <p>Der stod ingen beløb på den dag.</p>}
      <AsOfForm path={`/kommuner/${place.slug}`} asOf={moneyAsOf} today={today} what="beløbene" section="penge" />
    </>
  );
}

function MoneyOf({
  rows,
  tables,
  isCut,
  asOf,
  place: { slug, name },
  demo = false,
}: {
  rows: readonly ShownBudgetRow[];
  tables: readonly ShownBudgetTable[];
  /** There are more rows, so that nothing can be added. */
  isCut: boolean;
  /** The day that they are read as of, `YYYY-MM-DD`; null: as they stand. */
  asOf: string | null;
  place: { slug: string; name: string };
  demo?: boolean;
}) {
  const lines = isCut ? [] : countedLines(rows);
  const { charts, levelled } = chartsOfMunicipality(isCut ? [] : rows, name, demo);
  const path = `/kommuner/${slug}/penge`;
  const asked = new URLSearchParams({ ...(demo && { demodata: "ja" }), ...(asOf && { pr: asOf }) });
  const file = (ending: "svg" | "csv", number = 1) => {
    const query = new URLSearchParams([...asked, ...(number > 1 ? [["nr", String(number)]] : [])]);
    return `${path}.${ending}${query.size > 0 ? `?${query}` : ""}`;
  };
  const filesOf = (at: number) => ({ svg: file("svg", at + 1), csv: file("csv") });
  const alone = rows.filter(({ tableId, level }) => tableId === null && level === null);
  const levels = rows.filter(({ level }) => level !== null);
  const differences = tables.flatMap((table) => table.differences);
  const key = demo ? "demo-" : "";
  return (
    <>
      {charts.map((data, at) => (
        <div className={at === 0 && differences.length > 0 ? "duo" : "chart-row"} key={data.subject}>
          <ChartFigure
            id={`${key}penge-${at}`}
            data={data}
            files={filesOf(at)}
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
        <Part title={`Tabellen »${table.title}«, som den er trykt`} key={table.id}>
          <PrintedTable
            table={isCut ? { ...table, whole: false } : table}
            rows={rows.filter(({ tableId }) => tableId === table.id)}
          />
        </Part>
      ))}
      {levelled.map((data, at) => (
        <div className="chart-row" key={data.subject}>
          <ChartFigure
            id={`${key}linjer-${at}`}
            data={data}
            files={filesOf(charts.length + at)}
            tableBelow
            note={data.periods.some(({ part }) => part) && "Et af årene er ikke et helt år. Det står for sig."}
          />
        </div>
      ))}
      {byKindAndPriceYear(levels).map(({ kind, priceYear, rows: own }) => (
        <div className="table-block" key={`${kind} ${priceYear}`}>
          <ThreeLines
            caption={`Tre linjer om året (${moneyKinds[kind].toLowerCase()}, ${unitOf(own)}, ${pricesInWords(priceYear)})`}
            rows={own}
          />
        </div>
      ))}
      {byKindAndPriceYear(alone).map(({ kind, priceYear, rows: own }) => (
        <Part
          title={`${counted(own.length, "linje", "linjer")}, lagt ind af kommunen (${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)})`}
          key={`${kind} ${priceYear}`}
        >
          <BudgetGrid
            caption={`Lagt ind af kommunen (${moneyKinds[kind].toLowerCase()}, ${unitOf(own)}, ${pricesInWords(priceYear)})`}
            rows={own}
          />
        </Part>
      ))}
      <Agreements rows={alone} />
      {charts.length + levelled.length === 0 && (
        <CsvLink path={path} query={asked.toString()} label="Hent beløbene som CSV" />
      )}
      {rows.some(({ corrections }) => corrections.length > 0) && (
        <Part title="Rettelser af beløb">
          <AmountCorrections rows={rows} />
        </Part>
      )}
      {byKindAndPriceYear(lines).map((group) => (
        <Sums group={group} key={`${group.kind} ${group.priceYear}`} />
      ))}
    </>
  );
}

/** The same amounts by the points that they serve and by what pays, folded. */
function Sums({
  group: { kind, priceYear, rows },
}: {
  group: { kind: keyof typeof moneyKinds; priceYear: number | null; rows: readonly ShownBudgetRow[] };
}) {
  const what = `${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)}`;
  const served = new Map(
    rows.flatMap(({ points }) => points.map((point) => [`${point.year} ${point.number}`, point] as const)),
  );
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
        rows.filter(({ points }) => points.some((point) => point.year === year && point.number === number)),
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

function AllMilestones({ ground, name }: { ground: MunicipalityGround; name: string }) {
  const of = ({ items }: Page<OwnInitiative>) =>
    inTime(
      items.flatMap(({ milestones, slug, title }) =>
        milestones.map((one) => ({ ...one, initiative: { slug, title } })),
      ),
    );
  const real = of(ground.initiatives);
  const invented = of(ground.invented);
  const isPart = ground.initiatives.total > ground.initiatives.items.length;
  return (
    <>
      {real.length > 0 && (
        <>
          <p>
            Tiden står, som den er skrevet, og bliver ikke lavet om til en dato.
            {isPart && " Her er milepælene i de indsatser, som siden viser."}
            {real.every(({ doneOn }) => doneOn === null) && (
              <>
                {" "}
                Om milepælene er nået: <Blank kind="not_stated" />
              </>
            )}
          </p>
          <FirstMilestones all={real} />
        </>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-milepaele" what="milepæle" place={name}>
          <FirstMilestones all={invented} />
        </Invented>
      )}
    </>
  );
}

const FirstMilestones = ({ all }: { all: readonly ListedMilestone[] }) => (
  <FirstOf
    all={all}
    most={mostMilestones}
    rest={(count) => counted(count, "milepæl mere", "milepæle mere")}
    show={(some) => <Milestones items={some} />}
  />
);

const InventedAims = ({ items, name }: { items: readonly ShownAim[]; name: string }) =>
  items.length > 0 ? (
    <Invented id="opdigtede-maal" what="mål" place={name}>
      <Aims items={items} />
    </Invented>
  ) : null;

function Mandates({ all, name, slug, changes }: Changing & { all: readonly ShownMandate[]; name: string }) {
  const invented = inventedOf(all);
  const kept = `/kommuner/${slug}/opfoelgning`;
  return (
    <>
      {realOf(all).map((one) => (
        <Mandate item={one} keptAt={changes.real ? kept : null} key={one.id} />
      ))}
      {invented.length > 0 && (
        <Invented id="opdigtede-opdrag" what="opfølgninger" place={name}>
          {invented.map((one) => (
            <Mandate item={one} keptAt={changes.invented ? kept : null} key={one.id} />
          ))}
        </Invented>
      )}
    </>
  );
}

function Indicators({ all: { items: all, total }, name }: { all: Head<MunicipalityIndicator>; name: string }) {
  const invented = all.filter(({ values }) => values.some(({ own }) => own.demo));
  const onlyInvented = ({ demo, chart, values }: MunicipalityIndicator) =>
    demo || (chart === null && values.length > 0 && values.every(({ own }) => own.demo));
  const real = all.filter((one) => !onlyInvented(one));
  return (
    <>
      {total > all.length && (
        <p>
          Her er de første {all.length} af {danishNumber(total)} indikatorer.{" "}
          <a href="/indikatorer">Se alle indikatorer</a>
        </p>
      )}
      {real.length > 0 && (
        <>
          <p>Ét tal er et øjebliksbillede. Hvor dokumentet ikke har en udvikling, tegner vi ingen.</p>
          <FirstIndicators all={real} name={name} />
        </>
      )}
      {invented.length > 0 && (
        <Invented id="opdigtede-tal" what="tal" place={name}>
          <FirstIndicators all={invented} name={name} demo />
        </Invented>
      )}
    </>
  );
}

const FirstIndicators = ({
  all,
  name,
  demo = false,
}: {
  all: readonly MunicipalityIndicator[];
  name: string;
  demo?: boolean;
}) => (
  <FirstOf
    all={all}
    most={mostIndicators}
    rest={(count) => counted(count, "indikator mere", "indikatorer mere")}
    show={(some) => <IndicatorsBeside items={some} place={name} demo={demo} />}
  />
);

function AllPlacements({ all, name, slug, changes }: Changing & { all: readonly ShownPlacement[]; name: string }) {
  const real = realOf(all);
  const invented = inventedOf(all);
  const kept = `/kommuner/${slug}/pladser`;
  return (
    <>
      {real.length > 0 && <Placements items={real} keptAt={changes.real ? kept : null} />}
      {invented.length > 0 && (
        <Invented id="opdigtede-pladser" what="regler" place={name}>
          <Placements items={invented} keptAt={changes.invented ? kept : null} />
        </Invented>
      )}
    </>
  );
}
