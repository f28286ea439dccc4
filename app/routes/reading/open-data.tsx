import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readExamples } from "#app/api/examples.ts";
import { apiRoot } from "#app/api/openapi.ts";
import { operations } from "#app/api/operations.ts";
import { largestPageSize } from "#app/api/query.ts";
import { longestAddress } from "#app/http/early-refusal.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";

export async function loader({ context }: LoaderFunctionArgs) {
  return {
    addresses: operations.map(({ path, summary, query }) => ({
      path: apiRoot + path,
      summary,
      parameters: Object.keys(query.shape),
    })),
    examples: await readExamples(context),
    first: `${context.site.publicUrl}${apiRoot}/cases`,
    largestPageSize,
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Åbne data",
    description:
      "Hent metoder, eksempler, dokumenter, kommuner, indsatser, budgetlinjer og indikatorer som JSON, uden nøgle og uden at logge ind.",
    path: "/aabne-data",
  });

const errors = [
  [400, "En parameter er ukendt eller har en værdi, som ikke findes. Feltet parameter siger hvilken."],
  [404, "Der er intet på adressen."],
  [405, "Du kan kun læse: brug GET eller HEAD."],
  [410, "Det, der stod på adressen, er trukket tilbage eller skjult."],
  [414, `Adressen er længere end ${longestAddress.toLocaleString("da-DK")} tegn.`],
  [429, "Der er søgt usædvanligt meget fra dit netværk. Retry-After siger, hvor mange sekunder du skal vente."],
  [500, "Det er vores fejl. Prøv igen om lidt, og skriv til os, hvis det bliver ved."],
  [503, "Det tog for lang tid at svare. Prøv igen om lidt, eller spørg om mindre."],
] as const;

const files = [
  ["/eksempler.csv", "eksemplerne med det svære, metoder og punkter"],
  ["/metoder.csv", "metoderne"],
  ["/kommuner.csv", "kommunerne med antal eksempler og dokumenter"],
  ["/erklaeringer/2025/punkter.csv", "de ti punkter"],
  ["/erklaeringer/2025/punkter/4/kommuner.csv", "kommunerne under et punkt med deres eksempler og det svære"],
  ["/dokumenter.csv", "dokumenterne"],
  ["/kilder.csv", "kilderne"],
  ["/soeg.csv?q=fravær", "det, en søgning finder, højst 100"],
] as const;

export default function OpenData() {
  const { addresses, examples, first, largestPageSize } = useLoaderData<typeof loader>();
  return (
    <TextPage
      path="/aabne-data"
      title="Åbne data"
      lead="Det, du kan læse på sitet, kan du også hente som data. Du skal hverken have en nøgle eller logge ind."
      updated="30. november 2026"
      next={[
        { href: "/om", label: "Om Mere for Flere" },
        { href: "/eksempler", label: "Eksemplerne, som læsere ser dem" },
        { href: "/kontakt", label: "Kontakt" },
      ]}
    >
      <h2>Hvad du kan hente</h2>
      <p>
        Svarene er JSON i UTF-8. Værdierne er de samme koder og navne, som du ser i sitets egne adresser: områder som{" "}
        <code>sfo-klub</code>, metoder som <code>co-teaching</code> og punkter som <code>2025-3</code>. En kommune kan
        du skrive som <code>albertslund</code> eller med sin kode, <code>0165</code>. Skriv en parameter flere gange,
        når du vil have det ene eller det andet. Feltet <code>url</code> er siden, som læsere ser den. Det, der står i
        stedet for <code>{"{id}"}</code>, er feltet <code>id</code> fra listen.
      </p>
      <div className="table-scroll" role="region" aria-label="Adresser" tabIndex={0}>
        <table className="address-table">
          <thead>
            <tr>
              <th scope="col">Adresse</th>
              <th scope="col">Hvad du får</th>
            </tr>
          </thead>
          <tbody>
            {addresses.map(({ path, summary, parameters }) => (
              <tr key={path}>
                <td>
                  <code>{path}</code>
                </td>
                <td>
                  {summary}
                  {parameters.length > 0 && (
                    <>
                      <br />
                      Parametre: {parameters.join(", ")}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        Alle felter og værdier er beskrevet i <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1). Nye felter
        kan komme til, så lad dit program springe dem over, som det ikke kender.
      </p>

      <h2 id="regneark">Som regneark</h2>
      <p>
        Under hver liste står »Hent som CSV«. Filen har alt det, som listen viser, med de valg, du har truffet, og åbner
        i et regneark: UTF-8, semikolon mellem felterne og komma i decimaltal. En tekst, som regnearket ville regne på,
        har fået en apostrof foran. Adresserne kan du også skrive selv, for eksempel{" "}
        <a href="/eksempler.csv?punkt=2025-4">/eksempler.csv?punkt=2025-4</a>.
      </p>
      <ul>
        {files.map(([path, what]) => (
          <li key={path}>
            <code>{path}</code>: {what}
          </li>
        ))}
      </ul>

      <h2>Prøv selv</h2>
      <p>Kopiér en linje til din terminal, eller åbn adressen i din browser. Sådan svarer sitet lige nu:</p>
      {examples.map(({ what, address, answer }) => (
        <section key={address}>
          <h3>{what}</h3>
          <pre className="copy-ready" role="region" aria-label={`${what}: kald`} tabIndex={0}>
            <code>{`curl "${address}"`}</code>
          </pre>
          <pre className="copy-ready" role="region" aria-label={`${what}: svar`} tabIndex={0}>
            <code>{answer}</code>
          </pre>
        </section>
      ))}

      <h2>Penge og tal</h2>
      <p>
        Et beløb er <code>amount</code> i hele kroner; <code>printed</code> er, hvad der er trykt, i enheden{" "}
        <code>unit</code>. Er der intet beløb eller tal, siger <code>blank</code> hvorfor, for eksempel »streg« eller
        »på vej«. Det er aldrig 0. <code>row</code> siger, om en række er en linje, en overskrift eller en trykt sum:
        læg kun linjer sammen, og kun med samme <code>kind</code> og <code>priceYear</code>. <code>source</code> er
        stedet, som rækken hviler på. Med <code>asOf=2026-11-30</code> får du budgetlinjer og tal, som de stod den dag.
        En liste kan ordnes efter navn, region, størrelse og tid, men ikke efter tallene.
      </p>

      <h2>Demodata</h2>
      <p>
        Opdigtede rækker har <code>demo: true</code> og står efter de rigtige. Fra <code>/cases</code> får du dem med,
        til du skriver <code>demo=exclude</code>. Indsatser, budgetlinjer, indikatorer, tal og opfølgninger kommer uden
        dem, til du skriver <code>demo=include</code>. <code>total</code>, <code>count</code> og <code>caseCount</code>{" "}
        tæller kun det rigtige; det opdigtede står i <code>demoTotal</code> og <code>demoCount</code>.
      </p>

      <h2>Side for side</h2>
      <p>
        En liste giver dig <code>items</code>, <code>total</code>, <code>page</code>, <code>pages</code> og{" "}
        <code>pageSize</code>. Læs fra side 1 til <code>pages</code>, så har du det hele. Du får 50 ad gangen og kan
        bede om op til {largestPageSize}: <code>{`${first}?page=2&pageSize=${largestPageSize}`}</code>. Søgningen giver
        20 ad gangen og højst 100. En side efter den sidste er tom, og <code>total</code> passer stadig.
      </p>
      <p>
        Hvert svar på nær søgningens har et <code>ETag</code>, som du kan regne med. Send det tilbage i{" "}
        <code>If-None-Match</code>, så får du <code>304</code> uden indhold, hvis intet er ændret. Du kan hente fra en
        side på et andet domæne; CORS er åben.
      </p>

      <h2>Når noget ikke passer</h2>
      <p>
        Så får du et svar af typen <code>application/problem+json</code> med <code>status</code> og en dansk sætning i{" "}
        <code>detail</code>.
      </p>
      <ul>
        {errors.map(([status, words]) => (
          <li key={status} id={`fejl-${status}`}>
            <strong>{status}:</strong> {words}
          </li>
        ))}
      </ul>

      <h2>Hvad du må</h2>
      <p>
        Vores egne tekster må du bruge og ændre efter CC BY-SA 4.0: skriv, hvor de kommer fra, og del på samme vilkår.
        Dokumenterne tilhører dem, der har udgivet dem. Indbyggertal er fra Danmarks Statistik. Koden bag sitet har
        licensen MPL 2.0.
      </p>
    </TextPage>
  );
}
