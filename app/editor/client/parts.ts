/** The parts of the page that the editor lives in, as the server has rendered them. */
export interface Parts {
  root: HTMLElement;
  find<E extends HTMLElement = HTMLElement>(selector: string): E;
  all<E extends HTMLElement = HTMLElement>(selector: string): E[];
  /** Says a sentence to those who do not see what has changed. */
  say(sentence: string): void;
  /** Says how it stands with the saving, beside what else is said: neither is to take the place of the other. */
  saySaving(sentence: string): void;
}

/** @throws {Error} from `find` when the page lacks a part: markup and script belong together */
export function partsOfPage(root: HTMLElement): Parts {
  const find = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`The page has no ${selector}`);
    return found;
  };
  const sayIn = (selector: string) => {
    const said = find(selector);
    return (sentence: string) => {
      // The same sentence twice in a row is said twice: screen readers tell changes alone.
      said.textContent = said.textContent === sentence ? `${sentence}\u00a0` : sentence;
    };
  };
  return {
    root,
    find,
    all: <E extends HTMLElement>(selector: string) => [...root.querySelectorAll<E>(selector)],
    say: sayIn("[data-said]"),
    saySaving: sayIn("[data-said-saving]"),
  };
}

/** An element with attributes and what it holds. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...held: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...held);
  return element;
}
