import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findDeclaration } from "#db/queries/declarations.ts";
import { listPaperDocuments } from "#db/queries/follow-ups/keep.ts";
import {
  insertTreatment,
  type KeptTreatment,
  listKeptTreatments,
  removeTreatment,
  type TreatmentFields,
  updateTreatment,
} from "#db/queries/treatments/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import { danishToday, longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import type { changeTreatmentInput, newTreatmentInput, treatmentVersionInput } from "./input.ts";
import { mayKeepTreatments } from "./policy.ts";

type Typed = Pick<z.output<typeof newTreatmentInput>, "treatedOn" | "body" | "document" | "keepWarning">;

/** Says where a municipality has dealt with a declaration. It is not a signature, and readers see it at once. */
export async function enterTreatment(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { year, ...typed }: z.output<typeof newTreatmentInput>,
): Promise<void> {
  if (!mayKeepTreatments(viewer, place.code)) throw notAllowed();
  const { id: by } = personOf(viewer);
  await transaction(sql, async (tx) => {
    const { wanted } = await treatmentFields(tx, place, typed);
    if (!(await findDeclaration(tx, year))) throw new DomainError("Vælg en erklæring fra listen.", 400, "year");
    const isNew = await insertTreatment(tx, { ...wanted, municipality: place.code, year, demo: isDemo(viewer), by });
    if (!isNew) throw new DomainError("Det står der allerede for den erklæring. Ret det i stedet.", 409, "year");
    await recordAudit(tx, viewer, inLog("treatment.entered", place));
  });
}

/** Changes where a municipality has dealt with a declaration. @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile */
export async function changeTreatment(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { treatment: id, version, ...typed }: z.output<typeof changeTreatmentInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldTreatment(tx, viewer, place.code, id);
    const { wanted, document } = await treatmentFields(tx, place, typed, kept);
    if (kept.version !== version) throw savedMeanwhile(inWords(kept, kept.document), inWords(wanted, document));
    if (!(await updateTreatment(tx, id, version, wanted))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("treatment.changed", place));
  });
}

/** Deletes what is said of where a municipality has dealt with a declaration. */
export async function deleteTreatment(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { treatment: id, version }: z.output<typeof treatmentVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    await heldTreatment(tx, viewer, place.code, id);
    if (!(await removeTreatment(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("treatment.deleted", place));
  });
}

/** A treatment as it is stored, of what was typed, and the title of its document. @throws {DomainError} at the field that is at fault */
async function treatmentFields(
  tx: Sql,
  place: Place,
  { treatedOn, body, document: chosen, keepWarning }: Typed,
  kept?: KeptTreatment,
): Promise<{ wanted: TreatmentFields; document: string | null }> {
  assertPrivate({ body }, keepWarning);
  if (treatedOn > danishToday())
    throw new DomainError("Mødet har ikke været endnu. Skriv det her, når erklæringen er behandlet.", 400, "treatedOn");
  if (!chosen) return { wanted: { treatedOn, body, documentId: null }, document: null };
  const all = [
    ...(await listPaperDocuments(tx, place.code)),
    ...(kept?.documentId && kept.document ? [{ id: kept.documentId, title: kept.document }] : []),
  ];
  const document = all.find((one) => one.id === chosen || one.title === chosen);
  if (!document) throw new DomainError("Dokumentet findes ikke længere. Vælg et andet.", 400, "document");
  return { wanted: { treatedOn, body, documentId: document.id }, document: document.title };
}

async function heldTreatment(tx: Sql, viewer: Viewer, code: string, id: string): Promise<KeptTreatment> {
  if (!mayKeepTreatments(viewer, code)) throw notAllowed();
  const kept = (await listKeptTreatments(tx, viewer, code, { lock: true })).find((one) => one.id === id);
  if (!kept) throw goneMeanwhile();
  if (!mayChange(viewer, kept.demo)) throw demoOnly();
  return kept;
}

const inWords = ({ treatedOn, body }: TreatmentFields, document: string | null) => ({
  treatedOn: longDate(treatedOn),
  body,
  document: document ?? "",
});

const inLog = <A extends "treatment.entered" | "treatment.changed" | "treatment.deleted">(action: A, place: Place) => ({
  action,
  municipality: place.code,
  subject: `/kommuner/${place.slug}/behandlet`,
});
