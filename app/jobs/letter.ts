import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { leaveLetter, letter } from "#app/mail/letters.ts";
import type { MailSettings, Post } from "#app/mail/post.ts";
import { recipientsOf, writeLetter } from "#app/mail/write-letter.ts";
import { type Sql, transaction } from "#db/client.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { findByEmail } from "#db/queries/people/account.ts";

const toOne = z.object({ letter, to: z.uuid() });
const forgotten = z.object({ email: z.string() });

/** The jobs that write and send. One that fails is tried again, and leaves no open link behind. */
export const letterTasks = (sql: Sql, post: Post, { publicUrl }: Pick<MailSettings, "publicUrl">): TaskList => {
  const send = (wanted: z.infer<typeof letter>, to?: string) =>
    transaction(sql, async (tx) => {
      const mail = await writeLetter(tx, publicUrl, wanted, to);
      if (mail) await post.send(mail);
    });
  return {
    async letter(payload) {
      const wanted = letter.parse(payload);
      const recipients = await recipientsOf(sql, wanted);
      if (!recipients) return send(wanted);
      // One job for each, so that one who cannot be reached costs the others nothing, and nobody gets it twice.
      await transaction(sql, async (tx) => {
        for (const { id } of recipients) await leaveJob(tx, "letter-to", { letter: wanted, to: id });
      });
    },
    async "letter-to"(payload) {
      const { letter: wanted, to } = toOne.parse(payload);
      await send(wanted, to);
    },
    async "password-reset"(payload) {
      const person = await findByEmail(sql, forgotten.parse(payload).email);
      if (person && !person.demo) await leaveLetter(sql, { kind: "password-reset", person: person.id });
    },
  };
};
