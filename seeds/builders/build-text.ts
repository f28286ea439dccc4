import { type Content, contentToText } from "#app/editor/content.ts";

/** A paragraph of a built text. */
export interface Paragraph {
  words: string;
  /** Where a citation can point at it. */
  id?: string;
  /** The whole paragraph is a link to this address. */
  href?: string;
}

/** A short text as the editor stores it, with its plain words beside it. */
export function buildText(paragraphs: readonly Paragraph[]): { content: Content; text: string } {
  const content: Content = {
    type: "doc",
    content: paragraphs.map(({ words, id, href }) => ({
      type: "paragraph",
      attrs: { id: id ?? null },
      content: [{ type: "text", text: words, ...(href ? { marks: [{ type: "link", attrs: { href } }] } : {}) }],
    })),
  };
  return { content, text: contentToText(content) };
}

let built = 0;

/** A name that no other built row of this process has. */
export function nextName(kind: string): string {
  built += 1;
  return `${kind}-${built}`;
}
