// Suggestions while one types: the combobox pattern of the ARIA Authoring Practices, with a list that the arrow keys walk through.

/**
 * @typedef {{ title: string, path: string, demo: boolean }} Suggestion
 * @typedef {{ label: string, items: Suggestion[] }} Group
 */

/** How long a pause in the typing is, in milliseconds. */
const pause = 120;
/** Fewer letters than this say too little. */
const fewestLetters = 2;

/** Lets the search field in a form suggest. @param {HTMLElement} form */
export function suggestIn(form) {
  const input = form.querySelector("input[type=search]");
  const field = input?.parentElement;
  if (!(input instanceof HTMLInputElement) || !field) return;
  const id = `${input.id}-forslag`;
  const list = make("div", { id, class: "suggestions", role: "listbox", "aria-label": "Forslag", hidden: "" });
  const told = make("p", { class: "sr-only", role: "status" });
  field.append(list, told);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  }))
    input.setAttribute(name, value);

  /** @type {Map<string, Group[]>} */
  const known = new Map();
  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const choose = (/** @type {number} */ index) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const close = () => {
    clearTimeout(timer);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const show = (/** @type {Group[]} */ groups) => {
    close();
    options = [];
    list.replaceChildren(
      ...groups.map(({ label, items }, place) => {
        const name = make("div", { id: `${id}-${place}`, class: "suggestions-label" }, label);
        const group = make("div", { role: "group", "aria-labelledby": name.id });
        group.append(name, ...items.map((item) => optionFor(item)));
        return group;
      }),
    );
    const found = options.length;
    told.textContent = found === 0 ? "Ingen forslag" : found === 1 ? "1 forslag" : `${found} forslag`;
    list.hidden = found === 0;
    input.setAttribute("aria-expanded", String(found > 0));
  };
  const optionFor = (/** @type {Suggestion} */ { title, path, demo }) => {
    const option = make("div", { id: `${id}-valg-${options.length}`, role: "option", "aria-selected": "false" }, title);
    if (demo) option.append(make("span", { class: "demo-mark" }, " Demodata"));
    option.dataset.path = path;
    options.push(option);
    return option;
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text.length < fewestLetters) {
      told.textContent = "";
      return close();
    }
    try {
      const groups = known.get(text) ?? (await fetchGroups(text));
      known.set(text, groups);
      if (input.value.trim() === text && document.activeElement === input) show(groups);
    } catch {
      // Without suggestions the field is a field.
      close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    const chosen = options[active];
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else if (event.key === "ArrowDown") choose(active === last ? -1 : active + 1);
      else choose(active === -1 ? last : active - 1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      location.assign(chosen.dataset.path ?? "");
    }
  });
  // The field keeps the focus while the list is pressed, so that the press arrives.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option instanceof HTMLElement) location.assign(option.dataset.path ?? "");
  });
  input.addEventListener("blur", close);
  if (input.value === "" || input.value !== input.defaultValue) ask();
}

/** @returns {Promise<Group[]>} */
async function fetchGroups(/** @type {string} */ text) {
  const response = await fetch(`/soeg/forslag?q=${encodeURIComponent(text)}`);
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).groups;
}

function make(/** @type {string} */ name, /** @type {Record<string, string>} */ attributes, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}
