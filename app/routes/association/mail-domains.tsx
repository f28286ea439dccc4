import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { decideDomainInput } from "#app/domain/mail-domains/input.ts";
import { decideDomain } from "#app/domain/mail-domains/keep-domains.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { chosenPage, listQuery, sameList } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ActionButton, Done } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listFurtherDomains } from "#db/queries/mail-domains.ts";

const path = "/kl/maildomaener";
const parameters = ["side"];

export const loader = guarded("kl/maildomaener", async ({ request, context: { sql, viewer } }) => ({
  domains: await listFurtherDomains(
    sql,
    { demo: isDemo(viewer) },
    { page: chosenPage(listQuery(request, parameters)), pageSize: 50 },
  ),
}));

export const action = intents("kl/maildomaener", {
  async approve({ request, context: { sql, viewer } }, sent) {
    await decideDomain(sql, viewer, sent.parse(decideDomainInput), true);
    return taken(sameList(request, path, parameters), "ja");
  },
  async refuse({ request, context: { sql, viewer } }, sent) {
    await decideDomain(sql, viewer, sent.parse(decideDomainInput), false);
    return taken(sameList(request, path, parameters), "nej");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Maildomæner", description: "Domæner, som kommuner har bedt om.", path, hidden: true });

const done = {
  ja: "Domænet er godkendt, og kommunen har fået besked.",
  nej: "Der er sagt nej, og kommunen har fået besked.",
};

export default function AssociationMailDomains() {
  const { domains } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Maildomæner" }]}
        title="Maildomæner"
        lead="Alle med en adresse på et godkendt domæne kan bede kommunen om adgang. Kommunernes egne domæner er kendt på forhånd."
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        {domains.total === 0 && <p>Ingen kommuner har bedt om flere domæner.</p>}
        <ul className="entries">
          {domains.items.map(({ domain, municipality, approved, note, askedAt, demo }) => (
            <li key={domain}>
              <h2>
                @{domain} {demo && <DemoTag />}
              </h2>
              <p className="quiet">
                {municipality.name}, {dateOf(askedAt)}. {approved ? "Godkendt." : "Venter på svar."}
              </p>
              {note && <p>{note}</p>}
              {!approved && (
                <div className="row-actions">
                  <ActionButton
                    intent="approve"
                    of={{ name: "domain", value: domain }}
                    along={{ municipality: municipality.code }}
                    about={domain}
                  >
                    Godkend
                  </ActionButton>
                  <ActionButton
                    intent="refuse"
                    of={{ name: "domain", value: domain }}
                    along={{ municipality: municipality.code }}
                    about={domain}
                  >
                    Sig nej
                  </ActionButton>
                </div>
              )}
            </li>
          ))}
        </ul>
        <Pagination
          page={domains.page}
          pages={Math.ceil(domains.total / domains.pageSize)}
          address={(page) => (page > 1 ? `${path}?side=${page}` : path)}
        />
      </div>
    </>
  );
}
