import type { Sql } from "#db/client.ts";
import { findUnit, findUnitByName, suggestUnits, type UnitRow } from "#db/queries/units.ts";
import { didYouMean, mostSuggestions } from "../did-you-mean.ts";
import { DomainError } from "../domain-error.ts";
import { isId } from "../id.ts";
import { slugify } from "../slug.ts";

/**
 * The open unit that a form means: a short list sends its id, in a long one its name is typed. It can be neither deleted nor closed before the
 * transaction ends.
 * @param municipality code
 * @throws {DomainError} at `field` when the municipality has none such, with the names that are like it; when it is closed, with what it is now
 */
export async function findMeantUnit(tx: Sql, municipality: string, meant: string, field: string): Promise<UnitRow> {
  const id = isId(meant) ? meant : (await findUnitByName(tx, municipality, { name: meant, slug: slugify(meant) }))?.id;
  const unit = id === undefined ? undefined : await findUnit(tx, id, { lock: "key share" });
  if (unit?.municipality === municipality) {
    if (unit.closedAt) throw new DomainError(`${closedSentence(unit)} Vælg en anden.`, 409, field);
    return unit;
  }
  const alike = isId(meant) ? [] : await suggestUnits(tx, municipality, meant, mostSuggestions);
  throw new DomainError(`Vælg en enhed fra listen.${didYouMean(alike)}`, 400, field);
}

/** A Danish sentence that tells what has become of a closed unit. */
export const closedSentence = ({ name, successor }: Pick<UnitRow, "name" | "successor">): string =>
  successor === null ? `${name} er lukket.` : `${name} er lukket og lagt sammen med ${successor}.`;
