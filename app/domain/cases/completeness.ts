import { type Content, walk, wordsOf } from "#app/editor/content.ts";
import { partsOf, wordsOfSection } from "#app/editor/written.ts";

/** The parts that readers miss most in a case: what was done step by step, what was hard, what it took of time and money, whom to ask. */
export type MissedMost = "steps" | "hard" | "cost" | "ask";

/** So many words make a sentence, and no longer a headline. */
const aSentence = 3;
/** So many words in a list can tell one step from the next. */
const aFew = 8;
/** So many words can hold what was done, without a list. */
const severalSentences = 45;

const wordCount = (words: string) => words.split(/\s+/).filter(Boolean).length;

const amount =
  "(?:\\d[\\d.,]*|en|én|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|tyve|halv\\p{L}*|halvanden|ingen|uden|flere|hundrede|tusind)";
/** An amount of working time or money: "to timer om ugen", "12.000 kr.", "uden ekstra penge", "inden for budgettet"; not how long ago it was. */
const timeOrMoney = new RegExp(
  `(?<!\\p{L})(?:${amount}\\s+(?:\\p{L}+\\s+){0,2}(?:minut(?:ter)?\\s+(?:om|hver|pr|ugentlig|dagligt|ekstra)|timer|timers|lektioner|kursusdage?|vikardage?|arbejdsdage?|kr|kroner|mio|penge|stilling(?:er)?|årsværk|udgift(?:er)?)|${amount}\\s+(?:time|lektion)\\s+(?:om|hver|pr|ugentlig|til|ekstra)|\\d[\\d.,]*\\s?(?:kr|t\\.?kr|mio)|\\p{L}*budget\\p{L}*|\\p{L}*udgift(?:en|er|erne)?|bevilling\\p{L}*|vikar(?:timer|penge|dækning)|lønkroner|finansier\\p{L}*|kostede|koster|gratis|(?:arbejds|forberedelses|møde)tid(?:en)?)(?!\\p{L})`,
  "iu",
);
/** A way to somebody who can be asked. */
const somebodyToAsk =
  /\b((ringe?|skrive?)\s+(gerne\s+)?til\s+(?!(sin|sit|sine|hans|hendes|deres|barnets|elevens)?\s?(mor|far|forældre|hjem|barnet|eleven|familie|bedste))|kontaktperson\w*|kontakt\s+(os|gerne|skole\w*|ppr)|spørg\s|henvend\w*)/iu;

/** Tells which of the parts that readers miss most a text has. It is a guide: a text without them can be sent all the same. */
export function completenessOf(content: Content): Record<MissedMost, boolean> {
  const did = wordsOfSection(content, "did");
  const hard = wordsOfSection(content, "hard");
  const cost = wordsOfSection(content, "cost");
  // Whoever has opened the section means to write it there: what stands elsewhere is not taken for it.
  const asksCost = partsOf(content).some(({ section }) => section === "cost");
  const whole = wordsOf(content);
  let lists = false;
  let hardCallout = false;
  walk(content, ({ type, attrs }) => {
    if (type === "orderedList" || type === "bulletList") lists = true;
    if (type === "callout" && attrs?.kind === "hard") hardCallout = true;
  });
  return {
    steps: wordCount(did) >= severalSentences || (lists && wordCount(did) >= aFew),
    hard: wordCount(hard) >= aSentence || hardCallout,
    cost: asksCost ? wordCount(cost) > 0 : timeOrMoney.test(whole),
    ask: somebodyToAsk.test(whole),
  };
}
