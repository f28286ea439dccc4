import type { Audience } from "#app/domain/cases/audiences.ts";
import { rowAudiences } from "#app/domain/ground-vocabulary.ts";
import { inSentence } from "#app/domain/vocabulary.ts";
import { dateOf } from "../format.ts";

/** How far readers have come by a row. */
export interface RowStanding {
  publishedAt: Date | null;
  takenBackAt: Date | null;
  visibility: Audience;
  hidden?: boolean;
}

/** How far readers have come by a row, in one sentence. @param it the row, in that sentence */
export function standingInWords(
  { publishedAt, takenBackAt, visibility, hidden = false }: RowStanding,
  it: "den" | "det" = "den",
): string {
  if (takenBackAt) return `Taget tilbage ${dateOf(takenBackAt)}. Læserne ser ${it} ikke.`;
  if (!publishedAt) return `Gemt, ikke udgivet. Kun I, der skriver og godkender, ser ${it}.`;
  if (hidden) return "Udgivet, men skjult for læserne.";
  return `Udgivet ${dateOf(publishedAt)} for ${inSentence(rowAudiences[visibility])}.`;
}

/** The same as a mark and the rest of the sentence, for lists. */
export function StandingLine({ row, it = "den" }: { row: RowStanding; it?: "den" | "det" }) {
  const words = standingInWords(row, it);
  const [, mark = words, rest = ""] = /^(Taget tilbage|Udgivet|Gemt),? ?(.*)$/s.exec(words) ?? [];
  return (
    <>
      <span className="mark-tag mark-tag-stage">{mark}</span> {rest}
    </>
  );
}

/** Why an invented person cannot change a real row. */
export const heldApart =
  "Det er ikke Demodata, og du er logget ind som demoperson. Derfor kan du læse, men ikke ændre.";

/** Whom a row can be published for, as choices. */
export const audienceOptions = (Object.keys(rowAudiences) as Audience[])
  .reverse()
  .map((value) => ({ value, label: rowAudiences[value] }));
