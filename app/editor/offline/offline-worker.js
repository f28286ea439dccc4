// Answers for the page of a text while there is no network: with the page as it was last loaded, and the very files that it is made of; and
// for the desk, with a list of those pages.
// Registered by the editor alone (kept-pages.ts), which also keeps the pages and forgets them.

/** A page is shown for as long as a session that is not used lasts, in milliseconds. */
const longest = 14 * 24 * 60 * 60 * 1_000;
const desk = "/mine-tekster";
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
    if (pathname === desk) event.respondWith(deskOrList(request));
    if (pageOfText.test(pathname)) event.respondWith(pageOrKept(request, pathname));
  } else if (pathname.startsWith("/assets/")) event.respondWith(keptOrFetched(request));
});

/** The page as the server has it; as it was kept, where the server cannot be reached. */
async function pageOrKept(/** @type {Request} */ request, /** @type {string} */ pathname) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await keptPage(pathname);
    if (kept) return kept;
    throw error;
  }
}

/** The page of a text as it was kept; undefined where there is none that may be shown. */
async function keptPage(/** @type {string} */ pathname) {
  const kept = await caches.match(pathname, { ignoreVary: true });
  const at = Date.parse(kept?.headers.get("date") ?? "");
  return kept && Date.now() - at < longest ? kept : undefined;
}

/** The desk as the server has it; where the server cannot be reached, a list of the texts that can be written in here. */
async function deskOrList(/** @type {Request} */ request) {
  try {
    return await fetch(request);
  } catch (error) {
    const texts = (await caches.keys())
      .filter((name) => name.startsWith("mine-tekster "))
      .map((name) => name.split(" ")[2]);
    const pages = [];
    for (const address of new Set(texts.map((text) => `${desk}/${text}`))) {
      const kept = await keptPage(address);
      if (kept) pages.push({ address, kept, html: await kept.clone().text() });
    }
    const [first] = pages;
    if (!first) throw error;
    // Their titles and style sheets are taken as they stand: as the server has written them.
    const links = pages.map(
      ({ address, html }) =>
        `<li><a href="${address}">${/<title>([^<]*?)(?: · [^<·]*)?<\/title>/.exec(html)?.[1] || "Uden titel"}</a></li>`,
    );
    const page = `<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mine tekster uden net</title>
${(first.html.match(/<link[^>]*rel="stylesheet"[^>]*>/g) ?? []).join("\n")}
</head>
<body>
<main class="wrap section prose">
<h1>Mine tekster</h1>
<p>Vi kan ikke få forbindelse lige nu. I de her tekster kan du skrive videre på denne enhed. Det bliver sendt, når forbindelsen er tilbage.</p>
<ul>
${links.join("\n")}
</ul>
<p><a href="${desk}">Prøv igen</a></p>
</main>
</body>
</html>`;
    const policy = first.kept.headers.get("Content-Security-Policy");
    const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
    return new Response(page, { headers: policy ? { ...headers, "Content-Security-Policy": policy } : headers });
  }
}

/** A file with a hash in its name is the same for ever. */
async function keptOrFetched(/** @type {Request} */ request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
