import { marked } from "marked";
import { type AnchorOf, anchorsOf, assertContent, type Content, contentToText, linksOf } from "#app/editor/content.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";
import { isCitation } from "#db/queries/citations.ts";

/** The body of a text file as the editor stores it, with what is gathered from it. */
export interface ParsedText {
  content: Content;
  text: string;
  anchors: AnchorOf[];
  /** Addresses. */
  citations: string[];
}

/** Turns Markdown into a text of the editor's. Slow to load, and not needed when no text has changed. @throws on what it does not know */
export async function parseText(markdown: string): Promise<ParsedText> {
  const content = contentFromHtml(await marked.parse(markdown));
  assertContent(content);
  const text = contentToText(content);
  return { content, text, anchors: anchorsOf(content), citations: linksOf(content).filter(isCitation) };
}
