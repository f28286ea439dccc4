import { generateJSON } from "@tiptap/html";
import { slugify } from "#app/domain/slug.ts";
import { withoutInvisible } from "#search/invisible.ts";
import { anchorsOf, type Content, walk, wordsOf } from "./content.ts";
import { extensions } from "./schema/extensions.ts";

/**
 * HTML to a text; what the schema does not know is left out. Headings without an id get one from their words.
 * Apart from `content.ts`, because reading pages must not load the DOM that this needs.
 */
export function contentFromHtml(html: string): Content {
  return withAnchors(readable(generateJSON(html, extensions) as Content));
}

/** What nobody sees is left out, and with it texts that hold nothing else. */
function readable(content: Content): Content {
  walk(content, (node) => {
    for (const child of node.content ?? []) if (child.text) child.text = withoutInvisible(child.text);
    if (node.content) node.content = node.content.filter(({ type, text }) => type !== "text" || text);
  });
  return content;
}

/** Headings need a lasting address: one without an id gets it from its words, numbered when they repeat. */
function withAnchors(content: Content): Content {
  const taken = new Set(anchorsOf(content).map((anchor) => anchor.id));
  walk(content, (node) => {
    if (node.type !== "heading" || node.attrs?.id) return;
    const base = slugify(wordsOf(node)) || "afsnit";
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
    taken.add(id);
    node.attrs = { ...node.attrs, id };
  });
  return content;
}
