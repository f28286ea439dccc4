import { cellOf, type MatrixRow } from "./status-matrix.ts";
import type { ActivityStage } from "./status-vocabulary.ts";

/** Stages that follow each other. "Not given priority now" stands beside them, so a way to or from it is neither forth nor back. */
const inOrder: readonly ActivityStage[] = ["ikke-begyndt", "planlagt", "i-gang", "gennemfoert", "forankret"];

/** What has become of a point between two statuses of a municipality. */
export type Move = "forth" | "back" | "paused" | "resumed" | "same";

/** The move from one stage to another. */
export function moveBetween(before: ActivityStage, now: ActivityStage): Move {
  if (before === now) return "same";
  if (now === "ikke-prioriteret") return "paused";
  if (before === "ikke-prioriteret") return "resumed";
  return inOrder.indexOf(now) > inOrder.indexOf(before) ? "forth" : "back";
}

/** How many municipalities have moved on a point since the status that they had before. All but `uncompared` are those with a stage in both. */
export interface PointMoves extends Record<Move, number> {
  number: number;
  /** No status now or before, or one of them says nothing of the point. */
  uncompared: number;
}

/** Counts the moves on each point, both ways. @param numbers the points */
export const countMoves = (rows: readonly MatrixRow[], numbers: readonly number[]): PointMoves[] =>
  numbers.map((number) => {
    const moves: PointMoves = { number, forth: 0, back: 0, paused: 0, resumed: 0, same: 0, uncompared: 0 };
    for (const row of rows) {
      const { stage, before } = cellOf(row, number);
      moves[row.status === null || stage === null || before === null ? "uncompared" : moveBetween(before, stage)] += 1;
    }
    return moves;
  });

/** All moves of all points in one. */
export const sumOfMoves = (all: readonly PointMoves[]): Record<Move, number> => {
  const sum = (move: Move) => all.reduce((total, one) => total + one[move], 0);
  return { forth: sum("forth"), back: sum("back"), paused: sum("paused"), resumed: sum("resumed"), same: sum("same") };
};
