import { counted } from "./format.ts";

export interface Tile {
  slug: string;
  name: string;
  tileColumn: number;
  tileRow: number;
  /** What the tile shows; 0 is shown as blank. */
  value: number;
}

const radius = 1 / Math.sqrt(3);
/** Corners of a pointy-top hexagon, a hair smaller than its cell. */
export const hexagon = [0, 1, 2, 3, 4, 5]
  .map((corner) => {
    const angle = (Math.PI / 180) * (60 * corner - 90);
    return `${(Math.cos(angle) * radius * 0.95).toFixed(3)},${(Math.sin(angle) * radius * 0.95).toFixed(3)}`;
  })
  .join(" ");

/** Letters that fit a tile: "Kbh", "Aar"; names that would clash get the ones that people use. */
const short: Readonly<Record<string, string>> = {
  koebenhavn: "Kbh",
  frederiksberg: "Frb",
  frederikshavn: "Frh",
  frederikssund: "Frs",
  fredensborg: "Fre",
  fredericia: "Fri",
  "hoeje-taastrup": "HTa",
  "lyngby-taarbaek": "LTa",
  "faaborg-midtfyn": "FMi",
  "ringkoebing-skjern": "RSk",
  "ikast-brande": "IBr",
  holstebro: "Hols",
  holbaek: "Holb",
  norddjurs: "NDj",
  syddjurs: "SDj",
  hedensted: "Hed",
  herning: "Hern",
  herlev: "Herl",
  vejle: "Vejl",
  vejen: "Veje",
  helsingoer: "Hels",
  vordingborg: "Vor",
};

/** The letters of a municipality's tile. */
export const tileLetters = ({ slug, name }: { slug: string; name: string }): string => short[slug] ?? name.slice(0, 3);

/** The middle of a tile, in tiles. */
export const tileCentre = ({
  tileColumn,
  tileRow,
}: {
  tileColumn: number;
  tileRow: number;
}): { x: number; y: number } => ({
  x: tileColumn + 0.5 * (tileRow % 2),
  y: (tileRow * Math.sqrt(3)) / 2,
});

const step = (value: number) => (value === 0 ? 0 : value === 1 ? 1 : value < 4 ? 2 : 3);

/**
 * Denmark as 98 equal tiles, each a link. The list beside it says the same in words.
 * @param unit what is counted, one and many.
 * @param query is added to each municipality's address.
 */
export function TileMap({
  tiles,
  unit,
  here,
  skipped = false,
}: {
  tiles: readonly Tile[];
  unit: readonly [string, string];
  here?: string;
  /** Leaves the tiles out of the tab order, where the map is an ornament and a link to the full one stands beside it. */
  skipped?: boolean;
}) {
  return (
    <svg
      className="tile-map"
      viewBox="-0.65 -0.65 20.8 14.4"
      role="group"
      aria-label="Danmarkskort, hvor hver kommune er en sekskant"
    >
      {tiles.map(({ slug, name, tileColumn, tileRow, value }) => {
        const { x, y } = tileCentre({ tileColumn, tileRow });
        const letters = tileLetters({ slug, name });
        const counts = value === 0 ? "intet endnu" : counted(value, ...unit);
        return (
          <a
            key={slug}
            href={`/kommuner/${slug}`}
            // Whoever speaks to the screen says what a tile shows, so its name begins with the letters and the number as they stand there.
            aria-label={name === letters ? `${letters} ${counts}` : `${letters} ${counts}, ${name}`}
            tabIndex={skipped ? -1 : undefined}
            aria-current={slug === here ? "true" : undefined}
          >
            <g
              className={`tile tile-${step(value)}${slug === here ? " tile-here" : ""}`}
              transform={`translate(${x.toFixed(2)} ${y.toFixed(3)})`}
            >
              <title>{`${name}: ${counts}`}</title>
              <polygon points={hexagon} />
              <text className="tile-name" y={value ? -0.06 : 0.1}>
                {letters}
              </text>{" "}
              {value > 0 && (
                <text className="tile-value" y="0.3">
                  {value}
                </text>
              )}
            </g>
          </a>
        );
      })}
    </svg>
  );
}

/** What the steps of the map mean. */
export function TileMapLegend({ unit }: { unit: readonly [string, string] }) {
  return (
    <ul className="tile-legend" aria-label="Farver på kortet">
      <li>
        <i className="swatch swatch-0" /> intet endnu
      </li>
      <li>
        <i className="swatch swatch-1" /> 1 {unit[0]}
      </li>
      <li>
        <i className="swatch swatch-2" /> 2-3 {unit[1]}
      </li>
      <li>
        <i className="swatch swatch-3" /> 4 {unit[1]} eller flere
      </li>
    </ul>
  );
}
