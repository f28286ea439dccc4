import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findDemoPlace, hasDemoData } from "#db/queries/demo.ts";
import { findByEmail, findPerson, storePerson } from "#db/queries/people/account.ts";
import { storeGrant } from "#db/queries/people/grants.ts";
import { demoDomain } from "../demo-address.ts";
import { DomainError } from "../domain-error.ts";
import { isAssociationRole } from "../viewer.ts";
import { inSentence, type Role, roles } from "../vocabulary.ts";
import type { Accounts } from "./accounts.server.ts";
import type { From } from "./from.ts";
import { sessionOf } from "./sessions.server.ts";
import { actor } from "./sign-in.server.ts";
import { issueToken, lookAtToken, redeemToken } from "./tokens.server.ts";

/** Names that tell what they are. */
const names: Readonly<Record<Role, string>> = {
  reader: "Laura Læser",
  contributor: "Frede Forfatter",
  approver: "Gitte Godkender",
  coordinator: "Karla Koordinator",
  association_editor: "Rikke Redaktør",
  association_admin: "Anton Administrator",
};

/**
 * Makes a link that signs in an invented person with a role, and the person if need be.
 * @param municipality name, slug or code; where there are most invented cases when left out
 * @returns what goes into the link
 * @throws {DomainError} where there is no demo data, or no such municipality
 */
export async function demoToken(sql: Sql, role: Role, municipality?: string): Promise<{ token: string; name: string }> {
  return transaction(sql, async (tx) => {
    if (!(await hasDemoData(tx)))
      throw new DomainError("Her er ingen Demodata, og derfor heller ingen demopersoner.", 409);
    const place = isAssociationRole(role) ? null : await findDemoPlace(tx, municipality);
    if (place === undefined)
      throw new DomainError(
        `Der er ingen kommune, der hedder "${municipality}". Skriv navnet, som det står på sitet, eller enden af kommunens adresse, for eksempel Læsø eller laesoe.`,
        404,
      );
    const email = `${role.replace("_", "-")}.${place?.slug ?? "kl"}@${demoDomain}`;
    const name = `${names[role]} (opdigtet)`;
    const known = await findByEmail(tx, email);
    if (known && !known.demo) throw new Error(`${email} is a real person`);
    const personId = known?.id ?? (await storePerson(tx, { email, name, passwordHash: null, demo: true }));
    if (!personId) throw new Error("no demo person was stored");
    await storeGrant(tx, { personId, role, municipality: place?.code ?? null, unitId: null });
    const token = await issueToken(tx, { purpose: "demo_login", personId });
    return { token, name: `${name}, ${inSentence(roles[role])}${place ? ` i ${place.name}` : ""}` };
  });
}

/** Whom a link signs in; null when it is not good. */
export async function lookAtDemoLink(sql: Sql, token: string): Promise<string | null> {
  const found = await lookAtToken(sql, "demo_login", token);
  return (found?.personId && (await findPerson(sql, found.personId))?.name) || null;
}

/** Signs an invented person in. The link counts as both factors. @returns the `Set-Cookie` */
export async function signInDemo(
  sql: Sql,
  accounts: Accounts,
  token: string,
  { device }: Pick<From, "device">,
): Promise<string> {
  const person = await transaction(sql, async (tx) => {
    const { personId } = await redeemToken(tx, "demo_login", token);
    const found = personId ? await findPerson(tx, personId) : undefined;
    if (!found?.demo) throw new DomainError("Demopersonen findes ikke længere.", 404);
    await recordAudit(tx, actor(found), { action: "session.demo", personId: found.id });
    return found;
  });
  return sessionOf(accounts.sessions, person, { device, secondFactor: true });
}
