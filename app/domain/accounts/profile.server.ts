import { type Sql, transaction } from "#db/client.ts";
import { findMunicipalityOfDomain } from "#db/queries/mail-domains.ts";
import { setIntroduced, setName } from "#db/queries/people/account.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { askForAccess, domainOf } from "./register.server.ts";
import { personOf } from "./totp.server.ts";

/** Changes one's own name. */
export const rename = (sql: Sql, viewer: Viewer, name: string): Promise<void> =>
  setName(sql, personOf(viewer).id, name);

/** Has read what one can do here. */
export const markIntroduced = (sql: Sql, viewer: Viewer): Promise<void> => setIntroduced(sql, personOf(viewer).id);

/** Asks the municipality that one's address belongs to for access. */
export async function askOwnMunicipality(sql: Sql, viewer: Viewer): Promise<void> {
  const { id, email, demo } = personOf(viewer);
  await transaction(sql, async (tx) => {
    const municipality = await findMunicipalityOfDomain(tx, domainOf(email), demo);
    if (!municipality) throw new DomainError("Din mailadresse hører ikke til en kommune, vi kender.", 409);
    await askForAccess(tx, id, municipality.code);
  });
}
