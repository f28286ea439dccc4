import type { SVGAttributes } from "react";
import type { RoomFrom } from "./measures.ts";

const ink = "#1d2b30";
const muted = "#53636a";
const plum = "#6a4377";
const quiet = "#8a8272";
const text = { fontFamily: "IBM Plex Sans, sans-serif" };
const display = { fontFamily: "Bricolage Grotesque, IBM Plex Sans, sans-serif", fontWeight: 700 };
const halo = { paintOrder: "stroke", stroke: "#fff", strokeWidth: 4, strokeLinejoin: "round" } as const;
const line = { fill: "none", vectorEffect: "non-scaling-stroke" } as const;

/**
 * How each part of a chart looks in a file of its own. On a page it has the class of the same name, which `charts.scss` knows,
 * so that paper, phones and colours of one's own can have it otherwise; a file must look right wherever it is opened.
 */
export const looks = {
  "axis-text": { ...text, fontSize: 14, fill: muted },
  "axis-strong": { ...text, fontSize: 15, fontWeight: 600, fill: ink },
  "grid-line": { stroke: "#e6dfd1", strokeWidth: 1 },
  "base-line": { stroke: ink, strokeWidth: 1.5 },
  "split-line": { stroke: quiet, strokeWidth: 1.5, strokeDasharray: "3 4" },
  "axis-cut": { fill: "none", stroke: ink, strokeWidth: 1.5 },
  "break-band": { fill: "#f4eee1" },
  "break-sign": { ...display, fontSize: 22, fill: ink },
  "break-word": { ...text, fontSize: 14, fontWeight: 600, fill: ink },
  "line-own": { ...line, stroke: plum, strokeWidth: 3, strokeLinejoin: "round", strokeLinecap: "round" },
  "line-country": { ...line, stroke: ink, strokeWidth: 2, strokeDasharray: "7 5" },
  "line-third": { ...line, stroke: muted, strokeWidth: 2, strokeDasharray: "2 4" },
  "line-fourth": { ...line, stroke: "#0b5a66", strokeWidth: 2, strokeDasharray: "12 4 2 4" },
  "piece-own": { ...line, stroke: plum, strokeWidth: 3 },
  "piece-other": { ...line, stroke: ink, strokeWidth: 2 },
  "mark-own": { fill: plum, stroke: "#fff", strokeWidth: 1.5 },
  "mark-country": { fill: "#fff", stroke: ink, strokeWidth: 2 },
  "mark-third": { fill: "#fff", stroke: muted, strokeWidth: 2 },
  "mark-fourth": { fill: "#0b5a66", stroke: "#fff", strokeWidth: 1.5 },
  "mark-ahead": { fill: "#fff", stroke: plum, strokeWidth: 2, strokeDasharray: "2 2" },
  "mark-edge": { fill: "none", stroke: plum, strokeWidth: 2, strokeLinecap: "round", strokeLinejoin: "round" },
  "mark-ring": { fill: "none", stroke: plum, strokeWidth: 2 },
  "mark-word": { ...display, ...halo, fontSize: 13, fill: "#4d2f57" },
  word: { ...text, ...halo, fontSize: 15, fontWeight: 600, fill: ink },
  "word-own": { ...text, ...halo, fontSize: 15, fontWeight: 600, fill: "#4d2f57" },
  "word-note": { ...text, ...halo, fontSize: 14, fontStyle: "italic", fill: "#4a4130" },
  "blank-sign": { fill: "none", stroke: "#4a4130", strokeWidth: 1.6 },
  "bar-solid": { fill: plum },
  "bar-light": { fill: "#e0cfe5" },
  "bar-edge": { fill: "none", stroke: plum, strokeWidth: 1.5 },
  "bar-part": { fill: "none", stroke: plum, strokeWidth: 1.5, strokeDasharray: "5 4" },
  "bar-about": { fill: "#fff", stroke: plum, strokeWidth: 2, strokeDasharray: "2 3" },
  "bar-over": { fill: "none", stroke: plum, strokeWidth: 2.5, strokeLinecap: "round", strokeLinejoin: "round" },
  "hatch-ground": { fill: "#fff" },
  "hatch-line": { stroke: plum, strokeWidth: 1.6 },
  "hatch-dot": { fill: plum },
  "value-in": { ...text, fontSize: 15, fontWeight: 600, fill: "#fff" },
  "value-on": { ...text, ...halo, fontSize: 15, fontWeight: 600, fill: ink },
  "value-top": { ...display, ...halo, fontSize: 16, fill: ink },
} satisfies Record<string, SVGAttributes<SVGElement>>;
export type LookName = keyof typeof looks;

/** Where words stand: everywhere, from a width on, only beside a wide chart, or only within a narrow one. */
export type Where = RoomFrom | "wide-only" | "narrow-only";
export type Look = (name: LookName, where?: Where) => SVGAttributes<SVGElement>;

export const lookOnPage: Look = (name, where) => ({ className: where ? `${name} ${where}` : name });

/** A file is as wide as it is: what is for narrow screens is left out. */
export const lookInFile: Look = (name, where) => (where === "narrow-only" ? { display: "none" } : looks[name]);
