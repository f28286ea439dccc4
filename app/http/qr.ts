import { encode } from "uqr";

/** A QR code as one SVG path, with the margin that scanners want. */
export function qrPath(text: string): { path: string; viewBox: string } {
  const { data, size } = encode(text, { border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { path, viewBox: `0 0 ${size} ${size}` };
}
