// Small comforts for readers. Every page works without this file.

const plain = (/** @type {string} */ selector, from = /** @type {ParentNode} */ (document)) => [
  ...from.querySelectorAll(selector),
];

/** A filter form is sent when something in it changes; the list is swapped in place and the count is read aloud. */
for (const form of plain("form[data-auto-submit]")) {
  if (!(form instanceof HTMLFormElement)) continue;
  let latest = 0;
  form.addEventListener("change", async () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) query.append(name, value);
    const sort = form.querySelector("select[name=sorter]");
    if (sort instanceof HTMLSelectElement && sort.selectedIndex === 0) query.delete("sorter");
    const address = query.size ? `${form.action}?${query}` : form.action;
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
      history.replaceState(null, "", address);
    } catch {
      location.assign(address);
    } finally {
      results?.removeAttribute("aria-busy");
    }
  });
}

/** Takes over the list and the counts of a freshly read page; the form keeps its focus, and the live region its place. */
function swap(/** @type {Document} */ page) {
  const results = document.querySelector("[data-results]");
  const fresh = page.querySelector("[data-results]");
  const count = results?.querySelector("[data-result-count]");
  const freshCount = fresh?.querySelector("[data-result-count]");
  if (!results || !fresh || !count || !freshCount) throw new Error("not a list");
  count.textContent = freshCount.textContent;
  for (const node of [...results.childNodes]) if (node !== count) node.remove();
  let after = false;
  for (const node of [...fresh.childNodes]) {
    if (node === freshCount) after = true;
    else if (after) results.append(node);
    else results.insertBefore(node, count);
  }
  const focused = document.activeElement ? key(document.activeElement) : "";
  const groups = plain(".filter-group, .filters-actions", page);
  const own = plain(".filter-group, .filters-actions");
  if (groups.length !== own.length) throw new Error("other groups");
  own.forEach((group, index) => {
    const [summary, values] = group.children;
    const [freshSummary, freshValues] = groups[index]?.children ?? [];
    if (summary && freshSummary) summary.replaceWith(freshSummary);
    if (values && freshValues) values.replaceWith(freshValues);
  });
  for (const input of plain(".filter-value input"))
    if (focused && key(input) === focused && input instanceof HTMLElement) input.focus();
}

const key = (/** @type {Element} */ input) => (input instanceof HTMLInputElement ? `${input.name}=${input.value}` : "");

/** On a phone the filters start folded, so that the list is the first thing one sees. */
if (matchMedia("(max-width: 50em)").matches)
  for (const fold of plain("[data-fold-on-phone]")) fold.removeAttribute("open");

/** Escape closes the phone menu and puts the focus back. */
for (const menu of plain("[data-close-on-escape]")) {
  menu.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== "Escape" || !menu.hasAttribute("open")) return;
    menu.removeAttribute("open");
    const summary = menu.querySelector("summary");
    summary?.focus();
  });
}

/** The section being read is marked in the table of contents. */
for (const toc of plain("[data-toc]")) {
  const links = new Map(plain("a", toc).map((link) => [link.getAttribute("href")?.slice(1) ?? "", link]));
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
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

/** Printing needs the browser, so the button appears only where there is one that can. */
for (const button of plain("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
