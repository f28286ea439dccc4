import type { VersionText } from "#db/queries/cases/history.ts";
import { longPeriod } from "../dates.ts";
import { classLevelLabel, levels, mellemformLevels, settings, stages } from "../vocabulary.ts";
import { audiences } from "./audiences.ts";
import type { ComparableText } from "./compare-versions.ts";

/** When, where and for whom something was done, each under its label in words; empty where it has not been chosen. */
export const frameInWords = (
  chosen: Pick<VersionText, "unit" | "levels" | "mellemformLevels" | "classLevels" | "periodFrom" | "periodTo">,
) => ({
  Enhed: chosen.unit ?? "",
  Indsatsniveau: chosen.levels.map((code) => levels[code]).join(", "),
  Mellemform: chosen.mellemformLevels.map((level) => mellemformLevels[level] ?? "").join(", "),
  Klassetrin: chosen.classLevels.map(classLevelLabel).join(", "),
  Periode: longPeriod(chosen.periodFrom, chosen.periodTo) ?? "",
});

/** A version as it is compared: the text, and all that is written or chosen beside it in words. What is empty is left out. */
export function comparableOf(version: Omit<VersionText, "id" | "number" | "createdAt" | "writers">): ComparableText {
  const fields = {
    Titel: version.title,
    Resumé: version.summary,
    "Hvor langt er I": version.stage ? stages[version.stage] : "",
    Område: version.settings.map((code) => settings[code]).join(", "),
    Metoder: version.methods.join(", "),
    "De ti punkter": version.commitments
      .map(({ year, number, why }) => `punkt ${number} (${year})${why && `: ${why}`}`)
      .join(", "),
    ...frameInWords(version),
    "Nævnes enheden": version.namesUnit === null ? "" : version.namesUnit ? "Ja" : "Nej, kun kommunen",
    "Hvem kan læse den": audiences[version.visibility],
  };
  return {
    fields: Object.entries(fields).flatMap(([label, words]) => (words ? [{ label, words }] : [])),
    content: version.content,
  };
}
