import { copyButton, shownBlocks } from "../offline/show-unsent.ts";
import type { UnsentBlock } from "../offline/unsent-words.ts";
import { make, type Parts } from "./parts.ts";

/** Shows above the text what has not been stored and cannot be sent now; nothing when there is nothing. */
export function showUnsent(parts: Parts, blocks: readonly UnsentBlock[]): void {
  const place = parts.find("[data-unsent]");
  place.hidden = blocks.length === 0;
  if (blocks.length === 0) {
    place.replaceChildren();
    return;
  }
  const shown = shownBlocks(blocks);
  place.replaceChildren(
    make("h2", {}, "Det her nåede ikke at blive gemt"),
    shown,
    make("p", { class: "unsent-acts" }, copyButton(blocks, shown)),
  );
}
