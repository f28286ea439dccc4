import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { withoutInvisible } from "#search/invisible.ts";

/** What a shared link's picture says. */
export interface PictureText {
  /** The sort of page: "Metode", "Eksempel". */
  kind: string;
  title: string;
  /** Whose it is; left out where the title says so. */
  owner?: string;
  /** Drawn with the Demodata mark. */
  demo?: boolean;
  /** Colour of the band. */
  tone: string;
}

const size = { width: 1200, height: 630 };
const require = createRequire(import.meta.url);
const font = (file: string) => readFileSync(require.resolve(file));

const families = [
  { name: "Bricolage", file: "bricolage-grotesque", from: 700, weight: 700 },
  { name: "Plex", file: "ibm-plex-sans", from: 400, weight: 400 },
  { name: "Plex", file: "ibm-plex-sans", from: 600, weight: 700 },
] as const;

/** Read once, when the first picture is drawn. Letters that the first set lacks are looked for in the second. */
let fonts: { name: string; data: Buffer; weight: 400 | 700; style: "normal" }[] | undefined;
function shippedFonts() {
  fonts ??= ["latin", "latin-ext"].flatMap((set) =>
    families.map(({ name, file, from, weight }) => ({
      name: set === "latin" ? name : `${name} ${set}`,
      data: font(`@fontsource/${file}/files/${file}-${set}-${from}-normal.woff`),
      weight,
      style: "normal" as const,
    })),
  );
  return fonts;
}

type Box = { type: string; props: Record<string, unknown> };
const box = (style: Record<string, unknown>, ...children: (Box | string)[]): Box => ({
  type: "div",
  props: { style: { display: "flex", ...style }, children: children.length === 1 ? children[0] : children },
});
const circle = (x: number, y: number, r: number, color: string) =>
  box({
    position: "absolute",
    left: x - r,
    top: y - r,
    width: 2 * r,
    height: 2 * r,
    borderRadius: r,
    background: color,
  });

/** Sizes of the title: up to so many characters, so large, in at most so many lines. */
const titleSizes = [
  { most: 50, fontSize: 80, lines: 3 },
  { most: 90, fontSize: 64, lines: 4 },
  { most: Number.POSITIVE_INFINITY, fontSize: 50, lines: 5 },
];

/**
 * Draws the picture of a page as PNG, 1200 by 630, with fonts that the project ships; signs that they lack are left out. A title that is too long
 * ends in dots.
 */
export async function drawPicture(text: PictureText): Promise<Buffer> {
  // Slow to load: a site is up before its first picture is asked for.
  const { default: satori } = await import("satori");
  const missing = new Set<string>();
  const loadAdditionalAsset = async (_script: string, segment: string) => {
    for (const sign of segment) missing.add(sign);
    return [];
  };
  const draw = (shown: PictureText) =>
    satori(sceneOf(shown) as never, { ...size, fonts: shippedFonts(), loadAdditionalAsset });
  const drawable = (words: string) =>
    [...withoutInvisible(words)]
      .filter((sign) => !missing.has(sign))
      .join("")
      .replace(/\s+/g, " ")
      .trim();
  const shownOf = () => ({
    ...text,
    kind: drawable(text.kind),
    title: drawable(text.title),
    owner: text.owner && drawable(text.owner),
  });
  let svg = await draw(shownOf());
  if (missing.size > 0) svg = await draw(shownOf());
  return Buffer.from(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}

function sceneOf({ kind, title, owner, demo, tone }: PictureText): Box {
  const { fontSize, lines } = titleSizes.find(({ most }) => title.length <= most) ?? { fontSize: 50, lines: 5 };
  return box(
    {
      ...size,
      flexDirection: "column",
      justifyContent: "space-between",
      boxSizing: "border-box",
      padding: "72px 80px",
      background: "#fbf8f2",
      color: "#1d2b30",
      fontFamily: "Plex",
    },
    circle(1130, 520, 190, "#dcecee"),
    circle(1010, 610, 90, tone),
    circle(1150, 350, 54, "#f3b73a"),
    box(
      { alignItems: "center", fontSize: 32, fontWeight: 700, color: tone },
      kind,
      ...(demo
        ? [
            box(
              { marginLeft: 28, padding: "4px 22px", border: "3px solid #b9ae98", borderRadius: 40, color: "#4a4130" },
              "Demodata",
            ),
          ]
        : []),
    ),
    box(
      { flexDirection: "column", maxWidth: 940 },
      box(
        {
          fontFamily: "Bricolage",
          fontWeight: 700,
          display: "block",
          fontSize,
          lineClamp: lines,
          wordBreak: "break-word",
          lineHeight: 1.08,
          letterSpacing: -1.5,
        },
        title,
      ),
      ...(owner ? [box({ marginTop: 24, fontSize: 34, color: "#53636a" }, owner)] : []),
    ),
    box({ fontFamily: "Bricolage", fontWeight: 700, fontSize: 36 }, "Mere for Flere"),
  );
}
