type Field = HTMLInputElement | HTMLTextAreaElement;

/** The fields of a name: one that is typed in, or the choices of a group. */
export const fieldsNamed = (root: ParentNode, name: string): Field[] =>
  [...root.querySelectorAll<Field>(`[name="${CSS.escape(name)}"]`)].filter(({ type }) => type !== "hidden");

/** What is answered: the text, the choice, or several with commas between. */
export function answerIn(fields: readonly Field[]): string {
  const [first] = fields;
  if (!first) return "";
  if (first.type !== "radio" && first.type !== "checkbox") return first.value;
  return fields.flatMap((field) => (field instanceof HTMLInputElement && field.checked ? [field.value] : [])).join(",");
}

/** Shows an answer in its fields. */
export function setValue(fields: readonly Field[], value: string): void {
  const values = value.split(",");
  for (const field of fields) {
    if (field.type === "radio" && field instanceof HTMLInputElement) field.checked = field.value === value;
    else if (field.type === "checkbox" && field instanceof HTMLInputElement)
      field.checked = values.includes(field.value);
    else field.value = value;
  }
}

/** What a field is called: its line and its label. */
export function fieldInWords([field]: readonly Field[]): string {
  const line = field?.closest(".status-milestone")?.querySelector(".status-milestone-name");
  const heading = line ?? field?.closest(".status-line")?.querySelector("h3");
  const label = isChosen(field) ? field?.closest("fieldset")?.querySelector("legend") : field?.labels?.[0];
  return [heading, label]
    .map((one) => one?.textContent?.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join(", ");
}

const isChosen = (field: Field | undefined) => field?.type === "radio" || field?.type === "checkbox";

/** An answer as it is read: the words beside what is chosen. */
function inWords(fields: readonly Field[], value: string): string {
  const [first] = fields;
  if (!first || (first.type !== "radio" && first.type !== "checkbox")) return value;
  const values = value.split(",");
  return fields
    .filter((field) => values.includes(field.value))
    .map((field) => field.labels?.[0]?.textContent?.trim() ?? field.value)
    .join(", ");
}

/**
 * Shows both texts of a field above it, and asks which is to stand.
 * @param chosen is told whether it is the one that was typed here
 * @returns takes the question away
 */
export function askWhich(
  fields: readonly Field[],
  { shown, by }: { shown: string; by: string | null },
  chosen: (mine: boolean) => void,
): () => void {
  const place = fields[0]?.closest<HTMLElement>("[data-field]");
  const box = document.createElement("div");
  box.className = "status-two";
  box.setAttribute("role", "alert");
  const told = document.createElement("p");
  const who = document.createElement("strong");
  who.textContent = `${by ?? "En anden"} har skrevet i feltet, mens du skrev. `;
  told.append(who, "Intet er overskrevet. Vælg, hvad der skal stå.");
  const texts = document.createElement("div");
  texts.className = "two-texts";
  const own = document.createElement("q");
  const showOwn = () => {
    own.textContent = inWords(fields, answerIn(fields)) || "(tomt)";
  };
  showOwn();
  const theirs = document.createElement("q");
  theirs.textContent = inWords(fields, shown) || "(tomt)";
  const drop = () => {
    box.remove();
    place?.removeEventListener("input", showOwn);
  };
  const side = (text: HTMLElement, label: string, mine: boolean) => {
    const part = document.createElement("div");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary button-small";
    button.textContent = label;
    button.addEventListener("click", () => {
      drop();
      chosen(mine);
    });
    part.append(text, button);
    return part;
  };
  texts.append(side(theirs, "Behold det andet", false), side(own, "Brug mit", true));
  box.append(told, texts);
  place?.addEventListener("input", showOwn);
  place?.prepend(box);
  return drop;
}
