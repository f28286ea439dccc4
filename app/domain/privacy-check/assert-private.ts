import { DomainError } from "../domain-error.ts";
import { checkWholeText } from "./check-text.ts";

/**
 * Checks the texts of a form before they are saved. A CPR number is never saved; what only may point to somebody is saved when the sender has
 * been told of it and sends it once more.
 * @param texts by the name of the field; null where it is empty
 * @param kept the sender has been told
 * @throws {DomainError} at the fields; with `keepWarning` where sending it once more helps
 */
export function assertPrivate(texts: Readonly<Record<string, string | null>>, kept: boolean): void {
  const findings = checkWholeText({ fields: texts });
  const blocked = findings.filter(({ level }) => level === "block");
  if (blocked.length > 0) {
    const sentence = "Der står et CPR-nummer. Slet det. Det må aldrig stå her.";
    throw new DomainError(
      sentence,
      400,
      blocked[0]?.field,
      Object.fromEntries(blocked.map((one) => [one.field, sentence])),
    );
  }
  if (kept || findings.length === 0) return;
  throw new DomainError(
    "Se de nævnte steder efter. Ret dem, eller gem det, som det står, hvis det ikke peger på et barn, en forælder eller en ansat.",
    400,
    "keepWarning",
    Object.fromEntries([...findings].reverse().map(({ field, quote, why }) => [field, `»${quote}«: ${why}`])),
  );
}
