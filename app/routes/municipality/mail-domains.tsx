import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { askDomainInput, domainKeyInput } from "#app/domain/mail-domains/input.ts";
import { askForDomain, removeDomain } from "#app/domain/mail-domains/keep-domains.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listDomains } from "#db/queries/mail-domains.ts";

const route = "kommuner/:slug/maildomaener";
const addressOf = (slug: string) => `/kommuner/${slug}/maildomaener`;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const domains = await listDomains(sql, place.code, { demo: isDemo(viewer) });
  const named = new URL(request.url).searchParams.get("fjern");
  const removing =
    named === null ? null : (domains.find(({ domain, own }) => domain === named && !own) ?? refuseGoneRow());
  return { place, doors: doorsOf(viewer, place), domains, removing };
});

export const action = intents(route, {
  async ask({ context: { sql, viewer }, subject: place }, sent) {
    await askForDomain(sql, viewer, place.code, sent.parse(askDomainInput));
    return taken(addressOf(place.slug), "spurgt");
  },
  async remove({ context: { sql, viewer }, subject: place }, sent) {
    await removeDomain(sql, viewer, place.code, sent.parse(domainKeyInput).domain);
    return taken(addressOf(place.slug), "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Maildomæner i ${args.data.place.name}`,
        description: "Hvilke mailadresser der hører til kommunen.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  spurgt: "KL er spurgt. I får en mail, når der er svaret.",
  fjernet: "Domænet er fjernet. De personer, der allerede har adgang, beholder den.",
};

export default function MailDomains() {
  const { place, doors, domains, removing } = useLoaderData<typeof loader>();
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Maildomæner"
      lead="Hvem der selv kan oprette en konto. Alle andre kan I invitere."
    >
      <Done sentences={done} />
      {removing && (
        <Confirm
          title={`Fjern @${removing.domain}`}
          back={{ href: addressOf(place.slug), label: "Nej, tilbage til maildomænerne" }}
          intent="remove"
          of={{ name: "domain", value: removing.domain }}
          yes={`Fjern @${removing.domain}`}
        >
          <p>
            Medarbejdere med adresser på {removing.domain} kan ikke længere selv oprette konto. De, der har adgang,
            beholder den. Vil I have domænet tilbage, skal KL sige ja igen.
          </p>
        </Confirm>
      )}
      <section>
        <h2>Adresser, der hører til kommunen</h2>
        <ul className="entries">
          {domains.map(({ domain, own, approved, note, demo }) => (
            <li key={domain}>
              <h3>
                @{domain} {demo && <DemoTag />}
              </h3>
              <p className="quiet">
                {own ? "Kommunens eget domæne." : approved ? "Godkendt af KL." : "Venter på svar fra KL."} {note}
              </p>
              {!own && (
                <RowLink href={`${addressOf(place.slug)}?fjern=${encodeURIComponent(domain)}`} name={domain}>
                  Fjern
                </RowLink>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Bed om et domæne til</h2>
        <p>
          For eksempel en skoles eller et selvejende dagtilbuds eget. KL siger ja eller nej, for alle med en adresse dér
          kan bagefter bede om adgang. Et underdomæne tæller for sig.
        </p>
        <IntentForm intent="ask" failed="KL er ikke spurgt endnu">
          <TextField name="domain" label="Domæne" hint="Det, der står efter @, for eksempel vestskolen.dk" />
          <TextArea name="note" label="Hvem bruger det?" rows={3} />
          <Submit>Spørg KL</Submit>
        </IntentForm>
      </section>
    </MunicipalityFrame>
  );
}
