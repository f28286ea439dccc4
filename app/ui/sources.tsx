import type { Citation } from "#db/queries/citations.ts";

/** What a text rests on: each document once, with the places in it that are cited, then works. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  const works = new Map<string, Citation[]>();
  for (const citation of citations) {
    const work = citation.address.split("#")[0] ?? "";
    works.set(work, [...(works.get(work) ?? []), citation]);
  }
  return (
    <ul className="sources">
      {[...works].map(([work, places]) => (
        <li key={work}>
          <a href={work}>{places[0]?.title}</a> ({places[0]?.byline})
          {places.some((place) => place.passage) && (
            <ul>
              {places.map(({ address, passage }) => (
                <li key={address}>
                  <a href={address}>{short(passage ?? "")}</a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function short(passage: string): string {
  if (passage.length <= 70) return passage;
  return `${passage.slice(0, 70).replace(/\s+\S*$/, "")} …`;
}
