// Small comforts for readers. Every page works without this file.

const plain = (/** @type {string} */ selector, from = /** @type {ParentNode} */ (document)) => [
  ...from.querySelectorAll(selector),
];

/** A filter form is sent when something in it changes; the list is swapped in place and the count is read aloud. */
for (const form of plain("form[data-auto-submit]")) {
  if (!(form instanceof HTMLFormElement)) continue;
  let latest = 0;
  let shown = location.pathname + location.search;
  const show = async (/** @type {string} */ address, leavesTrace = true) => {
    latest += 1;
    const turn = latest;
    const results = document.querySelector("[data-results]");
    results?.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (turn !== latest) return;
      swap(page);
      if (leavesTrace) history.pushState(null, "", address);
      shown = location.pathname + location.search;
    } catch {
      if (turn === latest) location.assign(address);
    } finally {
      if (turn === latest) results?.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("change", () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) query.append(name, value);
    const sort = form.querySelector("select[name=sorter]");
    if (sort instanceof HTMLSelectElement && sort.selectedIndex === 0) query.delete("sorter");
    show(query.size ? `${form.action}?${query}` : form.action);
  });
  addEventListener("popstate", () => {
    const wanted = location.pathname + location.search;
    if (wanted !== shown) show(wanted, false);
  });
}

/** Takes over the list and the counts of a page; what has the focus keeps it, and the live region its place. */
function swap(/** @type {Document} */ page) {
  const results = document.querySelector("[data-results]");
  const fresh = page.querySelector("[data-results]");
  const count = results?.querySelector("[data-result-count]");
  const freshCount = fresh?.querySelector("[data-result-count]");
  if (!results || !fresh || !count || !freshCount) throw new Error("not a list");
  const parts = ".filter-group, .filter-more, [data-swap]";
  const own = plain(parts);
  const read = plain(parts, page);
  if (read.length !== own.length) throw new Error("other filters");
  document.title = page.title;
  count.textContent = freshCount.textContent;
  for (const node of [...results.childNodes]) if (node !== count) node.remove();
  const nodes = [...fresh.childNodes];
  const at = nodes.indexOf(freshCount);
  count.before(...nodes.slice(0, at));
  count.after(...nodes.slice(at + 1));
  const focused = key(document.activeElement);
  for (const [index, part] of own.entries()) {
    part.toggleAttribute("hidden", Boolean(read[index]?.hasAttribute("hidden")));
    if (part.hasAttribute("data-swap")) part.replaceChildren(...(read[index]?.childNodes ?? []));
  }
  for (const input of plain(".filters input, .filters select"))
    if (key(input) === focused && input instanceof HTMLElement) {
      input.closest("details")?.setAttribute("open", "");
      input.focus();
    }
}

/** Tells one control from the others. */
const key = (/** @type {Element | null} */ control) => {
  if (control instanceof HTMLInputElement) return `${control.name}=${control.value}`;
  return control instanceof HTMLSelectElement ? control.name : "";
};

/** Escape closes the phone menu and puts the focus back. */
for (const menu of plain("[data-close-on-escape]")) {
  menu.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== "Escape" || !menu.hasAttribute("open")) return;
    menu.removeAttribute("open");
    const summary = menu.querySelector("summary");
    summary?.focus();
  });
}

/** How far down a heading may stand and count as passed, in pixels: a little more than where a link to it leaves it. */
const topEdge = 80;

/** The section being read is marked in the table of contents. */
for (const toc of plain("[data-toc]")) {
  const links = new Map(plain("a", toc).map((link) => [link.getAttribute("href")?.slice(1) ?? "", link]));
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < topEdge);
    const here = (passed.at(-1) ?? headings[0])?.id;
    for (const [id, link] of links) {
      if (id === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  let asked = false;
  addEventListener(
    "scroll",
    () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}

for (const button of plain("[data-print]")) button.addEventListener("click", () => print());

/** What is suggested while one types costs nobody anything who does not search. */
for (const box of plain("[data-suggest]")) {
  if (!(box instanceof HTMLElement)) continue;
  box.addEventListener("focusin", async () => (await import(box.dataset.suggest ?? "")).suggestIn(box), { once: true });
}

/** A form is sent once, however often its button is pressed: anew when the answer is there, or has kept away for ten seconds. */
addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (form.hasAttribute("data-sending")) event.preventDefault();
  else if (!event.defaultPrevented) {
    form.setAttribute("data-sending", "");
    setTimeout(() => form.removeAttribute("data-sending"), 10_000);
  }
});
/** Whoever comes back to a page finds its forms as they were. */
addEventListener("pageshow", () => {
  for (const form of plain("form[data-sending]")) form.removeAttribute("data-sending");
});
