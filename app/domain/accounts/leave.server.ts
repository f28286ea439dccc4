import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { deletePerson, findPerson } from "#db/queries/people/account.ts";
import { listAddressesOf } from "#db/queries/people/addresses.ts";
import { forgetAddresses } from "#db/queries/people/forget.ts";
import { countRunning, listGrants, lockRunning } from "#db/queries/people/grants.ts";
import { deleteMailsOf } from "../../mail/post.ts";
import { changedMeanwhile, DomainError, goneMeanwhile } from "../domain-error.ts";
import { lastCoordinatorLeaves, lastOne } from "../people/roles.server.ts";
import type { Viewer } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import { checkCurrent } from "./change-password.server.ts";
import { personOf } from "./totp.server.ts";

/**
 * Deletes the account of the one who asks for it, and every trace of the person; texts stay with the municipality. KL takes over where
 * nobody is left to run a municipality.
 * @param input.current the password, which invented people do without
 * @param input.last whether the person knows of being a municipality's last coordinator
 * @throws {DomainError} when KL would be left without an administrator, or a municipality without a coordinator who knows it
 */
export async function deleteAccount(
  sql: Sql,
  accounts: Accounts,
  viewer: Viewer,
  { current, last = false }: { current: string; last?: boolean },
  { mailFolder }: { mailFolder: string },
): Promise<void> {
  const { id, demo } = personOf(viewer);
  if (!demo) await checkCurrent(sql, accounts, viewer, current);
  const addresses = await transaction(sql, async (tx) => {
    const runs = async () =>
      (await listGrants(tx, id)).flatMap(({ role, municipality }) =>
        role === "coordinator" || role === "association_admin" ? [municipality?.code ?? null] : [],
      );
    const before = await runs();
    await lockRunning(tx, before);
    if (!(await findPerson(tx, id, { lock: true }))) throw goneMeanwhile();
    for (const code of await runs()) {
      if (!before.includes(code)) throw changedMeanwhile();
      if ((await countRunning(tx, code, { demo })) > 1) continue;
      if (code === null)
        throw new DomainError("Du er KL's eneste administrator. Udpeg en anden, før du sletter din konto.", 409);
      if (!last) throw lastOne();
      await lastCoordinatorLeaves(tx, viewer, code, demo);
    }
    await recordAudit(tx, viewer, { action: "account.deleted" });
    const held = await listAddressesOf(tx, id);
    await forgetAddresses(tx, id);
    await deletePerson(tx, id);
    return held;
  });
  await deleteMailsOf(mailFolder, { id, addresses });
}
