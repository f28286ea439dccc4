import type { EvidenceFigure } from "#db/queries/statuses/keep-evidence.ts";
import { isSmallCount } from "../indicators/small-count.ts";
import { checkWholeText, type PlacedFinding } from "../privacy-check/check-text.ts";
import { privacyKinds } from "../privacy-check/finding.ts";
import { answerName } from "./answer-name.ts";
import type { StatusContent } from "./status-content.ts";
import type { StatusField } from "./subjects.ts";

/** The fields that hold a person's own words. */
export const wordFields = ["text", "hard", "help", "because"] as const satisfies readonly StatusField[];

/**
 * Everything in an edition by which somebody may be recognised: in its words, and the numbers that few may stand behind. A status names roles
 * alone, so whoever is named in full is among it. Fields are named as in its form (`answerName`).
 */
export function findingsOfStatus({
  content: { edition, answers },
  figures,
}: {
  content: Pick<StatusContent, "edition" | "answers">;
  figures: readonly EvidenceFigure[];
}): PlacedFinding[] {
  const words = Object.entries(answers).flatMap(([subject, fields]) =>
    wordFields.flatMap((field) => (fields[field] ? [[answerName(subject, field), fields[field]]] : [])),
  );
  const fields = { body: edition.body, because: edition.because, ...Object.fromEntries(words) };
  return [...checkWholeText({ fields, namesRoles: true }), ...figures.flatMap(smallCountOf)];
}

/** A number that 1 to 4 may stand behind, as a warning where its claim stands. */
function smallCountOf({ subject, value, title, unit, number, qualifier, denominator, printed }: EvidenceFigure) {
  if (!isSmallCount({ number, qualifier, denominator }, unit)) return [];
  const quote = `${title}: ${printed ?? number}`;
  const at = { field: answerName(subject, "effect"), block: null, quote, start: 0, end: quote.length };
  const suggestion = "Vælg et andet belæg, eller skriv, hvorfor tallet ikke peger på nogen.";
  return [{ ...privacyKinds["few-people"], kind: "few-people" as const, ...at, suggestion, key: `value-${value}` }];
}
