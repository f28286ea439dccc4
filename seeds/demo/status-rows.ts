import { randomUUID } from "node:crypto";
import { effectsWithEvidence } from "#app/domain/statuses/status-vocabulary.ts";
import { type StatusSubject, subjectKey } from "#app/domain/statuses/subjects.ts";
import type { Row } from "#db/queries/store-rows.ts";
import { declarationYear } from "../reference/ground-entries.ts";
import type { EditionRows } from "../same-editions.ts";
import { pickFor } from "./chance.ts";
import type { StatusGrounds, StatusInitiative, StatusSource } from "./status-grounds.ts";
import type { StatusWords } from "./status-shapes.ts";
import type { PointStory } from "./tell-points.ts";
import type { EditionStory, StatusStory } from "./tell-statuses.ts";

const morning = (day: string) => `${day}T07:00:00Z`;
const keyOf = (subject: StatusSubject) => subjectKey(subject);

/**
 * The rows of one status. Editions that readers have stand without blocks, which are made of the rows.
 * @param statusId its row
 * @returns the ids of its published editions, in their order
 */
export function addStatusRows(
  rows: EditionRows,
  { grounds, words }: { grounds: StatusGrounds; words: StatusWords["initiatives"] },
  statusId: string,
  story: StatusStory,
): string[] {
  const published: string[] = [];
  for (const edition of story.editions) {
    const id = randomUUID();
    if (edition.state === "published") published.push(id);
    rows.status_edition.push(editionRow(id, statusId, edition));
    const say = (subject: string, fields: Readonly<Record<string, string>>) => {
      for (const [field, value] of Object.entries(fields))
        if (value !== "") rows.status_answer.push({ edition_id: id, subject, field, value });
    };
    for (const [at, part] of edition.parts.entries()) {
      const position = at + 1;
      const question = grounds.questions.get(`${story.period}/${part.title}`) ?? null;
      rows.status_part.push({
        edition_id: id,
        position,
        kind: part.kind,
        title: part.title,
        question_id: part.kind === "question" ? question : null,
      });
      say(keyOf({ kind: "part", position }), { change: changeOf(edition, part.changed), text: part.text });
    }
    for (const [group, text] of Object.entries(edition.people))
      say(keyOf({ kind: "people", group: group as keyof typeof edition.people }), { text });
    for (const initiative of grounds.initiatives.get(story.municipality) ?? [])
      for (const line of linesOf(initiative, edition, words)) say(line.subject, line.fields);
    for (const point of edition.points) {
      const subject = keyOf({ kind: "point", year: declarationYear, number: point.number });
      const sources = sourcesOf(grounds, story, edition, point);
      say(subject, pointFields(edition, point, sources.length > 0));
      for (const source of sources) rows.status_evidence.push(evidenceRow(id, subject, edition, source));
    }
    if (story.withdrawnSource) rows.status_evidence.push(...withdrawnSource(id, edition));
  }
  return published;
}

function editionRow(id: string, statusId: string, edition: EditionStory): Row {
  const { state, metOn, publishedOn, outcome, answerWords } = edition;
  const isOut = state === "published";
  const begunOn = new Date(Date.parse(publishedOn ?? edition.cutOff) - 9 * 24 * 60 * 60 * 1000).toISOString();
  const sentOn = publishedOn ?? edition.cutOff;
  return {
    id,
    status_id: statusId,
    demo: true,
    number: edition.number,
    kind: edition.kind,
    because: edition.because,
    state,
    cut_off: edition.cutOff,
    met_on: metOn,
    body: edition.body,
    begun_at: begunOn,
    submitted_at: state === "draft" ? null : morning(sentOn),
    answered_at: isOut || state === "approved" || state === "returned" ? morning(sentOn) : null,
    answer_words: answerWords,
    publish_on: edition.publishOn,
    published_at: isOut && publishedOn ? morning(publishedOn) : null,
    late: edition.late,
    outcome,
    outcome_on: outcome ? metOn : null,
    agenda_item: edition.agendaItem,
    blocks: isOut ? [] : null,
  };
}

/** What is only begun has what the status before said, and no line is answered. */
const changeOf = ({ state }: EditionStory, changed: boolean) =>
  state === "draft" ? "" : changed ? "aendret" : "uaendret";

function pointFields(edition: EditionStory, point: PointStory, rests: boolean): Record<string, string> {
  const { stage, said, effect, seen, judged, hard, help } = point;
  const change = changeOf(edition, point.changed);
  if (stage === null) return { change };
  // What has nothing to rest on is not claimed.
  const isClaimed = effect !== null && (rests || !effectsWithEvidence.includes(effect));
  return {
    change,
    stage,
    effect: isClaimed ? effect : "",
    judged: isClaimed ? judged.join(",") : "",
    text: isClaimed ? `${said} ${seen}`.trim() : said,
    hard,
    help,
  };
}

interface Line {
  subject: string;
  fields: Readonly<Record<string, string>>;
}

/** What an edition says of an initiative and its milestones: what has come about since the one before. */
function linesOf(initiative: StatusInitiative, edition: EditionStory, words: StatusWords["initiatives"]): Line[] {
  const { id, state, begunBy, endedBy, isPublic, milestones } = initiative;
  const isOpen = state !== "afsluttet" && state !== "stoppet";
  const subject = keyOf({ kind: "initiative", id });
  if (edition.state === "draft") return [];
  if (edition.state !== "published")
    return isOpen ? [{ subject, fields: stays }, ...milestones.flatMap(stillOpen)] : [];
  const { cutOff, since } = edition;
  const isWithin = (day: string | null) => day !== null && day <= cutOff && (since === null || day > since);
  const isEarlier = (day: string | null) => day !== null && since !== null && day <= since;
  if (!isPublic || (begunBy !== null && begunBy > cutOff) || (!isOpen && isEarlier(endedBy))) return [];
  const pick = (list: readonly string[]) => pickFor(`${initiative.municipality}/${begunBy}/${endedBy}`, list);
  const isOver = !isOpen && isWithin(endedBy);
  const begins = since === null || isWithin(begunBy);
  const fields: Line["fields"] =
    isOver && state === "stoppet"
      ? { change: "stoppet", because: pick(words.stopped) }
      : isOver
        ? { change: "aendret", state: "afsluttet", text: pick(words.ended) }
        : begins && (state === "i-gang" || !isOpen)
          ? { change: "aendret", state: "i-gang", text: pick(words.begun) }
          : stays;
  const ofMilestones = milestones.flatMap(({ id: milestone, doneOn, moves }): Line[] => {
    const about = keyOf({ kind: "milestone", id: milestone });
    if (isEarlier(doneOn)) return [];
    if (doneOn !== null && isWithin(doneOn)) return [{ subject: about, fields: { change: "naaet", done: doneOn } }];
    const moved = moves.filter(({ on }) => isWithin(on)).at(-1);
    if (!moved) return [{ subject: about, fields: stays }];
    return [{ subject: about, fields: { change: "flyttet", expected: moved.became, because: moved.because } }];
  });
  return [{ subject, fields }, ...ofMilestones];
}

const stays = { change: "uaendret" };
const stillOpen = ({ id, doneOn }: StatusInitiative["milestones"][number]): Line[] =>
  doneOn === null ? [{ subject: keyOf({ kind: "milestone", id }), fields: stays }] : [];

/** What a claim rests on: two things at most, of different sorts; figures only of a time that is over. */
function sourcesOf(
  grounds: StatusGrounds,
  { municipality }: StatusStory,
  { cutOff }: EditionStory,
  { number, effect }: PointStory,
): StatusSource[] {
  if (effect === null || effect === "for-tidligt") return [];
  const all = (grounds.sources.get(municipality) ?? []).filter(
    (source) => source.number === number && (source.until === null || source.until <= cutOff),
  );
  const kinds =
    effect === "dokumenteret" ? ["value", "case", "initiative"] : ["case", "value", "initiative", "milestone"];
  return kinds.flatMap((kind) => all.find((source) => source.kind === kind) ?? []).slice(0, 2);
}

const nothing = { case_id: null, value_id: null, initiative_id: null, milestone_id: null };

const evidenceRow = (
  edition_id: string,
  subject: string,
  { cutOff }: EditionStory,
  { kind, id }: StatusSource,
): Row => ({
  edition_id,
  subject,
  kind,
  ...nothing,
  [`${kind}_id`]: id,
  added_at: morning(cutOff),
});

/** Evidence of the first claim whose source is gone. */
function withdrawnSource(edition_id: string, { points, cutOff }: EditionStory): Row[] {
  const claim = points.find(({ effect }) => effect !== null) ?? points.find(({ stage }) => stage !== null);
  if (!claim) return [];
  const subject = keyOf({ kind: "point", year: declarationYear, number: claim.number });
  return [{ edition_id, subject, kind: "case", ...nothing, added_at: morning(cutOff) }];
}
