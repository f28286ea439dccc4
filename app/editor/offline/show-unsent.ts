import { make } from "../client/parts.ts";
import type { UnsentBlock } from "./unsent-words.ts";

/** Paragraphs, each with the words marked that are not sent. */
export function shownBlocks(blocks: readonly UnsentBlock[]): HTMLElement {
  const lines = blocks.map((block) =>
    make("p", {}, ...block.map(({ words, unsent }) => (unsent ? make("mark", {}, words) : words))),
  );
  return make("div", { class: "unsent-words" }, ...lines);
}

/** Paragraphs as plain text, with a line between them. */
const wordsOf = (blocks: readonly UnsentBlock[]): string =>
  blocks.map((block) => block.map(({ words }) => words).join("")).join("\n\n");

/** A button that puts words on the clipboard, or marks them where that is not allowed; what it did stands beside it. */
export function copyButton(blocks: readonly UnsentBlock[], shown: HTMLElement): HTMLElement {
  const button = make("button", { type: "button", class: "button button-secondary button-small" }, "Kopiér det");
  const said = make("span", { role: "status", class: "quiet" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(wordsOf(blocks));
      said.textContent = "Kopieret";
    } catch {
      getSelection()?.selectAllChildren(shown);
      said.textContent = "Markeret. Kopiér det med Ctrl+C.";
    }
  });
  return make("span", {}, button, " ", said);
}
