import { hexagon, tileCentre, tileLetters } from "../tile-map.tsx";

/** A municipality on the map. */
export interface StatusTile {
  slug: string;
  name: string;
  tileColumn: number;
  tileRow: number;
  href: string;
  /** What the tile shows, in words. */
  words: string;
  /** The sign in it; empty: none. */
  sign: string;
  /** The end of its class: what it is drawn as. */
  tone: string;
}

/** Jutland and Funen lie west of this, in tiles. */
const split = 7.3;
const halves = [
  { name: "Jylland og Fyn", className: "map-west", box: "-0.65 -0.65 7.95 12.7", has: (x: number) => x < split },
  {
    name: "Sjælland, øerne og Bornholm",
    className: "map-east",
    box: "7.25 3.7 12.95 10",
    has: (x: number) => x >= split,
  },
] as const;

/**
 * Denmark as 98 equal tiles, each a link, in two halves at one scale, which stand under each other on a phone. The table beside it says the same.
 * @param label what the map shows
 */
export function StatusMap({ tiles, label }: { tiles: readonly StatusTile[]; label: string }) {
  return (
    <div className="status-map" role="group" aria-label={`Danmarkskort, hvor hver kommune er en sekskant: ${label}`}>
      {halves.map(({ name, className, box, has }) => (
        <svg key={name} className={className} viewBox={box} role="group" aria-label={name}>
          {tiles
            .filter((tile) => has(tileCentre(tile).x))
            .map((tile) => {
              const { x, y } = tileCentre(tile);
              const letters = tileLetters(tile);
              return (
                <a
                  key={tile.slug}
                  href={tile.href}
                  // Whoever speaks to the screen says what a tile shows, so its name begins with the letters as they stand there.
                  aria-label={`${letters}${tile.sign && ` ${tile.sign}`}: ${tile.name}, ${tile.words}`}
                >
                  <g className={`hex hex-${tile.tone}`} transform={`translate(${x.toFixed(1)} ${y.toFixed(2)})`}>
                    <polygon points={hexagon} />
                    <text className="hex-name" y={tile.sign ? -0.08 : 0.1}>
                      {letters}
                    </text>{" "}
                    {tile.sign && (
                      <text className="hex-sign" y="0.32">
                        {tile.sign}
                      </text>
                    )}
                  </g>
                </a>
              );
            })}
        </svg>
      ))}
    </div>
  );
}
