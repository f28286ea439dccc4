/** A question or a topic; `under` is the place, from 0, of the question that it is a part of. */
interface Asked {
  text: string;
  under: number | null;
}

/** Questions with their parts as they are typed: one on each line, a part begins with a dash. */
export const focusInLines = (items: readonly Asked[]): string =>
  items.map(({ text, under }) => (under === null ? text : `- ${text}`)).join("\n");

/** Reads what `focusInLines` writes; empty lines are left out. @returns null when a part stands before any question */
export function readFocus(typed: string): Asked[] | null {
  const items: Asked[] = [];
  let top: number | null = null;
  for (const line of filledLines(typed)) {
    const part = /^[-–—•]\s*(.*)$/.exec(line);
    if (!part) {
      top = items.length;
      items.push({ text: line, under: null });
    } else if (top === null) return null;
    else if (part[1]) items.push({ text: part[1], under: top });
  }
  return items;
}

/** The lines of what was typed, without those that are empty. */
export const filledLines = (typed: string): string[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The passage that a part rests on. */
interface Place {
  documentId: string | null;
  anchor: string | null;
}

/** The same parts with the passages that they rest on, where one of the same words stood before. */
export function withPlaces<T extends { text: string }>(
  parts: readonly T[],
  before: readonly ({ text: string } & Place)[],
): (T & Place)[] {
  const left = [...before];
  return parts.map((part) => {
    const at = left.findIndex(({ text }) => text === part.text);
    const [same] = at < 0 ? [] : left.splice(at, 1);
    return { ...part, documentId: same?.documentId ?? null, anchor: same?.anchor ?? null };
  });
}
