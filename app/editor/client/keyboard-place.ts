import type { Parts } from "./parts.ts";

/**
 * Tells the style sheet while one writes (`is-writing`), how much a phone's keyboard covers of the page (`--keyboard`): the tools stand above
 * it; and how much has been pushed out of sight at the top (`--above`): the bar stands below that. Some browsers make the page lower, others
 * lay the keyboard over it; the visual viewport knows both.
 */
export function followKeyboard({ root }: Parts): void {
  const viewport = window.visualViewport;
  const place = () => {
    const covered = viewport ? Math.max(0, innerHeight - viewport.height - viewport.offsetTop) : 0;
    root.style.setProperty("--keyboard", `${Math.round(covered)}px`);
    // One who has made the page larger moves about in it: nothing follows.
    const above = viewport && viewport.scale < 1.01 ? viewport.offsetTop : 0;
    root.style.setProperty("--above", `${Math.round(above)}px`);
  };
  viewport?.addEventListener("resize", place);
  viewport?.addEventListener("scroll", place);
  place();
  const writesIn = (target: EventTarget | null) =>
    target instanceof Element && target.closest("[data-text], .toolbar, .link-form, [data-pick-place]") !== null;
  root.addEventListener("focusin", ({ target }) => root.classList.toggle("is-writing", writesIn(target)));
  root.addEventListener("focusout", ({ relatedTarget }) => {
    // The focus may come back at once, as when a form closes.
    if (!relatedTarget) setTimeout(() => root.classList.toggle("is-writing", writesIn(document.activeElement)));
  });
  root.classList.toggle("is-writing", writesIn(document.activeElement));
}
