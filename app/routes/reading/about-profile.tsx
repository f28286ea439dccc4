import type { MetaFunction } from "@remix-run/node";
import type { ReactNode } from "react";
import { type Aspect, aspects, codes, gradeMeanings } from "#app/domain/vocabulary.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";

export const loader = () => null;

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Sådan læser du vidensprofilen",
    description: "De fem forhold i vidensprofilen, hvad den bygger på, og hvorfor den ikke siger, om en metode virker.",
    path: "/om/vidensprofil",
  });

/** What each aspect asks. */
const questions: Record<keyof typeof aspects, string> = {
  target_group: "Hvem er metoden til, og hvor tydeligt er det beskrevet?",
  method: "Er der beskrevet en fremgangsmåde, eller er metoden kun nævnt ved navn?",
  implementation: "Er der et forslag, en plan eller erfaringer med at indføre den?",
  effect: "Er der fortalt om resultater, og hvordan de er målt?",
  economy: "Er der budgettal eller regnskab?",
};

/** The five aspects, with something said of each. */
const OfEach = ({ aspect: said }: { aspect: (aspect: Aspect) => ReactNode }) => (
  <dl>
    {codes(aspects).map((aspect) => (
      <div key={aspect}>
        <dt>
          <strong>{aspects[aspect]}</strong>
        </dt>
        <dd>{said(aspect)}</dd>
      </div>
    ))}
  </dl>
);

export default function AboutProfile() {
  return (
    <TextPage
      path="/om/vidensprofil"
      title="Sådan læser du vidensprofilen"
      lead="Profilen siger, hvad dokumenterne på sitet fortæller om en metode på fem forhold. Den siger ikke, om metoden er god."
      updated="29. november 2026"
      under={{ label: "Om Mere for Flere", href: "/om" }}
      next={[
        { href: "/metoder", label: "Metoderne" },
        { href: "/kilder", label: "Kilderne" },
      ]}
    >
      <h2>De fem forhold</h2>
      <OfEach aspect={(aspect) => questions[aspect]} />
      <p>
        Forholdene er dem, som Social- og Boligstyrelsen bruger i sin vidensdeklaration. Ordene er redaktionens egne og
        er ikke styrelsens vurdering.
      </p>
      <h2>Hvad den bygger på</h2>
      <p>
        Profilen bygger mest på fem dokumenter fra tre kommuner og KL. Hvert forhold har en begrundelse og en henvisning
        til det sted, hvor det står. Står der »ikke oplyst i dokumenterne«, siger profilen, hvad en vurdering ville
        kræve.
      </p>
      <h2>Bogstaverne</h2>
      <p>
        Hvor en undersøgelse eller en officiel vejledning bærer et forhold, står der et bogstav foran ordene, fra A, som
        er bedst belyst, til D. Hvor kun et dokument nævner det, står ordene alene. Skalaen er vores egen.
      </p>
      <OfEach
        aspect={(aspect) => (
          <ul>
            {Object.entries(gradeMeanings[aspect]).map(([letter, meaning]) => (
              <li key={letter}>
                <b className="grade-letter">{`${letter}: `}</b>
                {meaning}
              </li>
            ))}
          </ul>
        )}
      />
      <h2>Undersøgelser</h2>
      <p>
        Flere af metoderne er undersøgt, også i Danmark, og det står i hver guide under »Hvad undersøgelser viser«, med{" "}
        <a href="/kilder">kilderne</a> til. Du kan ikke slutte fra en kort profil, at en metode ikke virker.
      </p>
      <h2>Hvem der har en</h2>
      <p>
        Kun metoder og programmer har en profil. For organisering og styring siger guiden i stedet, hvad den er til, og
        et tema har ingen.
      </p>
    </TextPage>
  );
}
