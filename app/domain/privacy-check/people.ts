import type { PrivacyFinding } from "./finding.ts";
import { commonFirstNames, firstNamesThatAreWords } from "./first-names.ts";
import { matches, type Span } from "./readable-text.ts";

const kin =
  "(?:lille|store|halv|pleje|bonus|sted|tvillinge)?(?:søn(?:nen|nens|ner)?|datter(?:en|ens)?|døtre|bror(?:en|s)?|søster(?:en|s)?|søskende|tvillinge?r?(?:ne)?)";
/** Children, and what is said of one. */
const childWord = new RegExp(
  `(?<!\\p{L})(?:\\p{Ll}{0,25}(?:barn(?:et|ets)?|børn(?:ene|enes)?|dreng(?:en|ens|e|ene)?|pige(?:n|ns|r|rne)?|elev(?:en|ens|er|erne)?|baby(?:en)?)|${kin}|klassekammerat(?:en|er|erne)?|teenager(?:en|e)?|(?:børnehave)?klasse(?:n|ns)?|\\d+\\.?\\s?(?:klasse|[a-d])|vuggestue(?:n)?|stue(?:n)?|år gammel|\\d+\\s?år|skolestart(?:en)?|fravær)(?!\\p{L})`,
  "iu",
);
/** Employees and parents, who are no more to be named than children. */
const employee =
  "(?:pædagog|lærer|børnehaveklasseleder|medhjælper|pædagogmedhjælper|vikar|kollega|støttepædagog|ressourcepædagog|skolepædagog|sfo-pædagog|talehørelærer|psykolog|sygeplejerske|sundhedsplejerske|sagsbehandler|rådgiver|vejleder|assistent|studerende|dagplejer|pedel|sekretær|kontaktpædagog|klasselærer|kontaktlærer|støtteperson)";
const parent =
  "(?:mor|far|moren|faren|moderen|faderen|forælder|forældre(?:ne|par)?|mormor|morfar|farmor|farfar|plejemor|plejefar|bedstemor|bedstefar|stedfar|stedmor)";
const adultWord = new RegExp(
  `(?<!\\p{L})(?:\\p{Ll}{0,25}${employee}(?:en|ens|er|erne|n|ne)?|${parent})(?!\\p{L})`,
  "iu",
);

/** Who stands by their words in public: leaders, politicians, researchers and authors. */
const publicTitle =
  "(?:\\p{L}{0,25}(?:leder|lederen|chef|chefen|direktør|direktøren|formand|formanden|forkvinde|forkvinden|professor|professoren|lektor|lektoren|forsker|forskeren|forskere|forskerne|ordfører|borgmester|borgmesteren|rådmand|rådmanden|minister|ministeren|konsulent|konsulenten|forfatter|forfatteren|filosof|filosoffen|psykiater|inspektør|inspektøren|rektor|rektoren|koordinator|koordinatoren)|ph\\.?d\\.?|adjunkt|docent|cand\\.\\s?\\p{L}+\\.?|dr\\.|mag\\.?art\\.?)";
const titleBefore = new RegExp(
  `(?<!\\p{L})${publicTitle}(?:\\s+(?:i|på|ved|for|hos|af|fra|og)\\s+[\\p{L}. ]{2,40})?(?:\\s+(?:\\p{Lu}[\\p{L}.-]{0,30}\\s+){1,3}og)?[\\s,:(]+$`,
  "iu",
);
const titleAfter = new RegExp(
  `^(?:\\s+\\p{Lu}[\\p{L}-]{0,30}\\.?){0,3}\\s*[,(]\\s*(?:(?:som er|der er|en|vores|daværende|tidligere|pædagogisk|faglig|daglig)\\s+)*${publicTitle}`,
  "iu",
);
const citedAfter =
  /^(?:\s+(?:og\s+)?\p{Lu}[\p{L}-]{0,30}\.?){0,4}(?:\s*(?:&|og|m\.fl\.|et al\.?))*(?:\s+\p{Lu}[\p{L}-]{0,30}){0,2}\s*[,(]\s*(?:19|20)\d{2}/u;
/** Places, prizes and methods that are named after someone. */
const namesakes = [
  "skole[nr]?|skoler|gymnasium|gymnasiet|børnehaven?|vuggestuen?|børnehus|børnehuset|institutionen?|fond|fonden|modellen?|metoden?|metodens",
  "teknik|teknikken|teorien?|testen?|prisen?|gade|vej|plads|allé|kirke|kollegiet?|instituttet|institut|centret|center|komitéen?|stiftelsen|legat",
  "universitet|university|college|skala|skalaen|sogn|parken",
].join("|");
const eitherCase = (words: string) =>
  words.replace(/(?<![\p{L}[])(\p{Ll})/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
/** "Emils skole" is the school he goes to; "Alfred Nobels skole", "Emil-metoden" and "Emils Skole" are named after someone. */
const namedAfter = new RegExp(
  `^(?:s|'s)?(?:(?:\\s+(?:\\p{Lu}[\\p{L}.-]{0,30}|af|og|von|de)){1,3}[\\s-]+|-|\\s+(?=\\p{Lu}))(?:\\p{Lu}?\\p{Ll}{0,25})?(?:${eitherCase(namesakes)})(?!\\p{Ll})`,
  "u",
);
const placeBefore =
  /(?:\b(?:skolen|børnehaven|vuggestuen|institutionen|børnehuset|stuen|klassen|projektet|forløbet|bogen|filmen|bøgerne om|bogen om|filmen om|historien om|eventyret om|sangen|spillet|figuren|bamsen|dukken|robotten|programmet|systemet|firmaet|gruppen|holdet|huset|sankt|skt\.|st\.|dronning|kong|kronprins|prinsesse|prins)\s+(?:»|"|“)?)$/iu;

/** Capitalised words that follow a child word and are no names. */
const noName =
  /^(?:I|De|Dem|Deres|Det|Den|Der|Da|Vi|Hun|Han|Du|Jeg|Man|Ja|Nej|Nest|NEST|PPR|SFO|AKT|BUA|KL|Danmark|Dansk|Danske|Folkeskolen?|Efter|Hvis|Når|Så|Men|Og|Alle|Nogle|Ingen|Én|Et|En|Trivsel|Børn|Barn|Elev|Skolen?|Kommunen?|Folketinget|Aarhus|Århus|København|Odense|Aalborg|Esbjerg|Randers|Albertslund|Frederiksberg|Grønland|Færøerne|Jylland|Fyn|Sjælland|Tyskland|Sverige|Norge|Syrien|Ukraine|Somalia|Polen|Tyrkiet|Instagram|TikTok|Snapchat|Facebook|YouTube|Aula|Minecraft|Roblox|LEGO|Lego|ADHD|ASF|OCD|ADD|Tourettes?|Asperger|Aspergers|Downs|WISC|X|Y|Z|A|B|C|N\.?N\.?)$/u;

const word = /(?<![\p{L}\p{N}@./-])\p{Lu}[\p{L}'-]{0,30}/gu;

/** How near a word must stand to say whom a name belongs to, in characters. */
const near = 120;

const isIn = (names: ReadonlySet<string>, token: string) => {
  const lower = token.toLowerCase().replace(/['’]$/u, "");
  return names.has(lower) || (lower.endsWith("s") && names.has(lower.slice(0, -1)));
};

/** Somebody's thoughts, which are theirs in public. */
const ownWork =
  /^(?:\s\p{Lu}[\p{L}-]{0,30})*\s+(?:arbejde|teori|teorier|bog|bøger|begreb|begreber|tanker|forskning|tilgang|undersøgelse|model)(?!\p{L})/u;
/** The month, which some children are named after. */
const isMonth = /^\s+(?:19|20)\d{2}(?!\d)/u;

/** Whether a name is that of somebody who stands by it in public, of a place or of a month. */
function isPublic(plain: string, { start, end }: Span): boolean {
  const before = plain.slice(Math.max(0, start - 90), start);
  const after = plain.slice(end, end + 90);
  return (
    isMonth.test(after) ||
    ownWork.test(after) ||
    titleBefore.test(before) ||
    titleAfter.test(after) ||
    citedAfter.test(after) ||
    namedAfter.test(after) ||
    placeBefore.test(before)
  );
}

/** The rest of a name, where a surname follows it. */
const wholeName = (plain: string, { start, end }: Span): Span => {
  const rest = /^(?:\s\p{Lu}\.?(?:[\p{Ll}-][\p{L}-]{0,30})?){1,2}/u.exec(plain.slice(end));
  return { start, end: rest && !/[.!?]\s/.test(rest[0]) ? end + rest[0].length : end };
};

/** Names of children, parents and employees. Leaders, politicians and researchers who stand by their words pass. */
export function findNames(plain: string): PrivacyFinding[] {
  const found: PrivacyFinding[] = [];
  let last = 0;
  for (const { match, start, end } of matches(plain, word)) {
    if (start < last) continue;
    const [token] = match;
    const before = plain.slice(Math.max(0, start - near), start);
    const after = plain.slice(end, end + near);
    if (!isName(token, before, after) || isPublic(plain, { start, end })) continue;
    const span = wholeName(plain, { start, end });
    last = span.end;
    found.push({ kind: "name", ...span });
  }
  return found;
}

function isName(token: string, before: string, after: string): boolean {
  // A name without a surname is nearly always a child, a parent or a colleague; with one it may be anybody.
  if (isIn(commonFirstNames, token))
    return !hasSurname.test(after) || saysWhose.some((words) => words.test(before) || words.test(after));
  if (isIn(firstNamesThatAreWords, token)) return isHeldAsName(token, before, after);
  return token.length > 1 && !noName.test(token) && !/^\p{Lu}{2,}$/u.test(token) && namesNext.test(before);
}

/** Words after which a capitalised word is a name, whatever it is. */
const namesNext = new RegExp(
  `(?<!\\p{L})(?:drengen|pigen|eleven|barnet|sønnen|datteren|(?:${kin})|lille|kaldet|ved navn|(?:barn|dreng|pige|elev|søn|datter|han|hun|mor|far)\\p{Ll}{0,25}\\s+(?:hedder|kaldes)|(?:mor|far|forældre|forældrene) til|\\p{Ll}{0,25}${employee}(?:en|n))\\s+$`,
  "iu",
);

const hasSurname = /^\s\p{Lu}[\p{Ll}-]/u;
const saysWhose = [childWord, adultWord];

/** Whether the words beside a word say that it is somebody. */
const isHeldAsName = (token: string, before: string, after: string): boolean =>
  namesNext.test(before) ||
  /^(?:,)?\s+(?:på\s+)?(?:\d+|en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten)\s+år(?:\s|[.,]|$)/iu.test(
    after,
  ) ||
  /^\s+(?:fra|i|går i)\s+\d+\.?\s?(?:klasse|[a-d](?!\p{L}))/iu.test(after) ||
  /^\s+og\s+(?:hans|hendes)\s+(?:mor|far|forældre)/iu.test(after) ||
  (firstNamesThatAreWords.has(token.slice(0, -1).toLowerCase()) &&
    /^\s+(?:mor|far|forældre|storebror|lillebror|storesøster|lillesøster)(?!\p{L})/iu.test(after)) ||
  /^\s+(?:har|fik|har fået)\s+(?:autisme|adhd|add|angst|en diagnose)/iu.test(after);

const isFileName = /^[^\n]{1,150}\.\p{L}{2,4}$/u;

/** Names in the name of a file, where nobody writes capital letters. */
export const findNamesInFileName = (plain: string): PrivacyFinding[] =>
  isFileName.test(plain)
    ? matches(plain, /\p{L}+/gu)
        .filter(({ match: [token] }) => isIn(commonFirstNames, token))
        .map(({ start, end }) => ({ kind: "name", start, end }))
    : [];

/** A letter or two in place of a child's name. "Elev A" and "barn X" are labels and pass. */
export const findInitials = (plain: string): PrivacyFinding[] =>
  matches(
    plain,
    /(?<!\p{L})(?:drengen|pigen|eleven|barnet|sønnen|datteren|hans mor|hendes mor|en dreng,?|en pige,?|et barn,?|en elev,?|mor til|far til|læreren|pædagogen)\s+((?:\p{Lu}\.\s?){1,3}|\p{Lu}{1,2})(?![\p{L}\p{N}])/giu,
  ).flatMap(({ match, end }): PrivacyFinding[] => {
    const [, letters = ""] = match;
    // The flag `i` lets small letters through, and `I` begins a sentence or speaks to somebody.
    if (letters !== letters.toUpperCase() || /^(?:I|X|Y|Z|N\.?N\.?)\s*$/u.test(letters)) return [];
    const start = end - letters.length;
    return [{ kind: "initials", start, end: start + letters.trimEnd().length }];
  });
