import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { nameChangeInput } from "#app/domain/accounts/input.ts";
import { askOwnMunicipality, rename } from "#app/domain/accounts/profile.server.ts";
import { domainOf } from "#app/domain/accounts/register.server.ts";
import { personOf } from "#app/domain/accounts/totp.server.ts";
import { writers } from "#app/domain/cases/policy.ts";
import { hasRole, isAssociation, isAssociationAdmin } from "#app/domain/viewer.ts";
import { roleMeanings, roles } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NameField } from "#app/ui/account-fields.tsx";
import { ActionButton, Done, Folded, IntentForm, Submit } from "#app/ui/form.tsx";
import { Island } from "#app/ui/island.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { listRequestsOf } from "#db/queries/join-requests.ts";
import { findMunicipalityOfDomain } from "#db/queries/mail-domains.ts";
import { listGrants } from "#db/queries/people/grants.ts";

export const loader = guarded("min-side", async ({ context: { sql, viewer } }) => {
  const me = personOf(viewer);
  if (!me.introduced) throw redirect("/velkommen", 303);
  const [grants, requests, own] = await Promise.all([
    listGrants(sql, me.id),
    listRequestsOf(sql, me.id),
    findMunicipalityOfDomain(sql, domainOf(me.email), me.demo),
  ]);
  const known = [...grants.map(({ municipality }) => municipality?.slug), ...requests.map(({ slug }) => slug)];
  return {
    person: me.id,
    name: me.name,
    email: me.email,
    demo: me.demo,
    withheld: me.withheld.length > 0,
    grants,
    requests,
    mayAsk: own && !known.includes(own.slug) ? own.name : null,
    keeps: [...new Map(me.grants.map(({ municipality }) => [municipality?.code, municipality])).values()].flatMap(
      (place) => (place ? { ...place, doors: doorsOf(viewer, place) } : []),
    ),
    writes: hasRole(viewer, writers),
    association: isAssociation(viewer),
    admin: isAssociationAdmin(viewer),
  };
});

export const action = intents("min-side", {
  async name({ context: { sql, viewer } }, sent) {
    await rename(sql, viewer, sent.parse(nameChangeInput).name);
    return taken("/min-side", "navn");
  },
  async "ask-access"({ context: { sql, viewer } }) {
    await askOwnMunicipality(sql, viewer);
    return taken("/min-side", "bedt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Min side",
    description: "Dine roller, og hvad du kan gøre.",
    path: "/min-side",
    hidden: true,
  });

const done = {
  navn: "Dit navn er gemt.",
  bedt: "Kommunen har fået besked. Du får en mail, når der er svaret.",
};

/** What is done on each page where a municipality is kept. */
const keeping: Readonly<Record<ReturnType<typeof doorsOf>[number]["page"], string>> = {
  personer: "Invitér, sig ja til nye, giv og fjern roller",
  kontaktpersoner: "Hvem andre kan ringe til",
  enheder: "Skoler, dagtilbud, PPR og de andre",
  statusser: "Halvårets status til udvalget, til KL og til alle, der vil læse den",
  indsatser: "Hvad I gør, med milepæle, penge og opfølgning",
  indikatorer: "Tast kommunens tal ind",
  maildomaener: "Hvilke adresser der hører til kommunen",
  meldinger: "Hvad læsere har meldt om jeres sider",
  haendelser: "Hvem der har gjort hvad",
  udtraek: "Alt, hvad I har skrevet, som én fil",
};

export default function MyPage() {
  const { person, name, email, demo, withheld, grants, requests, mayAsk, keeps, writes, association, admin } =
    useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Min side" }]}
        title={`Hej ${name.split(" ")[0]}`}
        lead={demo ? "Du er logget ind som demoperson. Du kan læse alt og ændre Demodata." : "Det her kan du gøre."}
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        {withheld && (
          <div className="alert alert-warning">
            <div className="alert-body">
              <p className="alert-heading">Slå engangskoder til</p>
              <p className="alert-text">
                Din rolle gælder først, når du har slået engangskoder til.{" "}
                <a href="/min-side/sikkerhed">Gør det nu, det tager to minutter</a>.
              </p>
            </div>
          </div>
        )}
        {writes && (
          <section>
            <h2>Eksempler</h2>
            <ul className="door-list">
              <li>
                <a href="/del-et-eksempel">Del et eksempel</a>
                <span>Fire korte spørgsmål</span>
              </li>
              <li>
                <a href="/mine-tekster">Mine tekster</a>
                <span>Kladder, det, der venter på svar, og det, du har udgivet</span>
              </li>
            </ul>
          </section>
        )}
        {keeps
          .filter(({ doors }) => doors.length > 0)
          .map(({ code, slug, name: place, doors }) => (
            <section key={code}>
              <h2>{place} Kommune</h2>
              <ul className="door-list">
                {doors.map(({ page, label }) => (
                  <li key={page}>
                    <a href={`/kommuner/${slug}/${page}`}>{label}</a>
                    <span>{keeping[page]}</span>
                  </li>
                ))}
                <li>
                  <a href={`/kommuner/${slug}`}>Kommunens side</a>
                  <span>Som alle ser den</span>
                </li>
              </ul>
            </section>
          ))}
        {association && (
          <section>
            <h2>KL</h2>
            <ul className="door-list">
              <li>
                <a href="/kl">KL's arbejdsbord</a>
                <span>Personer, meldinger, hændelser og kommuner uden koordinator</span>
              </li>
              <li>
                <a href="/mine-tekster?vis=svar">Tekster, der venter på KL</a>
                <span>Fra kommuner, der ikke selv har en anden at spørge</span>
              </li>
              {admin && (
                <li>
                  <a href="/kl/personer">Personer</a>
                  <span>Udpeg koordinatorer, og giv KL's egne roller</span>
                </li>
              )}
            </ul>
          </section>
        )}
        <section>
          <h2>Dine roller</h2>
          {grants.length === 0 && requests.length === 0 && (
            <p>Du har ingen roller endnu og kan læse alt, der er offentligt.</p>
          )}
          {grants.length > 0 && (
            <ul className="entries">
              {grants.map(({ id, role, municipality, unit }) => (
                <li key={id}>
                  <h3>
                    {roles[role]}, {unit ? `${unit}, ` : ""}
                    {municipality ? `${municipality.name} Kommune` : "KL"}
                  </h3>
                  <p className="quiet">{roleMeanings[role]}</p>
                </li>
              ))}
            </ul>
          )}
          {requests.map((request) => (
            <p key={request.slug}>Du har bedt {request.name} Kommune om adgang. Du får en mail, når der er svaret.</p>
          ))}
          {mayAsk && (
            <>
              <p>Din mailadresse hører til {mayAsk} Kommune.</p>
              <ActionButton intent="ask-access">Bed {mayAsk} Kommune om adgang</ActionButton>
            </>
          )}
        </section>
        <section>
          <h2>Din konto</h2>
          <p>{email}</p>
          <ul className="door-list">
            <li>
              <a href="/min-side/sikkerhed">Login og sikkerhed</a>
              <span>Adgangskode, engangskoder, mailadresse, og hvor du er logget ind</span>
            </li>
            <li>
              <a href="/min-side/data">Dine data</a>
              <span>Hent alt, hvad vi har om dig, eller slet kontoen</span>
            </li>
          </ul>
          {!demo && (
            <Folded summary="Ret dit navn" intent="name">
              <IntentForm intent="name" className="form form-narrow">
                <NameField value={name} />
                <Submit plain>Gem navn</Submit>
              </IntentForm>
            </Folded>
          )}
          <Island name="sign-out" data={{ person, ask: "/log-ud" }}>
            <ActionButton intent="sign-out" action="/log-ud">
              Log ud
            </ActionButton>
          </Island>
        </section>
      </div>
    </>
  );
}
