/** Why a number is not there. None of them is 0, and none is summed as 0. */
export const blankWords = {
  not_stated: "ikke oplyst",
  missing: "mangler",
  not_relevant: "ikke relevant",
  hidden: "skjult",
  coming: "på vej",
  not_comparable: "kan ikke sammenlignes",
  dash: "streg",
  empty: "tomt felt",
  within_frame: "eksisterende ramme",
} as const;
export type BlankKind = keyof typeof blankWords;

/** Why there is no amount in a budget: a printed dash, an empty cell, money that is there already, or hidden. */
export const amountBlanks = {
  dash: blankWords.dash,
  empty: blankWords.empty,
  within_frame: blankWords.within_frame,
  hidden: blankWords.hidden,
} as const;

/** Why a value of an indicator is neither a number nor a word. */
export const valueBlanks = {
  mangler: blankWords.missing,
  "ikke-relevant": blankWords.not_relevant,
  skjult: blankWords.hidden,
  "paa-vej": blankWords.coming,
} as const;

/** The same in a sentence, after who it is said of: "Horsens mangler", "Horsens er på vej". */
export const blankPhrases: Readonly<Record<BlankKind, string>> = {
  not_stated: "er ikke oplyst",
  missing: "mangler",
  not_relevant: "er ikke relevant",
  hidden: "er skjult",
  coming: "er på vej",
  not_comparable: "kan ikke sammenlignes",
  dash: "er trykt som en streg",
  empty: "er et tomt felt",
  within_frame: "er eksisterende ramme",
};
