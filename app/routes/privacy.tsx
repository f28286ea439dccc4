import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";
import { daysReportsAreKept } from "#db/queries/problem-reports.ts";

export const loader = ({ context: { site } }: LoaderFunctionArgs) => ({
  name: site.operatorName ?? null,
  days: daysReportsAreKept,
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Privatliv",
    description: "Sitet sætter ingen cookies og henter intet fra andre. Her står, hvad der gemmes, og hvor længe.",
    path: "/privatliv",
  });

export default function Privacy() {
  const { name, days } = useLoaderData<typeof loader>();
  return (
    <TextPage
      path="/privatliv"
      title="Privatliv"
      lead="Du kan læse alt uden at blive fulgt. Sitet sætter ingen cookies og henter intet fra andre."
      updated="22. november 2026"
      next={[
        { href: "/kontakt", label: "Kontakt" },
        { href: "/tilgaengelighed", label: "Tilgængelighed" },
      ]}
    >
      <h2>Når du læser</h2>
      <p>
        Der er ingen cookies, ingen statistik, ingen skrifttyper, kort eller knapper, som hentes fra andre sites.
        Programmet gemmer ikke, hvad du læser eller vælger. Den server, sitet ligger på, kan have en log over trafikken;
        det bestemmer den, der driver sitet.
      </p>
      <h2>Når du melder et problem</h2>
      <p>
        Vi gemmer det, du skriver, hvilken side det handler om, hvornår, og din mailadresse, hvis du giver os den. Vi
        bruger det til at rette fejlen og til at svare dig. Det slettes automatisk efter {days} dage. Vi gemmer ikke din
        IP-adresse sammen med meldingen.
      </p>
      <h2>Børn</h2>
      <p>
        Ingen børn må kunne genkendes på sitet. Ser du et sted, hvor det kan lade sig gøre, så{" "}
        <a href="/meld-et-problem">meld det med det samme</a>.
      </p>
      <h2>Navne i dokumenter</h2>
      <p>
        Dokumenterne er offentliggjort af kommunerne og KL. Navne på politikere og på repræsentanter for råd og
        foreninger står, som de står dér. Ansattes telefonnumre og mailadresser er taget ud.
      </p>
      <h2>Hvem har ansvaret?</h2>
      <p>
        {name
          ? `${name} er dataansvarlig.`
          : "Den, der driver sitet, er dataansvarlig, men har endnu ikke oplyst sit navn."}{" "}
        Du har ret til at få at vide, hvad der er gemt om dig, og til at få det rettet eller slettet.{" "}
        <a href="/kontakt">Skriv til os</a>. Du kan klage til Datatilsynet.
      </p>
    </TextPage>
  );
}
