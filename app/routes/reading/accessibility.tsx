import type { MetaFunction } from "@remix-run/node";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";

export const loader = () => null;

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Tilgængelighed",
    description: "Hvordan sitet er gjort tilgængeligt, hvad vi ved mangler, og hvordan du siger til.",
    path: "/tilgaengelighed",
  });

export default function Accessibility() {
  return (
    <TextPage
      path="/tilgaengelighed"
      title="Tilgængelighed"
      lead="Sitet skal kunne bruges af alle. Her står, hvad vi har gjort, hvad vi har prøvet, og hvad vi ved mangler."
      updated="22. november 2026"
      next={[
        { href: "/meld-et-problem?side=/tilgaengelighed", label: "Sig til, hvis noget spærrer for dig" },
        { href: "/kontakt", label: "Kontakt" },
      ]}
    >
      <h2>Det sigter vi efter</h2>
      <p>
        WCAG 2.2 på niveau AA, som følger af loven om tilgængelighed af offentlige organers websteder og den europæiske
        standard EN 301 549.
      </p>
      <h2>Det har vi gjort</h2>
      <ul>
        <li>Alle sider kan læses og betjenes med tastatur alene, og alt kan læses uden JavaScript.</li>
        <li>Det, som kortet og vidensprofilen viser, står også som tabel eller tekst.</li>
        <li>Farver står aldrig alene om at betyde noget, og tekst har tilstrækkelig kontrast.</li>
        <li>Siderne kan forstørres og læses på en skærm, der er 320 punkter bred.</li>
        <li>Antallet i en liste læses op, når du afgrænser den.</li>
      </ul>
      <h2>Sådan er det prøvet</h2>
      <p>
        Hver sidetype bliver ved hver ændring prøvet automatisk med værktøjet axe på en bred og en smal skærm, og vi har
        gået siderne igennem med tastatur. Ingen uafhængig part har endnu vurderet sitet, og det er ikke prøvet
        systematisk med alle skærmlæsere.
      </p>
      <h2>Det mangler vi</h2>
      <ul>
        <li>Grafer fra kommunernes dokumenter er ikke med. Der står en note, hvor de mangler.</li>
        <li>
          På en telefon er kortet over kommunerne foldet sammen, og felterne er små, når du åbner det. Listen under
          kortet har de samme kommuner.
        </li>
      </ul>
      <h2>Sig til</h2>
      <p>
        Møder du noget, der spærrer for dig, så <a href="/meld-et-problem?side=/tilgaengelighed">meld det</a>. Hjælper
        det ikke, kan du klage til Digitaliseringsstyrelsen, som fører tilsyn med offentlige websteder.
      </p>
    </TextPage>
  );
}
