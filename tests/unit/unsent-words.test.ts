import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { type UnsentBlock, unsentBlocks } from "#app/editor/offline/unsent-words.ts";
import { openSharedText, sharedTextOf } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { begunText } from "#app/editor/written.ts";

const begun = sharedTextOf(begunText({ challenge: "Overgangen var svær.", did: "Vi mødtes.", outcome: "Mere ro." }));

/** A paragraph's text in a shared document. */
function lineWith(document: Y.Doc, words: string): Y.XmlText {
  for (const element of document.getXmlFragment(textFragment).createTreeWalker((node) => node instanceof Y.XmlText))
    if (element.toString().includes(words)) return element as unknown as Y.XmlText;
  throw new Error(`no line with ${words}`);
}

/** The changes that something makes. */
function changesOf(document: Y.Doc, change: () => void): Uint8Array[] {
  const changes: Uint8Array[] = [];
  const keep = (bytes: Uint8Array) => changes.push(bytes);
  document.on("update", keep);
  change();
  document.off("update", keep);
  return changes;
}

/** Blocks as one reads them, what is not sent in brackets. */
const read = (blocks: readonly UnsentBlock[]) =>
  blocks.map((block) => block.map(({ words, unsent }) => (unsent ? `[${words}]` : words)).join(""));

describe("the words that are not sent", () => {
  it("stand in their paragraphs, and no other paragraph is told", () => {
    const document = openSharedText(begun);
    lineWith(document, "mødtes").insert(10, " Sendt.");
    const changes = changesOf(document, () => {
      lineWith(document, "mødtes").insert(17, " Ikke sendt.");
      lineWith(document, "ro.").insert(0, "Meget ");
    });
    expect(read(unsentBlocks(document, changes))).toEqual(["Vi mødtes. Sendt.[ Ikke sendt.]", "[Meget ]Mere ro."]);
  });

  it("are those alone, though another has typed in the midst of them", () => {
    const document = openSharedText(begun);
    const other = openSharedText(begun);
    const changes = changesOf(document, () => lineWith(document, "mødtes").insert(10, " Min sætning."));
    Y.applyUpdate(other, Y.mergeUpdates(changes));
    lineWith(other, "Min").insert(14, " egen");
    Y.applyUpdate(document, Y.encodeStateAsUpdate(other));
    expect(read(unsentBlocks(document, changes))).toEqual(["Vi mødtes.[ Min] egen[ sætning.]"]);
  });

  it("are not those that were deleted again, nor spaces", () => {
    const document = openSharedText(begun);
    const changes = changesOf(document, () => {
      lineWith(document, "mødtes").insert(10, " Fortrudt.");
      lineWith(document, "mødtes").delete(10, 10);
      lineWith(document, "ro.").insert(8, "  ");
    });
    expect(unsentBlocks(document, changes)).toEqual([]);
  });

  it("are told without a place where the rest of the text is missing", () => {
    const document = openSharedText(begun);
    const changes = changesOf(document, () => lineWith(document, "mødtes").insert(10, " Uden resten."));
    const alone = new Y.Doc();
    for (const change of changes) Y.applyUpdate(alone, change);
    expect(read(unsentBlocks(alone, changes))).toEqual(["[ Uden resten.]"]);
  });
});
