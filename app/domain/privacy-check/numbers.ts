import type { PrivacyFinding } from "./finding.ts";
import { matches } from "./readable-text.ts";

/** Numbers that are named: whatever stands behind these words is no person's. */
const namedNumber =
  /(?:\b(?:cvr(?:\/se)?|ean(?:-?lokations)?|gln|se|p|isbn|issn|iban|konto|reg|kontonr|sags?|journal|j|faktura|ordre|rekvisitions?|matrikel|bilags?|projekt|ydelses?|stednr|skole|institutions?|dok|dokument)[-\s.]*(?:nr|no|nummer|id|kode|enhed)?|\b(?:uger?|sider?|lokaler?|indeks|kr|dkk|sagsnr|journalnr|j\.nr|fakturanr|institutionsnr|skolekode|instnr)|\bdoi|(?:https?:\/\/|www\.)\S*)[-.:\s#]*(?:dk)?[-:\s]*$/i;

/** What a number counts, where it is an amount. */
const amountAfter =
  /^\s*(?:,\d+\s*)?(?:kr\b|kroner|mio|mia|t\.?kr|dkk|eur|euro|%|pct|procent|timer|minutter|børn|elever|årsværk|m2|m²|km)/i;

/** Checksum weights of a CPR number. Numbers given out since 2007 need not fit: https://cpr.dk/cpr-systemet/personnumre-uden-kontrolciffer-modulus-11-kontrol */
const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

const fitsModulus11 = (digits: string): boolean =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0;

/** Whether there is such a day in any year. Replacement numbers have 60 added to the day. */
function isDay(day: number, month: number): boolean {
  const actual = day > 60 ? day - 60 : day;
  // The year 2000 was a leap year, and which year two digits mean nobody can tell.
  return actual >= 1 && month >= 1 && month <= 12 && actual <= new Date(Date.UTC(2000, month, 0)).getUTCDate();
}

const beginsWithDay = (digits: string): boolean => isDay(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)));

const before = (plain: string, start: number) => plain.slice(Math.max(0, start - 40), start);

const namedCpr =
  /(?:\bcpr\p{L}*|personn(?:umme)?r\p{L}*)[^\p{L}\d]{0,4}(?:n(?:umme)?r(?:et)?)?[^\p{L}\d]{0,6}(?:er\s)?$/iu;
const year = /(?:19|20)\d{2}$/;

/** The number of a case in a register, which may look like a person's; a person may also have been filed by theirs. */
const caseNumber = /(?:\bsags?|\bjournal|\bj)[-\s.]{0,2}(?:nr|no|nummer(?:et)?|id)[-.:\s#]{0,4}$/i;

/** CPR numbers, however they are parted, and ten digits in a row that may be one. */
export function findCpr(plain: string): PrivacyFinding[] {
  const parted = matches(
    plain,
    /(?<![\d])(\d{2})[ ./-]?(\d{2})[ ./-]?(?:19|20)?(\d{2})(?:\s{0,3}[-./_x*:]\s{0,3}|\s{1,3})(\d{4}|[xX*]{4}|\d{3}[xX*])(?![\d])/g,
  ).flatMap(({ match, start, end }): PrivacyFinding[] => {
    const [whole, day, month] = match;
    if (!isDay(Number(day), Number(month))) return [];
    if (/^\d{2} \d{2} \d{2} \d{4}$/.test(whole) && /tlf|telefon|mobil/i.test(before(plain, start))) return [];
    // The day and the hours of a meeting: "12.03.26 0830-0930".
    if (/\.\d\d(?:\d\d)? \d{4}$/.test(whole) && /^-\d{4}(?!\d)/.test(plain.slice(end))) return [];
    // A row of numbers, or a day and a year after it, as in "01.08.2024-2026".
    const isPeriod = year.test(whole) && /^(?:\d{2} \d{2} \d{2} |\d{2}[./-]\d{2}[./-]\d{4}[-./ ])/.test(whole);
    const isCaseNumber = caseNumber.test(before(plain, start));
    return [{ kind: isPeriod || isCaseNumber ? "maybe-cpr" : "cpr", start, end }];
  });
  const bare = matches(plain, /(?<![\d.,-])\d{10}(?![\d-]|,\d)/g).flatMap(({ match, start, end }): PrivacyFinding[] => {
    const [digits] = match;
    if (!beginsWithDay(digits)) return [];
    if (namedCpr.test(before(plain, start))) return [{ kind: "cpr", start, end }];
    const named = namedNumber.test(before(plain, start));
    if (fitsModulus11(digits)) return [{ kind: named ? "maybe-cpr" : "cpr", start, end }];
    return named || amountAfter.test(plain.slice(end, end + 20)) ? [] : [{ kind: "maybe-cpr", start, end }];
  });
  const oneByOne = matches(plain, /(?<!\d\s?)\d(?: \d){5}( ?- ?| )\d(?: \d){3}(?!\s?\d)/g).flatMap(
    ({ match, start, end }): PrivacyFinding[] =>
      beginsWithDay(match[0].replace(/\D/g, "")) ? [{ kind: match[1] === " " ? "maybe-cpr" : "cpr", start, end }] : [],
  );
  return [...parted, ...bare, ...oneByOne];
}

const monthNames =
  "jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const ordinals = "første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|\\p{L}{2,12}(?:tende|vte|tte)";
const date = `(?:(?:19|20)\\d{2}-\\d{2}-\\d{2}|(?:\\d{1,2}\\s?[./-]\\s?(?:\\d{1,2}(?:\\s?[./-])?|(?:${monthNames})\\.?)|(?:${ordinals})\\s(?:${monthNames}))(?:\\s?(?:19|20)?\\d{2})?)(?!\\d)`;

/** Dates that someone was born on. */
const birthDate = new RegExp(
  `(?:\\b(?:født|fødselsdato|fødselsdag|fødselsdagen|fødedato|fødes|f\\.)(?:\\s+(?:den|d\\.|er|var|i|på))*[\\s:,(]*(?:${date}|(?:${monthNames})\\s+(?:19|20)\\d{2}))|\\bfylder\\s(?:(?:\\d{1,2}|\\p{Ll}{2,9})\\s)?år\\s(?:den\\s|d\\.\\s?)${date}|${date}\\s*(?:er|som er|var)\\s+(?:hans|hendes|barnets|drengens|pigens|elevens)\\s+fødselsdag`,
  "giu",
);

export const findBirthDates = (plain: string): PrivacyFinding[] =>
  matches(plain, birthDate).map(({ start, end }) => ({ kind: "birth-date", start, end }));

const isYear = (digits: string) => /^(?:19|20)\d{2}$/.test(digits);

/** Telephone numbers: eight digits in the ways they are parted in Denmark, and others with a country's code. */
const phone =
  /(?<![\d/-]|\d[.,])(?:(?:(?:\+|00)?45[ -]?)?(?:[2-9]\d(?:[ .-]?\d{2}){3}|[2-9]\d{3}[ -]\d{4}|[2-9]\d \d{3} \d{3}|[2-9]\d{2} \d{2} \d{3}|(?<!\d )[2-9](?: \d){7})|\+(?!45)[1-9]\d{0,2}(?:[ -]?\d{2,4}){3,5})(?![\d/]|-\d|[.,]\d| \d(?!\d))/g;
/** Parted as amounts are, so only a word says that somebody can be rung at it. */
const partedInThrees = /^[2-9]\d{1,2} \d{2,3} \d{3}$/;
const saysPhone = /(?:tlf|telefon|mobil|ring|sms)\p{L}*[\s.:(]*(?:på\s|til\s)?$/iu;

/** Numbers that ring at an office: "Ring til skolen på …". */
const officesPhone =
  /(?:\p{L}*skolens?|(?<!\p{L})kontor(?:et)?s?|hovednummer(?:et)?|omstilling(?:en)?|\p{L}*kommunens?|forvaltningens?|PPRs?|\p{L}*(?:børnehavens?|vuggestuens?|institutionens?)|sekretariatets?|borgerservice)(?!\p{L})(?:[\s:,.(-]+(?:på|er|har|tlf|telefon(?:nummer)?(?:et)?|nr|nummer(?:et)?|hovednummer(?:et)?|kontor|åbent?|fra|til|kl|hver\sdag|\d{1,2}(?!\d)))*[\s:,.(]*$/iu;

export const findPhones = (plain: string): PrivacyFinding[] =>
  matches(plain, phone).flatMap(({ match: [number], start, end }): PrivacyFinding[] => {
    const found: PrivacyFinding[] = [{ kind: "phone", start, end }];
    const digits = number.replace(/\D/g, "").slice(-8);
    if (officesPhone.test(before(plain, start))) return [];
    if (/^(?:\+|00)/.test(number) || saysPhone.test(before(plain, start))) return found;
    if (partedInThrees.test(number) || /^(?:\d\d ){3}(?:19|20)\d\d$/.test(number)) return [];
    const isDate = isYear(digits.slice(0, 4)) && isDay(Number(digits.slice(6)), Number(digits.slice(4, 6)));
    if (isDate && /^(?:\d{8}|\d{4}-\d\d-\d\d)$/.test(number)) return [];
    if (/^\d\d[.-]\d\d[.-](?:19|20)\d\d$/.test(number) && beginsWithDay(digits)) return [];
    if (isYear(digits.slice(0, 4)) && isYear(digits.slice(4))) return [];
    if (/^\d{5}000$/.test(number)) return [];
    if (namedNumber.test(before(plain, start)) || amountAfter.test(plain.slice(end, end + 20))) return [];
    return found;
  });

/** Mailboxes that belong to a place and not to a person. */
const placesMailbox =
  /^(?:info|kontakt|mail|post|sfo|klub|sekretariat(?:et)?|b[oø]rn[a-z]*|trivsel[a-z]*|sundhed[a-z]*|raadhuset?|job|nest|klasse[a-z]*|kommunen?|ppr|skole[a-zæøå]*|borgerservice|hovedpostkasse|sikkerpost|boern[a-z]*|buf?|bff|admin|kontor|kontoret|presse|redaktion(?:en)?|support|hej|noreply|no-reply|dpo|databeskyttelse|kl|bibliotek(?:et)?|familie[a-z]*|ungdom[a-z]*|dagtilbud[a-z]*|institution[a-z]*|[a-zæøå-]*(?:skolen?|b(?:ø|oe?)rnehaven?|b(?:ø|oe?)rnehuset|vuggestuen?))(?:[._-][a-z]+)?$/i;

const at = "\\s?(?:@|[([{<](?:at|snabel-?a)[)\\]}>]|\\ssnabel-?a\\s)\\s?";
const mail = new RegExp(
  `([\\p{L}\\p{N}._%+-]{1,64})(?:${at}[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,5}\\.\\p{L}{2,}|(?:${at}|\\sat\\s)[\\p{L}\\p{N}-]{1,63}\\s(?:dot|punktum)\\s\\p{L}{2,6})`,
  "giu",
);

/** Addresses of mail that look like one person's. */
export const findMails = (plain: string): PrivacyFinding[] =>
  matches(plain, mail).flatMap(({ match: [, mailbox = ""], start, end }): PrivacyFinding[] =>
    placesMailbox.test(mailbox) ? [] : [{ kind: "mail", start, end }],
  );

/** A road's name, from which a number after it is a house's. Of the others some are also words: "Parken 3 timer". */
const ownWords = "(?:\\p{Lu}[\\p{L}'.-]{0,30} +){0,3}";
const road =
  "(?:\\p{Lu}\\p{Ll}{0,25}(?:vej|gade|allé|alle|stræde|boulevarden)|\\p{Ll}{3,25}(?:gade|stræde)|(?<=\\p{L} )(?:Vej|Gade|Allé|Alle|Stræde|Boulevard|Kaj|Vænge))";
const maybeRoad =
  "(?:\\p{Lu}\\p{Ll}{0,25}(?:plads|torv|vænget?|parken|vejen|haven|bakken|stien|krogen|toften|vangen?|lunden|engen|højen|dalen|gården)|(?<=\\p{L} )(?:Plads|Torv|Have|Park))";
const counted = "\\.? ?(?:klasse|årgang|årig|børn|elever|pladser|gange|dage|uger|timer|km|kr|og \\d)";
const inHouse = "(?!hvor|med|ved|men|eller|bor|har|sal|til|fra|for|som|der|den|blev|kom)\\p{Ll}{3}";
const address = new RegExp(
  `(?<!\\p{L})${ownWords}(?:${road} +(?:nr\\. ?)?\\d{1,3} ?(?:[A-Za-z](?!\\p{L}))?(?![\\p{L}\\d]|${counted})|${maybeRoad} +(?:nr\\. ?)?\\d{1,3} ?(?:[A-Za-z](?!\\p{L}))?(?![\\p{L}\\d]|${counted}|[. ]+${inHouse}))`,
  "gu",
);

/** "Skolen ligger på Skolevej 1": nobody lives there. */
const housesPlace =
  /(?:skolen?|børnehaven?|vuggestuen|institutionen|børnehuset|klubben|sfo['’]?en|ppr)\s+(?:ligger|holder\stil|har\s(?:til\shuse|adressen?)|er\sflyttet)[^.!?]{0,20}$|(?:skolens|børnehavens|vuggestuens|institutionens)\s(?:nye\s)?adresse[^.!?]{0,6}$/iu;

/** A road and a house number. */
export const findAddresses = (plain: string): PrivacyFinding[] =>
  matches(plain, address).flatMap(({ match: [found], start }): PrivacyFinding[] =>
    housesPlace.test(before(plain, start)) ? [] : [{ kind: "address", start, end: start + found.trimEnd().length }],
  );
