import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { caseSections, isSectionName, type SectionName } from "../schema/section.ts";
import { afterFrame } from "./after-frame.ts";
import { isChangeFromOthers } from "./change-origin.ts";
import { make, type Parts } from "./parts.ts";

interface SectionIn {
  name: SectionName;
  /** Where its heading begins and ends. */
  from: number;
  to: number;
  /** Nothing but empty paragraphs stands under the heading. */
  empty: boolean;
}

const isEmpty = (block: Node) => block.textContent.trim() === "" && block.type.name !== "table";

/** The sections of a text in reading order. */
function sectionsIn(text: Node): SectionIn[] {
  const found: SectionIn[] = [];
  let open: SectionIn | undefined;
  text.forEach((block, offset) => {
    if (block.type.name === "heading" && block.attrs.level === 2) {
      const name = block.attrs.section;
      open = isSectionName(name) ? { name, from: offset, to: offset + block.nodeSize, empty: true } : undefined;
      if (open) found.push(open);
    } else if (open?.empty && !isEmpty(block)) open.empty = false;
  });
  return found;
}

/** The hints, and a mark that a section left empty is not published; they are no content. */
const hints = new PluginKey<DecorationSet>("section hints");

const hintsOf = (text: Node): DecorationSet =>
  DecorationSet.create(
    text,
    sectionsIn(text).flatMap(({ name, to, empty }) =>
      empty
        ? [Decoration.widget(to, () => hintOf(name), { key: `hint-${name}`, side: -1, ignoreSelection: true })]
        : [],
    ),
  );

function hintOf(name: SectionName): HTMLElement {
  const left = make("span", { class: "left-out" }, "Tomt: kommer ikke med, når teksten udgives");
  return make(
    "p",
    { class: "section-hint", contenteditable: "false", "data-hint": name },
    caseSections[name].hint,
    " ",
    left,
  );
}

/** Hints under empty sections, and no section twice: what is pasted as a second one keeps its words as an ordinary heading. */
export const Sections = Extension.create({
  name: "sections",
  // Before the keys of the editor itself.
  priority: 1_000,
  addKeyboardShortcuts() {
    const keep = (acts: (state: EditorState, dispatch: (change: Transaction) => void) => boolean) => () =>
      acts(this.editor.state, this.editor.view.dispatch.bind(this.editor.view));
    return {
      Backspace: keep(keepHeadingBefore),
      "Mod-Backspace": keep(keepHeadingBefore),
      Delete: keep(keepHeadingAfter),
      "Mod-Delete": keep(keepHeadingAfter),
      ArrowDown: keep((state, dispatch) => this.editor.view.endOfTextblock("down") && goBelow(state, dispatch)),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key: hints,
        state: {
          init: (_config, { doc }) => hintsOf(doc),
          apply: (change, shown) => (change.docChanged ? hintsOf(change.doc) : shown),
        },
        props: {
          decorations: (state) => hints.getState(state),
          handleDOMEvents: {
            mousedown(view, event) {
              const hint = event.target instanceof Element ? event.target.closest("[data-hint]") : null;
              const section = sectionsIn(view.state.doc).find(({ name }) => name === hint?.getAttribute("data-hint"));
              if (!section) return false;
              event.preventDefault();
              writeUnder(view.state, section, view.dispatch);
              view.focus();
              return true;
            },
          },
        },
        appendTransaction(changes, _before, { doc, tr }) {
          if (!changes.some((change) => change.docChanged) || changes.some(isChangeFromOthers)) return null;
          const seen = new Set<SectionName>();
          let mended = false;
          doc.forEach((block, offset) => {
            const name = block.type.name === "heading" ? block.attrs.section : null;
            if (!isSectionName(name)) return;
            if (seen.has(name)) {
              tr.setNodeAttribute(offset, "section", null);
              mended = true;
            }
            seen.add(name);
          });
          return mended ? tr : null;
        },
      }),
    ];
  },
});

const isSection = (block: Node | null | undefined): boolean =>
  block?.type.name === "heading" && isSectionName(block.attrs.section);
const isEmptyLine = (block: Node | null | undefined): boolean =>
  block?.type.name === "paragraph" && block.content.size === 0;

/**
 * A section's heading and the words beside it do not run together when one deletes at the border between them: an empty line goes, and the
 * last one of a section stays.
 * @returns whether there is nothing more to do
 */
function keepApart(
  { tr, doc }: EditorState,
  { before, after, border }: { before: Node | null | undefined; after: Node | null | undefined; border: number },
  dispatch: (change: Transaction) => void,
): boolean {
  if (!(isSection(before) && after) && !(before && isSection(after))) return false;
  const goes = isEmptyLine(before) ? before : isEmptyLine(after) ? after : null;
  const from = goes === before ? border - (before?.nodeSize ?? 0) : border;
  const to = from + (goes?.nodeSize ?? 0);
  const above = doc.resolve(from).nodeBefore;
  const below = doc.resolve(to).nodeAfter;
  const isLast = isSection(above) && (isSection(below) || !below);
  if (goes && !isLast) dispatch(tr.delete(from, to).scrollIntoView());
  return true;
}

/** Backspace at the beginning of a block. */
function keepHeadingBefore(state: EditorState, dispatch: (change: Transaction) => void): boolean {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0) return false;
  const border = $from.before(1);
  return keepApart(state, { before: state.doc.resolve(border).nodeBefore, after: $from.parent, border }, dispatch);
}

/** Delete at the end of a block. */
function keepHeadingAfter(state: EditorState, dispatch: (change: Transaction) => void): boolean {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset < $from.parent.content.size) return false;
  const border = $from.after(1);
  return keepApart(state, { before: $from.parent, after: state.doc.resolve(border).nodeAfter, border }, dispatch);
}

/** Leads out of a table or a box below which there is no line to write on: it is made. */
function goBelow(
  { selection: { $from, empty }, doc, tr, schema }: EditorState,
  dispatch: (change: Transaction) => void,
) {
  if (!empty || $from.depth < 2) return false;
  const block = $from.node(1);
  const next = doc.maybeChild($from.index(0) + 1);
  if (!["table", "callout", "blockquote"].includes(block.type.name) || (next && next.type.name !== "heading"))
    return false;
  // Only from its last row, or from its last line.
  const inner = block.type.name === "table" ? $from.index(1) : $from.indexAfter(1) - 1;
  if (inner < block.childCount - 1) return false;
  const end = $from.after(1);
  tr.insert(end, schema.node("paragraph"));
  dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
}

/** Puts the caret into the first paragraph under a heading, which is made when it is not there. */
function writeUnder({ tr, schema, doc }: EditorState, { to }: SectionIn, dispatch: (change: typeof tr) => void): void {
  const next = doc.nodeAt(to);
  if (next?.type.name !== "paragraph") tr.insert(to, schema.node("paragraph"));
  dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
}

/** The buttons below the text: each sets one more section at its end, and is there only while the text has it not. */
export function wireSections(parts: Parts, editor: Editor): void {
  const buttons = parts.all<HTMLButtonElement>("[data-add-section]");
  const left = parts.find("[data-more-left]");
  const show = () => {
    const there = new Set<string>(sectionsIn(editor.state.doc).map(({ name }) => name));
    for (const button of buttons) button.hidden = there.has(button.dataset.addSection ?? "");
    left.hidden = buttons.every(({ hidden }) => hidden);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const name = button.dataset.addSection;
      if (!isSectionName(name) || sectionsIn(editor.state.doc).some((section) => section.name === name)) return;
      const { heading } = caseSections[name];
      editor
        .chain()
        .command(({ tr, state: { schema } }) => {
          const end = tr.doc.content.size;
          tr.insert(end, [
            schema.node("heading", { level: 2, section: name }, schema.text(heading)),
            schema.node("paragraph"),
          ]);
          tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView();
          return true;
        })
        .focus()
        .run();
      parts.say(`Afsnittet »${heading}« er sat ind sidst i teksten`);
    });
  }
  editor.on("update", afterFrame(show));
  show();
}
