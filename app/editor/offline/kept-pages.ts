import { type CopyKey, copiesHere, daysCopiesAreKept } from "./copies.ts";

/** The desk and the pages under which texts are written: those that the worker answers for. */
const scope = "/mine-tekster";
const prefix = "mine-tekster";

/** The cache that holds the page of a text, and all that it is made of. While it is there, the browser counts as that person's. */
const cacheOf = (person: string, text: string) => `${prefix} ${person} ${text}`;

/** The name of the lock that a window holds while it has a text open. */
const lockOf = ({ person, document }: CopyKey) => `${prefix} ${person} ${document}`;

const hasCaches = () => "caches" in globalThis && "serviceWorker" in navigator;

/** Told to all windows of the site. */
export type News =
  /** Somebody has signed out here. */
  | { signedOut: true }
  /** Somebody is signed in here, and has come to a page that tells. */
  | { signedIn: string }
  /** A window has let go of a text, and of the copy of it. */
  | { left: string };

export const openNews = (): BroadcastChannel | null =>
  "BroadcastChannel" in globalThis ? new BroadcastChannel(prefix) : null;

/** Shows the other windows that a text is open, until this one is closed. */
export function holdOpen(key: CopyKey): void {
  void navigator.locks?.request(lockOf(key), { mode: "shared" }, () => new Promise(() => {}));
}

/** @returns tells whether a window has a text open */
export async function isHeldOpen(): Promise<(key: CopyKey) => boolean> {
  const held = new Set(((await navigator.locks?.query())?.held ?? []).map(({ name }) => name));
  return (key) => held.has(lockOf(key));
}

/**
 * Keeps the page that is open, so that it can be loaded anew without a network.
 * @param worker the address of `offline-worker.js`
 */
export async function keepPage(worker: string, person: string, text: string): Promise<void> {
  if (!hasCaches()) return;
  const { pathname, origin } = location;
  await navigator.serviceWorker.register(worker, { scope });
  const page = await fetch(pathname, { headers: { Accept: "text/html" } });
  if (!page.ok || page.redirected) return;
  const named = [...document.querySelectorAll<HTMLElement>("link[href], script[src]")].map(
    (element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "",
  );
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  const parts = new Set(
    [...named, ...fetched]
      .map((address) => new URL(address, origin))
      .filter((address) => address.origin === origin && address.pathname.startsWith("/assets/"))
      .map((address) => address.pathname),
  );
  const cache = await caches.open(cacheOf(person, text));
  await cache.addAll([...parts]);
  // The last to come: a page whose parts are missing is worse than none.
  await cache.put(pathname, page);
}

/** Forgets the page of a text. One call, so that a window that is being closed gets it done. */
export function forgetPage(person: string, text: string): void {
  if (hasCaches()) void caches.delete(cacheOf(person, text));
}

/** Forgets all pages, so that nothing is shown without a network until somebody writes here again. */
export async function forgetPages(): Promise<void> {
  if (!hasCaches()) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(`${prefix} `));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Forgets everything that the browser keeps of a person, and everybody's pages. */
export async function forgetPerson(person: string): Promise<void> {
  await (await copiesHere())?.removeAllOf(person);
  await forgetPages();
  if (hasCaches()) await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
}

/**
 * Tidies what the browser keeps, for whoever is signed in now: others' pages go, and copies that are stored and left. What is not sent
 * stays, for whoever wrote it, as long as it may.
 * @param open the document that this page is opening
 */
export async function tidyUp(person: string, open?: string | null): Promise<void> {
  openNews()?.postMessage({ signedIn: person } satisfies News);
  const copies = await copiesHere();
  const held = await isHeldOpen();
  const oldest = Date.now() - daysCopiesAreKept * 24 * 60 * 60 * 1_000;
  const stay = new Set<string>();
  for (const copy of (await copies?.listAll()) ?? []) {
    const isOpen = held(copy) || (copy.person === person && copy.document === open);
    if (!isOpen && (copy.at < oldest || !copy.unsent)) await copies?.remove(copy);
    else if (copy.person === person) stay.add(cacheOf(person, copy.text));
  }
  if (!hasCaches()) return;
  for (const name of await caches.keys())
    if (name.startsWith(`${prefix} `) && !stay.has(name)) await caches.delete(name);
}
