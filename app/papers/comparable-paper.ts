import type { ComparableText } from "../domain/cases/compare-versions.ts";
import { activityStages, effects, notAssessed } from "../domain/statuses/status-vocabulary.ts";
import type { Content } from "../editor/content.ts";
import type { Block } from "./blocks.ts";

/** A paper as a text that can be compared with another word by word. @param titleOf the title that a pin bears to whoever reads */
export function comparablePaper(blocks: readonly Block[], titleOf: (pin: string) => string): ComparableText {
  return { fields: [], content: { type: "doc", content: blocks.flatMap((block) => nodesOf(block, titleOf)) } };
}

function nodesOf(block: Block, titleOf: (pin: string) => string): Content[] {
  switch (block.type) {
    case "heading":
      return [heading(block.level, [block.text, block.note].filter(Boolean).join(", "))];
    case "text":
      return block.text.split(/\n\s*\n/).map((text) => paragraph(`${beginnings[block.tone]}${text}`));
    case "facts":
      return block.facts.map(({ label, value }) => paragraph(`${label}: ${value}`));
    case "list":
      return [
        {
          type: "bulletList",
          content: block.items
            .flatMap(({ text, under }) => [text, ...under])
            .map((text) => ({ type: "listItem", content: [paragraph(text)] })),
        },
      ];
    case "table":
      return block.rows.map((row) => paragraph(row.join(" | ")));
    case "point":
      return [
        heading(3, `${block.number}. ${block.title}`),
        paragraph(`Fremdrift: ${block.stage ? activityStages[block.stage] : notAssessed}.`),
        ...(block.effect ? [paragraph(`Hvad ser vi: ${effects[block.effect]}.`)] : []),
      ];
    case "line":
      return [paragraph([titleOf(block.pin), block.said].filter(Boolean).join(": "))];
    case "figure":
      return [
        heading(3, block.title),
        ...(block.changeSeenBy ? [paragraph(`Vi ser forandring ved at ${block.changeSeenBy}`)] : []),
        ...(block.note ? [paragraph(block.note)] : []),
      ];
    case "sources":
      return [];
  }
}

const beginnings = {
  plain: "",
  quote: "",
  hard: "Det svære: ",
  help: "Vil gerne have hjælp: ",
  note: "",
  blank: "",
} as const;

const text = (words: string): Content[] => (words === "" ? [] : [{ type: "text", text: words }]);
const paragraph = (words: string): Content => ({ type: "paragraph", content: text(words) });
const heading = (level: number, words: string): Content => ({
  type: "heading",
  attrs: { level },
  content: text(words),
});
