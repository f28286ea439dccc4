/** Names that are offered to one who has misspelt one. */
export const mostSuggestions = 5;

/** A question to end a sentence about a name that nobody goes by: " Mener du »Vestskolen« eller »Vestbo«?"; empty where none is like it. */
export function didYouMean(names: readonly string[]): string {
  const quoted = names.map((name) => `»${name}«`);
  const last = quoted.pop();
  if (!last) return "";
  return ` Mener du ${quoted.length > 0 ? `${quoted.join(", ")} eller ${last}` : last}?`;
}
