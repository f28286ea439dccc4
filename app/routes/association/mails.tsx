import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import PostalMime from "postal-mime";
import { mayOpenMail } from "#app/domain/mails/policy.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { daysMailsAreKept, listKeptMails, readKeptMail } from "#app/mail/post.ts";
import { momentOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag } from "#app/ui/tags.tsx";

const path = "/kl/mails";
/** So many are shown; more are in the folder. */
const most = 100;

export const loader = guarded("kl/mails", async ({ context: { viewer, mail } }) => {
  const kept = (await listKeptMails(mail.folder)).filter(({ demo }) => mayOpenMail(viewer, demo)).slice(0, most);
  const mails = await Promise.all(
    kept.map(async (one) => {
      const { subject, to, date } = await PostalMime.parse(await readKeptMail(mail.folder, one));
      return { ...one, subject: subject ?? "", to: to?.[0]?.address ?? "", sentAt: date ? new Date(date) : null };
    }),
  );
  return { mails, sends: mail.smtpUrl !== undefined, days: daysMailsAreKept };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Mail", description: "Mail, som sitet har skrevet.", path, hidden: true });

export default function Mails() {
  const { mails, sends, days } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Mail" }]}
        title="Mail"
        lead={
          sends
            ? "Mail bliver sendt. Her ligger kun den, der er skrevet til demopersoner."
            : "Sitet sender ingen mail ud af huset endnu. Den ligger her i stedet."
        }
      />
      <div className="wrap section stack">
        <p>Mail slettes efter {days} dage.</p>
        {mails.length === 0 && <p>Der er ingen mail.</p>}
        <ul className="entries">
          {mails.map(({ name, subject, to, sentAt, demo }) => (
            <li key={name}>
              <h2>
                <a href={`${path}/${name}`}>{subject}</a> {demo && <DemoTag />}
              </h2>
              <p className="quiet">
                Til {to}
                {sentAt && `, ${momentOf(sentAt)}`}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
