import type { HitRow } from "#db/queries/search-hits.ts";
import type { Piece } from "#search/excerpt.ts";
import { DemoTag, Tag } from "./tags.tsx";

const marks = {
  method: ["method", "Metode"],
  case: ["case", "Eksempel"],
  commitment: ["commitment", "Punkt"],
  municipality: ["municipality", "Kommune"],
  document: ["document", "Dokument"],
} as const;

/** One thing that was found. */
export function SearchHit({ hit }: { hit: Omit<HitRow, "text" | "summary"> & { excerpt: Piece[] } }) {
  const [tone, word] = marks[hit.kind];
  return (
    <li className="hit">
      <p className="card-tags">
        <Tag tone={tone}>{word}</Tag>
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
      {hit.municipality && hit.kind !== "municipality" && <p className="card-meta">{hit.municipality}</p>}
    </li>
  );
}
