import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";
import { whoReadsReports, whoRuns } from "#app/ui/who-runs.ts";

export const loader = ({ context: { site } }: LoaderFunctionArgs) => ({ operator: site.operatorName ?? null });

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Om Mere for Flere",
    description:
      "Hvad sitet er, hvor indholdet kommer fra, hvad vi lover om tal og Demodata, og hvem der må bruge det.",
    path: "/om",
  });

export default function About() {
  const { operator } = useLoaderData<typeof loader>();
  return (
    <TextPage
      path="/om"
      title="Om Mere for Flere"
      lead="Et sted, hvor kommuner deler, hvad der virker, og hvad der er svært, når det almene dagtilbud og den almene skole skal kunne mere for flere børn."
      updated="22. november 2026"
      next={[
        { href: "/metoder", label: "Find en metode" },
        { href: "/om/vidensprofil", label: "Sådan læser du vidensprofilen" },
        { href: "/kontakt", label: "Kontakt" },
      ]}
    >
      <h2>Hvad du finder her</h2>
      <ul>
        <li>
          <a href="/metoder">Metoder</a>: guider, du kan arbejde efter. Hver guide siger, hvad der er hentet fra en
          kilde, og hvad der er almen faglig viden.
        </li>
        <li>
          <a href="/eksempler">Eksempler</a>: hvad kommuner har gjort, vedtaget, aftalt eller foreslået, og hvor langt
          de er. Det svære står øverst, for det er dér, andre kan spare tid.
        </li>
        <li>
          <a href="/erklaeringer/2025">De ti punkter</a>: det, landets kommunalpolitikere på børne- og ungeområdet i
          topmødeerklæringen 2025 vil arbejde for lokalt, og hvem der har eksempler.
        </li>
        <li>
          <a href="/kommuner">Kommuner</a> og <a href="/dokumenter">dokumenter</a>: hvem du kan ringe til, og det sted,
          en påstand hviler på.
        </li>
      </ul>
      <h2>Hvem står bag</h2>
      <p>
        {whoRuns(operator)} Koden er åben, og enhver kommune eller organisation kan drive sit eget. KL driver ikke
        sitet, medmindre det står her.
      </p>
      <p>
        {whoReadsReports} Hvad der gemmes, og hvor længe, står på siden om <a href="/privatliv">privatliv</a>.
      </p>
      <h2>Hvor indholdet kommer fra</h2>
      <p>
        Sitet begynder med fem dokumenter fra Albertslund, Aarhus, København og KL. Eksempler, der er gengivet fra dem,
        siger det selv, og de siger kun det, dokumentet siger. Et forslag kaldes foreslået, et budgetforlig aftalt og en
        beslutning vedtaget. Hvor et resultat ikke er oplyst, står der »ikke oplyst«.
      </p>
      <p>
        Når redaktionen har koblet et eksempel til et af de ti punkter, og dokumentet ikke selv gør det, står der
        »koblet af redaktionen«. Punkternes numre er vores; erklæringen nummererer dem ikke.
      </p>
      <h2>Demodata</h2>
      <p>
        Nogle installationer har opdigtede eksempler, så du kan se, hvad sitet kan. De bærer mærket »Demodata«, står
        aldrig i søgemaskiner og tælles aldrig sammen med rigtige eksempler i en sum eller på et kort.
      </p>
      <h2>Ingen rangliste</h2>
      <p>
        Vi sammenligner ikke kommuner fra bedst til dårligst. At en kommune ikke har delt noget, siger intet om, hvad
        den gør.
      </p>
      <h2>Brug det frit</h2>
      <p>
        Vores egne tekster må bruges og ændres efter Creative Commons Navngivelse-DelPåSammeVilkår 4.0 (CC BY-SA 4.0).
        Dokumenterne tilhører dem, der har skrevet dem. Koden har licensen MPL 2.0.
      </p>
    </TextPage>
  );
}
