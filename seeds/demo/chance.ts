/** A number from 0 up to 1 that a text always gets: invented content is put together of many pieces, and is the same in every database. */
export function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of a list that has something in it, the same for the same text. */
export function pickFor<T>(text: string, list: readonly T[]): T {
  const one = list[Math.floor(chanceOf(text) * list.length)];
  if (one === undefined) throw new RangeError(`nothing to pick for ${text}`);
  return one;
}

/** One of a list in which each has a weight. */
export function weighFor<T>(text: string, list: readonly (readonly [T, number])[]): T {
  let left = chanceOf(text) * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [one, weight] of list) {
    left -= weight;
    if (left < 0) return one;
  }
  return pickFor(text, list)[0];
}
