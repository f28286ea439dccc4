import { type ComparableText, type ComparedBlock, compareTexts } from "../domain/cases/compare-versions.ts";
import { activityStages, effects, notAssessed } from "../domain/statuses/status-vocabulary.ts";
import type { Content } from "../editor/content.ts";
import type { Block } from "./blocks.ts";

/** A paper with the titles that its pins bear to whoever reads. */
interface TitledPaper {
  blocks: readonly Block[];
  titleOf: (pin: string) => string;
}

/**
 * What is said in a paper beside what was said in the one before it, block by block. What is asked, blanks, headings that are not in both, and lines
 * of which nothing is said but that they are unchanged are no changes: they are left out.
 */
export function comparePapers(earlier: TitledPaper, now: TitledPaper): ComparedBlock[] {
  const unchanged = unchangedLines(earlier, now);
  const text = (paper: TitledPaper): ComparableText => ({
    fields: [],
    content: {
      type: "doc",
      content: saidIn(paper, unchanged).flatMap((block) => nodesOf(block, paper.titleOf)),
    },
  });
  return compareTexts(text(earlier), text(now)).filter(
    ({ form, change }) => change === "same" || !form.startsWith("heading"),
  );
}

type Line = Extract<Block, { type: "line" }>;

/** The lines of a paper, each under a name that it has in another too: its title, and that of its initiative. */
function linesOf({ blocks, titleOf }: TitledPaper): Map<Block, string> {
  let over = "";
  const lines = new Map<Block, string>();
  for (const block of blocks) {
    if (block.type !== "line") continue;
    if (!block.under) over = titleOf(block.pin);
    lines.set(block, block.under ? `${over}\n${titleOf(block.pin)}` : over);
  }
  return lines;
}

/** The names of the lines that are said to be unchanged, and say nothing else than before. */
function unchangedLines(earlier: TitledPaper, now: TitledPaper): Set<string> {
  const before = new Map([...linesOf(earlier)].map(([block, name]) => [name, wordsOf(block as Line)]));
  return new Set(
    [...linesOf(now)].flatMap(([block, name]) => {
      const { change, under } = block as Line;
      const words = wordsOf(block as Line);
      return (change === "uaendret" || change === null) && (under || words === "" || words === before.get(name))
        ? [name]
        : [];
    }),
  );
}

/** What is said of a line beside the state that it came to. */
const wordsOf = ({ said }: Line): string => said.replace(/^Nu: [^.\n]*\.\s*/, "");

function saidIn(paper: TitledPaper, unchanged: ReadonlySet<string>): Block[] {
  const lines = linesOf(paper);
  return paper.blocks.filter((block, at) => {
    const before = paper.blocks[at - 1];
    if (block.type === "text") return block.tone !== "blank" && block.tone !== "quote" && block.tone !== "note";
    if (block.type === "list") return !(before?.type === "text" && before.tone === "note");
    return !unchanged.has(lines.get(block) ?? "");
  });
}

function nodesOf(block: Block, titleOf: TitledPaper["titleOf"]): Content[] {
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
