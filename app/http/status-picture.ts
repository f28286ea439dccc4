import type { AppLoadContext } from "@remix-run/node";
import { countMoves, moveBetween, sumOfMoves } from "#app/domain/statuses/count-moves.ts";
import { countMatrix, foldCounts, type PointCounts } from "#app/domain/statuses/count-statuses.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import {
  cellOf,
  type MatrixFilter,
  type MatrixRow,
  narrowMatrix,
  sizeClasses,
  sizeClassOf,
} from "#app/domain/statuses/status-matrix.ts";
import { activityStages, effects } from "#app/domain/statuses/status-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { listCommitments } from "#db/queries/declarations.ts";
import { listHelpWanted } from "#db/queries/statuses/help-wanted.ts";
import { indicatorsOnMap, valuesOnMap } from "#db/queries/statuses/map-values.ts";
import { countStatuses, readStatusMatrix } from "#db/queries/statuses/matrix.ts";
import { listPeriods } from "#db/queries/statuses/periods.ts";
import { chosenOne, listQuery, refuseValue } from "./list-address.ts";
import { refuse } from "./respond.ts";

const only = ["alle", "status", "ingen", "hjaelp", "flyttet"] as const;
const views = ["fremdrift", "effekt", "hjaelp", "indikator"] as const;

/** What the map and the matrix show. */
export type PictureView = (typeof views)[number];

/** The words for what is told of a municipality where it is neither a stage nor an effect. */
const parameters = ["demodata", "periode", "punkt", "vis", "indikator", "region", "stoerrelse", "kun", "hvem"];

/** Which statuses an address asks for: the kind, and the period; the newest in which something is published unless it names one. */
export async function readPictureChoice(request: Request, { sql }: Pick<AppLoadContext, "sql">) {
  const query = listQuery(request, parameters);
  const demo = chosenOne(query, "demodata", "valget", ["nej", "ja"] as const) === "ja";
  const periods = (await listPeriods(sql)).map(({ code, closedAt, published, demoPublished }) => ({
    code,
    name: periodName(code),
    closed: closedAt !== null,
    published,
    demoPublished,
  }));
  const wanted = query.get("periode");
  const usual = periods.find((period) => (demo ? period.demoPublished : period.published) > 0) ?? periods[0];
  const period = wanted ? periods.find(({ code }) => code === wanted) : usual;
  if (wanted && !period) refuseValue("perioden", wanted);
  return { query, demo, periods, period: period ?? null };
}

/** The country's picture of a declaration's points, as its pages show it: what everybody sees, and the names for the network. */
export async function readPicture(request: Request, context: AppLoadContext, year: number) {
  const { sql, viewer, today } = context;
  const [choice, commitments] = await Promise.all([
    readPictureChoice(request, context),
    listCommitments(sql, viewer, year),
  ]);
  if (commitments.length === 0) return refuse(404, "Vi har ingen erklæring fra det år.");
  const { query, demo, periods, period } = choice;
  const points = commitments.map(({ number, title }) => ({ number, title }));
  const numbers = points.map(({ number }) => number);
  const wanted = { year, period: period?.code ?? null, demo };
  const rows = await readStatusMatrix(sql, viewer, { ...wanted, today });
  const shared = {
    year,
    query: query.toString(),
    demo,
    periods,
    period,
    points,
    published: rows.filter(({ status }) => status !== null).length,
  };
  if (!viewer.network) {
    const counted = await countStatuses(sql, wanted);
    return {
      ...shared,
      counts: foldCounts(counted, numbers),
      asking: counted.helped,
      where: rows.map(whereToRead),
      named: null,
    };
  }
  const counts = countMatrix(rows, numbers);
  return {
    ...shared,
    counts,
    asking: rows.filter(({ cells }) => cells.some(({ help }) => help)).length,
    where: [],
    named: await readNamed(context, { query, rows, numbers, counts, wanted }),
  };
}

/** A municipality on the map that shows where there is something to read. */
const whereToRead = ({ slug, name, region, tileColumn, tileRow, status }: MatrixRow) => ({
  slug,
  name,
  region: region.slug,
  tileColumn,
  tileRow,
  period: status?.period ?? null,
});

interface NamedPicture {
  query: URLSearchParams;
  rows: MatrixRow[];
  numbers: readonly number[];
  counts: readonly PointCounts[];
  wanted: { year: number; period: string | null; demo: boolean };
}

/** What the network sees beside the counts: each municipality by name, as the address narrows it. */
async function readNamed({ sql, viewer }: AppLoadContext, { query, rows, numbers, counts, wanted }: NamedPicture) {
  const view = chosenOne(query, "vis", "visningen", views);
  const point = Number(chosenOne(query, "punkt", "punktet", numbers.map(String)));
  const regions = [...new Map(rows.map(({ region }) => [region.slug, region.name]))]
    .map(([slug, name]) => ({ slug, name: name.replace("Region ", "") }))
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
  const filter: MatrixFilter = {
    region: chosenOne(query, "region", "regionen", ["", ...regions.map(({ slug }) => slug)]) || null,
    size:
      (chosenOne(query, "stoerrelse", "størrelsen", [
        "",
        ...sizeClasses.map(({ code }) => code),
      ]) as MatrixFilter["size"]) || null,
    only: chosenOne(query, "kun", "valget", only),
  };
  const who = chosenOne(query, "hvem", "valget", [
    "",
    ...codes(activityStages),
    ...codes(effects),
    "ikke-vurderet",
    "ingen",
    "hjaelp",
  ]);
  const [help, indicators] = await Promise.all([
    listHelpWanted(sql, viewer, wanted),
    indicatorsOnMap(sql, viewer, { demo: wanted.demo }),
  ]);
  const shown = narrowMatrix(rows, filter);
  const moves = countMoves(rows, numbers);
  const measured =
    view === "indikator" ? await readMeasured({ sql, viewer }, { query, indicators, demo: wanted.demo }) : null;
  return {
    view,
    point,
    regions,
    sizes: sizeClasses,
    filter,
    who,
    rows: shown,
    all: rows,
    groups: [
      ...regions.map(({ slug, name }) =>
        groupOf(
          name,
          rows.filter(({ region }) => region.slug === slug),
          numbers,
        ),
      ),
      ...sizeClasses.map(({ code, name }) =>
        groupOf(
          name,
          rows.filter(({ population }) => sizeClassOf(population) === code),
          numbers,
        ),
      ),
    ],
    fits:
      who === ""
        ? []
        : rows
            .filter((row) => isSaid(row, point, who))
            .map(({ slug, name, status }) => ({ slug, name, period: status?.period ?? null })),
    counted: counts.find(({ number }) => number === point) ?? null,
    moves,
    moved: sumOfMoves(moves),
    moving: rows
      .map(({ slug, name, cells }) => ({
        slug,
        name,
        moved: cells.flatMap(({ number, stage, before }) =>
          stage && before && moveBetween(before, stage) !== "same" ? [{ number, before, stage }] : [],
        ),
      }))
      .filter(({ moved }) => moved.length > 0),
    help,
    indicators,
    measured,
  };
}

/** A region or a class of size with what its municipalities say of each point. */
const groupOf = (name: string, rows: readonly MatrixRow[], numbers: readonly number[]) => ({
  name,
  municipalities: rows.length,
  published: rows.filter(({ status }) => status !== null).length,
  counts: countMatrix(rows, numbers),
});

/** Whether a municipality says this of a point. @param who a stage, an effect, or one of the blanks */
function isSaid(row: MatrixRow, point: number, who: string): boolean {
  const { stage, effect, help } = cellOf(row, point);
  if (who === "ingen") return row.status === null;
  if (who === "ikke-vurderet") return row.status !== null && stage === null;
  if (who === "hjaelp") return help;
  return stage === who || effect === who;
}

/** The newest value of the chosen indicator in each municipality that has one. */
async function readMeasured(
  { sql, viewer }: Pick<AppLoadContext, "sql" | "viewer">,
  {
    query,
    indicators,
    demo,
  }: { query: URLSearchParams; indicators: Awaited<ReturnType<typeof indicatorsOnMap>>; demo: boolean },
) {
  if (indicators.length === 0) return null;
  const slug = chosenOne(
    query,
    "indikator",
    "indikatoren",
    indicators.map((one) => one.slug),
  );
  const indicator = indicators.find((one) => one.slug === slug);
  if (!indicator) return null;
  return { indicator, values: await valuesOnMap(sql, viewer, { id: indicator.id, demo }) };
}

export type StatusPicture = Awaited<ReturnType<typeof readPicture>>;
export type NamedPart = NonNullable<StatusPicture["named"]>;
