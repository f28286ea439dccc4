import { Mark } from "@tiptap/core";
import { textBlockTypes } from "#app/domain/privacy-check/check-text.ts";
import type { Content } from "./content.ts";

/** A stretch of a text that bears a number, by which a list beside the text speaks of it. */
export interface NumberedPlace {
  /** The number of its text block, counted as `textBlocksOf` does. */
  block: number;
  /** Characters of that block. */
  start: number;
  end: number;
  number: number;
  /** The first place with this number is the one that the list leads to. */
  first: boolean;
}

/** The id of the first place in a text with this number, and that of its line in the list. */
export const placeId = (number: number) => `sted-${number}`;
export const lineId = (number: number) => `fund-${number}`;

/** A stretch of words that the page shows marked; it is never stored. */
export const NumberedMark = Mark.create({
  name: "numberedPlace",
  addAttributes: () => ({ number: {}, begins: {}, ends: {} }),
  renderHTML({ mark: { attrs } }) {
    const look = { class: "found", ...(attrs.begins && { id: placeId(attrs.number) }) };
    if (!attrs.ends) return ["mark", look, 0];
    const said = ["span", { class: "sr-only" }, "Fund "] as const;
    return [
      "mark",
      look,
      ["span", 0],
      ["a", { class: "found-number", href: `#${lineId(attrs.number)}` }, said, `${attrs.number}`],
    ];
  },
});

/** A text with its numbered places marked. */
export function markPlaces(content: Content, places: readonly NumberedPlace[]): Content {
  let block = -1;
  const mark = (node: Content): Content => {
    if (!textBlockTypes.has(node.type ?? ""))
      return { ...node, ...(node.content && { content: node.content.map(mark) }) };
    block += 1;
    const here = places.filter((place) => place.block === block);
    if (here.length === 0) return node;
    let at = 0;
    return {
      ...node,
      content: (node.content ?? []).flatMap((child) => {
        const from = at;
        at += child.text?.length ?? 1;
        return child.text === undefined ? [child] : piecesOf(child, child.text, from, here);
      }),
    };
  };
  return mark(content);
}

/** Some words in the pieces that the edges of places cut them into, each marked by the place it lies in. @param from where they begin in their block */
function piecesOf(words: Content, text: string, from: number, places: readonly NumberedPlace[]): Content[] {
  const to = from + text.length;
  const edges = places.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > from && edge < to);
  const cuts = [from, ...new Set(edges), to].sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? from;
    const piece = { ...words, text: text.slice(start - from, end - from) };
    const place = places.find((one) => one.start <= start && end <= one.end);
    if (!place) return piece;
    const attrs = {
      number: place.number,
      begins: place.first && place.start === start,
      ends: place.end === end,
    };
    return { ...piece, marks: [...(words.marks ?? []), { type: NumberedMark.name, attrs }] };
  });
}
