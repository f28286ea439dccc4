import type { VersionText } from "#db/queries/cases/history.ts";
import { longPeriod } from "../dates.ts";
import { classLevelLabel, levels, mellemformLevels, settings, stages } from "../vocabulary.ts";
import { audiences } from "./audiences.ts";
import type { ComparableText } from "./compare-versions.ts";

/** A version as it is compared: the text, and all that is written or chosen beside it in words. What is empty is left out. */
export function comparableOf(version: Omit<VersionText, "id" | "number" | "createdAt" | "writers">): ComparableText {
  const fields = {
    Titel: version.title,
    Resumé: version.summary,
    "Hvor langt er I": version.stage ? stages[version.stage] : "",
    Område: version.settings.map((code) => settings[code]).join(", "),
    Indsatsniveau: version.levels.map((code) => levels[code]).join(", "),
    Mellemform: version.mellemformLevels.map((level) => mellemformLevels[level] ?? "").join(", "),
    Klassetrin: version.classLevels.map(classLevelLabel).join(", "),
    Metoder: version.methods.join(", "),
    "De ti punkter": version.commitments
      .map(({ year, number, why }) => `punkt ${number} (${year})${why && `: ${why}`}`)
      .join(", "),
    Periode: longPeriod(version.periodFrom, version.periodTo) ?? "",
    Enhed: version.unit ?? "",
    "Nævnes enheden": version.namesUnit === null ? "" : version.namesUnit ? "Ja" : "Nej, kun kommunen",
    "Hvem kan læse den": audiences[version.visibility],
  };
  return {
    fields: Object.entries(fields).flatMap(([label, words]) => (words ? [{ label, words }] : [])),
    content: version.content,
  };
}
