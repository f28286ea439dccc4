import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import {
  insertPaper,
  insertSection,
  listKeptPapers,
  listKeptSections,
  listPaperDocuments,
  listSectionIndicators,
  type PaperFields,
  placePart,
  removePaper,
  removeSection,
  type SectionFields,
  updatePaper,
  updateSection,
} from "#db/queries/follow-ups/keep.ts";
import { longDate, months } from "../dates.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, savedMeanwhile } from "../domain-error.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import type { Viewer } from "../viewer.ts";
import type {
  changePaperInput,
  changeSectionInput,
  newPaperInput,
  newSectionInput,
  paperVersionInput,
  sectionVersionInput,
} from "./input.ts";
import { chosenPlace, type OfMandate, onMandate, placeInWords } from "./keep-mandates.server.ts";

/** Adds a section to a mandate, as the last. */
export async function addSection(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  typed: z.output<typeof newSectionInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.sections", async (tx) => {
    await insertSection(tx, where.mandate, (await sectionFields(tx, where, typed)).wanted);
  });
}

/** Changes a section, and puts it elsewhere in the order if that was asked for. */
export async function changeSection(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  { section: id, version, after, wasAfter, ...typed }: z.output<typeof changeSectionInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.sections", async (tx) => {
    const all = await listKeptSections(tx, viewer, where.mandate);
    const kept = all.find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    const { wanted, titles } = await sectionFields(tx, where, typed);
    if (kept.version !== version) throw savedMeanwhile(inWords(kept, titles), inWords(wanted, titles));
    assertPlaced(all, { id, after, wasAfter });
    if (!(await updateSection(tx, id, version, wanted))) throw changedMeanwhile();
    if (after !== wasAfter) await placePart(tx, "follow_up_section", { mandate: where.mandate, id, after });
  });
}

/** Removes a section from a mandate. */
export async function deleteSection(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  { section: id, version }: z.output<typeof sectionVersionInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.sections", async (tx) => {
    const kept = (await listKeptSections(tx, viewer, where.mandate)).find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    if (!(await removeSection(tx, id, version))) throw changedMeanwhile();
  });
}

/** What was typed of a section, as it is stored, and the titles of the indicators. @throws {DomainError} at the field that is at fault */
async function sectionFields(
  tx: Sql,
  { code }: OfMandate,
  { title, dueMonths, duePrinted, indicators, passage, keepWarning }: z.output<typeof newSectionInput>,
): Promise<{ wanted: SectionFields; titles: ReadonlyMap<string, string> }> {
  assertPrivate({ title, duePrinted }, keepWarning);
  const titles = new Map((await listSectionIndicators(tx, code)).map((one) => [one.id, one.title]));
  if (indicators.some((id) => !titles.has(id)))
    throw new DomainError("En af indikatorerne findes ikke længere. Vælg igen.", 400, "indicators");
  const place = await chosenPlace(tx, code, passage);
  const due = [...new Set(dueMonths)].sort((one, other) => one - other);
  return { wanted: { title, dueMonths: due, duePrinted, indicators, ...place }, titles };
}

/** @throws {DomainError} when a part is to stand after one that is gone, or after itself */
export function assertPlaced(
  all: readonly { id: string }[],
  { id, after, wasAfter }: { id: string; after: string | null; wasAfter: string | null },
): void {
  if (after !== wasAfter && after !== null && (after === id || !all.some((one) => one.id === after)))
    throw new DomainError("Det, som den skal stå efter, findes ikke længere. Vælg igen.", 400, "after");
}

/** Adds a paper to a mandate, as the last. */
export async function addPaper(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  typed: z.output<typeof newPaperInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.papers", async (tx) => {
    await insertPaper(tx, where.mandate, (await paperFields(tx, where, typed)).wanted);
  });
}

/** Changes a paper. */
export async function changePaper(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  { paper: id, version, ...typed }: z.output<typeof changePaperInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.papers", async (tx) => {
    const kept = (await listKeptPapers(tx, viewer, where.mandate)).find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    const { wanted, document } = await paperFields(tx, where, typed, kept);
    if (kept.version !== version)
      throw savedMeanwhile(paperInWords(kept, kept.document), paperInWords(wanted, document));
    if (!(await updatePaper(tx, id, version, wanted))) throw changedMeanwhile();
  });
}

/** Removes a paper from a mandate. */
export async function deletePaper(
  sql: Sql,
  viewer: Viewer,
  where: OfMandate,
  { paper: id, version }: z.output<typeof paperVersionInput>,
): Promise<void> {
  await onMandate(sql, viewer, where, "mandate.papers", async (tx) => {
    const kept = (await listKeptPapers(tx, viewer, where.mandate)).find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    if (!(await removePaper(tx, id, version))) throw changedMeanwhile();
  });
}

/** What was typed of a paper, as it is stored, and the title of its document. @throws {DomainError} at the field that is at fault */
async function paperFields(
  tx: Sql,
  { code }: OfMandate,
  { title, datedPrinted, body, metOn, document: chosen, keepWarning }: z.output<typeof newPaperInput>,
  kept?: PaperFields & { document: string | null },
): Promise<{ wanted: PaperFields; document: string | null }> {
  assertPrivate({ title, datedPrinted, body }, keepWarning);
  if (metOn !== null && metOn.length < 10)
    throw new DomainError("Skriv mødets dag, for eksempel 10. juni 2026.", 400, "metOn");
  if (!chosen) return { wanted: { title, datedPrinted, body, metOn, documentId: null }, document: null };
  const all = [
    ...(await listPaperDocuments(tx, code)),
    ...(kept?.documentId && kept.document ? [{ id: kept.documentId, title: kept.document }] : []),
  ];
  const document = all.find((one) => one.id === chosen || one.title === chosen);
  if (!document) throw new DomainError("Dokumentet findes ikke længere. Vælg et andet.", 400, "document");
  return { wanted: { title, datedPrinted, body, metOn, documentId: document.id }, document: document.title };
}

const inWords = (f: SectionFields, titles: ReadonlyMap<string, string>): Record<string, string> => ({
  title: f.title,
  dueMonths: f.dueMonths.map((month) => months[month - 1] ?? "").join(", "),
  duePrinted: f.duePrinted ?? "",
  indicators: f.indicators
    .map((id) => titles.get(id) ?? "")
    .sort()
    .join("; "),
  passage: placeInWords(f),
});

const paperInWords = (f: PaperFields, document: string | null): Record<string, string> => ({
  title: f.title,
  datedPrinted: f.datedPrinted ?? "",
  body: f.body ?? "",
  metOn: f.metOn ? longDate(f.metOn) : "",
  document: document ?? "",
});
