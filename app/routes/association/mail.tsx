import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import PostalMime from "postal-mime";
import { mayOpenMail } from "#app/domain/mails/policy.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { listKeptMails, readKeptMail } from "#app/mail/post.ts";
import { PageHead } from "#app/ui/page-frame.tsx";

export const loader = guarded("kl/mails/:name", async ({ params, context: { viewer, mail, site } }) => {
  // Only what the folder lists can be asked for.
  const kept = (await listKeptMails(mail.folder)).find(({ name }) => name === params.name);
  if (!kept || !mayOpenMail(viewer, kept.demo)) return refuse(404, "Den mail er her ikke.");
  const { subject, to, text } = await PostalMime.parse(await readKeptMail(mail.folder, kept));
  // What is our own address can be followed; all else is text.
  const own = (part: string) => part === site.publicUrl || part.startsWith(`${site.publicUrl}/`);
  const parts = (text ?? "").split(/(https?:\/\/\S+)/).map((part) => ({ part, link: own(part) }));
  return { name: kept.name, subject: subject ?? "", to: to?.[0]?.address ?? "", parts };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.subject,
        description: "En mail, som sitet har skrevet.",
        path: `/kl/mails/${args.data.name}`,
        hidden: true,
      })
    : [];

export default function MailPage() {
  const { subject, to, parts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Mail", href: "/kl/mails" }, { label: subject }]}
        title={subject}
        lead={`Til ${to}`}
      />
      <div className="wrap section">
        <p className="panel mail-text">
          {parts.map(({ part, link }, index) =>
            link ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
              <a key={index} href={part}>
                {part}
              </a>
            ) : (
              part
            ),
          )}
        </p>
      </div>
    </>
  );
}
