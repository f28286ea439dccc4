/** Danish words as they stand in an address: lower-case ASCII, `æøå` as `ae oe aa`, joined by hyphens. */
export function slugify(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "oe")
    .replaceAll("å", "aa")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
