import type { HitRow } from "#db/queries/search-hits.ts";
import type { Piece } from "#search/excerpt.ts";
import { typeNames } from "./found-types.ts";
import { DemoTag, Tag } from "./tags.tsx";

/** One thing that was found. */
export function SearchHit({ hit }: { hit: Omit<HitRow, "text" | "summary"> & { excerpt: Piece[] } }) {
  return (
    <li className="hit">
      <p className="card-tags">
        <Tag tone={hit.kind}>{typeNames[hit.kind]}</Tag>
        {hit.demo && <DemoTag />}
      </p>
      <h2>
        <a href={hit.path}>{hit.title}</a>
      </h2>
      {hit.excerpt.length > 0 && (
        <p>
          {hit.excerpt.map((piece, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one excerpt never move
            piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
          )}
        </p>
      )}
      {hit.municipality && hit.kind !== "municipality" && (
        <p className="card-meta">{hit.demo ? `Opdigtet, ikke fra ${hit.municipality}` : hit.municipality}</p>
      )}
    </li>
  );
}
