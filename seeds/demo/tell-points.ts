import type { ActivityStage, Effect, Judge } from "#app/domain/statuses/status-vocabulary.ts";
import { chanceOf, pickFor, weighFor } from "./chance.ts";
import type { StatusWords } from "./status-shapes.ts";

/** What an invented status says of one of the ten points. */
export interface PointStory {
  number: number;
  /** Null: not assessed. */
  stage: ActivityStage | null;
  said: string;
  effect: Effect | null;
  seen: string;
  judged: readonly Judge[];
  hard: string;
  help: string;
  /** Another than in the status before. */
  changed: boolean;
}

type Weights<T> = readonly (readonly [T, number])[];
type Stage = ActivityStage | null;

const firstStages: Weights<Stage> = [
  [null, 20],
  ["ikke-begyndt", 20],
  ["planlagt", 26],
  ["i-gang", 26],
  ["gennemfoert", 3],
  ["forankret", 2],
  ["ikke-prioriteret", 3],
];
const firstStagesOfLinked: Weights<Stage> = [
  ["planlagt", 30],
  ["i-gang", 60],
  ["gennemfoert", 10],
];

/** From half year to half year things go both ways. */
const nextStages: Readonly<Record<ActivityStage | "none", Weights<Stage>>> = {
  none: [
    [null, 55],
    ["ikke-begyndt", 15],
    ["planlagt", 25],
    ["i-gang", 5],
  ],
  "ikke-begyndt": [
    ["ikke-begyndt", 55],
    ["planlagt", 35],
    ["ikke-prioriteret", 6],
    [null, 4],
  ],
  planlagt: [
    ["planlagt", 48],
    ["i-gang", 40],
    ["ikke-prioriteret", 8],
    [null, 4],
  ],
  "i-gang": [
    ["i-gang", 74],
    ["gennemfoert", 15],
    ["planlagt", 6],
    ["ikke-prioriteret", 3],
    [null, 2],
  ],
  gennemfoert: [
    ["gennemfoert", 58],
    ["forankret", 30],
    ["i-gang", 12],
  ],
  forankret: [
    ["forankret", 90],
    ["i-gang", 10],
  ],
  "ikke-prioriteret": [
    ["ikke-prioriteret", 66],
    ["planlagt", 34],
  ],
};

type Seen = Effect | null;
/** What may be seen; early signs and what is documented only where there is something to rest on. */
const seenEffects = (stage: ActivityStage, linked: boolean): Weights<Seen> => {
  if (stage === "i-gang")
    return [
      [null, 20],
      ["for-tidligt", linked ? 22 : 48],
      ["ingen-endnu", 18],
      ["forkert-vej", 4],
      ["tidlige-tegn", linked ? 40 : 0],
    ];
  if (stage === "gennemfoert" || stage === "forankret")
    return [
      [null, 12],
      ["ingen-endnu", linked ? 15 : 50],
      ["for-tidligt", linked ? 5 : 34],
      ["forkert-vej", 3],
      ["tidlige-tegn", linked ? 35 : 0],
      ["dokumenteret", linked ? 30 : 0],
    ];
  return [
    [null, 88],
    ["for-tidligt", 12],
  ];
};

const judgesOf: Readonly<Record<Effect, readonly (readonly Judge[])[]>> = {
  "for-tidligt": [["forvaltningen"], ["ledere"]],
  "ingen-endnu": [["forvaltningen"], ["ledere", "medarbejdere"], ["maalt"]],
  "tidlige-tegn": [
    ["medarbejdere"],
    ["ledere", "medarbejdere"],
    ["medarbejdere", "foraeldre"],
    ["medarbejdere", "boern"],
  ],
  dokumenteret: [["maalt"], ["maalt", "forvaltningen"]],
  "forkert-vej": [["maalt", "forvaltningen"], ["forvaltningen"]],
};

/** Words with a number from five to nine in place of `{n}`, the same for the same text. */
export const withCount = (text: string, words: string): string =>
  words.replaceAll("{n}", String(5 + Math.floor(chanceOf(text) * 5)));

const canBeHard: readonly Stage[] = ["planlagt", "i-gang", "gennemfoert"];

/**
 * What a status says of a point, after what the one before said.
 * @param of the place, the point and the time, which decide by themselves
 * @param of.linked an initiative of the place serves the point
 */
export function tellPoint(
  words: StatusWords,
  { place, number, time, linked }: { place: string; number: number; time: string; linked: boolean },
  before: PointStory | undefined,
): PointStory {
  const own = words.points[number];
  if (!own) throw new RangeError(`no words for point ${number}`);
  const key = `${place}/${number}`;
  const now = `${key}/${time}`;
  const first = linked ? firstStagesOfLinked : firstStages;
  const stage = weighFor(`${now}/stage`, before ? nextStages[before.stage ?? "none"] : first);
  if (stage === null) {
    const changed = before !== undefined && before.stage !== null;
    return { number, stage, said: "", effect: null, seen: "", judged: [], hard: "", help: "", changed };
  }
  const pick = (what: string, list: readonly string[]) => withCount(key, pickFor(`${now}/${what}`, list));
  const stays = before?.stage === stage;
  const staysSeen = stays && before.effect !== null && chanceOf(`${now}/stays`) < 0.6;
  const effect = staysSeen ? before.effect : weighFor(`${now}/effect`, seenEffects(stage, linked));
  const seen = effect === null ? "" : staysSeen ? before.seen : pick("seen", { ...own, ...words.effects }[effect]);
  const told = stays && chanceOf(`${now}/told`) < 0.7 ? before.said : pick("said", own[stage]);
  const judged = effect === null ? [] : staysSeen ? before.judged : pickFor(`${now}/judged`, judgesOf[effect]);
  const hard =
    canBeHard.includes(stage) && chanceOf(`${key}/hard`) < 0.4 ? (before?.hard ?? "") || pick("hard", own.hard) : "";
  const help =
    canBeHard.includes(stage) && chanceOf(`${now}/help`) < (before?.help ? 0.55 : 0.1)
      ? (before?.help ?? "") || pick("help-words", own.help)
      : "";
  const changed =
    !before || !stays || told !== before.said || seen !== before.seen || hard !== before.hard || help !== before.help;
  return { number, stage, said: told, effect, seen, judged, hard, help, changed };
}
