import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  type AmountFields,
  eraseAmounts,
  holdLine,
  insertAmount,
  insertLine,
  type KeptAmount,
  type KeptLine,
  type LineFields,
  overwriteAmount,
  removeLine,
  replaceAmount,
  updateLine,
} from "#db/queries/budgets/keep.ts";
import { type KeptAgreement, listKeptAgreements } from "#db/queries/budgets/keep-agreements.ts";
import { endExports } from "#db/queries/exports/keeping.ts";
import { findKeptInitiative, touchInitiative } from "#db/queries/initiatives/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import { chosenSource, sourceInWords } from "../chosen-source.server.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { accounts, moneyKinds, permanences } from "../ground-vocabulary.ts";
import { heldInitiative, inLog } from "../initiatives/keep-initiatives.server.ts";
import { type KeptStanding, mayChangeKept, mayPublish } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { mayChange, type Place, type Viewer } from "../viewer.ts";
import { agreementName } from "./agreement-vocabulary.ts";
import { type AmountUnit, cellBlankWords, cellInWords } from "./amount-vocabulary.ts";
import type {
  changeLineInput,
  correctAmountInput,
  hideAmountInput,
  newAmountInput,
  newLineInput,
  removeLineInput,
} from "./input.ts";
import { chosenAgreement } from "./keep-agreements.server.ts";
import { typedCell } from "./read-cell.ts";

const onlyCoordinator = "Kun kommunens koordinator kan ændre det, der er udgivet.";

/** Adds a line to an initiative, with its amount in one year. */
export async function addLine(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  initiative: string,
  { year, unit, amount, partYear, yearFinancing, keepWarning, ...line }: z.output<typeof newLineInput>,
): Promise<void> {
  const entered = enteredAmount({ year, unit, amount, partYear, yearFinancing });
  checkWords({ ...line, yearFinancing }, keepWarning);
  await transaction(sql, async (tx) => {
    const kept = await heldInitiative(tx, viewer, place.code, initiative);
    if (!mayChangeKept(viewer, kept)) throw notAllowed(onlyCoordinator);
    const fields = await fieldsOf(tx, viewer, place, kept.demo, line);
    const { id: by } = personOf(viewer);
    const own = { municipality: place.code, demo: kept.demo, initiative, level: null, unit, position: 0, by };
    const row = await insertLine(tx, { ...fields, ...own });
    await insertAmount(tx, row, by, entered);
    await touchInitiative(tx, initiative);
    await recordAudit(tx, viewer, inLog("initiative.money", kept));
  });
}

/** Changes what a line is; its amounts are corrected one by one. */
export async function changeLine(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { row, version, keepWarning, ...line }: z.output<typeof changeLineInput>,
): Promise<void> {
  checkWords(line, keepWarning);
  await onLine(sql, viewer, place, row, async (tx, kept) => {
    assertTyped(kept);
    const wanted = await fieldsOf(tx, viewer, place, kept.demo, line);
    if (kept.version !== version) {
      const agreements = await listKeptAgreements(tx, viewer, place.code);
      throw savedMeanwhile(lineInWords(kept, agreements), lineInWords(wanted, agreements));
    }
    if (!(await updateLine(tx, row, version, wanted))) throw changedMeanwhile();
  });
}

/** Adds the amount of another year to a line. @throws {DomainError} 409 with what is saved, when the year has one */
export async function addAmount(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { row, keepWarning, ...typed }: z.output<typeof newAmountInput>,
): Promise<void> {
  const entered = enteredAmount(typed);
  assertPrivate({ yearFinancing: typed.yearFinancing }, keepWarning);
  await onLine(sql, viewer, place, row, async (tx, kept) => {
    assertTyped(kept);
    const there = kept.amounts.find(({ year }) => year === typed.year);
    if (there)
      throw new DomainError(`${typed.year} har allerede et beløb. Dit er ikke gemt. Ret det på listen.`, 409, "year", {
        amount: savedNow(there, typed.unit),
      });
    const printed = typed.unit === kept.printedUnit ? entered.printed : null;
    await insertAmount(tx, row, personOf(viewer).id, { ...entered, printed });
  });
}

/** Removes a line that readers have never seen. */
export async function deleteLine(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { row, version }: z.output<typeof removeLineInput>,
): Promise<void> {
  await onLine(sql, viewer, place, row, async (tx, kept, standing) => {
    assertTyped(kept);
    if (standing.wasSeen)
      throw new DomainError("Linjen har været udgivet, så den bliver stående. Ret beløbet i stedet.", 409);
    if (!(await removeLine(tx, kept.id, version))) throw changedMeanwhile();
  });
}

/**
 * Corrects an amount. One that readers have seen stays readable as of its days, with who corrected it and why; one that they have not is
 * written over.
 * @throws {DomainError} 409 with what is saved, when somebody else has corrected it meanwhile
 */
export async function correctAmount(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { row, year, line, keepWarning, because, ...typed }: z.output<typeof correctAmountInput>,
): Promise<void> {
  const entered = enteredAmount({ year, ...typed });
  assertPrivate({ because, yearFinancing: typed.yearFinancing }, keepWarning);
  await onLine(sql, viewer, place, row, async (tx, kept, { wasSeen }) => {
    const was = standingAmount(kept, { year, line }, typed.unit);
    const fields: AmountFields = { ...entered, printed: typed.unit === kept.printedUnit ? entered.printed : null };
    const { id: by } = personOf(viewer);
    const entry = { ...logOf("amount.corrected", place), detail: { row: kept.id, year } };
    if (!wasSeen) {
      await overwriteAmount(tx, kept.id, line, by, fields);
      return recordAudit(tx, viewer, entry);
    }
    const isSame = (["amount", "blank", "partYear", "financing"] as const).every((name) => was[name] === fields[name]);
    if (isSame) throw new DomainError("Det står der allerede.", 400, "amount");
    await replaceAmount(tx, kept.id, line, { by, because: reasonFor(because) }, fields);
    await recordAudit(tx, viewer, entry);
  });
}

/** Hides an amount by which somebody may be recognised: it and the earlier ones are taken out everywhere, date and reason stay. */
export async function hideAmount(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { row, year, line, because, keepWarning }: z.output<typeof hideAmountInput>,
): Promise<void> {
  assertPrivate({ because }, keepWarning);
  await onLine(sql, viewer, place, row, async (tx, kept) => {
    if (!mayPublish(viewer, place.code)) throw notAllowed("Kun kommunens koordinator kan skjule et beløb.");
    const was = standingAmount(kept, { year, line }, kept.printedUnit);
    if (was.blank === "hidden") throw new DomainError("Beløbet er allerede skjult.", 409);
    const { id: by } = personOf(viewer);
    const hidden: AmountFields = {
      year: was.year,
      partYear: was.partYear,
      amount: null,
      printed: null,
      blank: "hidden",
      financing: null,
    };
    await replaceAmount(tx, kept.id, line, { by, because: reasonFor(because) }, hidden);
    await eraseAmounts(tx, kept.id, was.year);
    await endExports(tx, place.code);
    await recordAudit(tx, viewer, { ...logOf("amount.hidden", place), detail: { row: kept.id, year: was.year } });
  });
}

/** The cell of a form. */
function enteredAmount(typed: {
  year: number;
  unit: AmountUnit;
  amount: string;
  partYear: boolean;
  yearFinancing: string | null;
}): AmountFields {
  const { year, unit, amount, partYear, yearFinancing: financing } = typed;
  const { blank, ...read } = typedCell(amount, unit, "amount");
  if (blank === "dash" || blank === "empty") {
    if (financing)
      throw new DomainError(
        "Uden et beløb er der intet at betale. Slet, hvem der betaler, eller skriv et beløb.",
        400,
        "yearFinancing",
      );
    if (partYear)
      throw new DomainError("Uden et beløb er der intet, der dækker en del af året. Fjern krydset.", 400, "partYear");
  }
  const printed = blank === null ? amount : blank === "dash" ? cellBlankWords.dash : null;
  return { year, partYear, ...read, printed, blank, financing };
}

/** A line that a municipality has entered. @throws {DomainError} for one of a printed table, whose amounts alone can be corrected */
function assertTyped({ table }: KeptLine): void {
  if (table !== null)
    throw new DomainError("Linjen står i en trykt tabel og bliver stående. Ret beløbene i stedet.", 409);
}

type TypedLine = Omit<z.output<typeof changeLineInput>, "row" | "version" | "keepWarning">;

const checkWords = (
  { label, financing, sector, proposal, sourceWords, ...more }: TypedLine & { yearFinancing?: string | null },
  keepWarning: boolean,
) =>
  assertPrivate(
    { label, financing, sector, proposal, sourceWords, yearFinancing: more.yearFinancing ?? null },
    keepWarning,
  );

/** What a form says of a line, as it is stored. @param demo the line is invented */
async function fieldsOf(
  tx: Sql,
  viewer: Viewer,
  place: Place,
  demo: boolean,
  { source, passage, sourceWords, sourceDated, agreement, ...fields }: TypedLine,
): Promise<LineFields> {
  const agreements = agreement ? await listKeptAgreements(tx, viewer, place.code) : [];
  return {
    ...fields,
    agreementId: chosenAgreement(agreements, { demo, named: agreement, field: "agreement" }),
    ...(await chosenSource(tx, place.code, { source, passage, sourceWords, sourceDated })),
  };
}

/** The amount that a form was made for, if it still stands. */
function standingAmount(kept: KeptLine, of: { year: number; line: string }, unit: AmountUnit): KeptAmount {
  const now = kept.amounts.find(({ year }) => year === of.year);
  if (!now) throw goneMeanwhile();
  if (now.id === of.line) return now;
  throw new DomainError(
    "En anden har rettet beløbet, mens du skrev. Dit er ikke gemt. Ved beløbet står det, der gælder nu. Ret til, og tryk igen.",
    409,
    "form",
    { amount: savedNow(now, unit) },
  );
}

const savedNow = (now: KeptAmount, unit: AmountUnit) => `Gemt nu: ${cellInWords(now, unit)}`;

/** Why what readers have seen is another now. */
function reasonFor(because: string | null): string {
  if (!because || because.length < 10)
    throw new DomainError("Skriv med mindst 10 tegn, hvorfor. Læserne kan se det.", 400, "because");
  return because;
}

const logOf = <A extends "amount.corrected" | "amount.hidden">(action: A, place: Place) => ({
  action,
  municipality: place.code,
  subject: `/kommuner/${place.slug}/penge`,
});

/** How far readers have come by a line: one of an initiative follows it, another stands by itself. */
interface LineStanding extends KeptStanding {
  /** It is published now, or has been; a printed one always. */
  wasSeen: boolean;
}

/** Does something to a line, for one who may change it. */
async function onLine(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  row: string,
  deed: (tx: Sql, kept: KeptLine, standing: LineStanding) => Promise<void>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await holdLine(tx, viewer, { code: place.code, row });
    if (!kept) throw goneMeanwhile();
    if (!mayChange(viewer, kept.demo)) throw demoOnly();
    const owner = kept.initiativeId
      ? await findKeptInitiative(tx, viewer, { code: place.code, id: kept.initiativeId }, { lock: true })
      : null;
    if (kept.initiativeId && !owner) throw goneMeanwhile();
    const { publishedAt, takenBackAt, demo } = owner ?? kept;
    const standing = {
      municipality: place.code,
      demo,
      publishedAt,
      wasSeen: publishedAt !== null || takenBackAt !== null || kept.table !== null,
    };
    if (!mayChangeKept(viewer, standing)) throw notAllowed(onlyCoordinator);
    await deed(tx, kept, standing);
    if (!owner) return;
    await touchInitiative(tx, owner.id);
    await recordAudit(tx, viewer, inLog("initiative.money", owner));
  });
}

const lineInWords = (f: LineFields, agreements: readonly KeptAgreement[]) => ({
  label: f.label,
  kind: moneyKinds[f.kind],
  priceYear: f.priceYear ? String(f.priceYear) : "",
  account: f.account ? accounts[f.account] : "",
  permanence: f.permanence ? permanences[f.permanence] : "",
  financing: f.financing ?? "",
  sector: f.sector ?? "",
  proposal: f.proposal ?? "",
  agreement: agreements.filter(({ id }) => id === f.agreementId).map(agreementName)[0] ?? "",
  ...sourceInWords(f),
});
