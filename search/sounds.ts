import { spell } from "./words.ts";

/*
 * Words as they sound, so that what was spelt by ear is found: rules for the letters that Danes hear alike, most of them of foreign words.
 */

/** Letters and what they sound like, in the order in which they are read. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/ph/g, "f"],
  [/^hv/, "v"],
  [/^hj/, "j"],
  [/(?:ss|s|t)ion/g, "sjon"],
  [/(?:is|iz)(?:ation|asjon)/g, "isering"],
  [/ck|ch|q(?=[^u]|$)/g, "k"],
  [/qu/g, "kv"],
  [/c(?=[eiyæø])/g, "s"],
  [/c/g, "k"],
  [/w/g, "v"],
  [/x/g, "ks"],
  [/z/g, "s"],
  [/th/g, "t"],
  [/ou/g, "u"],
  [/([kg])j/g, "$1"],
  [/e[jg](?![aeiouyæøå])/g, "aj"],
  [/([lnr])d(?![aeiouyæøå])/g, "$1"],
  [/æ/g, "e"],
  [/å/g, "o"],
  [/([bcdfghjklmnpqrstvxz])\1+/g, "$1"],
];

/** A word as it sounds: words that give the same are likely spellings of each other. */
export const soundOf = (word: string): string =>
  rules.reduce((sound, [letters, as]) => sound.replace(letters, as), spell(word));
