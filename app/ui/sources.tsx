import type { Citation } from "#db/queries/citations.ts";

/** What a text rests on: each document once, with the places in it that are cited, then works. The numbers are those in the text. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  const works = new Map<string, (Citation & { number: number })[]>();
  for (const [index, citation] of citations.entries()) {
    const work = citation.address.split("#")[0] ?? "";
    works.set(work, [...(works.get(work) ?? []), { ...citation, number: index + 1 }]);
  }
  return (
    <ul className="sources">
      {[...works].map(([work, places]) => (
        <li key={work}>
          {!places[0]?.passage && `[${places[0]?.number}] `}
          <a href={work}>{places[0]?.title}</a> ({places[0]?.byline})
          {places.some((place) => place.passage) && (
            <ul>
              {places.map(({ address, passage, number }) => (
                <li key={address}>
                  [{number}] <a href={address}>{short(passage ?? "")}</a>
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
