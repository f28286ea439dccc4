import type { MetaFunction } from "@remix-run/node";
import { aspects, codes, type Grade, gradeMeanings } from "#app/domain/vocabulary.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";

export const loader = () => null;

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Sådan læser du vidensprofilen",
    description:
      "De fem forhold i vidensprofilen, hvad karaktererne A til D betyder, og hvorfor der tit står »ikke vurderet«.",
    path: "/om/vidensprofil",
  });

const grades: readonly Grade[] = ["A", "B", "C", "D"];

export default function AboutProfile() {
  return (
    <TextPage
      path="/om/vidensprofil"
      title="Sådan læser du vidensprofilen"
      lead="Profilen siger, hvor meget der vides om en metode på fem forhold. Den siger ikke, om metoden er god."
      updated="22. november 2026"
      under={{ label: "Om Mere for Flere", href: "/om" }}
      next={[
        { href: "/metoder", label: "Metoderne" },
        { href: "/kilder", label: "Kilderne" },
      ]}
    >
      <p>
        De fem forhold er dem, som Social- og Boligstyrelsen bruger i sin vidensdeklaration. Skalaen og karaktererne er
        redaktionens egne og er ikke styrelsens vurdering.
      </p>
      <p>
        En karakter gives kun, når den hviler på en kilde, der kan slås op. Ellers står der »ikke vurderet«, og profilen
        siger, hvad det ville kræve at vurdere den. De fleste profiler har få karakterer indtil videre, fordi de kun
        bygger på fem dokumenter. En D er ikke en dumpekarakter: den siger, at kilderne fortæller lidt.
      </p>
      <p>
        Kun metoder og programmer har en profil. For organisering og styring siger guiden i stedet, hvad den er til.
      </p>
      {codes(aspects).map((aspect) => (
        <section key={aspect}>
          <h2>{aspects[aspect]}</h2>
          <dl className="grades">
            {grades.map((grade) => (
              <div key={grade}>
                <dt>{grade}</dt>
                <dd>{gradeMeanings[aspect][grade]}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </TextPage>
  );
}
