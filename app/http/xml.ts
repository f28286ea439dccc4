const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** XML 1.0 forbids most control characters and the two last code points of the plane, however they are written. */
const isAllowed = (character: string) =>
  character >= " " ? character !== "\ufffe" && character !== "\uffff" : "\t\n\r".includes(character);

/** Text as it may stand in XML: escaped, without what XML forbids. */
export const xmlText = (text: string) =>
  [...text]
    .filter(isAllowed)
    .join("")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
