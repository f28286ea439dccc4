import type { MissedMost } from "#app/domain/cases/completeness.ts";

const missedMost: Readonly<Record<MissedMost, string>> = {
  steps: "Hvad I gjorde, trin for trin",
  hard: "Hvad der var svært",
  cost: "Hvad det tog af tid og penge",
  ask: "Hvem kolleger kan ringe til",
};

/** What readers miss most, and which of it the text has. A guide, no gate. */
export function Completeness({ has }: { has: Readonly<Record<MissedMost, boolean>> }) {
  return (
    <section aria-labelledby="savner">
      <h2 id="savner">Det savner læsere tit</h2>
      <ul className="missed-most">
        {(Object.keys(missedMost) as MissedMost[]).map((one) => (
          <li key={one} className={has[one] ? "is-there" : undefined}>
            <span className="sr-only">{has[one] ? "Er der: " : "Mangler: "}</span>
            {missedMost[one]}
          </li>
        ))}
      </ul>
      <p className="quiet">Regnet ud af teksten, som den sidst blev gemt. Du kan godt sende uden.</p>
    </section>
  );
}
