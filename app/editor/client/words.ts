import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { caseSections, isSectionName } from "../schema/section.ts";
import type { Parts } from "./parts.ts";

/** How long a pause in the typing is before words are counted, in milliseconds. */
const pause = 300;

/** The number of words in a text. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The words that its writers have written: without the headings that the site has put there. */
export function writtenWords(text: Node): number {
  let words = 0;
  text.descendants((block) => {
    if (!block.isTextblock) return true;
    const { section } = block.attrs;
    const line = block.textBetween(0, block.content.size, " ", " ");
    if (!isSectionName(section) || line.trim() !== caseSections[section].heading) words += countWords(line);
    return false;
  });
  return words;
}

const inWords = (words: number): string => {
  const counted = `${words.toLocaleString("da-DK")} ord`;
  if (words === 0) return "Ingen ord endnu. Kort er fint.";
  return words < 600 ? `${counted}. Kort er fint.` : `${counted}.`;
};

/** Says below the text how long it is. */
export function wireWordCount(parts: Parts, editor: Editor): void {
  const place = parts.find("[data-words]");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    place.textContent = inWords(writtenWords(editor.state.doc));
  };
  editor.on("update", () => {
    clearTimeout(timer);
    timer = setTimeout(show, pause);
  });
  show();
}
