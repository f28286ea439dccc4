import type { Editor } from "@tiptap/core";
import type { Parts } from "./parts.ts";

/** How long a pause in the typing is before words are counted, in milliseconds. */
const pause = 300;

/** The number of words in a text. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

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
    const { doc } = editor.state;
    place.textContent = inWords(countWords(doc.textBetween(0, doc.content.size, " ", " ")));
  };
  editor.on("update", () => {
    clearTimeout(timer);
    timer = setTimeout(show, pause);
  });
  show();
}
