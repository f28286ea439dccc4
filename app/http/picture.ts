import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";

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

/** Read once, when the first picture is drawn. */
let fonts: { name: string; data: Buffer; weight: 400 | 700; style: "normal" }[] | undefined;
function shippedFonts() {
  fonts ??= [
    {
      name: "Bricolage",
      data: font("@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff"),
      weight: 700,
      style: "normal",
    },
    {
      name: "Plex",
      data: font("@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff"),
      weight: 400,
      style: "normal",
    },
    {
      name: "Plex",
      data: font("@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff"),
      weight: 700,
      style: "normal",
    },
  ];
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

/** Draws the picture of a page as PNG, 1200 by 630, with fonts that the project ships. */
export async function drawPicture({ kind, title, owner, demo, tone }: PictureText): Promise<Buffer> {
  const length = title.length;
  const scene = box(
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
          fontSize: length > 90 ? 54 : length > 50 ? 64 : 80,
          lineHeight: 1.08,
          letterSpacing: -1.5,
        },
        title,
      ),
      ...(owner ? [box({ marginTop: 24, fontSize: 34, color: "#53636a" }, owner)] : []),
    ),
    box({ fontFamily: "Bricolage", fontWeight: 700, fontSize: 36 }, "Mere for Flere"),
  );
  // Slow to load: a site is up before its first picture is asked for.
  const { default: satori } = await import("satori");
  const svg = await satori(scene as never, { ...size, fonts: shippedFonts() });
  return Buffer.from(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}
