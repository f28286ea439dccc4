import { mergeAttributes, Node } from "@tiptap/core";

/** The kinds of call-out and the words that stand over them. */
export const calloutLabels = { advice: "Råd", hard: "Det svære", note: "Redaktionens note", quote: "Citat" } as const;

export type CalloutKind = keyof typeof calloutLabels;

const isKind = (value: string | null): value is CalloutKind => value !== null && Object.hasOwn(calloutLabels, value);

/** A block set apart from the text: a piece of advice, what was hard, a note of the editors, a voice. */
export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes() {
    return {
      kind: {
        default: "note",
        validate: (value: unknown) => {
          if (typeof value !== "string" || !isKind(value)) throw new RangeError(`unknown call-out: ${String(value)}`);
        },
        parseHTML: (element) => {
          const kind = element.getAttribute("data-callout");
          return isKind(kind) ? kind : "note";
        },
        renderHTML: ({ kind }) => ({ "data-callout": kind }),
      },
    };
  },
  parseHTML() {
    // The second is what `renderHTML` writes: a text that is copied from a page comes back as it was.
    return [
      { tag: "aside[data-callout]" },
      {
        tag: "div[data-callout]",
        contentElement: (node) =>
          (node as HTMLElement).querySelector<HTMLElement>(".callout-body") ?? (node as HTMLElement),
      },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const kind: CalloutKind = isKind(node.attrs.kind) ? node.attrs.kind : "note";
    return [
      "div",
      mergeAttributes(HTMLAttributes, { class: `callout callout-${kind}`, role: "note" }),
      ["p", { class: "callout-label" }, calloutLabels[kind]],
      ["div", { class: "callout-body" }, 0],
    ];
  },
});
