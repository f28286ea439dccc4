import {
  type ActivityStage,
  activityStages,
  type Effect,
  effects,
  noStatusYet,
  notAssessed,
  stageLetters,
} from "#app/domain/statuses/status-vocabulary.ts";
import type { StatusPicture } from "#app/http/status-picture.ts";

type Counts = StatusPicture["counts"][number];

/** One of the things that a status can say of a point, and how many say it. */
export interface CountPart {
  /** A stage or an effect; `ikke-vurderet` and `ingen` are neither. */
  code: ActivityStage | Effect | "ikke-vurderet" | "ingen";
  words: string;
  /** Where there is no room for words; empty: there are none. */
  letter: string;
  count: number;
}

/** Signs of effects that stand in a line of text, alike to the drawn ones. */
export const effectLetters = {
  "for-tidligt": "○",
  "ingen-endnu": "◯",
  "tidlige-tegn": "◉",
  dokumenteret: "✓",
  "forkert-vej": "↩",
} as const satisfies Record<Effect, string>;

const blanks = (counts: Counts, untold: number): CountPart[] => [
  { code: "ikke-vurderet", words: notAssessed, letter: "–", count: untold },
  { code: "ingen", words: noStatusYet, letter: "", count: counts.noStatus },
];

/** What is counted of a point by stage, in the order of the vocabulary, then what is not assessed and who has no status: all municipalities. */
export const stageParts = (counts: Counts): CountPart[] => [
  ...Object.entries(activityStages).map(([code, words]) => ({
    code: code as ActivityStage,
    words,
    letter: stageLetters[code as ActivityStage],
    count: counts.stages[code as ActivityStage],
  })),
  ...blanks(counts, counts.notAssessed),
];

/** The same by effect. */
export const effectParts = (counts: Counts): CountPart[] => [
  ...Object.entries(effects).map(([code, words]) => ({
    code: code as Effect,
    words,
    letter: effectLetters[code as Effect],
    count: counts.effects[code as Effect],
  })),
  ...blanks(counts, counts.effectUntold),
];

/** Where a municipality's status of a period is read; one without has its own page alone. */
export const tileAddress = (slug: string, period: string | null, demo: boolean): string =>
  period ? `/kommuner/${slug}/status/${period}${demo ? "?demodata=ja" : ""}` : `/kommuner/${slug}`;
