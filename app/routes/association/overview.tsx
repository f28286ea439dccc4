import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayDecideDomains } from "#app/domain/mail-domains/policy.ts";
import { mayOpenMails } from "#app/domain/mails/policy.ts";
import { maySeeEverybody } from "#app/domain/people/policy.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { countForAssociation } from "#db/queries/cases/desk.ts";

export const loader = guarded("kl", async ({ context: { sql, viewer } }) => ({
  doors: [
    {
      href: "/mine-tekster?vis=svar",
      label: `Venter på KL's svar (${await countForAssociation(sql, viewer)})`,
      what: "Tekster fra kommuner, der ikke har en anden til at godkende dem",
    },
    ...(maySeeEverybody(viewer)
      ? [{ href: "/kl/personer", label: "Personer", what: "KL's egne og kommunernes koordinatorer" }]
      : []),
    { href: "/kl/status", label: "De ti punkter i kommunerne", what: "Hvor kommunerne er, og hvem der beder om hjælp" },
    { href: "/kl/perioder", label: "Halvår", what: "Åbn og luk for statusser, og spørg til et tema" },
    { href: "/kl/indikatorer", label: "Indikatorer", what: "Dem, alle kommuner deler, og tallene for hele landet" },
    { href: "/kl/meldinger", label: "Meldinger", what: "Hvad læsere har meldt, og hvad der er skjult" },
    { href: "/kl/optraed", label: "Handl for en kommune", what: "Med en grund, som kommunen kan se" },
    ...(mayDecideDomains(viewer)
      ? [{ href: "/kl/maildomaener", label: "Maildomæner", what: "Sig ja eller nej til flere adresser" }]
      : []),
    { href: "/kl/haendelser", label: "Hændelser", what: "Hvem der har gjort hvad" },
    ...(mayOpenMails(viewer) ? [{ href: "/kl/mails", label: "Mail", what: "Det, sitet har skrevet" }] : []),
  ],
}));

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "KL",
    description: "KL's arbejdsbord: personer, meldinger, maildomæner og hændelser.",
    path: "/kl",
    hidden: true,
  });

export default function Association() {
  const { doors } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL" }]}
        title="KL"
        lead="Følg kommunerne. I ser det, der er offentligt og delt i netværket, og den ene udgave, en kommune beder jer svare på, men ikke kommunernes kladder."
      />
      <div className="wrap section stack">
        <ul className="door-list">
          {doors.map(({ href, label, what }) => (
            <li key={href}>
              <a href={href}>{label}</a>
              <span>{what}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
