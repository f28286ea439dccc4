import { type Letter, leaveLetter, leaveLetterTo } from "#app/mail/letters.ts";
import { MailRefused, type MailSettings, type Post } from "#app/mail/post.ts";
import { recipientsOf, writeLetter } from "#app/mail/write-letter.ts";
import { type Sql, transaction } from "#db/client.ts";
import { holdJob } from "#db/queries/outbox.ts";
import { findByEmail } from "#db/queries/people/account.ts";
import type { JobHandlers } from "./registry.ts";

/**
 * The jobs that write and send. No transaction is open while the mail server takes its time. One that fails, or is cut off, is tried again
 * and leaves no open link behind: a link opens something only when its letter has been handed over, and nobody has dropped the job meanwhile.
 * Of one that was dropped, no copy stays in the folder.
 * One that the server will never take is over, and shown to whoever sent it.
 */
export const letterHandlers = (
  sql: Sql,
  post: Post,
  { publicUrl }: Pick<MailSettings, "publicUrl">,
): Pick<JobHandlers, "letter" | "letter-to" | "password-reset"> => {
  const send = async (jobId: string, wanted: Letter, to?: string) => {
    const mail = await writeLetter(sql, publicUrl, wanted, to);
    if (!mail) return;
    let kept: string | null;
    try {
      kept = await post.send(mail);
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      console.error(`A letter (${wanted.kind}) was refused for good: ${error.message}`);
      await mail.refused?.(sql, error.message.slice(0, 300));
      return;
    }
    const isWanted = await whileWanted(jobId, async (tx) => mail.link?.open?.(tx));
    if (!isWanted && kept) await post.discard(kept);
  };
  const whileWanted = (jobId: string, act: (tx: Sql) => Promise<void>): Promise<boolean> =>
    transaction(sql, async (tx) => {
      const isWanted = await holdJob(tx, jobId);
      if (isWanted) await act(tx);
      return isWanted;
    });
  return {
    async letter(wanted, jobId) {
      const recipients = await recipientsOf(sql, wanted);
      if (!recipients) return send(jobId, wanted);
      // One job for each, so that one who cannot be reached costs the others nothing, and nobody gets it twice.
      await transaction(sql, async (tx) => {
        for (const { id } of recipients) await leaveLetterTo(tx, wanted, id);
      });
    },
    "letter-to": ({ letter, to }, jobId) => send(jobId, letter, to),
    async "password-reset"({ email }, jobId) {
      await whileWanted(jobId, async (tx) => {
        const person = await findByEmail(tx, email);
        if (person && !person.demo) await leaveLetter(tx, { kind: "password-reset", person: person.id });
      });
    },
  };
};
