import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { type CalloutKind, calloutLabels } from "../schema/callout.ts";

/** Something that can be done to the text, by whatever one presses. */
export interface Tool {
  /** @returns what is said of it; nothing when it says so itself, or could not be done */
  run(editor: Editor): string | undefined;
  isOn?(editor: Editor): boolean;
  can?(editor: Editor): boolean;
}

/** A tool that switches something on and off where the caret stands, and says which. */
const switched = (name: string, isOn: (editor: Editor) => boolean, toggle: (editor: Editor) => boolean): Tool => ({
  isOn,
  run: (editor) => (toggle(editor) ? `${name} slået ${isOn(editor) ? "til" : "fra"}` : undefined),
});

const done = (sentence: string, run: (editor: Editor) => boolean, can?: (editor: Editor) => boolean): Tool => ({
  run: (editor) => (run(editor) ? sentence : undefined),
  can,
});

const heading = (name: string, level: 2 | 3): Tool => ({
  isOn: (editor) => editor.isActive("heading", { level }),
  run: (editor) => (editor.chain().focus().setNode("heading", { level }).run() ? name : undefined),
});

const calloutAround = (editor: Editor): { kind: CalloutKind; at: number } | null => {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type.name === "callout")
      return { kind: $from.node(depth).attrs.kind, at: $from.before(depth) };
  return null;
};

/** A call-out goes round the block, becomes another kind, or is taken away and leaves its words. */
const callout = (kind: Exclude<CalloutKind, "note">): Tool =>
  switched(
    calloutLabels[kind],
    (editor) => calloutAround(editor)?.kind === kind,
    (editor) => {
      const around = calloutAround(editor);
      const chain = editor.chain().focus();
      if (around?.kind === kind) return chain.lift("callout").run();
      if (around) {
        const { at } = around;
        return chain
          .command(({ tr }) => {
            tr.setNodeAttribute(at, "kind", kind);
            return true;
          })
          .run();
      }
      return chain.wrapIn("callout", { kind }).command(withLineAfter).run();
    },
  );

/**
 * Puts an empty line after the block that the caret is in, where a heading or nothing follows, so that one can write on below it. A paragraph
 * needs none.
 */
export const withLineAfter: Parameters<ReturnType<Editor["chain"]>["command"]>[0] = ({ tr, state: { schema } }) => {
  const { $from, from, to } = tr.selection;
  if ($from.depth > 0 && $from.node(1).type.name === "paragraph") return true;
  const end = $from.depth > 0 ? $from.after(1) : to;
  const next = tr.doc.resolve(end).nodeAfter;
  if (next && next.type.name !== "heading") return true;
  tr.insert(end, schema.node("paragraph"));
  tr.setSelection(TextSelection.near(tr.doc.resolve(from)));
  return true;
};

const inTable = (editor: Editor) => editor.isActive("table");

/** Everything that can be done, by the name that the markup has for it. */
export const tools: Readonly<Record<string, Tool>> = {
  text: {
    isOn: (editor) => editor.isActive("paragraph"),
    run: (editor) => (editor.chain().focus().setParagraph().run() ? "Almindelig tekst" : undefined),
  },
  heading: heading("Overskrift", 2),
  subheading: heading("Underoverskrift", 3),
  bold: switched(
    "Fed",
    (editor) => editor.isActive("bold"),
    (editor) => editor.chain().focus().toggleBold().run(),
  ),
  italic: switched(
    "Kursiv",
    (editor) => editor.isActive("italic"),
    (editor) => editor.chain().focus().toggleItalic().run(),
  ),
  bulletList: switched(
    "Punktliste",
    (editor) => editor.isActive("bulletList"),
    (editor) => editor.chain().focus().toggleBulletList().run(),
  ),
  orderedList: switched(
    "Nummereret liste",
    (editor) => editor.isActive("orderedList"),
    (editor) => editor.chain().focus().toggleOrderedList().run(),
  ),
  blockquote: switched(
    "Indrykket citat",
    (editor) => editor.isActive("blockquote"),
    (editor) => editor.chain().focus().toggleBlockquote().command(withLineAfter).run(),
  ),
  advice: callout("advice"),
  hard: callout("hard"),
  quote: callout("quote"),
  indent: done(
    "Rykket ind",
    (editor) => editor.chain().focus().sinkListItem("listItem").run(),
    (editor) => editor.can().sinkListItem("listItem"),
  ),
  outdent: done(
    "Rykket ud",
    (editor) => editor.chain().focus().liftListItem("listItem").run(),
    (editor) => editor.can().liftListItem("listItem"),
  ),
  table: {
    run: (editor) => {
      if (inTable(editor)) return "En tabel kan ikke stå i en tabel";
      const set = editor.chain().focus().insertTable({ rows: 2, cols: 2, withHeaderRow: true }).command(withLineAfter);
      return set.run() ? "Tabel indsat: 2 rækker, 2 kolonner" : undefined;
    },
    can: (editor) => !inTable(editor),
  },
  rowAfter: done("Række indsat under", (editor) => editor.chain().focus().addRowAfter().run()),
  columnAfter: done("Kolonne indsat til højre", (editor) => editor.chain().focus().addColumnAfter().run()),
  rowAway: done("Række slettet", (editor) => editor.chain().focus().deleteRow().run()),
  columnAway: done("Kolonne slettet", (editor) => editor.chain().focus().deleteColumn().run()),
  headerRow: switched(
    "Overskrifter i første række",
    (editor) => hasHeaderRow(editor),
    (editor) => editor.chain().focus().toggleHeaderRow().run(),
  ),
  tableAway: done("Tabellen er slettet", (editor) => editor.chain().focus().deleteTable().run()),
  pictureAway: done(
    "Billedet er taget ud",
    (editor) => editor.isActive("picture") && editor.chain().focus().deleteSelection().run(),
  ),
  undo: done(
    "Fortrudt",
    (editor) => editor.chain().focus().undo().run(),
    (editor) => editor.can().undo(),
  ),
  redo: done(
    "Gentaget",
    (editor) => editor.chain().focus().redo().run(),
    (editor) => editor.can().redo(),
  ),
  mention: {
    run: (editor) => {
      const { $from } = editor.state.selection;
      const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset, undefined, " ");
      editor
        .chain()
        .focus()
        .insertContent(before.trim() ? " @" : "@")
        .run();
      return "Skriv, hvad du vil henvise til";
    },
  },
};

function hasHeaderRow(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === "table")
      return Boolean(node.firstChild?.children.every(({ type }) => type.name === "tableHeader"));
  }
  return false;
}
