import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";

export const loader = ({ context: { site } }: LoaderFunctionArgs) => ({ email: site.operatorEmail ?? null });

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Del et eksempel",
    description: "Sådan deler du det første eksempel fra din kommune, også når det var svært.",
    path: "/del-et-eksempel",
  });

export default function Share() {
  const { email } = useLoaderData<typeof loader>();
  return (
    <TextPage
      path="/del-et-eksempel"
      title="Del et eksempel"
      lead="Det behøver ikke være en succes. Kolleger i andre kommuner læser først det, der var svært."
      updated="26. november 2026"
      next={[
        { href: "/eksempler", label: "Se, hvordan andre har fortalt" },
        { href: "/kommuner", label: "Find din kommune" },
      ]}
    >
      <p>
        Du kan endnu ikke selv skrive eksempler på sitet, men <a href="/opret-konto">en konto kan du oprette nu</a>.{" "}
        {email ? (
          <>
            Indtil da kan du sende dit eksempel til <a href={`mailto:${email}`}>{email}</a>.
          </>
        ) : (
          "Indtil da kan du gøre noterne klar, så er det hurtigt at lægge ind."
        )}
      </p>
      <h2>Skriv kort om</h2>
      <ol>
        <li>
          <strong>Udfordringen.</strong> Hvad var det, I ville gøre noget ved, og for hvem?
        </li>
        <li>
          <strong>Hvad I gjorde.</strong> Så konkret, at en anden kan gøre det efter.
        </li>
        <li>
          <strong>Hvem der var med.</strong> Roller er nok. Nævn samarbejdsparter udefra.
        </li>
        <li>
          <strong>Hvad der kom ud af det.</strong> Også hvis svaret er »det ved vi ikke endnu«.
        </li>
        <li>
          <strong>Hvad der var svært.</strong> Det er den del, andre har mest brug for.
        </li>
        <li>
          <strong>Hvad I ville gøre anderledes,</strong> og hvad det tog af tid og penge.
        </li>
      </ol>
      <h2>Pas på børnene</h2>
      <p>
        Skriv ikke navne, alder sammen med diagnose, eller andet, der gør, at et barn eller en familie kan genkendes af
        naboen. Fortæl om det, de voksne gjorde.
      </p>
      <h2>Det er kommunens</h2>
      <p>Et eksempel står i kommunens navn. Aftal med din leder, at I deler det.</p>
    </TextPage>
  );
}
