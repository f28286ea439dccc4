import { type Letter, leaveLetter, leaveLetterTo } from "#app/mail/letters.ts";
import type { MailSettings, Post } from "#app/mail/post.ts";
import { recipientsOf, writeLetter } from "#app/mail/write-letter.ts";
import { type Sql, transaction } from "#db/client.ts";
import { findByEmail } from "#db/queries/people/account.ts";
import type { JobHandlers } from "./registry.ts";

/**
 * The jobs that write and send. No transaction is open while the mail server takes its time. One that fails, or is cut off, is tried again
 * and leaves no open link behind: a link opens something only when its letter has been handed over.
 */
export const letterHandlers = (
  sql: Sql,
  post: Post,
  { publicUrl }: Pick<MailSettings, "publicUrl">,
): Pick<JobHandlers, "letter" | "letter-to" | "password-reset"> => {
  const send = async (wanted: Letter, to?: string) => {
    const mail = await writeLetter(sql, publicUrl, wanted, to);
    if (!mail) return;
    await post.send(mail);
    await mail.link?.open?.(sql);
  };
  return {
    async letter(wanted) {
      const recipients = await recipientsOf(sql, wanted);
      if (!recipients) return send(wanted);
      // One job for each, so that one who cannot be reached costs the others nothing, and nobody gets it twice.
      await transaction(sql, async (tx) => {
        for (const { id } of recipients) await leaveLetterTo(tx, wanted, id);
      });
    },
    "letter-to": ({ letter, to }) => send(letter, to),
    async "password-reset"({ email }) {
      const person = await findByEmail(sql, email);
      if (person && !person.demo) await leaveLetter(sql, { kind: "password-reset", person: person.id });
    },
  };
};
