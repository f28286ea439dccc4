import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { approveDomain, type DomainRow, deleteDomain, findDomain, storeDomain } from "#db/queries/mail-domains.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { demoDomain, isDemoDomain } from "../demo-address.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import type { askDomainInput, decideDomainInput } from "./input.ts";
import { mayAskForDomain, mayDecideDomains } from "./policy.ts";

/** Asks KL for a further domain. */
export async function askForDomain(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
  { domain, note }: z.output<typeof askDomainInput>,
): Promise<void> {
  if (!mayAskForDomain(viewer, municipality)) throw notAllowed();
  const { demo } = personOf(viewer);
  if (isDemoDomain(domain) !== demo) {
    const message = demo
      ? `Demopersoner bruger kun opdigtede domæner. Skriv et, der ender på .${demoDomain}.`
      : `Domæner under ${demoDomain} er kun til Demodata.`;
    throw new DomainError(message, 400, "domain");
  }
  await transaction(sql, async (tx) => {
    if (!(await storeDomain(tx, { domain, municipality, note, demo }))) {
      const taken = await findDomain(tx, domain);
      const whose = taken?.municipality.code === municipality ? "Kommunen har" : "En anden kommune har";
      throw new DomainError(`${whose} allerede det domæne.`, 409, "domain");
    }
    await recordAudit(tx, viewer, { action: "domain.asked", municipality, subject: domain });
    await leaveLetter(tx, { kind: "domain-asked", domain, municipality, demo });
  });
}

/** Gives a further domain up. Those who have registered with it stay. */
export async function removeDomain(sql: Sql, viewer: Viewer, municipality: string, domain: string): Promise<void> {
  if (!mayAskForDomain(viewer, municipality)) throw notAllowed();
  await transaction(sql, async (tx) => {
    const row = await changeableDomain(tx, viewer, domain);
    if (row.municipality.code !== municipality) throw goneMeanwhile();
    await deleteDomain(tx, domain);
    await recordAudit(tx, viewer, { action: "domain.removed", municipality, subject: domain });
  });
}

/** KL's yes or no. A domain that is refused is forgotten. */
export async function decideDomain(
  sql: Sql,
  viewer: Viewer,
  { domain, municipality: asked }: z.output<typeof decideDomainInput>,
  approved: boolean,
): Promise<void> {
  if (!mayDecideDomains(viewer)) throw notAllowed();
  await transaction(sql, async (tx) => {
    const row = await changeableDomain(tx, viewer, domain);
    if (row.municipality.code !== asked) throw changedMeanwhile();
    if (row.approved) throw new DomainError("Det er der allerede sagt ja til.", 409);
    await (approved ? approveDomain(tx, domain) : deleteDomain(tx, domain));
    const municipality = row.municipality.code;
    const action = approved ? "domain.approved" : "domain.refused";
    await recordAudit(tx, viewer, { action, municipality, subject: domain });
    await leaveLetter(tx, { kind: "domain-decided", domain, municipality, approved, demo: row.demo });
  });
}

async function changeableDomain(tx: Sql, viewer: Viewer, domain: string): Promise<DomainRow> {
  const row = await findDomain(tx, domain, { lock: true });
  if (!row || row.own) throw goneMeanwhile();
  if (!mayChange(viewer, row.demo)) throw demoOnly();
  return row;
}
