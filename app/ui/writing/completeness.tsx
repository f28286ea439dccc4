import { type MissedMost, missedMost } from "#app/domain/cases/completeness.ts";

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
