import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  findFreeIndicatorSlug,
  findKeptIndicator,
  findUseOfIndicator,
  type IndicatorFields,
  insertIndicator,
  type KeptIndicator,
  removeIndicator,
  updateIndicator,
  updateIndicatorPublished,
  updateIndicatorTakenBack,
} from "#db/queries/indicators/keep.ts";
import type { IndicatorChoice } from "#db/queries/indicators/record.ts";
import { listPoints } from "#db/queries/initiatives/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import type { AuditAction } from "../audit/vocabulary.ts";
import { chosenSource } from "../chosen-source.server.ts";
import { longDate, readPartialDate } from "../dates.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { countings, directions, privateSchoolWords } from "../ground-vocabulary.ts";
import { onlyCoordinator } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { slugify } from "../slug.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import type { changeIndicatorInput, indicatorVersionInput, newIndicatorInput } from "./input.ts";
import { mayChangeMeasure, mayPublishKept, maySaveKept } from "./policy.ts";

/** Who keeps what: a municipality its own; null: the association what is of all. */
export type Owner = Place | null;

/** Keeps a new indicator. @returns its id */
export async function beginIndicator(
  sql: Sql,
  viewer: Viewer,
  owner: Owner,
  { keepWarning, words, ...fields }: z.output<typeof newIndicatorInput>,
): Promise<string> {
  const keeper = owner?.code ?? null;
  if (!maySaveKept(viewer, keeper)) throw notAllowed();
  const { title, definition, answers, unit } = fields;
  assertPrivate({ title, definition, unit, words: words.join(". ") }, keepWarning);
  const slugWords = slugify(title);
  if (!slugWords) throw new DomainError("Navnet skal have mindst ét bogstav eller tal.", 400, "title");
  assertAnswerable({ answers, unit, words, documentId: null });
  return transaction(sql, async (tx) => {
    const wanted = `${owner ? `${owner.slug}-` : ""}${slugWords}`.slice(0, 120).replace(/-+$/, "");
    const slug = await findFreeIndicatorSlug(tx, wanted);
    const { id: by } = personOf(viewer);
    const id = await insertIndicator(tx, {
      slug,
      keeper,
      demo: isDemo(viewer),
      by,
      title,
      definition,
      answers,
      unit,
      words: answers === "ord" ? coded(words, [], "words") : [],
    });
    await recordAudit(tx, viewer, inLogOf("indicator.created", { slug, municipality: keeper }));
    return id;
  });
}

/**
 * Changes what is kept of an indicator.
 * @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile
 */
export async function changeIndicator(
  sql: Sql,
  viewer: Viewer,
  owner: Owner,
  input: z.output<typeof changeIndicatorInput>,
): Promise<void> {
  const { indicator: id, version, keepWarning, source, passage, sourceWords, sourceDated, ...typed } = input;
  await transaction(sql, async (tx) => {
    const kept = await heldIndicator(tx, viewer, owner, id);
    if (!mayChangeMeasure(viewer, kept)) throw notAllowed(kept.publishedAt ? onlyCoordinator : undefined);
    assertPrivate(
      {
        title: typed.title,
        definition: typed.definition,
        unit: typed.unit,
        words: typed.words.join(". "),
        series: typed.series.join(". "),
        parts: typed.parts.join(". "),
        level: typed.level,
        cadence: typed.cadence,
        countedFrom: typed.countedFrom,
        caveat: typed.caveat,
        changeSeenBy: typed.changeSeenBy,
        notComparableBecause: typed.notComparableBecause,
        breaks: typed.breaks.map((line) => line.replace(/^[^:]*:/, "")).join(". "),
        sourceWords,
      },
      keepWarning,
    );
    const points = typed.points.map((code) => {
      const [year, number] = code.split("-").map(Number);
      return { year: Number(year), number: Number(number) };
    });
    const known = await listPoints(tx);
    if (points.some((point) => !known.some(({ year, number }) => year === point.year && number === point.number)))
      throw new DomainError("Vælg punkter fra listen.", 400, "points");
    const restsOn = await chosenSource(tx, owner?.code ?? null, { source, passage, sourceWords, sourceDated }, kept);
    const wanted: IndicatorFields = {
      ...typed,
      ...restsOn,
      points,
      series: coded(typed.series, kept.series, "series"),
      parts: coded(typed.parts, kept.parts, "parts"),
      words: coded(typed.words, kept.words, "words"),
      breaks: datedBreaks(typed.breaks),
    };
    assertAnswerable({ ...typed, documentId: wanted.documentId });
    if (kept.version !== version) throw savedMeanwhile(indicatorInWords(kept), indicatorInWords(wanted));
    await assertUnused(tx, kept, wanted);
    if (!(await updateIndicator(tx, id, version, wanted))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLogOf("indicator.changed", kept));
  });
}

/** Publishes an indicator for all, in one step. Its values are published by themselves. */
export async function publishIndicator(
  sql: Sql,
  viewer: Viewer,
  owner: Owner,
  { indicator: id, version }: z.output<typeof indicatorVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldIndicator(tx, viewer, owner, id);
    if (!mayPublishKept(viewer, kept.municipality)) throw notAllowed(onlyCoordinator);
    if (kept.publishedAt) throw new DomainError("Indikatoren er allerede udgivet.", 409);
    if (owner === null && !kept.documentId && !kept.sourceWords)
      throw new DomainError("Skriv først, hvilken kilde definitionen hviler på.", 400);
    if (!(await updateIndicatorPublished(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLogOf("indicator.published", kept));
  });
}

/** Takes a published indicator back from all readers with its values, as if it had never been published. Inside it stays. */
export async function takeBackIndicator(
  sql: Sql,
  viewer: Viewer,
  owner: Owner,
  { indicator: id, version }: z.output<typeof indicatorVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldIndicator(tx, viewer, owner, id);
    if (!mayPublishKept(viewer, kept.municipality)) throw notAllowed(onlyCoordinator);
    if (!kept.publishedAt) throw new DomainError("Indikatoren er ikke udgivet.", 409);
    if (!(await updateIndicatorTakenBack(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLogOf("indicator.taken_back", kept));
  });
}

/** Deletes an indicator that was never published, with its values. */
export async function deleteIndicator(
  sql: Sql,
  viewer: Viewer,
  owner: Owner,
  { indicator: id, version }: z.output<typeof indicatorVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldIndicator(tx, viewer, owner, id);
    if (!mayChangeMeasure(viewer, kept)) throw notAllowed();
    if (kept.publishedAt || kept.takenBackAt)
      throw new DomainError("Den har været udgivet og kan ikke slettes. Den kan tages tilbage.", 409);
    if (!(await removeIndicator(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLogOf("indicator.deleted", kept));
  });
}

/** What the log says of a deed with an indicator. @param of.municipality whose it is, or whose values */
export const inLogOf = (
  action: AuditAction,
  { slug, municipality }: { slug: string; municipality: string | null },
): { action: AuditAction; municipality: string | undefined; subject: string } => ({
  action,
  municipality: municipality ?? undefined,
  subject: `/indikatorer/${slug}`,
});

/** An owner's own indicator, held until the transaction ends. @throws {DomainError} when it is another's, or real where the viewer is invented */
async function heldIndicator(tx: Sql, viewer: Viewer, owner: Owner, id: string): Promise<KeptIndicator> {
  const keeper = owner?.code ?? null;
  if (!maySaveKept(viewer, keeper)) throw notAllowed();
  const kept = await findKeptIndicator(tx, viewer, { keeper, id }, { lock: "change" });
  if (!kept) throw goneMeanwhile();
  if (kept.municipality !== keeper) throw notAllowed("Den er for alle kommuner. Kun KL kan ændre den.");
  if (!mayChange(viewer, kept.demo)) throw demoOnly();
  return kept;
}

/** An indicator that answers with a number needs its unit, one that answers with a word its list. */
function assertAnswerable(f: {
  answers: "tal" | "ord";
  unit: string | null;
  words: readonly unknown[];
  documentId: string | null;
}): void {
  if (f.answers === "tal" && !f.unit && !f.documentId)
    throw new DomainError("Skriv, hvilken enhed tallet er i, for eksempel procent.", 400, "unit");
  if (f.answers === "ord" && f.words.length < 2)
    throw new DomainError("Skriv mindst to ord, som der kan svares med, ét på hver linje.", 400, "words");
}

/** Labels with the codes that they have, or are given. */
function coded(labels: readonly string[], kept: readonly IndicatorChoice[], field: string): IndicatorChoice[] {
  const double = labels.find((label, at) => labels.indexOf(label) !== at);
  if (double) throw new DomainError(`»${double}« står der to gange.`, 400, field);
  const long = labels.find((label) => label.length > 100);
  if (long) throw new DomainError("Hver linje må højst fylde 100 tegn.", 400, field);
  if (labels.length > 40) throw new DomainError("Der må højst være 40 linjer.", 400, field);
  const used = new Set(kept.map(({ code }) => code));
  return labels.map((label) => {
    const old = kept.find((one) => one.label === label);
    if (old) return { code: old.code, label };
    const wanted = slugify(label) || "andet";
    let code = wanted;
    for (let next = 2; used.has(code); next += 1) code = `${wanted}-${next}`;
    used.add(code);
    return { code, label };
  });
}

/** The breaks of lines such as "1. august 2024: nye prøver". */
function datedBreaks(lines: readonly string[]): IndicatorFields["breaks"] {
  const breaks = lines.map((line) => {
    const [, written = "", because = ""] = /^([^:]+):\s*(.+)$/.exec(line) ?? [];
    const date = readPartialDate(written);
    if (date === null || because.length > 300)
      throw new DomainError(
        `Skriv en dato, et kolon og en grund på højst 300 tegn, for eksempel: 1. august 2024: nye prøver. Der står »${line.slice(0, 60)}«.`,
        400,
        "breaks",
      );
    const [year, month = "01", day = "01"] = date.split("-");
    return { onDay: `${year}-${month}-${day}`, because };
  });
  const days = breaks.map(({ onDay }) => onDay);
  if (new Set(days).size < days.length) throw new DomainError("To brud har samme dato.", 400, "breaks");
  return breaks.sort((a, b) => (a.onDay < b.onDay ? -1 : 1));
}

/** Values keep what they were entered with: an entry of a list that one uses stays, and so does the way of answering. */
async function assertUnused(tx: Sql, kept: KeptIndicator, wanted: IndicatorFields): Promise<void> {
  const use = await findUseOfIndicator(tx, kept.id);
  if (use.hasValues && kept.answers !== wanted.answers)
    throw new DomainError("Indikatoren har tal, så du kan ikke skifte mellem tal og ord.", 400, "answers");
  for (const [list, field] of [
    ["serie", "series"],
    ["del", "parts"],
    ["ord", "words"],
  ] as const) {
    const lost = kept[field].find(
      ({ code }) => use.choices.includes(`${list}:${code}`) && !wanted[field].some((one) => one.code === code),
    );
    if (lost) throw new DomainError(`Der er tal, der bruger »${lost.label}«, så linjen må blive stående.`, 400, field);
  }
}

/** The breaks of an indicator as its form has them, one on each line. */
export const breaksWritten = (breaks: IndicatorFields["breaks"]): string =>
  breaks.map(({ onDay, because }) => `${longDate(onDay)}: ${because}`).join("\n");

/** What is kept of an indicator in the words of its form, by field. */
function indicatorInWords(f: IndicatorFields): Record<string, string> {
  const labels = (choices: readonly IndicatorChoice[]) => choices.map(({ label }) => label).join("; ");
  return {
    title: f.title,
    definition: f.definition,
    answers: f.answers === "tal" ? "Tal" : "Ord",
    unit: f.unit ?? "",
    decimals: String(f.decimals),
    words: labels(f.words),
    series: labels(f.series),
    parts: labels(f.parts),
    level: f.level ?? "",
    cadence: f.cadence ?? "",
    countedFrom: f.countedFrom ?? "",
    sourceUrl: f.sourceUrl ?? "",
    countedBy: f.countedBy ? countings[f.countedBy] : "",
    privateSchools: f.privateSchools ? privateSchoolWords[f.privateSchools] : "",
    caveat: f.caveat ?? "",
    direction: f.direction ? directions[f.direction] : "",
    changeSeenBy: f.changeSeenBy ?? "",
    notComparableBecause: f.notComparableBecause ?? "",
    breaks: breaksWritten(f.breaks).replaceAll("\n", "; "),
    points: f.points.map(({ number }) => number).join(", "),
    source: f.documentId ? `Et sted i et dokument (#${f.anchor})` : f.sourceWords ? "En anden kilde" : "Egen oplysning",
    sourceWords: f.sourceWords ?? "",
    sourceDated: f.sourceDated ? longDate(f.sourceDated) : "",
  };
}
