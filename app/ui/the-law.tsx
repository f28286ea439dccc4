import { officialLaws } from "#app/domain/methods/law-vocabulary.ts";
import type { LawRow } from "#db/queries/methods/card.ts";

/** What the law says where it binds, sentence by sentence with its sources, and where to see whether it still holds. */
export function TheLaw({ laws }: { laws: readonly LawRow[] }) {
  return (
    <section className="prose the-law" aria-labelledby="loven">
      <h2 id="loven">Det siger loven</h2>
      {laws.map(({ slug, title, statements, read }) => (
        <div key={slug}>
          <h3 id={`loven-${slug}`}>{title}</h3>
          <ul>
            {statements.map(({ words, reported, sources }) => (
              <li key={words}>
                {words}{" "}
                <span className="side-note">
                  {reported ? "Omtalt, ikke læst i en lov: " : sources.length === 1 ? "Kilde: " : "Kilder: "}
                  {sources.map(({ address, title, byline }, index) => (
                    <span key={address}>
                      {index > 0 && "; "}
                      <a href={address}>{title}</a> ({byline})
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
          <p className="side-note">Læst: {read}</p>
        </div>
      ))}
      <p>
        <strong>
          Kontrollér på <a href={officialLaws}>retsinformation.dk</a>, hvad der gælder i dag,
        </strong>{" "}
        og spørg jeres forvaltning, før I retter jer efter det. Boksen er redaktionens ord og ikke juridisk rådgivning.
      </p>
    </section>
  );
}
