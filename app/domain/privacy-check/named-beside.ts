import { noNames } from "./no-names.ts";
import { adultWord, childWord, employee, kin, parent } from "./person-words.ts";

const one = "(?:\\p{Ll}{0,25}(?:barn|dreng|pige|elev)|baby|teenager|søn|datter)";
const theOne = "(?:\\p{Ll}{0,25}(?:barnet|drengen|pigen|eleven)|sønnen|datteren|babyen)";
const several = "\\p{Ll}{0,25}(?:børn|drenge|piger|elever)";
const adjectives =
  "(?:(?!(?:og|i|på|med|hos|en|et|for|til|af|som|at|om|fra|er|har|var|når|der|kan|skal)\\s)\\p{Ll}+\\s+){0,2}";
const whose = `(?:en|et|den|det|denne|dette|vores|min|mit|hans|hendes|jeres|deres|klassens)\\s+${adjectives}`;
const theMany = "\\p{Ll}{0,25}(?:børnene|drengene|pigerne|eleverne)";
const oneOf = `(?:en|et|én|ét|to|tre|fire)\\s+af\\s+(?:(?:vores|mine|jeres|de|disse|klassens|skolens)\\s+${adjectives}${several}|${theMany})`;
const ofThem = `(?:${theMany}|(?:vores|mine|de|to|tre|fire|disse)\\s+${adjectives}${several}|søskende\\p{Ll}{0,6}|tvillingerne)`;
const person = `(?:${theOne}|${whose}${one}|${oneOf}|(?:hans|hendes|barnets|deres) ${parent}|(?:en|min|vores)\\s+${adjectives}(?:\\p{Ll}{0,25}${employee}|mor|far)|\\p{Ll}{0,25}${employee}(?:en|n)|moren|faren)`;
const opening = `["»“”'‘]?`;

/** Words after which a capitalised word is a name, whatever it is: "drengen Xerxes", "vores elev Jakub". */
export const namesNext = new RegExp(
  `(?<!\\p{L})(?:drengen|pigen|eleven|barnet|sønnen|datteren|${whose}${one}|${oneOf}|elev|dreng|pige|(?:${kin})|kaldet|ved navn|familien|tvillingerne|fru|frk\\.|frøken|hr\\.|mor|far|(?:mor|far|moder|fader|mormor|farmor)en|(?:barn|dreng|pige|elev|søn|datter|han|hun|mor|far|${employee})\\p{Ll}{0,25},?\\s+(?:(?:der|som)\\s+)?(?:hedder|kaldes)|(?:mor|far|forældre|forældrene) til|\\p{Ll}{0,25}${employee}(?:en|n)?|(?:${theOne}|${whose}${one}),?\\s+(?:som\\s+)?(?:vi|jeg)\\s+(?:her\\s+)?(?:kalder|kaldte)(?:\\s+for)?|kald(?:er|te|t|e)?\\s+(?:vi\\s+)?(?:ham|hende)(?:\\s+for)?)\\s+${opening}$`,
  "iu",
);

/** A name set in after somebody: "en elev, Jakub, ville", "eleven (Jakub)", "en dreng - Jakub - ville". */
const setIn: readonly [before: RegExp, after: RegExp][] = [
  [
    new RegExp(`(?<!\\p{L})${person},\\s+(?:nemlig\\s+)?${opening}$`, "iu"),
    /^["»“”'’]?(?: \p{Lu}[\p{L}.-]{0,30})?(?:[,.)]|\s*$|\s+(?:og\s(?:hans|hendes)|på|fra|i|som|der)\s)/u,
  ],
  [
    new RegExp(
      `(?<!\\p{L})(?:${theOne}|${whose}${one}|${oneOf})\\s+(?:i|på|fra|med)\\s(?:\\d\\.|[^,.!?\\n]){1,30},\\s+$`,
      "iu",
    ),
    /^(?: \p{Lu}[\p{L}.-]{0,30})?,/u,
  ],
  [/^(?:elev|dreng|pige):\s+$/iu, /^(?: \p{Lu}[\p{L}.-]{0,30})?\s*$/u],
  [new RegExp(`(?<!\\p{L})${person}\\s+\\($`, "iu"), /^(?: \p{Lu}[\p{L}.-]{0,30})?(?:[,)]|\s+på\s+\d)/u],
  [new RegExp(`(?<!\\p{L})${person}\\s+-\\s+$`, "iu"), /^(?: \p{Lu}[\p{L}.-]{0,30})?\s+-\s/u],
  // "Eleverne Jakub og Ilyana": one capitalised word alone may be what they are at.
  [
    new RegExp(`(?<!\\p{L})${ofThem},?\\s+(?:nemlig\\s+)?$`, "iu"),
    /^(?:, \p{Lu}\p{Ll}+){0,5},? og \p{Lu}\p{Ll}+(?! \p{Lu})/u,
  ],
];

const closes = "(?=\\s+(?:i|på|fra|med|hos|som|der)\\s|\\s*[,.)]|\\s*$)(?![^,.!?\\n]{0,40}\\sog\\s+(?:en|et|vores)\\s)";
const howOld = "(?:\\d{1,2}|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten) år";
/** What is said of a child after its name: "Jakub, en elev i 3. klasse", "Jakub er en pige", "Jakub og hans mor". */
const saidAfter = [
  new RegExp(
    `^["»“”'’]?\\s*[,(]\\s*(?:(?:som|der)\\s+(?:er|var)\\s+)?(?:${whose}${one}|${oneOf}|(?:elev|dreng|pige|barn)(?=\\s+(?:i|på|fra)\\s))${closes}`,
    "iu",
  ),
  new RegExp(`^\\s+(?:er|var)\\s+(?:en|min)\\s+${adjectives}(?:dreng|pige)${closes}`, "iu"),
  new RegExp(
    `^\\s*[,(]\\s*(?:på\\s+)?${howOld}(?:\\s*$|\\)|\\s+gammel|,\\s+(?:\\d|går|har|er|var|ville|kom|elsker|bor|i\\s\\d|fra\\s\\d))`,
    "iu",
  ),
  new RegExp(`^\\s+(?:er|var)\\s+(?:nu\\s+)?${howOld}(?=\\s*[,.)]|\\s+gammel)`, "iu"),
  /^,?\s+(?:(?:som|der)\s+)?(?:går|gik|begyndte|startede)\s+i\s+\d{1,2}\.?\s?(?:klasse|[a-e])(?!\p{L})/u,
  /^\s+er\s+(?:lige\s+)?(?:ny|startet|begyndt)\s+(?:i|på)\s+(?:klassen|stuen|\d)/u,
  /^\s+og\s+(?:hans|hendes)\s+(?:mor|far|forældre|familie|bror|søster|klassekammerater)(?!\p{L})/u,
  /^,?\s+(?:(?:som|der)\s+)?(?:har|havde|fik|har\sfået)\s+(?:en\s)?(?:autisme|ADHD|angst|\p{L}*diagnose)(?!\p{L})/u,
  /^\s+fra\s+\d{1,2}\.?\s?[a-e]\s+(?:ville|græd|sad|sagde|spurgte|gik|kom|fik|har|havde|var)(?!\p{L})/u,
];
/** What is said of a child by a word within a sentence, where few other words have a capital letter. */
const saidWithin = [
  /^\s+(?:fra|i)\s+\d{1,2}\.?\s?[a-e](?!\p{L})/u,
  new RegExp(`^(?:,|\\s+på)\\s+${howOld}(?!\\p{L})`, "iu"),
];
const parentsAfter = /^\s+(?:forældre|plejeforældre|familie|søskende)(?!\p{L})/u;

/** What stands before a place or a thing. */
const noNameBefore = /(?<!\p{L})(?:i|på|ved|fra|om|en|et|den|det|ny|nyt|nye|hver|hvert|flere)\s+["»“”'(]?$/iu;
/** The ends of words that name a place, a house, a method or a group, or that are nouns and too long for a name. */
const thing =
  /(?:skolen?|børnehaven?|klassen?|klasserne|huset|gården|parken|vangen?|haven|stuen|holdet|gruppen|metoden|modellen|projektet|programmet|linjen|lineal(?:en)?|forum|centret|center|instituttet|forening(?:en)?|loven?|planen?|politik(?:ken)?|strategi(?:en)?|udvalget|borg|strup|købing|bjerg|rød|tilbud(?:det)?|samtalen?|ordningen?|teamet|bogen?|spillet|portalen|nettet|fonden|styrelsen|ministeriet|uddannelsen?|erne|hed|ing|tion|skab|\p{L}{5}et|\p{L}{6}en)s?$/iu;
/** What stands before the first word of a sentence. */
export const beginsSentence = /(?:^|[.!?:\n•]["»«“”')]{0,3})\s*(?:[-–]\s)?["»“”'(]{0,3}$/u;
/** How words end that begin a sentence and are no names: "Læreren", "Mødet", "Pigerne", "Pjecer". */
const endsAsNoun = /(?:en|et|ne|er|ene|hed|ing)$/u;

const wholly = (pattern: RegExp, token: string) => pattern.exec(token)?.[0] === token;

/** Whether a capitalised word that is no name by itself may be somebody's at all. */
export const mayBeName = (token: string, after: string): boolean =>
  !/-\p{Ll}|^\p{Lu}(?:['’.]?s)?$|^\p{Lu}{2,}$/u.test(token) &&
  !noNames.has(token.toLowerCase()) &&
  !/^\d|^ Kommune(?!\p{L})/u.test(after) &&
  !wholly(childWord, token) &&
  !wholly(adultWord, token);

/** Whether the words beside a capitalised word say that it is a child, though no list knows its name. */
export function isNamedBeside(token: string, before: string, after: string): boolean {
  if (thing.test(token)) return false;
  if (setIn.some(([words, next]) => words.test(before) && next.test(after))) return true;
  const begins = beginsSentence.test(before);
  if (noNameBefore.test(before) || (begins && endsAsNoun.test(token))) return false;
  if (saidAfter.some((words) => words.test(after))) return true;
  if (/[^s]['’]?s$|['’]$/u.test(token) && parentsAfter.test(after) && !/(?:n|t|r)e?s$|ers$/u.test(token)) return true;
  return !begins && saidWithin.some((words) => words.test(after));
}

/** Whether a capitalised word goes on with the names before it: "Emil og Jakub", "Emil, Jakub og Ilyana". */
export const goesOn = (token: string, between: string, after: string): boolean =>
  !thing.test(token) &&
  !/^ \p{Lu}/u.test(after) &&
  (/^,? og $/u.test(between) || (between === ", " && /^(?:, \p{Lu}\p{Ll}+){0,5},? og \p{Lu}\p{Ll}+/u.test(after)));
