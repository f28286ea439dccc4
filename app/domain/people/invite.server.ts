import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { nameInvited, recordAudit } from "#db/queries/audit.ts";
import { deleteInvitation, findInvitation, type InvitationRow, storeInvitation } from "#db/queries/invitations.ts";
import { deleteJoinRequest } from "#db/queries/join-requests.ts";
import { findMunicipalityOfDomain } from "#db/queries/mail-domains.ts";
import { findByEmail, storePerson } from "#db/queries/people/account.ts";
import { storeGrant } from "#db/queries/people/grants.ts";
import { findUnit } from "#db/queries/units.ts";
import { leaveLetter } from "../../mail/letters.ts";
import type { Accounts } from "../accounts/accounts.server.ts";
import { cutOff, holdSession } from "../accounts/cut-off.server.ts";
import type { From } from "../accounts/from.ts";
import type { newcomerInput } from "../accounts/input.ts";
import { type LetterBudget, type LetterDeed, spendLetter } from "../accounts/letter-budget.server.ts";
import { domainOf, weighNewPassword } from "../accounts/register.server.ts";
import { actor, openSession, personIn } from "../accounts/sign-in.server.ts";
import { lookAtToken, redeemToken } from "../accounts/tokens.server.ts";
import { personOf } from "../accounts/totp.server.ts";
import { refuseOtherSide } from "../demo-address.ts";
import { DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { warnOfPublicMail } from "../mail-domains/warn-of-public-mail.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import type { Role } from "../vocabulary.ts";
import type { inviteInput } from "./input.ts";
import { rolesToGive } from "./policy.ts";
import { findPlaceOfRole } from "./roles.server.ts";

/** Invites somebody by mail, or again one who has not answered. @param municipality code; null for KL */
export async function invite(
  sql: Sql,
  letters: LetterBudget,
  viewer: Viewer,
  municipality: string | null,
  { name, email, privateMail, role, unit }: z.output<typeof inviteInput>,
): Promise<void> {
  const person = personOf(viewer);
  if (!rolesToGive(viewer, municipality).includes(role)) throw notAllowed("Den rolle kan du ikke give.");
  refuseOtherSide(email, person.demo);
  warnOfPublicMail(email, privateMail);
  // What is not taken spends nothing.
  await findPlaceOfRole(sql, person, { role, municipality, unit });
  await spendLetter(letters, await deedOf(sql, email, municipality, person.demo), {
    sender: person.id,
    recipient: email,
  });
  await transaction(sql, async (tx) => {
    await holdSession(tx, person);
    const unitId = await findPlaceOfRole(tx, person, { role, municipality, unit });
    const invitation = await storeInvitation(tx, {
      email,
      name,
      role,
      municipality,
      unitId,
      invitedBy: person.id,
      demo: person.demo,
    });
    await recordAudit(tx, viewer, { action: "invitation.sent", municipality, detail: { role, invitation } });
    await leaveLetter(tx, { kind: "invitation", invitation });
  });
}

/** Strangers to a municipality get few letters in its name; KL has no domain of its own here, and is trusted with its people. */
async function deedOf(sql: Sql, email: string, municipality: string | null, demo: boolean): Promise<LetterDeed> {
  if (municipality === null) return "invitation";
  const place = await findMunicipalityOfDomain(sql, domainOf(email), demo);
  return place?.code === municipality ? "invitation" : "invitation-outside";
}

/** Takes an invitation back; its link opens nothing any more. */
export async function cancelInvitation(
  sql: Sql,
  viewer: Viewer,
  municipality: string | null,
  id: string,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const invitation = await findInvitation(tx, id);
    if (!invitation || (invitation.municipality?.code ?? null) !== municipality) throw goneMeanwhile();
    if (!rolesToGive(viewer, municipality).includes(invitation.role)) throw notAllowed();
    if (!mayChange(viewer, invitation.demo)) throw demoOnly();
    await deleteInvitation(tx, id);
    await recordAudit(tx, viewer, { action: "invitation.cancelled", municipality, detail: { role: invitation.role } });
  });
}

/** What the page that an invitation leads to shows. */
export interface OpenInvitation {
  name: string;
  email: string;
  role: Role;
  municipality: string | null;
  unit: string | null;
  /** Whether the address has an account already. */
  known: boolean;
  /** To an invented person, who needs no password. */
  demo: boolean;
}

async function findOpen(sql: Sql, token: string): Promise<InvitationRow | undefined> {
  const found = await lookAtToken(sql, "invitation", token);
  return found?.invitationId ? findInvitation(sql, found.invitationId) : undefined;
}

/** The invitation behind a link; null when it has been answered, taken back, or is too old. */
export async function lookAtInvitation(sql: Sql, token: string): Promise<OpenInvitation | null> {
  const invitation = await findOpen(sql, token);
  if (!invitation) return null;
  const { name, email, role, municipality, unit, demo } = invitation;
  const known = (await findByEmail(sql, email)) !== undefined;
  return { name, email, role, municipality: municipality?.name ?? null, unit, known, demo };
}

/**
 * Takes an invitation: whoever has the link reads that mail. An account is made where there is none.
 * @param input left out by one who has an account; the password by an invented person, for whom the link counts as both factors
 * @returns what goes into `Set-Cookie` for a new account's session; null when the person has one and signs in as always
 */
export async function acceptInvitation(
  sql: Sql,
  accounts: Accounts,
  token: string,
  input: z.output<typeof newcomerInput> | null,
  from: From,
): Promise<string[] | null> {
  const waiting = await lookAtInvitation(sql, token);
  if (waiting && !waiting.demo && input?.password) {
    const known = [input.name, waiting.email];
    await weighNewPassword(accounts, { token, network: from.network }, input.password, known);
  }
  const passwordHash =
    waiting && !waiting.demo && input?.password ? await accounts.passwords.hash(input.password) : null;
  const newcomer = await transaction(sql, async (tx) => {
    await holdUnitOf(tx, token);
    const { invitationId } = await redeemToken(tx, "invitation", token);
    const invitation = invitationId ? await findInvitation(tx, invitationId) : undefined;
    if (!invitation) throw goneMeanwhile();
    const { email, role, municipality, unitId, demo } = invitation;
    const known = await findByEmail(tx, email);
    if (!known && !passwordHash && !demo) throw new DomainError("Vælg en adgangskode.", 400, "password");
    const name = known?.name ?? input?.name ?? invitation.name;
    const id = known?.id ?? (await storePerson(tx, { email, name, passwordHash, demo }));
    if (!id) throw new DomainError("Der er netop lavet en konto med adressen. Åbn linket igen.", 409);
    await storeGrant(tx, { personId: id, role, municipality: municipality?.code ?? null, unitId });
    if (municipality) await deleteJoinRequest(tx, id, municipality.code);
    await nameInvited(tx, invitation.id, id);
    await deleteInvitation(tx, invitation.id);
    await cutOff(tx, id, { because: "roles" });
    const self = actor({ id, name, email, demo });
    await recordAudit(tx, self, {
      action: "invitation.accepted",
      municipality: municipality?.code ?? null,
      personId: id,
      detail: { role },
    });
    return known ? null : personIn(tx, id);
  });
  return newcomer ? openSession(sql, accounts, newcomer, from, { secondFactor: newcomer.demo }) : null;
}

/**
 * Holds the unit that an invitation is to until the transaction ends: whoever closes it moves the invitation or takes it back. To be taken
 * before the invitation and its link are held, as the one who closes does.
 */
async function holdUnitOf(tx: Sql, token: string): Promise<void> {
  const unitOf = async (): Promise<string | null> => (await findOpen(tx, token))?.unitId ?? null;
  let held: string | null = null;
  for (let unit = await unitOf(); unit !== null && unit !== held; unit = await unitOf()) {
    await findUnit(tx, unit, { lock: "key share" });
    held = unit;
  }
}
