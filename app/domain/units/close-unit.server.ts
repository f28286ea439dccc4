import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { deleteGrant } from "#db/queries/people/grants.ts";
import {
  countGrantsOfUnit,
  deleteInvitationsOfUnit,
  lockGrantsOfUnit,
  moveDrafts,
  moveGrants,
  moveInvitations,
  type UnitGrantRow,
} from "#db/queries/unit-belongings.ts";
import {
  countOnUnit,
  lockUnits,
  moveUnitsUnder,
  type UnitRow,
  updateUnitClosed,
  updateUnitOpened,
} from "#db/queries/units.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { cutOff } from "../accounts/cut-off.server.ts";
import { changedMeanwhile, DomainError, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { closeUnitInput, mergeUnitInput, openUnitInput } from "./input.ts";
import { keptUnit } from "./keep-units.server.ts";
import { findMeantUnit } from "./named-unit.server.ts";
import { mayKeepUnits } from "./policy.ts";

/**
 * Closes a unit that is no more and has become part of no other. Texts keep its name; roles go where the coordinator says, or end; drafts go
 * to another unit or to the whole municipality; what lies under it goes up to where it lies.
 * @throws {DomainError} at `rolesTo` when there are roles or invitations and it is not said what becomes of them
 */
export async function closeUnit(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { unit: id, version, rolesTo, takeRoles, draftsTo }: z.output<typeof closeUnitInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const { unit, grants } = await holdOpenUnit(tx, viewer, municipality, id, version);
    const { roles, invitations, drafts } = await countOnUnit(tx, id);
    const moveTo = drafts > 0 && draftsTo ? await findSuccessor(tx, unit, draftsTo, "draftsTo") : null;
    if (roles + invitations > 0) {
      if ((rolesTo === null) !== takeRoles)
        throw new DomainError("Vælg en enhed, eller sæt kryds herunder.", 400, "rolesTo");
      if (rolesTo === null) await takeRolesAway(tx, viewer, municipality, id, grants);
      else await moveRoles(tx, id, await findSuccessor(tx, unit, rolesTo, "rolesTo"));
    }
    await moveDrafts(tx, id, moveTo);
    await moveUnitsUnder(tx, id, unit.parentId);
    if (!(await updateUnitClosed(tx, id, version, null))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "unit.closed", municipality, subject: unit.name, detail: { unit: id } });
  });
}

/** Closes a unit that has become part of another, which all that belongs to it goes to. Texts keep its name and say what it is now. */
export async function mergeUnit(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { unit: id, version, into }: z.output<typeof mergeUnitInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const { unit } = await holdOpenUnit(tx, viewer, municipality, id, version);
    const successor = await findSuccessor(tx, unit, into, "into");
    await moveRoles(tx, id, successor);
    await moveDrafts(tx, id, successor);
    await moveUnitsUnder(tx, id, successor);
    if (!(await updateUnitClosed(tx, id, version, successor))) throw changedMeanwhile();
    const detail = { unit: id, into: successor };
    await recordAudit(tx, viewer, { action: "unit.merged", municipality, subject: unit.name, detail });
  });
}

/** Opens a unit that was closed by mistake. What has gone to others stays with them. */
export async function openUnit(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { unit: id, version }: z.output<typeof openUnitInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    await lockUnits(tx, municipality);
    const unit = await keptUnit(tx, viewer, municipality, id);
    if (!(await updateUnitOpened(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "unit.opened", municipality, subject: unit.name, detail: { unit: id } });
  });
}

/** Holds a unit that is to be closed, and those who have roles there. @throws {DomainError} when it has changed since the form was shown */
async function holdOpenUnit(
  tx: Sql,
  viewer: Viewer,
  municipality: string,
  id: string,
  version: number,
): Promise<{ unit: UnitRow; grants: UnitGrantRow[] }> {
  if (!mayKeepUnits(viewer, municipality)) throw notAllowed();
  await lockUnits(tx, municipality);
  const grants = await lockGrantsOfUnit(tx, id);
  const unit = await keptUnit(tx, viewer, municipality, id);
  // Somebody may have been given a role there before the unit was held, and is not held.
  const isAsShown = unit.closedAt === null && unit.version === version;
  if (!isAsShown || (await countGrantsOfUnit(tx, id)) !== grants.length) throw changedMeanwhile();
  return { unit, grants };
}

/** The unit that is to take over from another. @returns its id @throws {DomainError} at `field` when it cannot */
async function findSuccessor(tx: Sql, unit: UnitRow, meant: string, field: string): Promise<string> {
  const { id, demo } = await findMeantUnit(tx, unit.municipality, meant, field);
  if (id === unit.id) throw new DomainError("Vælg en anden enhed end den, der skal lukkes.", 400, field);
  if (demo !== unit.demo) {
    const message = demo ? "Den enhed er opdigtet. Vælg en rigtig." : "Den enhed er rigtig. Vælg en opdigtet.";
    throw new DomainError(message, 400, field);
  }
  return id;
}

async function moveRoles(tx: Sql, from: string, to: string): Promise<void> {
  await moveGrants(tx, from, to);
  await moveInvitations(tx, from, to);
}

async function takeRolesAway(
  tx: Sql,
  viewer: Viewer,
  municipality: string,
  unit: string,
  grants: readonly UnitGrantRow[],
): Promise<void> {
  await deleteInvitationsOfUnit(tx, unit);
  for (const { id, role, personId } of grants) {
    await deleteGrant(tx, id);
    await recordAudit(tx, viewer, { action: "role.revoked", municipality, personId, detail: { role } });
  }
  for (const person of new Set(grants.map(({ personId }) => personId))) {
    // Who closes the unit goes on with what is being done.
    const except = person === viewer.person?.id ? viewer.person.sessionId : undefined;
    await cutOff(tx, person, { because: "roles", except });
    await leaveLetter(tx, { kind: "roles-changed", person, municipality });
  }
}
