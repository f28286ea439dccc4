import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { deleteInvitationsTo } from "#db/queries/invitations.ts";
import { deleteJoinRequest } from "#db/queries/join-requests.ts";
import { type Credentials, findPerson } from "#db/queries/people/account.ts";
import {
  countRunning,
  deleteGrant,
  deleteGrantsIn,
  findGrant,
  listGrants,
  lockRunning,
  storeGrant,
} from "#db/queries/people/grants.ts";
import { listNamesOf } from "#db/queries/people/list.ts";
import { clearTotp } from "#db/queries/people/second-factor.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { cutOff } from "../accounts/cut-off.server.ts";
import { personOf } from "../accounts/totp.server.ts";
import { handOverContacts } from "../contacts/keep-contacts.server.ts";
import { didYouMean, mostSuggestions } from "../did-you-mean.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { isId } from "../id.ts";
import { findMeantUnit } from "../units/named-unit.server.ts";
import { isAssociationRole, mayChange, type Viewer } from "../viewer.ts";
import { municipalRoles, type Role, unitRoles } from "../vocabulary.ts";
import type { approveInput, grantInput } from "./input.ts";
import { mayDecideRequests, mayResetTotp, mayTakeRoles, rolesToGive } from "./policy.ts";

/** What is to be given where. */
interface RoleInPlace {
  role: Role;
  municipality: string | null;
  /** As a form means it: its id or its name. */
  unit: string | null;
}

/**
 * @param holder who is to have the role: invented people have theirs in invented units, real people in real ones
 * @returns the id of the unit, if there is one
 * @throws {DomainError} at `role` or `unit` when a role cannot be had there
 */
export async function findPlaceOfRole(
  sql: Sql,
  holder: { demo: boolean },
  { role, municipality, unit }: RoleInPlace,
): Promise<string | null> {
  const fits = municipality === null ? isAssociationRole(role) : (municipalRoles as readonly Role[]).includes(role);
  if (!fits) throw new DomainError("Den rolle findes ikke her.", 400, "role");
  if (unit === null) return null;
  if (!(unitRoles as readonly Role[]).includes(role))
    throw new DomainError("Kun forfattere og godkendere kan høre til én enhed.", 400, "unit");
  const { id, demo } = await findMeantUnit(sql, municipality ?? "", unit, "unit");
  if (demo !== holder.demo) {
    const message = demo
      ? "Den enhed er opdigtet, og personen er rigtig."
      : "Den enhed er rigtig, og personen er opdigtet.";
    throw new DomainError(message, 400, "unit");
  }
  return id;
}

/** Gives a role to one who has one here already. @param municipality code; null for KL */
export async function grantRole(
  sql: Sql,
  viewer: Viewer,
  municipality: string | null,
  { person: personId, role, unit }: z.output<typeof grantInput>,
): Promise<void> {
  if (!rolesToGive(viewer, municipality).includes(role)) throw notAllowed("Den rolle kan du ikke give.");
  await transaction(sql, async (tx) => {
    const person = await changeablePerson(tx, viewer, personId);
    const here = (await listGrants(tx, personId)).some((one) => (one.municipality?.code ?? null) === municipality);
    if (!here) throw goneMeanwhile();
    const unitId = await findPlaceOfRole(tx, person, { role, municipality, unit });
    if (!(await storeGrant(tx, { personId, role, municipality, unitId })))
      throw new DomainError(`${person.name} har allerede den rolle.`, 409, "role");
    await rolesChanged(tx, viewer, "role.granted", { personId, municipality, role });
  });
}

/** Says yes to one who asks for access, with a role. */
export async function approveRequest(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { person: personId, role, unit }: z.output<typeof approveInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const person = await changeablePerson(tx, viewer, personId);
    await deciding(tx, viewer, municipality, person);
    const unitId = await findPlaceOfRole(tx, person, { role, municipality, unit });
    if (!(await deleteJoinRequest(tx, personId, municipality))) throw changedMeanwhile();
    await storeGrant(tx, { personId, role, municipality, unitId });
    await cutOff(tx, personId, { because: "roles" });
    await recordAudit(tx, viewer, { action: "request.approved", municipality, personId, detail: { role } });
    await leaveLetter(tx, { kind: "request-approved", person: person.id, municipality });
  });
}

/** Says no to one who asks for access. The account stays, without a role. */
export async function refuseRequest(sql: Sql, viewer: Viewer, municipality: string, personId: string): Promise<void> {
  await transaction(sql, async (tx) => {
    await deciding(tx, viewer, municipality, await changeablePerson(tx, viewer, personId));
    if (!(await deleteJoinRequest(tx, personId, municipality))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "request.refused", municipality, personId });
    await leaveLetter(tx, { kind: "request-refused", person: personId, municipality });
  });
}

/** An invented person is answered by invented coordinators, or an invented KL, and a real one by real ones. */
async function deciding(tx: Sql, viewer: Viewer, municipality: string, { demo }: { demo: boolean }): Promise<void> {
  const hasCoordinator = (await countRunning(tx, municipality, { demo })) > 0;
  if (!mayDecideRequests(viewer, municipality, { hasCoordinator }))
    throw notAllowed("Kommunens koordinator afgør, hvem der får adgang.");
}

/**
 * Takes one role away. The last coordinator can but give it up knowingly, KL's last administrator not at all.
 * @param options.last whether the viewer knows of being the last coordinator
 * @returns the id of the person whose it was
 */
export async function revokeRole(
  sql: Sql,
  viewer: Viewer,
  municipality: string | null,
  grantId: string,
  { last = false }: { last?: boolean } = {},
): Promise<string> {
  if (!mayTakeRoles(viewer, municipality)) throw notAllowed();
  return transaction(sql, async (tx) => {
    await lockRunning(tx, [municipality]);
    const grant = await findGrant(tx, grantId, { lock: true });
    if (!grant || grant.municipality !== municipality) throw goneMeanwhile();
    if (!mayChange(viewer, grant.demo)) throw demoOnly();
    if (runs(grant.role)) await keepOneRunning(tx, viewer, municipality, { ...grant, last });
    if (!(await deleteGrant(tx, grantId))) throw goneMeanwhile();
    await deleteInvitationsTo(tx, grant.personId, municipality);
    await rolesChanged(tx, viewer, "role.revoked", { personId: grant.personId, municipality, role: grant.role });
    return grant.personId;
  });
}

/**
 * Takes all roles in a municipality from somebody; what that person has written stays.
 * @param input.last whether the viewer knows of being the last coordinator
 */
export async function removePerson(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { person: personId, successor, last = false }: { person: string; successor: string | null; last?: boolean },
): Promise<void> {
  if (!mayTakeRoles(viewer, municipality)) throw notAllowed();
  await transaction(sql, async (tx) => {
    await lockRunning(tx, [municipality]);
    const person = await changeablePerson(tx, viewer, personId);
    const here = (await listGrants(tx, personId)).filter((one) => one.municipality?.code === municipality);
    if (here.length === 0) throw goneMeanwhile();
    if (here.some(({ role }) => runs(role)))
      await keepOneRunning(tx, viewer, municipality, { personId, demo: person.demo, last });
    const heir = successor && (await findMeantColleague(tx, municipality, person, successor));
    await leaveMunicipality(tx, viewer, person, municipality, heir);
    await leaveLetter(tx, { kind: "removed", person: personId, municipality });
  });
}

/** Ends what somebody is in a municipality, and hands over what colleagues are to be asked about. */
export async function leaveMunicipality(
  tx: Sql,
  viewer: Viewer,
  { id, demo }: Credentials,
  municipality: string,
  successor: string | null,
): Promise<void> {
  const isColleague = async (one: string) =>
    one !== id &&
    (await findPerson(tx, one))?.demo === demo &&
    (await listGrants(tx, one)).some((grant) => grant.municipality?.code === municipality);
  if (successor && !(await isColleague(successor)))
    throw new DomainError("Vælg en kollega i kommunen.", 400, "successor");
  await handOverContacts(tx, viewer, { municipality, fromPersonId: id, toPersonId: successor });
  await deleteGrantsIn(tx, id, municipality);
  await deleteInvitationsTo(tx, id, municipality);
  await deleteJoinRequest(tx, id, municipality);
  await cutOff(tx, id, { because: "removed" });
  await recordAudit(tx, viewer, { action: "person.removed", municipality, personId: id });
}

/**
 * The colleague that a form means: a short list sends the id; in a long one the address or the full name is typed.
 * @param leaver who leaves; an invented person has invented colleagues alone
 * @throws {DomainError} at `successor` when there is none, or more than one, with those who are like it
 */
async function findMeantColleague(
  tx: Sql,
  municipality: string,
  { id: leaving, demo }: Credentials,
  meant: string,
): Promise<string> {
  if (isId(meant)) return meant;
  const words = meant
    .replace(/[(),;<>»«]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const alike = await listNamesOf(tx, municipality, { words, except: leaving, limit: mostSuggestions, demo });
  const typed = words.toLowerCase();
  const byAddress = alike.filter(({ email }) => typed.split(" ").includes(email));
  const byName = alike.filter(({ name }) => name.toLowerCase() === typed);
  const [colleague, another] = byAddress.length > 0 ? byAddress : byName;
  if (colleague && !another) return colleague.id;
  const names = alike.map(({ name, email }) => `${name} (${email})`);
  throw new DomainError(`Vælg en kollega i kommunen.${didYouMean(names)}`, 400, "successor");
}

const runs = (role: Role) => role === "coordinator" || role === "association_admin";

/** Others cannot take the last one away; who gives the role up leaves KL in charge. */
async function keepOneRunning(
  tx: Sql,
  viewer: Viewer,
  municipality: string | null,
  { personId, demo, last }: { personId: string; demo: boolean; last: boolean },
): Promise<void> {
  if ((await countRunning(tx, municipality, { demo })) > 1) return;
  if (municipality === null) throw new DomainError("KL skal have mindst én administrator. Udpeg en anden først.", 409);
  if (personId !== personOf(viewer).id)
    throw new DomainError("Kommunens sidste koordinator kan ikke fjernes af andre. Udpeg en ny først.", 409);
  if (!last) throw lastOne();
  await lastCoordinatorLeaves(tx, viewer, municipality, demo);
}

/** The last coordinator leaves without having been told what follows. */
export const lastOne = () =>
  new DomainError(
    "Du er kommunens sidste koordinator. Giv rollen til en kollega først, eller åbn siden igen, og bekræft, at KL skal overtage.",
    409,
  );

/** KL takes over where nobody runs a municipality any more. */
export async function lastCoordinatorLeaves(tx: Sql, viewer: Viewer, municipality: string, demo: boolean) {
  await recordAudit(tx, viewer, { action: "coordinator.last_left", municipality });
  await leaveLetter(tx, { kind: "last-coordinator-left", municipality, demo });
}

/**
 * Throws away the codes of somebody who has lost phone and recovery codes. The password still stands; a role that needs codes counts when
 * they have been set up anew.
 */
export async function resetTotp(sql: Sql, viewer: Viewer, personId: string): Promise<void> {
  if (!mayResetTotp(viewer)) throw notAllowed();
  await transaction(sql, async (tx) => {
    const person = await changeablePerson(tx, viewer, personId);
    if (!person.totp) throw new DomainError(`${person.name} bruger ikke engangskoder.`, 409);
    await clearTotp(tx, personId);
    await cutOff(tx, personId, { because: "codes" });
    await recordAudit(tx, viewer, { action: "account.totp_reset", personId });
    await leaveLetter(tx, { kind: "security", person: personId, what: "totp-off" });
  });
}

async function changeablePerson(tx: Sql, viewer: Viewer, id: string): Promise<Credentials> {
  const person = await findPerson(tx, id, { lock: true });
  if (!person) throw goneMeanwhile();
  if (!mayChange(viewer, person.demo)) throw demoOnly();
  return person;
}

async function rolesChanged(
  tx: Sql,
  viewer: Viewer,
  action: "role.granted" | "role.revoked",
  { personId, municipality, role }: { personId: string; municipality: string | null; role: Role },
): Promise<void> {
  await cutOff(tx, personId, { because: "roles" });
  await recordAudit(tx, viewer, { action, municipality, personId, detail: { role } });
  await leaveLetter(tx, { kind: "roles-changed", person: personId, municipality });
}
