import type { PeriodCode } from "./period-vocabulary.ts";
import type { ActivityStage, Effect } from "./status-vocabulary.ts";

/** What a municipality's status says of one of the ten points. */
export interface PointCell {
  number: number;
  /** Null: not assessed in this status. */
  stage: ActivityStage | null;
  /** Null: nothing is said of it. */
  effect: Effect | null;
  /** It asks for help with the point. */
  help: boolean;
  /** What the status before said; null: nothing, or there was none. */
  before: ActivityStage | null;
}

/** One of the 98 with its status of a period, real or invented. */
export interface MatrixRow {
  code: string;
  slug: string;
  name: string;
  region: { slug: string; name: string };
  population: number;
  /** Place on the tile map: columns from the west, rows from the north; odd rows stand half a tile to the right. */
  tileColumn: number;
  tileRow: number;
  /** The newest published edition; null: no status yet. */
  status: {
    period: PeriodCode;
    /** Days, `YYYY-MM-DD`. */
    cutOff: string;
    publishedOn: string;
    late: boolean;
    /** document: told again from a paper of the municipality's own. */
    origin: "own" | "document";
    /** The period of the status before; null: this is the first. */
    before: PeriodCode | null;
  } | null;
  /** The points of which something is said, by number; none for who does not see names by stage. */
  cells: PointCell[];
}

const unsaid = (number: number): PointCell => ({ number, stage: null, effect: null, help: false, before: null });

/** What a row says of a point; of one that it says nothing of, that it is not assessed. */
export const cellOf = ({ cells }: Pick<MatrixRow, "cells">, number: number): PointCell =>
  cells.find((cell) => cell.number === number) ?? unsaid(number);

/** How large a municipality is, in inhabitants: from the smallest on. Where a class ends, the next begins. */
const sizes = [
  { code: "under-30", name: "Under 30.000 indbyggere", below: 30_000 },
  { code: "30-50", name: "30.000-49.999 indbyggere", below: 50_000 },
  { code: "50-100", name: "50.000-99.999 indbyggere", below: 100_000 },
  { code: "fra-100", name: "100.000 indbyggere og flere", below: Number.POSITIVE_INFINITY },
] as const;

/** The code of a class of size. */
export type SizeClass = (typeof sizes)[number]["code"];

/** The classes of size, the smallest first, by code. */
export const sizeClasses: readonly { code: SizeClass; name: string }[] = sizes.map(({ code, name }) => ({
  code,
  name,
}));

/** The class that a number of inhabitants belongs to. */
export const sizeClassOf = (population: number): SizeClass =>
  sizes.find(({ below }) => population < below)?.code ?? "fra-100";

/** Which municipalities a reader wants to see in the matrix. */
export interface MatrixFilter {
  /** Slugs; none: all. */
  region: string | null;
  size: SizeClass | null;
  only: "alle" | "status" | "ingen" | "hjaelp" | "flyttet";
}

/** The rows that fit, in the order that they came in. Whether one has moved or asks for help is asked of all its points. */
export const narrowMatrix = (rows: readonly MatrixRow[], { region, size, only }: MatrixFilter): MatrixRow[] =>
  rows
    .filter((row) => region === null || row.region.slug === region)
    .filter((row) => size === null || sizeClassOf(row.population) === size)
    .filter(({ status, cells }) => {
      if (only === "status") return status !== null;
      if (only === "ingen") return status === null;
      if (only === "hjaelp") return cells.some(({ help }) => help);
      return (
        only === "alle" || cells.some(({ stage, before }) => stage !== null && before !== null && stage !== before)
      );
    });
