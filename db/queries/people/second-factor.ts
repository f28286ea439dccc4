import type { Sql } from "../../client.ts";

/** Keeps a secret that is not in use before a code made from it has been given. @param secret encrypted */
export async function setTotpSecret(sql: Sql, id: string, secret: string): Promise<void> {
  await sql`
    update person set totp_secret = ${secret}, totp_last_step = null where id = ${id} and totp_confirmed_at is null`;
}

/** Takes codes into use, with new recovery codes. */
export async function confirmTotp(sql: Sql, id: string, recoveryHashes: readonly string[]): Promise<void> {
  await sql`update person set totp_confirmed_at = now() where id = ${id}`;
  await replaceRecoveryCodes(sql, id, recoveryHashes);
}

/** Throws a secret away that is not in use. */
export async function dropUnconfirmedTotp(sql: Sql, id: string): Promise<void> {
  await sql`
    update person set totp_secret = null, totp_last_step = null
    where id = ${id} and totp_secret is not null and totp_confirmed_at is null`;
}

/** Throws the secret and the recovery codes away. */
export async function clearTotp(sql: Sql, id: string): Promise<void> {
  await sql`update person set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = ${id}`;
  await sql`delete from recovery_code where person_id = ${id}`;
}

/** Uses the code of a period up. @returns false when it, or a later one, has been used */
export async function takeTotpStep(sql: Sql, id: string, step: number): Promise<boolean> {
  const updated = await sql`
    update person set totp_last_step = ${step} where id = ${id} and coalesce(totp_last_step, -1) < ${step}`;
  return updated.count > 0;
}

export async function replaceRecoveryCodes(sql: Sql, id: string, hashes: readonly string[]): Promise<void> {
  await sql`delete from recovery_code where person_id = ${id}`;
  await sql`insert into recovery_code ${sql(hashes.map((hash) => ({ person_id: id, hash })))}`;
}

/** @returns whether the person had it, unused */
export async function takeRecoveryCode(sql: Sql, id: string, hash: string): Promise<boolean> {
  const deleted = await sql`delete from recovery_code where person_id = ${id} and hash = ${hash}`;
  return deleted.count > 0;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from recovery_code where person_id = ${id}`;
  return row?.count ?? 0;
}
