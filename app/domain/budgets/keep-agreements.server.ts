import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  type AgreementFields,
  insertAgreement,
  type KeptAgreement,
  listKeptAgreements,
  removeAgreement,
  updateAgreement,
} from "#db/queries/budgets/keep-agreements.ts";
import { chosenSource, sourceInWords } from "../chosen-source.server.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { maySave } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { slugify } from "../slug.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import { agreementName } from "./agreement-vocabulary.ts";
import type { agreementVersionInput, changeAgreementInput, newAgreementInput } from "./input.ts";
import { mayChangeAgreement } from "./policy.ts";

type Typed = Omit<z.output<typeof newAgreementInput>, "keepWarning">;

/** Enters an agreement about a budget: its year, its parties and what it rests on. */
export async function addAgreement(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { keepWarning, ...typed }: z.output<typeof newAgreementInput>,
): Promise<void> {
  if (!maySave(viewer, place.code)) throw notAllowed();
  checkWords(typed, keepWarning);
  const slug = slugify(typed.title);
  if (!slug) throw new DomainError("Navnet skal have mindst ét bogstav eller tal.", 400, "title");
  await transaction(sql, async (tx) => {
    const demo = isDemo(viewer);
    const all = await listKeptAgreements(tx, viewer, place.code, { lock: true });
    const fields = await fieldsOf(tx, place, { id: null, demo }, all, typed);
    await insertAgreement(tx, { ...fields, municipality: place.code, demo, slug });
    await recordAudit(tx, viewer, inLog("agreement.created", place));
  });
}

/** Changes an agreement. One that another took the place of stays, with its lines, which no sum counts. */
export async function changeAgreement(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { agreement: id, version, keepWarning, ...typed }: z.output<typeof changeAgreementInput>,
): Promise<void> {
  checkWords(typed, keepWarning);
  await onAgreement(sql, viewer, place, id, async (tx, kept, all) => {
    const wanted = await fieldsOf(tx, place, kept, all, typed);
    if (kept.version !== version) throw savedMeanwhile(inWords(kept, all), inWords(wanted, all));
    if (!(await updateAgreement(tx, id, version, wanted))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("agreement.changed", place));
  });
}

/** Deletes an agreement of which there is no line, no table and no earlier agreement. */
export async function deleteAgreement(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { agreement: id, version }: z.output<typeof agreementVersionInput>,
): Promise<void> {
  await onAgreement(sql, viewer, place, id, async (tx, kept) => {
    if (kept.uses > 0) throw new DomainError("Der hører linjer eller aftaler til den, så den kan ikke slettes.", 409);
    if (!(await removeAgreement(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("agreement.deleted", place));
  });
}

/**
 * The agreement of a municipality that a form names, by its id or its name.
 * @returns its id; null when none is named
 * @throws {DomainError} at the field, when it is not there
 */
export function chosenAgreement(
  all: readonly KeptAgreement[],
  { demo, named, field }: { demo: boolean; named: string | null; field: string },
): string | null {
  if (!named) return null;
  const found = all.filter((one) => one.demo === demo && (one.id === named || agreementName(one) === named));
  if (found.length > 1)
    throw new DomainError(`Flere aftaler hedder »${named}«. Ret navnet på en af dem først.`, 400, field);
  const [one] = found;
  if (!one) throw new DomainError("Vælg en aftale fra listen. Måske er den slettet.", 400, field);
  return one.id;
}

async function fieldsOf(
  tx: Sql,
  place: Place,
  of: { id: string | null; demo: boolean },
  all: readonly KeptAgreement[],
  { title, agreedYear, parties, supersededBy, ...source }: Typed,
): Promise<AgreementFields> {
  const later = chosenAgreement(all, { demo: of.demo, named: supersededBy, field: "supersededBy" });
  for (let next = later; next !== null; next = all.find(({ id }) => id === next)?.supersededBy ?? null)
    if (next === of.id)
      throw new DomainError("En aftale kan ikke være afløst af sig selv. Vælg en senere aftale.", 400, "supersededBy");
  return { title, year: agreedYear, parties, supersededBy: later, ...(await chosenSource(tx, place.code, source)) };
}

const checkWords = ({ title, parties, sourceWords }: Typed, keepWarning: boolean) =>
  assertPrivate({ title, parties: parties.join(". "), sourceWords }, keepWarning);

async function onAgreement(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  id: string,
  deed: (tx: Sql, kept: KeptAgreement, all: readonly KeptAgreement[]) => Promise<void>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    if (!maySave(viewer, place.code)) throw notAllowed();
    const all = await listKeptAgreements(tx, viewer, place.code, { lock: true });
    const kept = all.find((one) => one.id === id);
    if (!kept) throw goneMeanwhile();
    if (!mayChange(viewer, kept.demo)) throw demoOnly();
    if (!mayChangeAgreement(viewer, kept))
      throw notAllowed("Læserne ser aftalen, så kun kommunens koordinator kan ændre den.");
    await deed(tx, kept, all);
  });
}

const inWords = (f: AgreementFields, all: readonly KeptAgreement[]) => ({
  title: f.title,
  agreedYear: f.year ? String(f.year) : "",
  parties: f.parties.join("; "),
  supersededBy: all.find(({ id }) => id === f.supersededBy)?.title ?? "",
  ...sourceInWords(f),
});

const inLog = <A extends "agreement.created" | "agreement.changed" | "agreement.deleted">(action: A, place: Place) => ({
  action,
  municipality: place.code,
  subject: `/kommuner/${place.slug}/aftaler`,
});
