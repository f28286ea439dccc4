import { copyButton, shownBlocks } from "../offline/show-unsent.ts";
import type { UnsentBlock } from "../offline/unsent-words.ts";
import { make, type Parts } from "./parts.ts";

/**
 * Shows above the text what has not been stored and cannot be sent now, and in the notices a way to it; nothing when there is nothing.
 * @param waits it is sent once the page has been loaded anew
 */
export function showUnsent(parts: Parts, blocks: readonly UnsentBlock[], waits: boolean): void {
  const place = parts.find("[data-unsent]");
  place.hidden = blocks.length === 0;
  for (const way of parts.all('[data-notice-do="unsent"]')) way.hidden = blocks.length === 0;
  if (blocks.length === 0) {
    place.replaceChildren();
    return;
  }
  const shown = shownBlocks(blocks);
  place.replaceChildren(
    make("h2", { tabindex: "-1" }, waits ? "Det her er ikke sendt endnu" : "Det her nåede ikke at blive gemt"),
    shown,
    make("p", { class: "unsent-acts" }, copyButton(blocks, shown)),
  );
}

/** Leads to what has not been stored, below the bar that sticks. */
export function goToUnsent(parts: Parts): void {
  const place = parts.find("[data-unsent]");
  place.style.scrollMarginTop = `${parts.find("[data-bar]").offsetHeight + 16}px`;
  place.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  place.scrollIntoView();
}
