/**
 * Says below each field that is written in what may tell of somebody, as the text says it below its paragraphs. The check is fetched when
 * there is something to look through.
 */
export async function showFindings(within: HTMLElement): Promise<void> {
  const fields = [...within.querySelectorAll("textarea")];
  if (fields.every(({ value }) => value.trim() === "")) {
    for (const field of fields) show(field, []);
    return;
  }
  const { checkWholeText } = await import("#app/domain/privacy-check/check-text.ts");
  for (const field of fields)
    show(
      field,
      checkWholeText({ title: field.value }).map(
        ({ label, quote, why, suggestion }) => `${label}: »${quote}«. ${why} ${suggestion}`,
      ),
    );
}

function show(field: HTMLTextAreaElement, sentences: readonly string[]): void {
  const now = field.parentElement?.querySelector<HTMLElement>(":scope > [data-field-findings]");
  if (!now && sentences.length === 0) return;
  const place = now ?? document.createElement("div");
  if (!now) {
    place.dataset.fieldFindings = "";
    place.setAttribute("role", "status");
    field.after(place);
  }
  // Said again it would be read aloud again.
  if (sentences.join("\n") === [...place.children].map(({ textContent }) => textContent).join("\n")) return;
  place.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.className = "field-finding";
      line.textContent = sentence;
      return line;
    }),
  );
}
