import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { mostCells, mostCharacters, mostDepth, mostNodes } from "../schema/limits.ts";
import { isChangeFromOthers } from "./change-origin.ts";

export const tooManyCharacters = "Teksten kan højst være på 200.000 tegn. Det sidste kom ikke med.";
export const tooManyCells = "En tabel kan højst have 2.000 felter. Det sidste kom ikke med.";

const tooDeep = "Teksten har for mange lister eller bokse inden i hinanden. Det sidste kom ikke med.";

/** The number of cells of a table. */
const cellsIn = (table: Node): number => table.children.reduce((cells, row) => cells + row.childCount, 0);

/** Why a text is more than may be stored, in a sentence; null when it is not. */
export function tooMuchIn(text: Node): string | null {
  let characters = 0;
  let nodes = 0;
  let wrong: string | null = null;
  const count = (node: Node, depth: number): void => {
    nodes += 1;
    if (depth > mostDepth) wrong = tooDeep;
    if (node.type.name === "table" && cellsIn(node) > mostCells) wrong = tooManyCells;
    if (node.isTextblock) {
      characters += node.content.size;
      nodes += node.childCount;
    } else if (!wrong) for (const child of node.children) count(child, depth + 1);
  };
  count(text, 0);
  if (characters > mostCharacters) return tooManyCharacters;
  return nodes > mostNodes ? tooManyCharacters.replace("være på 200.000 tegn", "bestå af 50.000 dele") : wrong;
}

/** Takes no change that would make the text more than may be stored. */
export const Limits = Extension.create<{ refused: (sentence: string) => void }>({
  name: "limits",
  addOptions: () => ({ refused: () => {} }),
  addProseMirrorPlugins() {
    const { refused } = this.options;
    return [
      new Plugin({
        filterTransaction(change) {
          if (!change.docChanged || isChangeFromOthers(change)) return true;
          const sentence = tooMuchIn(change.doc);
          // One who comes to a text that is too long already may make it shorter.
          if (!sentence || change.doc.content.size < change.before.content.size) return true;
          refused(sentence);
          return false;
        },
      }),
    ];
  },
});
