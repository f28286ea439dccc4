// Answers for the page of a text while there is no network: with the page as it was last loaded, and the very files that it is made of.
// Registered by the editor alone (kept-pages.ts), which also keeps the pages and forgets them.

/** A page is shown for as long as a session that is not used lasts, in milliseconds. */
const longest = 14 * 24 * 60 * 60 * 1_000;
const pageOfText = /^\/mine-tekster\/([0-9a-f-]{36})$/;

const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pageOfText.test(pathname)) event.respondWith(pageOrKept(request, pathname));
  } else if (pathname.startsWith("/assets/")) event.respondWith(keptOrFetched(request));
});

/** The page as the server has it; as it was kept, where the server cannot be reached. */
async function pageOrKept(/** @type {Request} */ request, /** @type {string} */ pathname) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(pathname, { ignoreVary: true });
    const at = Date.parse(kept?.headers.get("date") ?? "");
    if (kept && Date.now() - at < longest) return kept;
    throw error;
  }
}

/** A file with a hash in its name is the same for ever. */
async function keptOrFetched(/** @type {Request} */ request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
