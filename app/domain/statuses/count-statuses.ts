import { cellOf, type MatrixRow } from "./status-matrix.ts";
import { type ActivityStage, activityStages, type Effect, effects } from "./status-vocabulary.ts";

/** How many municipalities stand where on one point. All stages, and all effects, add up to `municipalities`. */
export interface PointCounts {
  number: number;
  municipalities: number;
  stages: Record<ActivityStage, number>;
  /** They have a status, and it says nothing of the point. */
  notAssessed: number;
  /** They have no status of the period yet. */
  noStatus: number;
  effects: Record<Effect, number>;
  /** They have a status, and it tells of no effect. */
  effectUntold: number;
  /** They ask for help with it. */
  help: number;
}

const zeros = <C extends string>(codes: Readonly<Record<C, string>>) =>
  Object.fromEntries(Object.keys(codes).map((code) => [code, 0])) as Record<C, number>;

/** The counts of a point that nobody has said anything of. @param municipalities all, none of which has a status */
export const emptyCounts = (number: number, municipalities: number): PointCounts => ({
  number,
  municipalities,
  stages: zeros(activityStages),
  notAssessed: 0,
  noStatus: municipalities,
  effects: zeros(effects),
  effectUntold: 0,
  help: 0,
});

/** Counts rows of the matrix by what they say of each point. There is no mean: stages are no numbers. @param numbers the points */
export const countMatrix = (rows: readonly MatrixRow[], numbers: readonly number[]): PointCounts[] =>
  numbers.map((number) => {
    const counts = emptyCounts(number, rows.length);
    for (const row of rows) {
      if (row.status === null) continue;
      counts.noStatus -= 1;
      const { stage, effect, help } = cellOf(row, number);
      if (stage === null) counts.notAssessed += 1;
      else counts.stages[stage] += 1;
      if (effect === null) counts.effectUntold += 1;
      else counts.effects[effect] += 1;
      if (help) counts.help += 1;
    }
    return counts;
  });

/** Statuses that are counted alike. */
interface CountedAlike {
  municipalities: number;
  published: number;
  said: readonly { number: number; stage: ActivityStage | null; effect: Effect | null; count: number; help: number }[];
}

/** The same counts, of statuses that are counted without names. @param numbers the points */
export const foldCounts = (
  { municipalities, published, said }: CountedAlike,
  numbers: readonly number[],
): PointCounts[] =>
  numbers.map((number) => {
    const counts = emptyCounts(number, municipalities);
    counts.noStatus = municipalities - published;
    counts.notAssessed = published;
    counts.effectUntold = published;
    for (const { stage, effect, count, help } of said.filter((alike) => alike.number === number)) {
      if (stage !== null) {
        counts.stages[stage] += count;
        counts.notAssessed -= count;
      }
      if (effect !== null) {
        counts.effects[effect] += count;
        counts.effectUntold -= count;
      }
      counts.help += help;
    }
    return counts;
  });
