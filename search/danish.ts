import { partsOfCompound } from "./compounds.ts";
import { withoutInvisible } from "./invisible.ts";
import { formOf, spell, stem } from "./words.ts";

/**
 * What Danish words are to the search, when a text is indexed and when somebody asks: one file for both engines, so that the two sides
 * always agree.
 */

/** Abbreviations of the field and what they stand for, in either direction. */
const abbreviations: Readonly<Record<string, string>> = {
  ppr: "pædagogisk psykologisk rådgivning",
  sfo: "skolefritidsordning",
  akt: "adfærd kontakt trivsel",
  buf: "børne- og ungdomsforvaltningen",
  bua: "børne- og ungdomspsykiatrisk afdeling",
  buu: "børne- og ungdomsudvalget",
  slf: "stærkere læringsfællesskaber",
  kl: "kommunernes landsforening",
  kbh: "københavn",
};

/** Words that people use for one another. A search for one finds the others, a little later. */
const synonymGroups: readonly (readonly string[])[] = [
  ["co-teaching", "to-lærerordning", "tolærerordning", "dobbeltlærer", "samundervisning", "co-undervisning"],
  ["fravær", "skolefravær", "pjæk", "skolevægring", "ufrivilligt skolefravær", "bekymrende fravær"],
  [
    "forældresamarbejde",
    "forældreinddragelse",
    "skole-hjem-samarbejde",
    "skolehjemsamarbejde",
    "samarbejde med forældre",
  ],
  ["dagtilbud", "daginstitution", "børnehave", "vuggestue"],
  ["overgangspædagog", "brobygger"],
  ["overgang", "skolestart"],
  ["angst", "cool kids", "ængstelig"],
  ["ventetid", "venteliste"],
  ["læringsmiljø", "klasserum", "klasseværelse", "indretning"],
  ["foreninger", "foreningsliv", "civilsamfund", "frivillige", "idrætsklubber", "idrætsforening", "klubber", "sport"],
  ["medbestemmelse", "elevråd", "elevinddragelse", "børneinddragelse", "medindflydelse", "børns stemme"],
  ["inklusion", "børnefællesskaber", "inkludere", "deltagelsesmuligheder"],
  ["børneombudsmand", "trivselsguide"],
  ["økonomimodel", "ressourcemodel", "ressourcetildeling", "tildelingsmodel"],
  ["penge", "økonomi", "økonomisk", "midler"],
  ["autisme", "autist", "autismespektrum", "asf"],
  ["mobning", "mobberi", "mobbe"],
  ["akt", "adfærd", "konflikt", "udadreagerende"],
  ["uro", "larm", "støj", "urolig", "klasseledelse"],
  ["lp-modellen", "lp", "læringsmiljø og pædagogisk analyse"],
  ["efteruddannelse", "kompetenceudvikling", "kursus"],
  ["leder", "ledelse"],
  ["skolefritidsordning", "sfo", "fritidsordning", "fritidshjem", "fritidspædagog"],
  ["visitation", "visitering", "visitere"],
  ["handicap", "handikap"],
  ["logopæd", "talepædagog", "talehørelærer"],
  ["nulte klasse", "børnehaveklasse", "0. klasse"],
  ["specialpædagogik", "specialpædagogisk"],
  ["pædagogik", "pædagogisk"],
];

/** Words too common to tell anything apart, and those that questions are asked with. */
const stopWords = new Set(
  (
    "og i at det en et den til er som på de med han af for ikke der var mig sig men har om vi min havde ham hun nu over da fra du ud sin " +
    "dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget hos hvis din efter end disse " +
    "under have også hvordan hvornår hvorfor hvem hvilke hvilken kan får få gør gøre bliver blive vores jer jeres deres dit dine mit mine " +
    "så ved uden kommer komme går gå bruger bruge laver lave"
  ).split(" "),
);

/** Runs of letters and digits that hyphens hold together, each as its parts. */
function partsOf(text: string): string[][] {
  // `P.P.R.` is PPR.
  const whole = withoutInvisible(text).replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, (short) =>
    short.replaceAll(".", ""),
  );
  return (spell(whole).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []).map((run) => run.split("-"));
}

/** The words of a text in our spelling, with hyphenated ones also joined, each once: what a misspelt word may have been meant to be. */
export function searchWordsOf(text: string): string[] {
  const words = partsOf(text).flatMap((parts) => (parts.length > 1 ? [...parts, compoundOf(parts)] : parts));
  return [...new Set(words)].filter((word) => word.length >= 3 && !stopWords.has(word));
}

/** The forms under which a text is found: stems of all words, and of hyphenated words joined. Repeats stay, for they count. */
export function formsOf(text: string): string[] {
  return partsOf(text).flatMap((parts) => {
    const forms = parts.filter((part) => !stopWords.has(part)).map(stem);
    return parts.length > 1 ? [...forms, stem(compoundOf(parts))] : forms;
  });
}

/**
 * The words within the compounds of a text, as stems, each once. A word that begins with a capital and does not begin a sentence is a name:
 * `Sejlmoseskolen` has nothing to do with a sail.
 */
export function formsWithin(text: string): string[] {
  const forms = new Set<string>();
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const begins = /(?:^|[.!?:…\n])[^\p{L}\p{N}.!?:…\n]*$/u.test(text.slice(Math.max(0, index - 8), index));
    const isName = !begins && /^\p{Lu}/u.test(word);
    if (!isName) for (const part of partsOfCompound(spell(word))) forms.add(part);
  }
  return [...forms];
}

/** Everything that has a place of its own in the Danish alphabet, in order; what is not here comes last. */
const alphabet =
  " _-‐–—,;:!¡?¿.·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´^¨°©®+±÷×<=>|¦~¤¢$£¥€0123456789abcdefghijklmnopqrstuvwxyzæøå";
const longestSorted = 200;

/** A text as digits and letters a-z that sort, byte by byte, as the text does in Danish: æ, ø, å last, and aa as å. Case and accents do not count. */
export function sortKey(text: string): string {
  const plain = text
    .slice(0, longestSorted)
    .normalize("NFC")
    .replace(/aa|Aa|AA/g, "å")
    .toLowerCase()
    .replaceAll("ä", "æ")
    .replace(/[öőœ]/g, "ø")
    .replaceAll("ü", "y")
    .replaceAll("ß", "ss")
    .replaceAll("…", "...")
    .replace(/[^æøå]/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""));
  return [...plain]
    .map((letter) => {
      const at = alphabet.indexOf(letter);
      return (36 + (at < 0 ? alphabet.length : at)).toString(36);
    })
    .join("");
}

/** One thing that must be found: any of the alternatives, each of which is a row of forms that must all be there. */
export interface Wanted {
  /** The word as it was typed, spelt our way; a compound of several as one word. */
  typed: string;
  /** The words that it is made of, spelt our way: one, or what a hyphen or a space parts. */
  parts: readonly string[];
  /** An abbreviation: it is not the beginning of another word. */
  whole: boolean;
  /** The best first: what was typed, then joined and split spellings, then abbreviations and synonyms. */
  alternatives: string[][];
}

/**
 * What somebody asks for, word by word; what hyphens hold together is one thing. Two neighbouring words are also tried as one
 * (`co teaching` finds `co-teaching`). A question of nothing but stop words is taken at its word. At most ten words are looked at.
 */
export function wantedOf(question: string): Wanted[] {
  const runs = partsOf(question).slice(0, mostWords);
  const telling = runs.filter(([word = "", ...more]) => more.length > 0 || !stopWords.has(word));
  return wantedOfRuns(telling.length > 0 ? telling : runs);
}

/** The same for words that have been picked out and are spelt our way. @param runs each the parts of one thing */
export function wantedOfRuns(runs: readonly (readonly string[])[]): Wanted[] {
  const words = runs.map(compoundOf);
  return runs.map((parts, index) => {
    const typed = words[index] ?? "";
    const alternatives = [[stem(typed)]];
    if (parts.length > 1) alternatives.push(parts.filter((part) => !stopWords.has(part)).map(stem));
    const [before, after] = [words[index - 1], words[index + 1]];
    // Where the stem of two words as one is that of one of them, the other was taken for an ending.
    for (const pair of [before && [before, typed], after && [typed, after]]) {
      const joined = pair ? formOf(pair.join("")) : "";
      if (pair && !pair.some((word) => stem(word) === joined)) alternatives.push([joined]);
    }
    if (parts.length === 1) alternatives.push([...partsOfCompound(typed)]);
    return {
      typed,
      parts,
      whole: Object.hasOwn(abbreviations, typed),
      alternatives: [...alternatives.filter((row) => row.length > 0), ...saidOtherwise(words, index)],
    };
  });
}

/** Several words as one. */
export const compoundOf = (parts: readonly string[]): string =>
  parts.length > 1 ? spell(parts.join("")) : (parts[0] ?? "");

/** Other ways of saying the word at a place, and the phrases of the question that it is a part of. */
function saidOtherwise(words: readonly string[], index: number): string[][] {
  const found: string[][] = [];
  for (let length = 1; length <= longestPhrase; length += 1) {
    for (let from = Math.max(0, index - length + 1); from <= index && from + length <= words.length; from += 1) {
      const phrase = words
        .slice(from, from + length)
        .map(stem)
        .join(" ");
      found.push(...(expansions.get(phrase) ?? []));
    }
  }
  return found;
}

/** The longest phrase that has another way of saying it, in telling words. */
const longestPhrase = 3;

const mostWords = 10;

/** From a word or phrase, as forms, to the other ways of saying it. */
const expansions = new Map<string, string[][]>();
function expand(from: string, to: string): void {
  const telling = partsOf(from)
    .flat()
    .filter((part) => !stopWords.has(part));
  const keys = new Set([telling.map(stem).join(" "), formOf(partsOf(from).flat().join(""))]);
  for (const key of keys) expansions.set(key, [...(expansions.get(key) ?? []), formsOf(to)]);
}
for (const [short, long] of Object.entries(abbreviations)) {
  expand(short, long);
  expand(long, short);
}
for (const group of synonymGroups) {
  for (const word of group) for (const other of group) if (other !== word) expand(word, other);
}
