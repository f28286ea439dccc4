import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  countOnUnit,
  findUnit,
  isSlugTaken,
  isWithin,
  lockUnits,
  removeUnit,
  storeUnit,
  type UnitRow,
  updateUnit,
} from "#db/queries/units.ts";
import { personOf } from "../accounts/totp.server.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { slugify } from "../slug.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import type { changeUnitInput, unitInput } from "./input.ts";
import { closedSentence, findMeantUnit } from "./named-unit.server.ts";
import { mayKeepUnits } from "./policy.ts";

type Fields = z.output<typeof unitInput>;

/** Enters a unit. @throws {DomainError} when the municipality has one of that name */
export async function createUnit(sql: Sql, viewer: Viewer, municipality: string, fields: Fields): Promise<void> {
  if (!mayKeepUnits(viewer, municipality)) throw notAllowed();
  const { demo } = personOf(viewer);
  await transaction(sql, async (tx) => {
    await lockUnits(tx, municipality);
    const parent = await findParent(tx, municipality, fields.parent, { demo });
    const name = nameOf(fields.name, demo);
    const slug = await freeSlug(tx, municipality, name, null);
    const unit = await storeUnit(tx, municipality, slug, { ...fields, name, parent }, demo);
    await recordAudit(tx, viewer, { action: "unit.created", municipality, subject: name, detail: { unit } });
  });
}

/** Renames or moves a unit. */
export async function changeUnit(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { unit: id, version, ...fields }: z.output<typeof changeUnitInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    await lockUnits(tx, municipality);
    const unit = await keptUnit(tx, viewer, municipality, id);
    if (unit.closedAt) throw new DomainError(`${closedSentence(unit)} Åbn den igen, før du retter den.`, 409);
    const parent = await findParent(tx, municipality, fields.parent, unit);
    if (parent && (await isWithin(tx, parent, id)))
      throw new DomainError("En enhed kan ikke ligge under sig selv.", 400, "parent");
    const name = nameOf(fields.name, unit.demo);
    const slug = await freeSlug(tx, municipality, name, id);
    if (!(await updateUnit(tx, id, version, slug, { ...fields, name, parent }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "unit.changed", municipality, subject: name, detail: { unit: id } });
  });
}

/** Deletes a unit that nothing rests on. @throws {DomainError} saying what does */
export async function deleteUnit(sql: Sql, viewer: Viewer, municipality: string, id: string): Promise<void> {
  await transaction(sql, async (tx) => {
    await lockUnits(tx, municipality);
    const unit = await keptUnit(tx, viewer, municipality, id);
    const resting = await whyNotDeleted(tx, unit);
    if (resting) throw new DomainError(resting, 409);
    await removeUnit(tx, id);
    await recordAudit(tx, viewer, { action: "unit.deleted", municipality, subject: unit.name });
  });
}

/** Why a unit cannot be deleted, in a Danish sentence that names what rests on it; null when nothing does. */
export async function whyNotDeleted(sql: Sql, { id, name }: Pick<UnitRow, "id" | "name">): Promise<string | null> {
  const { cases, roles, invitations, units, former } = await countOnUnit(sql, id);
  const resting = [
    cases > 0 && (cases === 1 ? "et eksempel" : `${cases} eksempler`),
    roles > 0 && (roles === 1 ? "en persons rolle" : `${roles} personers roller`),
    invitations > 0 && (invitations === 1 ? "en invitation" : `${invitations} invitationer`),
    units > 0 && (units === 1 ? "en underenhed" : `${units} underenheder`),
    former > 0 && (former === 1 ? "en tidligere enhed" : `${former} tidligere enheder`),
  ].filter(Boolean);
  return resting.length > 0 ? `${name} kan ikke slettes, for der hører ${resting.join(" og ")} til den.` : null;
}

const invented = / *\(opdigtet\)$/i;

/** The name of an invented unit says that it is, so that it is no real one's name, nor its slug. @throws {DomainError} at `name` for a real one's */
function nameOf(name: string, demo: boolean): string {
  if (demo) return `${name.replace(invented, "")} (opdigtet)`;
  if (invented.test(name)) throw new DomainError("Kun Demodata kan hedde noget med (opdigtet).", 400, "name");
  return name;
}

/** The slug of a name. @throws {DomainError} at `name` when another unit has it. @param own the unit that may keep it */
async function freeSlug(tx: Sql, municipality: string, name: string, own: string | null): Promise<string> {
  const slug = slugify(name);
  if (!slug) throw new DomainError("Navnet skal have mindst ét bogstav eller tal.", 400, "name");
  if (await isSlugTaken(tx, municipality, slug, own))
    throw new DomainError("Kommunen har allerede en enhed, der hedder sådan.", 409, "name");
  return slug;
}

/** A unit for the viewer to change, held until the transaction ends. @throws {DomainError} when it is not there, or not the viewer's to change */
export async function keptUnit(tx: Sql, viewer: Viewer, municipality: string, id: string): Promise<UnitRow> {
  if (!mayKeepUnits(viewer, municipality)) throw notAllowed();
  const unit = await findUnit(tx, id, { lock: "update" });
  if (!unit || unit.municipality !== municipality) throw goneMeanwhile();
  if (!mayChange(viewer, unit.demo)) throw demoOnly();
  return unit;
}

/** A unit lies under one of the same municipality; a real one never under an invented one. */
async function findParent(tx: Sql, municipality: string, meant: string | null, { demo }: { demo: boolean }) {
  if (meant === null) return null;
  const above = await findMeantUnit(tx, municipality, meant, "parent");
  if (above.demo && !demo) throw new DomainError("En rigtig enhed kan ikke ligge under Demodata.", 400, "parent");
  return above.id;
}
