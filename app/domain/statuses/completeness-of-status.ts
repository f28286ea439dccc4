import { answerName } from "./answer-name.ts";
import type { StatusContent } from "./status-content.ts";
import { effectsWithEvidence } from "./status-vocabulary.ts";
import { type StatusField, subjectKey } from "./subjects.ts";

/** The groups of lines that are closed by one "alt andet uændret". */
export type LineGroup = "initiatives" | "parts" | "points";

/** A line that asks what has become of something since the last status. */
export interface StatusLine {
  /** A `subjectKey`. */
  subject: string;
  title: string;
  /** What it answers; empty as long as it does not. */
  change: string;
  /** It may be left out: KL has asked. */
  optional: boolean;
}

/** A group with its lines, in the order of the form. */
export interface StatusGroup {
  group: LineGroup;
  title: string;
  lines: StatusLine[];
  unanswered: number;
}

/** What is missing before an edition can be sent. */
export interface MissingAnswer {
  /** A `subjectKey`; empty for the edition as a whole. */
  subject: string;
  field: StatusField;
  /** What to do, in Danish. */
  sentence: string;
}

/**
 * The lines of an edition by group: initiatives with their open milestones, parts, points. The milestones of an initiative that stops ask
 * nothing. A correction asks nothing anew: what nobody has said anything of stays unsaid. What KL has asked is answered by whoever likes.
 */
export function groupsOf(content: StatusContent): StatusGroup[] {
  const answered = (subject: string) => content.answers[subject]?.change ?? "";
  const line = (subject: string, title: string, optional = false): StatusLine => ({
    subject,
    title,
    change: answered(subject),
    optional,
  });
  const groups: { group: LineGroup; title: string; lines: StatusLine[] }[] = [
    {
      group: "initiatives",
      title: "Indsatser",
      lines: content.initiatives.flatMap(({ id, title, milestones }) => {
        const own = line(subjectKey({ kind: "initiative", id }), title);
        if (own.change === "stoppet") return [own];
        const under = milestones
          .map((one) => ({ ...line(subjectKey({ kind: "milestone", id: one.id }), one.title), doneOn: one.doneOn }))
          .filter(({ change, doneOn }) => doneOn === null || change !== "")
          .map(({ doneOn: _, ...rest }) => rest);
        return [own, ...under];
      }),
    },
    {
      group: "parts",
      title: "Afsnit",
      lines: content.parts.map(({ position, title, kind }) =>
        line(subjectKey({ kind: "part", position }), title, kind === "question"),
      ),
    },
    {
      group: "points",
      title: "De ti punkter",
      lines: content.points.map(({ year, number, title }) =>
        line(subjectKey({ kind: "point", year, number }), `${number}. ${title}`),
      ),
    },
  ];
  const asks = content.edition.kind === "meeting";
  return groups.map((group) => ({
    ...group,
    unanswered: asks ? group.lines.filter(({ change, optional }) => change === "" && !optional).length : 0,
  }));
}

/**
 * What an edition lacks before it can be sent, in the order of the form; none when it is whole.
 * @param standing ids of the evidence that still stands; all of it unless told
 */
export function missingIn(
  content: StatusContent,
  standing: ReadonlySet<string> = new Set(content.evidence.map(({ id }) => id)),
): MissingAnswer[] {
  const missing: MissingAnswer[] = [];
  const said = (subject: string, field: StatusField) => content.answers[subject]?.[field]?.trim() ?? "";
  const need = (subject: string, field: StatusField, sentence: string) => {
    if (!said(subject, field)) missing.push({ subject, field, sentence });
  };
  const reason = (subject: string) => {
    const words = said(subject, "because");
    if (words && words.length < leastReason)
      missing.push({ subject, field: "because", sentence: `Skriv grunden med mindst ${leastReason} tegn.` });
  };
  for (const { group, lines } of groupsOf(content))
    for (const { subject, title, change, optional } of lines) {
      if (content.edition.kind === "meeting" && !optional)
        need(subject, "change", `Sig, om »${title}« er uændret, eller hvad der er ændret.`);
      if (change === "flyttet") need(subject, "expected", `Skriv den nye tid for »${title}«.`);
      if (change === "naaet") need(subject, "done", `Skriv, hvornår »${title}« blev nået.`);
      if (change === "flyttet") need(subject, "because", `Skriv, hvorfor »${title}« er flyttet.`);
      if (change === "droppet") need(subject, "because", `Skriv, hvorfor »${title}« er droppet.`);
      if (change === "stoppet") need(subject, "because", `Skriv, hvorfor »${title}« stoppede, og hvad I lærte.`);
      if (change === "flyttet" || change === "droppet") reason(subject);
      if (group === "points" && said(subject, "effect") === "forkert-vej")
        need(subject, "text", `Skriv mindst én sætning om, hvad der går den forkerte vej ved »${title}«.`);
    }
  return [...missing, ...unsupportedIn(content, standing)];
}

/** The effects of an edition that claim something and rest on nothing that stands. @param standing ids of evidence */
export function unsupportedIn(content: StatusContent, standing: ReadonlySet<string>): MissingAnswer[] {
  return content.points.flatMap(({ year, number, title }) => {
    const subject = subjectKey({ kind: "point", year, number });
    const effect = content.answers[subject]?.effect ?? "";
    const rests = content.evidence.some((pin) => pin.chosen && pin.subject === subject && standing.has(pin.id));
    if (!(effectsWithEvidence as readonly string[]).includes(effect) || rests) return [];
    const sentence = `Vælg mindst ét belæg, som alle kan læse, for det, I ser ved »${number}. ${title}«, eller vælg en anden effekt.`;
    return [{ subject, field: "effect" as const, sentence }];
  });
}

/** The fewest characters of the reason why a milestone is moved or dropped. */
const leastReason = 10;

/** What is missing as the errors of a form: by the name of each answer. */
export const missingByName = (missing: readonly MissingAnswer[]): Record<string, string> =>
  Object.fromEntries(missing.map(({ subject, field, sentence }) => [answerName(subject, field), sentence]));
