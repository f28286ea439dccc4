import { stemmer } from "@orama/stemmers/danish";

/*
 * A Danish word by itself: its spelling and its stem.
 */

/** One spelling for letters that are written in two ways: aa/å, ae/æ, oe/ø; accents go. */
export function spell(text: string): string {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      // Most letters are plain, and texts are long: those that are left alone are not looked at one by one.
      .replace(/[^\u0020-\u007eæøå\s\p{M}]/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""))
      .replaceAll("aa", "å")
      .replaceAll("ae", "æ")
      .replaceAll("oe", "ø")
  );
}

/** Words whose forms share no stem. */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    barn: ["barnet", "barnets", "barns", "børn", "børns", "børnene", "børnenes"],
    bog: ["bogen", "bøger", "bøgerne"],
    far: ["faren", "fædre", "fædrene"],
    mor: ["moren", "mødre", "mødrene"],
    mand: ["manden", "mænd", "mændene"],
    ven: ["vennen", "venner", "vennerne"],
    hånd: ["hånden", "hænder", "hænderne"],
    kolleg: ["kollega", "kollegaen", "kollegaer", "kollegaerne", "kollegas"],
    regl: ["regel"],
    midl: ["middel"],
    trivsl: ["trivsel", "trivsels"],
    mistrivsl: ["mistrivsel", "mistrivsels"],
    kurs: ["kursus", "kurset", "kursets", "kurser", "kurserne"],
    stue: ["stuen", "stuer", "stuerne"],
    år: ["året", "årene", "årenes", "årets"],
    alm: ["alment", "almene"],
    // `oe` has become `ø`.
    sfo: ["sføn", "sføens", "sføer", "sføerne", "sfør"],
  }).flatMap(([word, forms]) => forms.map((form) => [form, word] as const)),
);

const mostRemembered = 100_000;

/** The same work on words, done once for each: texts use the same words again and again. */
export function remembering(work: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = work(word);
      if (known.size >= mostRemembered) known.clear();
      known.set(word, found);
    }
    return found;
  };
}

/** A word, spelt our way, without its ending. */
export const stem = remembering((word) => {
  if (word.length <= 3) return word;
  const known = irregular.get(word);
  if (known) return known;
  // `muligheder` loses all its endings at once; `mulighederne` keeps one, and so does `frikvartererne`.
  const once = stemmer(word);
  return once.length > 4 && /(hed|er)$/.test(once) ? stemmer(once) : once;
});

/** A word as it stands in a text, in the form under which it is found. Hyphens in it are left out. */
export const formOf = remembering((word) => stem(spell(word.replaceAll("-", ""))));
