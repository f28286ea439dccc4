import type { ActivityStage, Effect } from "../domain/statuses/status-vocabulary.ts";
import type { Block } from "./blocks.ts";

type Point = Extract<Block, { type: "point" }>;

/** One of the ten points that stands otherwise than before. */
export interface MovedPoint extends Pick<Point, "year" | "number" | "title"> {
  stage: { before: ActivityStage | null; now: ActivityStage | null };
  effect: { before: Effect | null; now: Effect | null };
}

/** A line that something has become of: its pin, and what is said of it. */
export interface ChangedLine {
  pin: string;
  said: string;
}

/** What a paper says that the one before did not. No direction is reckoned: what was and what is stand beside each other. */
export interface SinceLast {
  points: MovedPoint[];
  /** How many of the points that are in both, and assessed in this one, stand as they stood. */
  asBefore: number;
  /** How many of the points are not assessed in this one, and were not in the one before. */
  notAssessed: number;
  reached: ChangedLine[];
  moved: ChangedLine[];
  dropped: ChangedLine[];
  stopped: ChangedLine[];
}

/** What has become of points, milestones and initiatives from one paper to the next. */
export function sinceLast(before: readonly Block[], now: readonly Block[]): SinceLast {
  const earlier = new Map(before.filter(isPoint).map((point) => [keyOf(point), point]));
  const both = now.filter(isPoint).flatMap((point) => {
    const was = earlier.get(keyOf(point));
    return was ? [{ was, point }] : [];
  });
  const blank = both.filter(({ was, point }) => isBlank(was) && isBlank(point));
  const points = both
    .filter(({ was, point }) => was.stage !== point.stage || was.effect !== point.effect)
    .map(({ was, point: { year, number, title, stage, effect } }) => ({
      year,
      number,
      title,
      stage: { before: was.stage, now: stage },
      effect: { before: was.effect, now: effect },
    }));
  const lines = (change: string) =>
    now.flatMap((block) =>
      block.type === "line" && block.change === change ? [{ pin: block.pin, said: block.said }] : [],
    );
  return {
    points,
    asBefore: both.length - points.length - blank.length,
    notAssessed: blank.length,
    reached: lines("naaet"),
    moved: lines("flyttet"),
    dropped: lines("droppet"),
    stopped: lines("stoppet"),
  };
}

const isBlank = ({ stage, effect }: Point) => stage === null && effect === null;
const isPoint = (block: Block): block is Point => block.type === "point";
const keyOf = ({ year, number }: Point) => `${year}:${number}`;
