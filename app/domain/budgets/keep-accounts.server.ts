import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  insertAmount,
  insertLine,
  type KeptLine,
  listKeptAccounts,
  lockAccounts,
  updateLinesPublished,
  updateLinesTakenBack,
} from "#db/queries/budgets/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import { chosenSource } from "../chosen-source.server.ts";
import { danishToday } from "../dates.ts";
import { DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { moneyLevels } from "../ground-vocabulary.ts";
import { mayPublish, maySave, onlyCoordinator } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import { codes } from "../vocabulary.ts";
import { cellBlankWords, cellInWords } from "./amount-vocabulary.ts";
import type { accountsInput, publishAccountsInput } from "./input.ts";
import { type ReadCell, readCell } from "./read-cell.ts";

/** The lines of a year among those of a municipality's accounts. */
export const linesOfYear = <L extends Pick<KeptLine, "amounts">>(lines: readonly L[], year: number): L[] =>
  lines.filter(({ amounts }) => amounts.some((amount) => amount.year === year));

/**
 * Enters the three lines of a year from the accounts, and publishes them at once where that is asked for.
 * @throws {DomainError} at every amount that cannot be read; 409 with what is saved when the year has been entered
 */
export async function enterAccounts(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { year, unit, publish, visibility, keepWarning, ...sent }: z.output<typeof accountsInput>,
): Promise<void> {
  const { source, passage, sourceWords, sourceDated, ...typed } = sent;
  if (!maySave(viewer, place.code)) throw notAllowed();
  if (publish && !mayPublish(viewer, place.code)) throw notAllowed(onlyCoordinator);
  if (year > Number(danishToday().slice(0, 4)))
    throw new DomainError("Det år er ikke begyndt, så der er intet regnskab endnu.", 400, "year");
  const given = codes(moneyLevels).filter((level) => typed[level] !== "");
  if (given.length === 0) throw new DomainError("Skriv mindst ét af de tre beløb.", 400, "almen");
  const cells = new Map<(typeof given)[number], ReadCell>();
  const refused: Record<string, string> = {};
  for (const level of given) {
    const read = readCell(typed[level], unit);
    if ("refused" in read) refused[level] = read.refused;
    else cells.set(level, read);
  }
  const [first, ...others] = Object.entries(refused);
  if (first) throw new DomainError(first[1], 400, first[0], Object.fromEntries(others));
  assertPrivate({ sourceWords }, keepWarning);
  await transaction(sql, async (tx) => {
    await lockAccounts(tx, place.code);
    const demo = isDemo(viewer);
    const there = linesOfYear(await listKeptAccounts(tx, viewer, place.code), year).filter(
      (line) => line.demo === demo,
    );
    if (there.length > 0)
      throw new DomainError(
        `${year} er allerede tastet ind. Dit er ikke gemt. Ved beløbene står det, der er gemt. Ret et beløb på listen.`,
        409,
        "year",
        Object.fromEntries(
          there.map(({ level, amounts: kept, printedUnit }) => [
            level ?? "",
            kept.flatMap((one) => (one.year === year ? [`Gemt: ${cellInWords(one, printedUnit)}`] : []))[0] ?? "",
          ]),
        ),
      );
    const restsOn = await chosenSource(tx, place.code, { source, passage, sourceWords, sourceDated });
    const { id: by } = personOf(viewer);
    const entered: string[] = [];
    for (const [level, cell] of cells) {
      const row = await insertLine(tx, {
        ...restsOn,
        municipality: place.code,
        demo,
        by,
        initiative: null,
        level,
        label: moneyLevels[level],
        kind: "regnskab",
        priceYear: null,
        account: null,
        permanence: null,
        financing: null,
        sector: null,
        proposal: null,
        agreementId: null,
        unit,
        position: codes(moneyLevels).indexOf(level),
      });
      entered.push(row);
      const printed = cell.blank === null ? typed[level] : cell.blank === "dash" ? cellBlankWords.dash : null;
      await insertAmount(tx, row, by, { year, partYear: false, ...cell, printed, financing: null });
    }
    await recordAudit(tx, viewer, inLog("accounts.entered", place, year));
    if (publish) await publishLines(tx, viewer, place, { year, visibility, lines: entered });
  });
}

/** Publishes the lines of a year, in one step. */
export async function publishAccounts(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { year, visibility }: z.output<typeof publishAccountsInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const lines = await heldYear(tx, viewer, place, year);
    const saved = lines.filter(({ publishedAt }) => publishedAt === null).map(({ id }) => id);
    if (saved.length === 0) throw new DomainError(`${year} er allerede udgivet.`, 409);
    await publishLines(tx, viewer, place, { year, visibility, lines: saved });
  });
}

async function publishLines(
  tx: Sql,
  viewer: Viewer,
  place: Place,
  { lines, ...detail }: z.output<typeof publishAccountsInput> & { lines: readonly string[] },
): Promise<void> {
  await updateLinesPublished(tx, lines, detail.visibility);
  await recordAudit(tx, viewer, { ...inLog("accounts.published", place, detail.year), detail });
}

/** Takes the lines of a year back from all readers, as if they had never been published. */
export async function takeBackAccounts(sql: Sql, viewer: Viewer, place: Place, year: number): Promise<void> {
  await transaction(sql, async (tx) => {
    const lines = await heldYear(tx, viewer, place, year);
    const published = lines.filter(({ publishedAt }) => publishedAt !== null).map(({ id }) => id);
    if (published.length === 0) throw new DomainError(`${year} er ikke udgivet.`, 409);
    await updateLinesTakenBack(tx, published);
    await recordAudit(tx, viewer, inLog("accounts.taken_back", place, year));
  });
}

/** The lines of a year that the viewer may publish and take back, while nobody else enters any. */
async function heldYear(tx: Sql, viewer: Viewer, place: Place, year: number): Promise<KeptLine[]> {
  if (!mayPublish(viewer, place.code)) throw notAllowed("Kun kommunens koordinator kan udgive og tage tilbage.");
  await lockAccounts(tx, place.code);
  const lines = linesOfYear(await listKeptAccounts(tx, viewer, place.code), year).filter(
    ({ demo }) => demo === isDemo(viewer) && mayChange(viewer, demo),
  );
  if (lines.length === 0) throw goneMeanwhile();
  return lines;
}

const inLog = <A extends "accounts.entered" | "accounts.published" | "accounts.taken_back">(
  action: A,
  place: Place,
  year: number,
) => ({ action, municipality: place.code, subject: `/kommuner/${place.slug}/penge`, detail: { year } });
