import { getSchema, getText, getTextSerializersFromSchema, type JSONContent } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import {
  renderToHTMLString,
  serializeAttrsToHTMLString,
  serializeChildrenToHTMLString,
} from "@tiptap/static-renderer/pm/html-string";
import { markPlaces, NumberedMark, type NumberedPlace } from "./marked-text.ts";
import { extensions } from "./schema/extensions.ts";
import type { PictureAttributes } from "./schema/picture.ts";

/** A text as the editor stores it. */
export type Content = JSONContent;

const schema = getSchema(extensions);
const textSerializers = getTextSerializersFromSchema(schema);

/**
 * Checks that `content` is a text of ours.
 * @throws {RangeError} when it holds a node, mark or nesting that the schema does not know, or the same anchor twice.
 */
export function assertContent(content: Content): void {
  const text = schema.nodeFromJSON(content);
  if (text.type !== schema.topNodeType) throw new RangeError(`not a whole text: ${text.type.name}`);
  text.check();
  const seen = new Set<string>();
  for (const { id } of anchorsOf(content)) {
    if (seen.has(id)) throw new RangeError(`anchor twice: ${id}`);
    seen.add(id);
  }
}

/**
 * The text as HTML: escaped, with classes only, no style attributes. Throws on unknown nodes.
 * @param sources addresses of the text's citations, in the order of its list of sources: a link to one bears its number there.
 * @param places what is to be marked in it
 */
export function contentToHtml(
  content: Content,
  sources: readonly string[] = [],
  places: readonly NumberedPlace[] = [],
): string {
  let tables = 0;
  const marked = places.length > 0 ? markPlaces(content, places) : content;
  return renderToHTMLString({
    extensions: places.length > 0 ? [...extensions, NumberedMark] : extensions,
    content: sources.length > 0 ? numbered(marked, sources) : marked,
    options: {
      nodeMapping: {
        table({ node, children }) {
          tables += 1;
          return tableToHtml(node, [children ?? []].flat(), tables);
        },
      },
    },
  });
}

/**
 * A table in a box that it scrolls in, named by its number in the text. The rows of headings that it begins with are its head, which
 * browsers repeat on each sheet of paper.
 * @param rows as HTML
 */
function tableToHtml(table: Node, rows: readonly string[], number: number): string {
  const head = headRows(table);
  const part = (name: string, held: readonly string[]) =>
    held.length > 0 ? `<${name}>${serializeChildrenToHTMLString([...held])}</${name}>` : "";
  return (
    `<div class="table-scroll" role="region" aria-label="Tabel ${number}" tabindex="0">` +
    `<table${serializeAttrsToHTMLString({ id: table.attrs.id })}>` +
    `${part("thead", rows.slice(0, head))}${part("tbody", rows.slice(head))}</table></div>`
  );
}

/** How many rows a table begins with that hold headings alone; none of them may reach down into the others. */
function headRows(table: Node): number {
  let rows = 0;
  let reach = 0;
  for (const row of table.children) {
    if (row.children.some(({ type }) => type.name !== "tableHeader")) break;
    reach = Math.max(reach, ...row.children.map(({ attrs }) => rows + attrs.rowspan));
    rows += 1;
  }
  return reach > rows ? 0 : rows;
}

/** Puts the number of the source at the end of each link to it. */
function numbered(node: Content, sources: readonly string[]): Content {
  return {
    ...node,
    ...(node.content && {
      content: node.content.map((child, index, siblings) => {
        const address = linkOf(child);
        const number = address ? sources.indexOf(address) + 1 : 0;
        if (number === 0 || linkOf(siblings[index + 1]) === address) return numbered(child, sources);
        return { ...child, text: `${child.text} [${number}]` };
      }),
    }),
  };
}

const linkOf = (node: Content | undefined): string | undefined =>
  node?.marks?.find(({ type }) => type === "link")?.attrs?.href;

/** The text as plain words, a blank line between blocks: for search, previews and excerpts. */
export function contentToText(content: Content): string {
  return getText(schema.nodeFromJSON(content), { blockSeparator: "\n\n", textSerializers })
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A place in a text that an address can point at. */
export interface AnchorOf {
  id: string;
  /** The words that stand there, cut to 160 characters. */
  label: string;
  /** 2 to 4 for a heading, null for other blocks. */
  heading: number | null;
}

/** Every anchor of a text in reading order. */
export function anchorsOf(content: Content): AnchorOf[] {
  const found: AnchorOf[] = [];
  walk(content, (node) => {
    const id = node.type === "pageMark" ? `side-${node.attrs?.page}` : node.attrs?.id;
    if (typeof id !== "string" || !id) return;
    const label = wordsOf(node).slice(0, 160);
    found.push({ id, label, heading: node.type === "heading" ? Number(node.attrs?.level) : null });
  });
  return found;
}

/** The sections of a text, for its table of contents: the anchors of its main headings. */
export const sectionsOf = (content: Content): { id: string; label: string }[] =>
  anchorsOf(content).flatMap(({ id, label, heading }) => (heading === 2 ? [{ id, label }] : []));

/** The addresses of a text's links in reading order, each once. */
export function linksOf(content: Content): string[] {
  const found = new Set<string>();
  walk(content, (node) => {
    for (const mark of node.marks ?? [])
      if (mark.type === "link" && mark.attrs?.href) found.add(String(mark.attrs.href));
  });
  return [...found];
}

/** The pictures of a text in reading order. */
export function picturesIn(content: Content): PictureAttributes[] {
  const found: PictureAttributes[] = [];
  walk(content, ({ type, attrs }) => {
    if (type === "picture") found.push(attrs as PictureAttributes);
  });
  return found;
}

/** What is said of the pictures of a text, each by itself: alternative texts and captions. */
export const wordsOfPictures = (content: Content): string[] =>
  picturesIn(content).flatMap(({ alt = "", decorative, caption = "" }) =>
    [decorative ? "" : alt, caption].filter((words) => words.trim()),
  );

/** A text without those of its pictures that are not to be shown. */
export const withPictures = (content: Content, shown: ReadonlySet<string>): Content => ({
  ...content,
  ...(content.content && {
    content: content.content.flatMap((child) =>
      child.type === "picture" && !shown.has(String(child.attrs?.id)) ? [] : [withPictures(child, shown)],
    ),
  }),
});

/** Calls `visit` for a node and everything in it, in reading order. */
export function walk(node: Content, visit: (node: Content) => void): void {
  visit(node);
  for (const child of node.content ?? []) walk(child, visit);
}

/** The words of a node. */
export function wordsOf(node: Content): string {
  if (node.text) return node.text;
  if (node.type === "hardBreak") return " ";
  return (node.content ?? [])
    .map(wordsOf)
    .join(node.type === "paragraph" || node.type === "heading" ? "" : " ")
    .trim();
}
