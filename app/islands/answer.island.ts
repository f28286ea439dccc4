import { mostAnswer } from "#app/domain/cases/answer-vocabulary.ts";
import { mount } from "./mount.ts";

/** Sentences of a Danish text. */
const sentences = new Intl.Segmenter("da", { granularity: "sentence" });

/**
 * Quotes from the text in the answer, and shows the text in another way without losing what has been typed and ticked beside it. Without
 * this script one writes `>` oneself, and answers on the page that one came to.
 */
mount("answer", (root) => {
  const field = root.querySelector<HTMLTextAreaElement>("textarea[name=words]");
  if (!field) return;

  const bar = document.createElement("div");
  bar.className = "quote-bar no-print";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-primary";
  button.textContent = "Citér";
  const way = document.createElement("a");
  way.className = "button button-secondary";
  way.href = `#${field.id}`;
  way.textContent = "Til dit svar";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  bar.append(button, way, said);
  const say = (words: string) => said.replaceChildren(words);

  const text = () => root.querySelector<HTMLElement>("[data-review-text]");
  const quotable = () => root.querySelector<HTMLElement>("[data-quotable]");

  /** Puts the row of buttons below the text that is shown. */
  function settle(): void {
    for (const one of root.querySelectorAll("[data-without-script]")) one.remove();
    const sheet = quotable();
    if (sheet) sheet.tabIndex = -1;
    button.hidden = !sheet;
    text()?.append(bar);
    marked = undefined;
  }

  /** What was last marked in the text: on a phone, a tap on the button takes the mark away. */
  let marked: Range | undefined;
  document.addEventListener("selectionchange", () => {
    const range = rangeNow();
    if (range) marked = range;
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Node && bar.contains(target))) marked = undefined;
  });
  // A press on the button leaves the mark where it is.
  bar.addEventListener("mousedown", (event) => {
    if (event.target === button) event.preventDefault();
  });

  function rangeNow(): Range | undefined {
    const selection = getSelection();
    const sheet = quotable();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !sheet) return undefined;
    const range = selection.getRangeAt(0).cloneRange();
    return sheet.contains(range.commonAncestorContainer) ? range : undefined;
  }

  button.addEventListener("click", ({ detail }) => {
    const range = rangeNow() ?? marked;
    if (range) quote(range);
    else if (detail === 0) choose(0);
    else say("Markér først ordene i teksten.");
  });

  /** Puts what is marked into the answer, each block on a line of its own. */
  function quote(range: Range): void {
    const lines = wordsIn(range, quotable());
    marked = undefined;
    getSelection()?.removeAllRanges();
    chosen = -1;
    if (!field || lines.length === 0) {
      say("Markér først ordene i teksten.");
      return;
    }
    const before = field.value.trimEnd();
    const next = `${before}${before && "\n\n"}${lines.map((line) => `> ${line}`).join("\n")}\n`;
    if (next.length > mostAnswer) {
      say("Det er for meget at citere. Markér et kortere stykke.");
      return;
    }
    field.value = next;
    field.setSelectionRange(next.length, next.length);
    field.scrollTop = field.scrollHeight;
    say("Citatet står nu i dit svar.");
  }

  // By keyboard: the sentences of the text one after the other.
  let chosen = -1;
  let all: Range[] = [];

  function choose(index: number): void {
    const sheet = quotable();
    if (!sheet) return;
    if (chosen < 0) {
      all = sentencesIn(sheet);
      // One begins where one has come to in reading.
      index = Math.max(
        0,
        all.findIndex((range) => range.getBoundingClientRect().top >= 0),
      );
    }
    const range = all[Math.min(Math.max(index, 0), all.length - 1)];
    if (!range) return;
    const first = chosen < 0;
    chosen = all.indexOf(range);
    sheet.focus({ preventScroll: true });
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    scrollTo(range);
    const how =
      "Piletasterne vælger en sætning. Hold Skift nede for at vælge mere eller mindre. Enter citerer, Esc fortryder.";
    say(first ? `${how} ${chosenInWords()}` : chosenInWords());
  }

  function chosenInWords(): string {
    const range = rangeNow();
    return range ? `Valgt: ${wordsIn(range, quotable()).join(" ")}` : "Intet er valgt.";
  }

  function scrollTo(range: Range): void {
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 100 || bottom > innerHeight - 120) window.scrollBy({ top: top - innerHeight / 3 });
  }

  root.addEventListener("keydown", (event) => {
    if (chosen < 0 || document.activeElement !== quotable()) return;
    const { key, shiftKey } = event;
    const forward = key === "ArrowDown" || key === "ArrowRight";
    if (forward || key === "ArrowUp" || key === "ArrowLeft") {
      if (shiftKey) {
        const step = key === "ArrowDown" || key === "ArrowUp" ? "sentence" : "word";
        if (step === "word") getSelection()?.modify("extend", forward ? "forward" : "backward", "word");
        else stretch(forward);
        say(chosenInWords());
      } else choose(chosen + (forward ? 1 : -1));
    } else if (key === "Enter") {
      const range = rangeNow();
      if (range) quote(range);
      button.focus();
    } else if (key === "Escape") {
      getSelection()?.removeAllRanges();
      marked = undefined;
      chosen = -1;
      say("");
      button.focus();
    } else return;
    event.preventDefault();
  });

  /** Lets the mark reach one sentence further, or one less. */
  function stretch(forward: boolean): void {
    const selection = getSelection();
    const { focusNode, focusOffset } = selection ?? {};
    if (!selection || !focusNode) return;
    const ends = all.slice(chosen).map(({ endContainer, endOffset }) => ({ endContainer, endOffset }));
    const past = ends.filter(({ endContainer, endOffset }) => {
      const end = new Range();
      end.setStart(endContainer, endOffset);
      return end.comparePoint(focusNode, focusOffset ?? 0) < 0;
    });
    const next = forward ? past[0] : ends[Math.max(0, ends.length - past.length - 2)];
    if (next) selection.extend(next.endContainer, next.endOffset);
  }

  // Another way to see the text, without leaving the answer.
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const to = new URL(link.href);
    if (to.pathname !== location.pathname || to.search === location.search) return;
    event.preventDefault();
    void show(to);
  });

  async function show(to: URL): Promise<void> {
    try {
      const answer = await fetch(to);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector<HTMLElement>("[data-review-text]");
      // The text has been taken back, or one is signed out: the page itself says so.
      if (!answer.ok || !fresh) return location.assign(to);
      bar.remove();
      text()?.replaceWith(document.importNode(fresh, true));
      history.replaceState(null, "", to);
      settle();
      const place = to.hash ? document.getElementById(to.hash.slice(1)) : null;
      if (place) place.scrollIntoView({ block: "center" });
      else root.querySelector<HTMLElement>(".review-views [aria-current]")?.focus();
      say("");
    } catch {
      location.assign(to);
    }
  }

  settle();
});

/** The words of a stretch of the text, a line for each block, without the numbers of findings. */
function wordsIn(range: Range, within: HTMLElement | null): string[] {
  if (!within) return [];
  const lines = new Map<Element, string>();
  for (const node of textNodesIn(within)) {
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const block = blockOf(node, within);
    lines.set(block, (lines.get(block) ?? "") + node.data.slice(from, to));
  }
  return [...lines.values()].map((line) => line.replace(/\s+/g, " ").trim()).filter((line) => line !== "");
}

/** The stretches of a text that are its sentences, as far as they are words of its writers. */
function sentencesIn(within: HTMLElement): Range[] {
  const blocks = new Map<Element, Text[]>();
  for (const node of textNodesIn(within)) {
    const block = blockOf(node, within);
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return [...blocks.values()].flatMap((nodes) => {
    const whole = nodes.map(({ data }) => data).join("");
    return [...sentences.segment(whole)].flatMap(({ segment, index }) => {
      const words = segment.trim();
      if (words === "") return [];
      const start = index + segment.indexOf(words);
      const range = new Range();
      const [from, to] = [placeIn(nodes, start, true), placeIn(nodes, start + words.length, false)];
      range.setStart(...from);
      range.setEnd(...to);
      return range;
    });
  });
}

/** Where a character of some nodes stands, which are read as one. @param begins the place before it, otherwise behind the one before */
function placeIn(nodes: readonly Text[], at: number, begins: boolean): [Text, number] {
  let left = at;
  for (const node of nodes) {
    if (begins ? left < node.data.length : left <= node.data.length) return [node, left];
    left -= node.data.length;
  }
  const last = nodes[nodes.length - 1] as Text;
  return [last, last.data.length];
}

/** What stands among the words of the writers without being any of them. */
const notWritten =
  ".found-number, .sr-only, .page-tags, .facts, .provenance, .hard-label, .reading-side, .what, .compare-head, summary";

function textNodesIn(within: HTMLElement): Text[] {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(notWritten) || !node.textContent ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

const blockOf = (node: Text, within: HTMLElement): Element =>
  node.parentElement?.closest("p, h2, h3, h4, li, td, th, dt, dd, blockquote") ?? within;
