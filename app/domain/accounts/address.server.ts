import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findPerson, forgetDevices, setEmail } from "#db/queries/people/account.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { refuseOtherSide } from "../demo-address.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import { checkCurrent } from "./change-password.server.ts";
import { cutOff, holdSession } from "./cut-off.server.ts";
import type { changeAddressInput } from "./input.ts";
import { spendLetter } from "./letter-budget.server.ts";
import { actor } from "./sign-in.server.ts";
import { lookAtToken, redeemToken } from "./tokens.server.ts";
import { personOf } from "./totp.server.ts";

/** Wants another address, which the one in use is told. It is in use when it has been confirmed; whether somebody has it is not told here. */
export async function askForNewAddress(
  sql: Sql,
  accounts: Accounts,
  viewer: Viewer,
  { email, current }: z.output<typeof changeAddressInput>,
): Promise<void> {
  const person = personOf(viewer);
  if (email === person.email) throw new DomainError("Det er den adresse, du allerede har.", 400, "email");
  refuseOtherSide(email, person.demo);
  await checkCurrent(sql, accounts, viewer, current);
  await spendLetter(accounts.letters, "new-address", { sender: person.id, recipient: email });
  await transaction(sql, async (tx) => {
    await holdSession(tx, person);
    await leaveLetter(tx, { kind: "new-address", person: person.id, email });
    await leaveLetter(tx, { kind: "address-asked", person: person.id, email: person.email });
  });
}

/** The address that a letter asks to confirm; null when the link is not good. */
export async function lookAtNewAddress(sql: Sql, token: string): Promise<string | null> {
  return (await lookAtToken(sql, "new_address", token))?.payload.email ?? null;
}

/** The new address is confirmed; the old one is told, and every session ended; no device is known any more. */
export async function confirmNewAddress(sql: Sql, token: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const { personId, payload } = await redeemToken(tx, "new_address", token);
    const person = personId ? await findPerson(tx, personId, { lock: true }) : undefined;
    if (!person) throw new DomainError("Kontoen findes ikke længere.", 404);
    await cutOff(tx, person.id, { because: "address" });
    await forgetDevices(tx, person.id);
    if (!(await setEmail(tx, person.id, payload.email ?? "")))
      throw new DomainError("Der er en anden konto med den adresse.", 409);
    await recordAudit(tx, actor(person), { action: "account.address_changed", personId: person.id });
    await leaveLetter(tx, { kind: "address-changed", person: person.id, email: person.email });
  });
}
