import type { PeriodCode } from "#app/domain/statuses/period-vocabulary.ts";
import { type Participant, participants, standardSections } from "#app/domain/statuses/status-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { chanceOf, pickFor } from "./chance.ts";
import type { StatusPlan, StatusWords } from "./status-shapes.ts";
import { type PointStory, tellPoint, withCount } from "./tell-points.ts";

/** A section of an invented status, or a question of KL's. */
export interface PartStory {
  kind: "section" | "question";
  title: string;
  text: string;
  changed: boolean;
}

/** One edition of an invented status. */
export interface EditionStory {
  number: number;
  kind: "meeting" | "correction";
  because: string | null;
  state: "draft" | "returned" | "submitted" | "approved" | "published";
  cutOff: string;
  /** The cut-off of the edition before, of an earlier meeting; null for the first. */
  since: string | null;
  metOn: string;
  body: string;
  publishedOn: string | null;
  /** Approved: the day on which it is published. */
  publishOn: string | null;
  late: boolean;
  outcome: "til-efterretning" | "godkendt" | "udsat" | null;
  agendaItem: string | null;
  answerWords: string | null;
  points: PointStory[];
  parts: PartStory[];
  people: Readonly<Record<Participant, string>>;
}

/** An invented status of a municipality in a period. */
export interface StatusStory {
  municipality: string;
  period: PeriodCode;
  /** A claim of it rested on something that has been taken back. */
  withdrawnSource: boolean;
  editions: EditionStory[];
}

/** What a place has in a period, by the letter of the plan. */
const statesByLetter: Readonly<Record<string, EditionStory["state"]>> = {
  u: "published",
  c: "published",
  m: "published",
  s: "published",
  k: "draft",
  i: "submitted",
  r: "returned",
  g: "approved",
};

const points = Array.from({ length: 10 }, (_, at) => at + 1);

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** All invented statuses. @param isServed whether an initiative of a place serves a point */
export function tellStatuses(
  plan: StatusPlan,
  words: StatusWords,
  isServed: (place: string, number: number) => boolean,
): StatusStory[] {
  const periods = Object.keys(plan.calendar).sort();
  return Object.entries(plan.places).flatMap(([place, letters]) => {
    let before: EditionStory | undefined;
    return periods.flatMap((period, at): StatusStory[] => {
      const letter = letters[at] ?? "-";
      if (letter === "-") return [];
      const editions = tellEditions(plan, words, { place, period, letter, isServed }, before);
      before = editions.at(-1);
      const withdrawnSource = plan.withdrawn.includes(`${place}/${period}`);
      return [{ municipality: place, period, withdrawnSource, editions }];
    });
  });
}

interface Where {
  place: string;
  period: PeriodCode;
  letter: string;
  isServed: (place: string, number: number) => boolean;
}

function tellEditions(plan: StatusPlan, words: StatusWords, where: Where, before?: EditionStory): EditionStory[] {
  const { place, period, letter } = where;
  const { cutOffs, meetings, again, corrected, late, coming } = plan.calendar[period] ?? {};
  if (!cutOffs || !meetings) throw new RangeError(`no calendar for ${period}`);
  const key = `${place}/${period}`;
  const state = statesByLetter[letter] ?? "published";
  const isOut = state === "published";
  const isLate = letter === "s" && late !== undefined;
  const metOn = isLate ? late.metOn : isOut || !coming ? pickFor(`${key}/met`, meetings) : coming.metOn;
  const publishedOn = isLate ? late.publishedOn : daysBefore(metOn, 6);
  const first: EditionStory = {
    number: 1,
    kind: "meeting",
    because: null,
    state,
    cutOff: isOut || !coming ? pickFor(`${key}/cut-off`, cutOffs) : coming.cutOff,
    since: before?.cutOff ?? null,
    metOn,
    body: pickFor(`${place}/body`, words.bodies),
    publishedOn: isOut ? publishedOn : null,
    publishOn: state === "approved" && coming ? coming.publishOn : null,
    late: isLate,
    outcome: isOut
      ? ((["til-efterretning", "til-efterretning", "godkendt"] as const)[Math.floor(chanceOf(key) * 3)] ?? null)
      : null,
    agendaItem: isOut ? `${3 + Math.floor(chanceOf(`${key}/item`) * 9)}` : null,
    answerWords: state === "returned" ? pickFor(key, words.returned) : null,
    ...tellContent(plan, words, where, period, before),
  };
  if (letter === "c" && corrected) return [first, putRight(words, key, first, corrected)];
  if (letter === "m" && again) {
    const { cutOff, metOn: nextMet } = again;
    return [
      { ...first, outcome: "udsat" },
      {
        ...first,
        number: 2,
        cutOff,
        since: first.cutOff,
        metOn: nextMet,
        publishedOn: daysBefore(nextMet, 5),
        outcome: "godkendt",
        ...tellContent(plan, words, where, `${period}/2`, first),
      },
    ];
  }
  return [first];
}

function tellContent(
  plan: StatusPlan,
  words: StatusWords,
  { place, period, letter, isServed }: Where,
  time: string,
  before?: EditionStory,
): Pick<EditionStory, "points" | "parts" | "people"> {
  const key = `${place}/${time}`;
  // What is begun alone is as the status before left it.
  const isBegunAlone = letter === "k";
  const pointsNow = points.map((number) => {
    const earlier = before?.points.find((point) => point.number === number);
    if (isBegunAlone && earlier) return { ...earlier, changed: false };
    return tellPoint(words, { place, number, time, linked: isServed(place, number) }, earlier);
  });
  const sections = standardSections.map((title): PartStory => {
    const earlier = before?.parts.find((part) => part.kind === "section" && part.title === title)?.text;
    const stays = earlier !== undefined && (isBegunAlone || chanceOf(`${key}/${title}/stays`) < 0.45);
    const text = stays ? earlier : pickFor(`${key}/${title}`, words.sections[title] ?? []);
    return { kind: "section", title, text, changed: text !== earlier };
  });
  const fill = (text: string) => withCount(place, text);
  const questions = plan.questions
    .filter((asked) => asked.period === period)
    .map(({ theme }): PartStory => {
      const isAnswered = !isBegunAlone && chanceOf(`${key}/${theme}`) < 0.5;
      const text = isAnswered ? fill(pickFor(`${key}/${theme}/text`, words.questions)) : "";
      return { kind: "question", title: theme, text, changed: isAnswered };
    });
  const said = (group: Participant) =>
    !isBegunAlone && chanceOf(`${key}/${group}`) < 0.55
      ? fill(pickFor(`${key}/${group}/said`, words.people[group]))
      : "";
  const people = Object.fromEntries(codes(participants).map((group) => [group, said(group)])) as EditionStory["people"];
  return { points: pointsNow, parts: [...sections, ...questions], people };
}

/** The same once more with one thing put right. */
function putRight(words: StatusWords, key: string, first: EditionStory, publishedOn: string): EditionStory {
  const inSection = chanceOf(`${key}/corrected`) < 0.5;
  const wrong = first.points.find(({ stage }) => stage !== null);
  const because = pickFor(`${key}/because`, inSection || !wrong ? words.corrections.section : words.corrections.point);
  const other = (text: string, all: readonly string[]) => all.find((one) => one !== text) ?? text;
  const same = { ...first, number: 2, kind: "correction" as const, because, publishedOn, late: false };
  if (inSection || !wrong?.stage)
    return {
      ...same,
      parts: first.parts.map((part) =>
        part.title === standardSections[0]
          ? { ...part, text: other(part.text, words.sections[part.title] ?? []), changed: true }
          : part,
      ),
    };
  const [place = ""] = key.split("/");
  const variants = words.points[wrong.number]?.[wrong.stage] ?? [];
  const said = other(
    wrong.said,
    variants.map((text) => withCount(`${place}/${wrong.number}`, text)),
  );
  return {
    ...same,
    points: first.points.map((point) => (point === wrong ? { ...point, said, changed: true } : point)),
  };
}
