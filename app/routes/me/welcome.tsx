import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { markIntroduced } from "#app/domain/accounts/profile.server.ts";
import { personOf } from "#app/domain/accounts/totp.server.ts";
import { inSentence, roles } from "#app/domain/vocabulary.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";
import { listRequestsOf } from "#db/queries/join-requests.ts";

export const loader = guarded("velkommen", async ({ context: { sql, viewer } }) => {
  const { id, name, grants, withheld } = personOf(viewer);
  return {
    firstName: name.split(" ")[0],
    roles: [...new Set([...grants, ...withheld].map(({ role }) => role))],
    withheld: withheld.length > 0,
    requests: await listRequestsOf(sql, id),
  };
});

export const action = intents("velkommen", {
  async seen({ context: { sql, viewer } }) {
    await markIntroduced(sql, viewer);
    return redirect(personOf(viewer).withheld.length > 0 ? "/min-side/sikkerhed?gjort=mangler" : "/min-side", 303);
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Velkommen", description: "Hvad du kan her på sitet.", path: "/velkommen", hidden: true });

export default function Welcome() {
  const { firstName, roles: mine, withheld, requests } = useLoaderData<typeof loader>();
  const runs = mine.includes("coordinator");
  const association = mine.includes("association_admin") || mine.includes("association_editor");
  return (
    <AccountPage
      title={`Velkommen, ${firstName}`}
      lead="Her deler kommunerne, hvad der virker, og hvad der er svært. Det her kan du:"
    >
      <div className="prose">
        <ul>
          <li>
            <strong>Finde hjælp.</strong> <a href="/metoder">Guiderne</a> fortæller, hvordan du kommer i gang, og{" "}
            <a href="/eksempler">eksemplerne</a> viser, hvordan det gik andre. Som logget ind ser du også det,
            kommunerne kun deler med hinanden.
          </li>
          {runs && (
            <li>
              <strong>Holde styr på kommunen.</strong> Fra din side inviterer du kolleger, siger ja til dem, der beder
              om adgang, og skriver, hvem andre kan ringe til.
            </li>
          )}
          {association && (
            <li>
              <strong>Følge kommunerne for KL.</strong> Du ser det, der er offentligt og delt i netværket, udpeger de
              første koordinatorer og læser meldinger. Kommunernes kladder ser du ikke.
            </li>
          )}
          <li>
            <strong>Sige til,</strong> når noget er forkert, eller et barn kan genkendes: <em>Meld et problem</em> står
            nederst på hver side.
          </li>
        </ul>
        {requests.length > 0 && (
          <p>
            {requests.map(({ name }) => name).join(" og ")} Kommune har fået besked om, at du gerne vil med. Du får en
            mail, når der er sagt ja. Imens kan du læse alt, der er offentligt.
          </p>
        )}
        {mine.length > 0 && <p>Du er {mine.map((role) => inSentence(roles[role])).join(" og ")}.</p>}
        {withheld && <p>Næste skridt er at slå engangskoder til; det kræver din rolle, og det tager to minutter.</p>}
      </div>
      <IntentForm intent="seen">
        <Submit>{withheld ? "Videre til engangskoder" : "Videre til min side"}</Submit>
      </IntentForm>
    </AccountPage>
  );
}
