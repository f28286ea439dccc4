import { Editor, type JSONContent } from "@tiptap/core";
import { expect, test } from "vitest";
import { tools, withLineAfter } from "#app/editor/client/tools.ts";
import { writingExtensions } from "#app/editor/schema/extensions.ts";

const words = (text: string): JSONContent => ({ type: "paragraph", content: [{ type: "text", text }] });
const heading: JSONContent = { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "H" }] };
const quote: JSONContent = { type: "blockquote", content: [words("a")] };

/** An editor with the caret in its first words. */
function editorWith(...content: JSONContent[]): Editor {
  const editor = new Editor({ element: null, extensions: writingExtensions, content: { type: "doc", content } });
  editor.commands.setTextSelection(content[0]?.type === "blockquote" ? 2 : 1);
  return editor;
}
const namesIn = ({ state }: Editor) => state.doc.children.map(({ type }) => type.name);

test("below a picture before a heading or at the end there is a line to write on", () => {
  const picture = { type: "picture", attrs: { id: "00000000-0000-4000-8000-0000000000aa", width: 10, height: 10 } };
  for (const [rest, after] of [
    [[heading], ["paragraph", "heading"]],
    [[], ["paragraph"]],
    [[words("b")], ["paragraph"]],
  ] as const) {
    const editor = editorWith(words("a"), ...rest);
    editor.chain().insertContentAt(3, picture).command(withLineAfter).run();
    expect(namesIn(editor)).toEqual(["paragraph", "picture", ...after]);
  }
});

test("a quote before a heading gets a line below it, and leaves none when it is a quote no more", () => {
  const editor = editorWith(words("a"), heading);
  tools.blockquote?.run(editor);
  expect(namesIn(editor)).toEqual(["blockquote", "paragraph", "heading"]);
  const quoted = editorWith(quote, heading);
  tools.blockquote?.run(quoted);
  expect(namesIn(quoted)).toEqual(["paragraph", "heading"]);
});
