import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import { type KeptMandate, placePart } from "#db/queries/follow-ups/keep.ts";
import {
  type FocusFields,
  insertTheme,
  type KeptTheme,
  listKeptThemes,
  listThemeInitiatives,
  removeTheme,
  type ThemeFields,
  updateTheme,
} from "#db/queries/follow-ups/keep-themes.ts";
import { longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, savedMeanwhile } from "../domain-error.ts";
import { focusInLines, readFocus, withPlaces } from "../focus-lines.ts";
import { dataKinds, focusKinds } from "../ground-vocabulary.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import type { Viewer } from "../viewer.ts";
import type { changeThemeInput, newThemeInput, themeVersionInput } from "./input.ts";
import { chosenPlace, type OfMandate, onMandate, placeInWords } from "./keep-mandates.server.ts";
import { assertPlaced } from "./keep-sections.server.ts";

/** Adds a thematic follow-up to a mandate, as the last. */
export async function addTheme(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  typed: z.output<typeof newThemeInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.themes", async (tx, mandate) => {
    await insertTheme(tx, where.mandate, (await themeFields(tx, viewer, mandate, typed)).wanted);
  });
}

/** Changes a thematic follow-up. A question whose words are the same keeps its passage. */
export async function changeTheme(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  { themeId: id, version, after, wasAfter, ...typed }: z.output<typeof changeThemeInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.themes", async (tx, mandate) => {
    const all = await listKeptThemes(tx, viewer, where.mandate);
    const kept = all.find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    const { wanted, titles } = await themeFields(tx, viewer, mandate, typed, kept);
    if (kept.version !== version) throw savedMeanwhile(inWords(kept, titles), inWords(wanted, titles));
    assertPlaced(all, { id, after, wasAfter });
    if (!(await updateTheme(tx, id, version, wanted))) throw changedMeanwhile();
    if (after !== wasAfter) await placePart(tx, "thematic_follow_up", { mandate: where.mandate, id, after });
  });
}

/** Removes a thematic follow-up from a mandate. */
export async function deleteTheme(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  { themeId: id, version }: z.output<typeof themeVersionInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.themes", async (tx) => {
    const kept = (await listKeptThemes(tx, viewer, where.mandate)).find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    if (!(await removeTheme(tx, id, version))) throw changedMeanwhile();
  });
}

const mostInLine = 500;

/** What was typed of a thematic follow-up, as it is stored, and the titles of the initiatives. @throws {DomainError} at the field that is at fault */
async function themeFields(
  tx: Sql,
  viewer: Viewer,
  { municipality: code, demo }: KeptMandate,
  {
    focus: typedFocus,
    initiative: chosen,
    dataKind,
    dataPrinted,
    dataAdded,
    passage,
    keepWarning,
    periodTo,
    ...fields
  }: z.output<typeof newThemeInput>,
  kept?: KeptTheme,
): Promise<{ wanted: ThemeFields; titles: ReadonlyMap<string, string> }> {
  const data = readData(dataKind, dataPrinted, dataAdded);
  assertPrivate(
    {
      periodPrinted: fields.periodPrinted,
      theme: fields.theme,
      themeNote: fields.themeNote,
      focus: typedFocus,
      note: fields.note,
      dataPrinted: data.map(({ printed, added }) => `${printed} ${added ?? ""}`).join(". "),
    },
    keepWarning,
  );
  if (periodTo && periodTo < fields.periodFrom)
    throw new DomainError(
      "Perioden slutter, før den begynder. Skriv slutningen lige så præcist som begyndelsen.",
      400,
      "periodTo",
    );
  const asked = readFocus(typedFocus ?? "");
  if (asked === null)
    throw new DomainError(
      "Et delspørgsmål skal stå under et spørgsmål. Tag stregen væk på første linje.",
      400,
      "focus",
    );
  if (asked.some(({ text }) => text.length > mostInLine))
    throw new DomainError(`Hver linje må højst fylde ${mostInLine} tegn.`, 400, "focus");
  if (fields.focusKind === "ikke-besluttet" && asked.length > 0)
    throw new DomainError("Vælg spørgsmål eller emner, eller slet linjerne.", 400, "focus");
  if (fields.focusKind !== "ikke-besluttet" && asked.length === 0)
    throw new DomainError("Skriv mindst én linje, eller vælg »Ikke endeligt besluttet«.", 400, "focus");
  const initiatives = await listThemeInitiatives(tx, viewer, { code, demo });
  const initiative = initiatives.find(({ id, title }) => id === chosen || title === chosen);
  if (chosen && !initiative) throw new DomainError("Indsatsen findes ikke længere. Vælg en anden.", 400, "initiative");
  const focus: FocusFields[] = withPlaces(asked, kept?.focus ?? []);
  const wanted: ThemeFields = {
    ...fields,
    ...(await chosenPlace(tx, code, passage)),
    periodTo: periodTo ?? fields.periodFrom,
    initiativeId: initiative?.id ?? null,
    focus,
    data,
  };
  return { wanted, titles: new Map(initiatives.map(({ id, title }) => [id, title])) };
}

/** The rows of data that were filled in. @throws {DomainError} at a row that has words and no kind */
function readData(
  kinds: z.output<typeof newThemeInput>["dataKind"],
  printed: readonly string[],
  added: readonly string[],
): ThemeFields["data"] {
  return kinds.flatMap((kind, at) => {
    const words = printed[at] ?? "";
    const more = added[at] ?? "";
    if (kind) return [{ kind, printed: words || dataKinds[kind], added: more || null }];
    if (words || more)
      throw new DomainError("Vælg, hvad slags data det er.", 400, at > 0 ? `dataKind-${at + 1}` : "dataKind");
    return [];
  });
}

function inWords(f: ThemeFields, titles: ReadonlyMap<string, string>): Record<string, string> {
  return {
    periodPrinted: f.periodPrinted,
    numeral: f.numeral ?? "",
    periodFrom: longDate(f.periodFrom),
    periodTo: longDate(f.periodTo),
    theme: f.theme,
    themeNote: f.themeNote ?? "",
    focusKind: focusKinds[f.focusKind],
    focus: focusInLines(f.focus).replaceAll("\n", "; "),
    note: f.note ?? "",
    initiative: f.initiativeId ? (titles.get(f.initiativeId) ?? "") : "",
    dataKind: f.data
      .map(({ kind, printed, added }) => `${dataKinds[kind]}: ${printed}${added ? ` (${added})` : ""}`)
      .join("; "),
    passage: placeInWords(f),
  };
}
