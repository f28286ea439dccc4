import type { Page } from "@playwright/test";
import { createPasswords } from "#app/domain/accounts/password-hashing.server.ts";
import { createSecrets } from "#app/domain/accounts/secrets.server.ts";
import { type Sql, transaction } from "#db/client.ts";
import { storeContact } from "#db/queries/contacts/store.ts";
import { storeJoinRequest } from "#db/queries/join-requests.ts";
import { findByEmail } from "#db/queries/people/account.ts";
import { createPerson, type GivenRole, openSession } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { ask } from "./content.ts";

export const password = "fire blå skovsnegle danser";
const here = "0151";
/** One word that is wider than a phone. */
const longAddress = "faelles-postkasse-for-boerne-og-ungeforvaltningen-i-ballerup@balk.dk";

/** Real people of Ballerup and KL who look at pages. */
export const signedIn = {
  newcomer: { name: "Nanna Ny", roles: [{ role: "reader", municipality: here }], introduced: false },
  starter: { name: "Stine Start", roles: [{ role: "contributor", municipality: here }], introduced: true },
  coordinator: { name: "Karen Holm", roles: [{ role: "coordinator", municipality: here }], introduced: true },
  admin: { name: "Anders Lund", roles: [{ role: "association_admin" }], introduced: true },
} satisfies Record<string, { name: string; roles: GivenRole[]; introduced: boolean }>;

/** Makes the person on the first visit, and what there is to look at; two who come at once make one. */
async function ensure(sql: Sql, who: keyof typeof signedIn): Promise<string> {
  const email = `${who}@balk.dk`;
  return transaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('people to look at'))`;
    const known = await findByEmail(tx, email);
    if (known) return known.id;
    const passwordHash = await createPasswords().hash(password);
    const { id } = await createPerson(tx, { ...signedIn[who], email, passwordHash });
    // Sealed with the key of test sites; the page shows it as a QR code.
    if (who === "starter")
      await tx`update person set totp_secret = ${createSecrets(testSecretKey).seal("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")} where id = ${id}`;
    if (who === "coordinator") {
      const asking = await createPerson(tx, { name: "Anne Venter", email: "anne.venter@balk.dk" });
      await storeJoinRequest(tx, asking.id, here);
      const topics = [{ kind: "municipality" }] as const;
      const contact = { name: "Bo Kontakt", title: "Konsulent", email: longAddress, phone: "12 34 56 78", topics };
      await storeContact(tx, here, contact, false);
    }
    return id;
  });
}

/** Gives the browser a session of the person's. */
export async function enter(page: Page, who: keyof typeof signedIn): Promise<void> {
  const cookie = await ask(async (sql) => openSession(sql, await ensure(sql, who)));
  const [name = "", value = ""] = cookie.split("=");
  await page.context().addCookies([{ name, value, url: process.env.TEST_SITE_URL ?? "", httpOnly: true }]);
}
