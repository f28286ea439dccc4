import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { mostCells, mostCharacters } from "../schema/limits.ts";
import { isChangeFromOthers } from "./change-origin.ts";

export const tooManyCharacters = "Teksten kan højst være på 200.000 tegn. Det sidste kom ikke med.";
export const tooManyCells = "En tabel kan højst have 2.000 felter. Det sidste kom ikke med.";

/** How many cells the table node has. */
const cellsIn = (table: Node): number => table.children.reduce((cells, row) => cells + row.childCount, 0);

/** Why a text is more than may be stored, in a sentence; null when it is not. */
export function tooMuchIn(text: Node): string | null {
  // A character and a cell take at least one place each, so short texts need no counting.
  if (text.content.size > mostCharacters && text.textContent.length > mostCharacters) return tooManyCharacters;
  if (text.content.size <= mostCells) return null;
  let tooMany = false;
  text.descendants((node) => {
    if (node.type.name === "table" && cellsIn(node) > mostCells) tooMany = true;
    return !tooMany && !node.isTextblock;
  });
  return tooMany ? tooManyCells : null;
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
