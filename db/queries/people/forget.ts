import type { Sql } from "../../client.ts";
import { dropJobsNaming, dropNameOfAsker } from "../outbox.ts";
import { listAddressesOf } from "./addresses.ts";

/** Stands where an address stood in a text that stays. */
const forgotten = "[…]";

/**
 * Deletes what bears a person's addresses outside the account, those of earlier too: contact entries, invitations, links, and jobs that
 * wait or have failed. Reports lose the way to answer, and texts that others wrote the address.
 */
export async function forgetAddresses(sql: Sql, personId: string): Promise<void> {
  await dropNameOfAsker(sql, personId);
  // Those that the person has sent end with the account.
  const sent = await sql<{ id: string }[]>`select id from invitation where invited_by = ${personId}`;
  const about = [personId, ...sent.map(({ id }) => id)];
  const held = await listAddressesOf(sql, personId);
  for (const { email, since, until } of held) {
    const then = (at: string) => sql`
      ${sql(at)} >= coalesce(${since}::timestamptz, '-infinity') and ${sql(at)} < coalesce(${until}::timestamptz, 'infinity')`;
    const gone = [
      await sql<
        { id: string }[]
      >`delete from contact_person where email = ${email} and ${then("addressed_at")} returning id`,
      await sql<{ id: string }[]>`delete from invitation where email = ${email} and ${then("invited_at")} returning id`,
    ];
    about.push(...gone.flat().map(({ id }) => id));
    await sql`delete from one_time_token where payload ->> 'email' = ${email} and ${then("created_at")}`;
    await sql`update problem_report set reply_to = null where lower(reply_to) = ${email} and ${then("reported_at")}`;
    const pattern = `(?<![\\w.+-])${email.replace(/[^\w@-]/g, "\\$&")}(?![\\w-]|\\.\\w)`;
    const without = (text: string) => sql`${sql(text)} = regexp_replace(${sql(text)}, ${pattern}, ${forgotten}, 'gi')`;
    await sql`
      update problem_report set ${without("message")}, ${without("path")}
      where message || ' ' || path ~* ${pattern} and ${then("reported_at")}`;
    await sql`
      update audit_log set ${without("subject")}, ${without("reason")}
      where concat_ws(' ', subject, reason) ~* ${pattern} and ${then("happened_at")}`;
    await sql`
      delete from graphile_worker._private_jobs
      where (strpos(payload::text, ${JSON.stringify(email)}) > 0 or last_error ~* ${pattern}) and ${then("created_at")}`;
  }
  await dropJobsNaming(sql, about);
}
