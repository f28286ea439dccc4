import type { PrivacyFinding } from "./finding.ts";
import { commonFirstNames, firstNamesThatAreWords, wordsThatBegin } from "./first-names.ts";
import { beginsSentence, goesOn, isNamedBeside, mayBeName, namesNext } from "./named-beside.ts";
import { adultWord, childWord, employee, parent } from "./person-words.ts";
import { matches, type Span } from "./readable-text.ts";

/** Who stands by their words in public: leaders, politicians, researchers and authors. */
const publicTitle =
  "(?:\\p{L}{0,25}(?:(?<!vej|klasse)leder|(?<!vej|klasse)lederen|chef|chefen|direktør|direktøren|(?<!elevråds)formand|(?<!elevråds)formanden|forkvinde|forkvinden|professor|professoren|lektor|lektoren|forsker|forskeren|forskere|forskerne|ordfører|borgmester|borgmesteren|rådmand|rådmanden|minister|ministeren|konsulent|konsulenten|forfatter|forfatteren|filosof|filosoffen|psykiater|inspektør|inspektøren|rektor|rektoren|koordinator|koordinatoren)|ph\\.?d\\.?|adjunkt|docent|cand\\.\\s?\\p{L}+\\.?|dr\\.|mag\\.?art\\.?)";
const titleBefore = new RegExp(
  `(?<!\\p{L})${publicTitle}(?:\\s+(?:i|på|ved|for|hos|af|fra|og)\\s+[\\p{L}. ]{2,40})?(?:\\s+(?:\\p{Lu}[\\p{L}.-]{0,30}\\s+){1,3}og)?[\\s,:(]+$`,
  "iu",
);
const titleAfter = new RegExp(
  `^(?:\\s+\\p{Lu}[\\p{L}-]{0,30}\\.?){0,3}\\s*[,(\\n]\\s*(?:(?:som er|der er|en|vores|daværende|tidligere|pædagogisk|faglig|daglig)\\s+)*${publicTitle}`,
  "iu",
);
/** The letter of a party, as in "Mattias Holm (S)". */
const partyAfter = /^(?: \p{Lu}[\p{L}-]{0,30}){0,3} \(\p{Lu}{1,2}\)/u;
const citedAfter =
  /^(?:\s+(?:og\s+)?\p{Lu}[\p{L}-]{0,30}\.?){0,4}(?:\s*(?:&|og|m\.fl\.|et al\.?))*(?:\s+\p{Lu}[\p{L}-]{0,30}){0,2}\s*[,(]\s*(?:19|20)\d{2}|^(?: \p{Lu}[\p{L}-]{0,30}\.?){1,3}(?: m\.fl\.| et al\.?)? \(?(?:19|20)\d{2}(?!\d)/u;
/** Places, prizes and methods that are named after someone. */
const namesakes = [
  "skole[nr]?|skoler|gymnasium|gymnasiet|børnehaven?|vuggestuen?|børnehus|børnehuset|institutionen?|fond|fonden|modellen?|metoden?|metodens",
  "teknik|teknikken|teorien?|testen?|prisen?|gade|vej|plads|allé|kirke|kollegiet?|instituttet|institut|centret|center|komitéen?|stiftelsen|legat",
  "program|programmet|projekt|projektet|forløbet|universitet|university|college|skala|skalaen|sogn|parken",
].join("|");
const eitherCase = (words: string) =>
  words.replace(/(?<![\p{L}[])(\p{Ll})/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
/** "Emils skole" is the school he goes to; "Alfred Nobels skole", "Emil-metoden" and "Emils Skole" are named after someone. */
const namedAfter = new RegExp(
  `^(?:s|'s)?(?:(?:\\s+(?:\\p{Lu}[\\p{L}.'’-]{0,30}|af|og|von|de)){1,3}[\\s-]+|-|\\s+(?=\\p{Lu}))(?:\\p{Lu}?\\p{Ll}{0,25})?(?:${eitherCase(namesakes)})(?!\\p{Ll})`,
  "u",
);
const placeBefore =
  /(?:\b(?:skolen|børnehaven|vuggestuen|institution|institutionen|daginstitutionen|dagtilbuddet|børnehuset|klubben|fritidshjemmet|afdeling|afdelingen|botilbuddet|opholdsstedet|specialtilbuddet|stuen|klassen|projektet|forløbet|bogen|filmen|bøgerne om|bogen om|filmen om|historien om|eventyret om|sangen|spillet|figuren|bamsen|dukken|robotten|programmet|systemet|firmaet|gruppen|holdet|huset|reggio|sankt|skt\.|sct\.|st\.|dronning|kong|kronprins|prinsesse|prins)\s+(?:»|"|“)?)$/iu;

/** People of books, and a day, who are called by names of children. */
const madeUp =
  /^(?:Emil fra Lønneberg|Rasmus Klump|Rasmus Modsat|Peter (?:Plys|Pan|Pedal)|Alice i Eventyrland|Adam og Eva|Anders And|Ronja Røverdatter|Mikkel (?:Mus|Ræv)|Ole Lukøje|Robin Hood|Robinson Crusoe|Sofies Verden|Palle (?:alene|Alene)|Karius og Baktus|Otto er et næsehorn|Eva(?= i (?:klassen|Paradis)))/u;

const word = /(?<![\p{L}\p{N}@./-])\p{Lu}[\p{L}'-]{0,30}/gu;

/** How near a word must stand to say whom a name belongs to, in characters. */
const near = 120;

const isIn = (names: ReadonlySet<string>, token: string): boolean => {
  // "Karl-Emil" is a name where one of its parts is; "Emil-metoden" is none.
  if (/\p{L}-\p{Lu}/u.test(token)) return token.split("-").some((part) => part !== "" && isIn(names, part));
  const lower = token.toLowerCase().replace(/['’]s?$/u, "");
  return names.has(lower) || (lower.endsWith("s") && names.has(lower.slice(0, -1)));
};

/** Somebody's thoughts, which are theirs in public. */
const ownWork =
  /^(?:\s\p{Lu}[\p{L}-]{0,30})*\s+(?:arbejde|teori|teorier|bog|bøger|begreb|begreber|tanker|forskning|tilgang|undersøgelse|model)(?!\p{L})/u;

/** Those who are read and heard: "Ifølge Louise Klinge", "Louise Klinge skriver om". */
const heardBefore =
  /(?<!\p{L})(?:ifølge|inspireret\s(?:af|fra)|inspiration\sfra|jf\.|(?:bog|bogen|artikel|artiklen|oplæg|oplægget|foredrag|foredraget|kursus|kurset|webinar|podcast)\s(?:af|ved|med|hos)|(?:læst|læser|hørt)(?:\som)?)\s+$/iu;
const heardAfter =
  /^(?: \p{Lu}[\p{L}-]{1,30}){1,3}\s+(?:skriver\s(?:om|i)|har\s(?:skrevet\s(?:om|bogen|en\sbog)|forsket|beskrevet)|beskriver|forsker|peger\spå|påpeger|definerer|argumenterer|kalder\sdet|om\s)/u;
const isHeard = (before: string, after: string): boolean =>
  hasSurname(after) && !namesNext.test(before) && (heardBefore.test(before) || heardAfter.test(after));

/** Whether a name is that of somebody who stands by it in public or of a place. */
function isPublic(plain: string, { start, end }: Span): boolean {
  const before = plain.slice(Math.max(0, start - 90), start);
  const after = plain.slice(end, end + 90);
  return (
    isHeard(before, after) ||
    ownWork.test(after) ||
    madeUp.test(plain.slice(start, end + 30)) ||
    partyAfter.test(after) ||
    titleBefore.test(before) ||
    titleAfter.test(after) ||
    citedAfter.test(after) ||
    namedAfter.test(after) ||
    placeBefore.test(before)
  );
}

/** The rest of a name, where other names follow it on the line. */
const wholeName = (plain: string, { start, end }: Span): Span => {
  const rest = /^(?: \p{Lu}\.?(?:[\p{Ll}-][\p{L}-]{0,30})?){1,3}/u.exec(plain.slice(end, end + near));
  return { start, end: rest && !/[.!?]\s/.test(rest[0]) ? end + rest[0].length : end };
};

/** Somebody who is named. */
export interface Person extends Span {
  /** Said to be a parent or an employee. */
  adult: boolean;
}

/** An unlisted name without its genitive, as it stands elsewhere too. */
const stem = (token: string): string => token.toLowerCase().replace(/['’]?s?['’]?$/u, "");

/** "Så kom Jakub og Emil", where the second is listed and has no surname. */
function isBeforeName(token: string, before: string, after: string): boolean {
  const [whole, next = ""] = /^ og (\p{Lu}[\p{L}-]{1,30})/u.exec(after) ?? [];
  return (
    whole !== undefined &&
    isIn(commonFirstNames, next) &&
    !hasSurname(after.slice(whole.length)) &&
    /\p{Ll}[\p{Ll},]* $/u.test(before) &&
    !/\p{Lu}\p{Ll}+ $/u.test(before) &&
    goesOn(token, " og ", "")
  );
}

/** The names in a text, those that public persons bear left out, and the unlisted among them. */
function namesIn(plain: string, known: ReadonlySet<string>): { spans: Span[]; unlisted: Set<string> } {
  const spans: Span[] = [];
  const unlisted = new Set<string>();
  let last = 0;
  for (const { match, start, end } of matches(plain, word)) {
    if (start < last) continue;
    const [token] = match;
    const before = plain.slice(Math.max(0, start - near), start);
    const after = plain.slice(end, end + near);
    const span = wholeName(plain, { start, end });
    const isListed = isIn(commonFirstNames, token);
    const mayBeUnlisted = !isListed && !isIn(firstNamesThatAreWords, token) && mayBeName(token, after);
    const previous = spans.at(-1);
    const isSomebodys =
      isName(token, before, after) ||
      (mayBeUnlisted &&
        (known.has(stem(token)) ||
          (previous !== undefined && goesOn(token, plain.slice(previous.end, start), after)) ||
          isBeforeName(token, before, after)));
    if (isSomebodys || isListed) last = span.end;
    if (!isSomebodys || isPublic(plain, { start, end })) continue;
    spans.push(span);
    if (mayBeUnlisted) unlisted.add(stem(token));
  }
  return { spans, unlisted };
}

/** Children, parents and employees who are named. Leaders, politicians and researchers who stand by their words are left out. */
export function findPeople(plain: string): Person[] {
  const first = namesIn(plain, new Set());
  // A name that was only known by the words beside it is one wherever it stands.
  const found = first.unlisted.size > 0 ? namesIn(plain, first.unlisted).spans : first.spans;
  let before: Person | undefined;
  const inOrder = [...found, ...findNamesInSmallLetters(plain)].sort((one, other) => one.start - other.start);
  return inOrder.map(({ start, end }) => {
    const beside = before?.adult && /^(?:,? og |, )$/.test(plain.slice(before.end, start));
    const adult =
      beside ||
      adultBefore.test(plain.slice(Math.max(0, start - near), start)) ||
      adultAfter.test(plain.slice(end, end + near));
    before = { start, end, adult };
    return before;
  });
}

/** Names of children, parents and employees. */
export const findNames = (people: readonly Person[]): PrivacyFinding[] =>
  people.map(({ start, end }) => ({ kind: "name", start, end }));

const anAdult = `\\p{L}{0,25}${employee}(?:en|n|er|erne|ne)?|${parent}`;
const adultBefore = new RegExp(`(?<!\\p{L})(?:${anAdult})[,:]?\\s+$`, "iu");
const adultAfter = new RegExp(
  `^,?\\s+(?:(?:som|der)\\s+er\\s+)?(?:(?:en|vores|hans|hendes|min)\\s+)?(?:${anAdult})(?!\\p{L})`,
  "iu",
);

const kinAfter =
  /^\s+(?:mor|far|forældre|mormor|morfar|farmor|farfar|bedstemor|bedstefar|(?:store|lille|tvillinge)?(?:bror|søster))(?!\p{L})/iu;
/** "Elevens mor" is anybody's. */
const anybodys =
  /(?:elevens|elevs|barnets|barns|drengens|drengs|pigens|piges|sønnens|datterens|ernes|enes|^hans|^hendes|^ens|^vores|^alles|^deres|^familiens|^skolens|^klassens|^kommunens|^danmarks|^verdens|^årets|^dagens)$/iu;

function isName(token: string, before: string, after: string): boolean {
  if (isIn(commonFirstNames, token)) {
    // EVA and IDA are also institutions.
    if (/^(?:EVA|IDA)$/.test(token)) return namesNext.test(before);
    if (isIn(wordsThatBegin, token) && beginsSentence.test(before) && !isHeldAtStart(token, before, after))
      return false;
    // A name without a surname is nearly always a child, a parent or a colleague; with one it may be anybody.
    const isAlone = !hasSurname(after) && !followsGivenName.test(before);
    return isAlone || worksThere.test(after) || saysWhose.some((words) => words.test(before) || words.test(after));
  }
  if (isIn(firstNamesThatAreWords, token)) return isHeldAsName(token, before, after);
  if (!mayBeName(token, after)) return false;
  return (
    namesNext.test(before) ||
    isNamedBeside(token, before, after) ||
    (/[^s]['’]?s$|['’]$/u.test(token) &&
      kinAfter.test(after) &&
      !/forældre/.test(after.slice(0, 12)) &&
      !anybodys.test(token))
  );
}

const hasSurname = (after: string): boolean => {
  const [, next] = /^ (\p{Lu}[\p{Ll}-][\p{L}-]{0,30})/u.exec(after) ?? [];
  return next !== undefined && !isIn(commonFirstNames, next);
};
/** "Zohair Ali" is a whole name, though only the last of it is listed. */
const followsGivenName = /[\p{Ll},(] \p{Lu}\p{Ll}{1,30} $/u;
/** "Lone Hansen fra PPR" works there. */
const worksThere =
  /^(?: \p{Lu}[\p{L}-]{0,30}){0,3},? (?:fra|i|på|hos) (?:PPR|SFO|sundhedsplejen|børnehaven|vuggestuen|stuen|vores)(?!\p{L})/u;
const saysWhose = [childWord, adultWord];

const years = "(?:\\d{1,2}|en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten)";
/** What only somebody does. */
const doneByOne =
  /^\s+(?:ikke\s+)?(?:(?:græd|sad|sidder|løb|kastede|spurgte|turde|lo|råbte|skreg|hviskede|smilede|savne(?:r|de)|legede|nægte(?:r|de)|tegnede|ville|skubbe(?:r|de)|gemte\ssig|mistede\s(?:sin|sit)|flyttede\s(?:til|fra|skole)|kom\s(?:ikke\s)?i\s(?:skole|klassen|børnehaven?|vuggestuen?|\d)|kom\smed\s(?:en|et|sin|sit|sine)|(?:er\s(?:lige\s)?)?(?:startet?|startede|begyndt|begyndte)\s(?:i|på)\s(?:\d|klassen|skolen|skole|børnehaven?|vuggestuen?|stuen)|har\s(?:det\s)?svært(?!\p{L})|fik\s(?:hjælp|lov)))(?!\p{L})/u;
/** Months and days, which may come and go as somebody does. */
const nature = /^(?:Maj|Juni?|Juli|August|Dag|Nat|Sol)$/u;
const ageAfter = new RegExp(`^,?\\s+(?:på\\s+)?${years}\\s+år(?:\\s|[.,]|$)`, "iu");
const classAfter = /^\s+(?:fra|i|går i)\s+\d+\.?\s?(?:klasse|[a-d](?!\p{L}))/iu;

/** Whether the words beside a word say that it is somebody. */
const isHeldAsName = (token: string, before: string, after: string): boolean =>
  namesNext.test(before) ||
  /(?<!\p{L})lille $/u.test(before) ||
  ageAfter.test(after) ||
  classAfter.test(after) ||
  /^\s+og\s+(?:hans|hendes)\s+(?:mor|far|forældre)/iu.test(after) ||
  (/s$|['’]$/u.test(token) && token.length > 2 && !anybodys.test(token) && kinAfter.test(after)) ||
  /^\s+(?:har|fik|har\s(?:\p{Ll}+\s)?fået)\s+(?:en\s)?(?:autisme|adhd|add|angst|diagnose)/iu.test(after) ||
  (!nature.test(token) && doneByOne.test(after));

const sentenceFrom = (after: string) => /^[^.!?\n]*/.exec(after)?.[0] ?? "";
/** "Line op ved døren", "Trille bolden", "Vilde børn": the word does something else than to name. */
const toBeDone =
  /^ (?:op|ned|hen|jer|dem|den|det|en|et|alle|\p{Ll}{2,30}(?:en|et|ne)|\p{Ll}{0,25}(?:børn|elever|drenge|piger))(?!\p{L})/u;
const actsAfter =
  /^ (?:er|var|har|havde|blev|bliver|kom|kommer|går|gik|fik|får|sagde|siger|kan|kunne|vil|ville|skal|skulle|synes|elsker|og \p{Lu}\p{L}*)(?!\p{L})|^,/u;
/** Whether a word that begins a sentence, and may be a name or not, is somebody's. */
const isHeldAtStart = (token: string, before: string, after: string): boolean =>
  isHeldAsName(token, before, after) ||
  actsAfter.test(after) ||
  (!toBeDone.test(after) && childWord.test(sentenceFrom(after)));

/** Names of those who write without capital letters, where the words beside them say so. */
const findNamesInSmallLetters = (plain: string): Span[] =>
  matches(plain, /(?<![\p{L}\p{N}@./-])\p{Ll}[\p{L}'’-]{2,30}/gu).flatMap(({ match: [token], start, end }): Span[] => {
    if (!isIn(commonFirstNames, token)) return [];
    const held = isHeldAsName(token, plain.slice(Math.max(0, start - near), start), plain.slice(end, end + near));
    return held ? [{ start, end }] : [];
  });

/** First names with a surname, whoever bears them, leaders and politicians too. What is named after somebody is left out. */
export const findFullNames = (plain: string): Span[] =>
  matches(plain, word).flatMap(({ match: [token], start, end }) => {
    const [before, after] = [plain.slice(Math.max(0, start - 90), start), plain.slice(end, end + 90)];
    const isOther = namedAfter.test(after) || placeBefore.test(before) || madeUp.test(plain.slice(start, end + 30));
    return isIn(commonFirstNames, token) && hasSurname(after) && !isOther ? [wholeName(plain, { start, end })] : [];
  });

const isFileName = /^[^\n]{1,150}\.\p{L}{2,4}$/u;

/** Names in the name of a file, where nobody writes capital letters. */
export const findNamesInFileName = (plain: string): PrivacyFinding[] =>
  isFileName.test(plain)
    ? matches(plain, /\p{L}+/gu)
        .filter(({ match: [token] }) => isIn(commonFirstNames, token))
        .map(({ start, end }) => ({ kind: "name", start, end }))
    : [];

const letters = "(?:\\p{Lu}\\. ?){1,3}";
const initials = [
  new RegExp(
    `(?<!\\p{L})(?:[Dd]rengen|[Pp]igen|[Ee]leven|[Bb]arnet|[Ss]ønnen|[Dd]atteren|[Hh]ans mor|[Hh]endes mor|[Ee]n dreng,?|[Ee]n pige,?|[Ee]t barn,?|[Ee]n elev,?|[Mm]or til|[Ff]ar til|[Ll]æreren|[Pp]ædagogen)\\s+(${letters}|\\p{Lu}{1,2})(?![\\p{L}\\p{N}])`,
    "gu",
  ),
  /(?<!\p{L})(?:[Ee]lev|[Bb]arn|[Dd]reng|[Pp]ige|[Ll]ærer|[Pp]ædagog|[Vv]ikar|[Mm]or|[Ff]ar)\s+((?:\p{Lu}\. ?){2,3})/gu,
  /(?<![\p{L}\p{N}]|\p{L}\. ?)((?:\p{Lu}\.)*\p{Lu}['’.]s)(?= (?:mor|far|forældre|bror|søster|storebror|lillebror|storesøster|lillesøster)(?!\p{L}))/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}.]|\\p{L}\\. )(${letters})(?=(?:på |, ?)?${years} år(?!\\p{L})|(?:fra|i|går i) \\d{1,2}\\.? ?(?:klasse|[a-e](?!\\p{L})))`,
    "gu",
  ),
  // "A.B. blev udredt for ADHD"
  /(?<![\p{L}\p{N}.]|\p{L}\. )((?:\p{Lu}\. ?){2,3})(?=(?:blev|er|har|fik|går|sad|startede|begyndte) [^.!?]{0,60}(?:udred|autis|ADHD|diagnos|angst|svært|skolevægr))/gu,
  // The first letters of the alphabet are labels: "Elev A fra 3.b".
  /(?<!\p{L})(?:[Ee]lev|[Bb]arn|[Dd]reng|[Pp]ige)\s+([D-WÆØÅ])(?=,? (?:fra|i|går i) \d{1,2}\.? ?(?:klasse|[a-e](?!\p{L})))/gu,
];

/** A letter or two in place of a child's name. "Elev A" and "barn X" are labels and pass. */
export const findInitials = (plain: string): PrivacyFinding[] =>
  initials
    .flatMap((pattern) => matches(plain, pattern))
    .flatMap(({ match: [whole, found = ""], start }): PrivacyFinding[] => {
      // `I` begins a sentence or speaks to somebody.
      if (/^(?:I|X|Y|Z|N\.?N\.?)\s*$/u.test(found)) return [];
      const first = start + whole.length - found.length;
      return [{ kind: "initials", start: first, end: first + found.trimEnd().length }];
    });
