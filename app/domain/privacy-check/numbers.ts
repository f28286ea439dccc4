import type { PrivacyFinding } from "./finding.ts";
import { matches } from "./readable-text.ts";

/** Numbers that are named: whatever stands behind these words is no person's. */
const namedNumber =
  /(?:\b(?:cvr|ean|gln|se|p|isbn|issn|iban|konto|reg|kontonr|sags?|journal|j|faktura|ordre|rekvisitions?|matrikel|bilags?|projekt|ydelses?|stednr|skole|institutions?|dok|dokument)[-\s.]*(?:nr|no|nummer|id|kode)?|\b(?:sagsnr|journalnr|j\.nr|fakturanr|institutionsnr|skolekode|instnr)|\bdoi|https?:\/\/\S*)[-.:\s#]*(?:dk)?[-:\s]*$/i;

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

/** CPR numbers, however they are parted, and ten digits in a row that may be one. */
export function findCpr(plain: string): PrivacyFinding[] {
  const parted = matches(
    plain,
    /(?<![\d])(\d{2})[ ./-]?(\d{2})[ ./-]?(?:19|20)?(\d{2})(?: ?[-./_x*] ?| {1,2})(\d{4}|[xX*]{4}|\d{3}[xX*])(?![\d])/g,
  ).flatMap(({ match, start, end }): PrivacyFinding[] => {
    const [whole, day, month] = match;
    // Two dates or amounts side by side are no CPR number: "10.10 2010" has its year last.
    if (!isDay(Number(day), Number(month))) return [];
    if (/^\d{2} \d{2} \d{2} \d{4}$/.test(whole) && /tlf|telefon|mobil/i.test(before(plain, start))) return [];
    return [{ kind: "cpr", start, end }];
  });
  const bare = matches(plain, /(?<![\d.,-])\d{10}(?![\d-]|,\d)/g).flatMap(({ match, start, end }): PrivacyFinding[] => {
    const [digits] = match;
    if (!beginsWithDay(digits)) return [];
    const named = namedNumber.test(before(plain, start));
    if (fitsModulus11(digits)) return [{ kind: named ? "maybe-cpr" : "cpr", start, end }];
    return named || amountAfter.test(plain.slice(end)) ? [] : [{ kind: "maybe-cpr", start, end }];
  });
  return [...parted, ...bare];
}

const monthNames =
  "jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const date = `\\d{1,2}\\s?[./-]\\s?(?:\\d{1,2}(?:\\s?[./-])?|(?:${monthNames})\\.?)(?:\\s?(?:19|20)?\\d{2})?(?!\\d)`;

/** Dates that someone was born on. */
export const findBirthDates = (plain: string): PrivacyFinding[] =>
  matches(
    plain,
    new RegExp(
      `(?:\\b(?:født|fødselsdato|fødselsdag|fødselsdagen|fødedato|fødes|f\\.)(?:\\s+(?:den|d\\.|er|var|i|på))*[\\s:,(]*(?:${date}|(?:${monthNames})\\s+(?:19|20)\\d{2}))|${date}\\s*(?:er|som er|var)\\s+(?:hans|hendes|barnets|drengens|pigens|elevens)\\s+fødselsdag`,
      "giu",
    ),
  ).map(({ start, end }) => ({ kind: "birth-date", start, end }));

const isYear = (digits: string) => /^(?:19|20)\d{2}$/.test(digits);

/** Danish telephone numbers, with or without +45. */
export const findPhones = (plain: string): PrivacyFinding[] =>
  matches(
    plain,
    /(?<![\d.,/-])(?:(?:\+|00)45[ -]?)?(?:[2-9]\d(?:[ .-]?\d{2}){3}|[2-9]\d{3}[ -]\d{4})(?![\d/]|-\d|[.,]\d)/g,
  ).flatMap(({ match, start, end }): PrivacyFinding[] => {
    const digits = match[0].replace(/\D/g, "").slice(-8);
    const isInternational = /^(?:\+|00)45/.test(match[0]);
    const isPlain = /^\d{8}$/.test(match[0]);
    if (isPlain && isYear(digits.slice(0, 4)) && isDay(Number(digits.slice(6)), Number(digits.slice(4, 6)))) return [];
    if (isYear(digits.slice(0, 4)) && isYear(digits.slice(4))) return [];
    if (/^(?:19|20)\d{2}-[01]\d-[0-3]\d$/.test(match[0])) return [];
    if (!isInternational && (namedNumber.test(before(plain, start)) || amountAfter.test(plain.slice(end)))) return [];
    return [{ kind: "phone", start, end }];
  });

/** Mailboxes that belong to a place and not to a person. */
const placesMailbox =
  /^(?:info|kontakt|mail|post|kommunen?|ppr|skole[a-zæøå]*|borgerservice|hovedpostkasse|sikkerpost|boern[a-z]*|bu[f]?|bff|admin|kontor|kontoret|presse|redaktion(?:en)?|support|hej|noreply|no-reply|dpo|databeskyttelse|kl|bibliotek(?:et)?|familie[a-z]*|ungdom[a-z]*|dagtilbud[a-z]*|institution[a-z]*)(?:[._-][a-z]+)?$/i;

/** Addresses of mail that look like one person's. */
export const findMails = (plain: string): PrivacyFinding[] =>
  matches(
    plain,
    /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu,
  ).flatMap(({ match, start, end }): PrivacyFinding[] =>
    placesMailbox.test(match[0].split(/\s?(?:@|\(at\)|\[at\])/i)[0] ?? "") ? [] : [{ kind: "mail", start, end }],
  );

/** A road and a house number. */
export const findAddresses = (plain: string): PrivacyFinding[] =>
  matches(
    plain,
    /(?<![\p{L}])(?:\p{Lu}[\p{L}'.-]{0,30}\s+){0,3}(?:\p{Lu}\p{Ll}{0,25}(?:vej|gade|allé|alle|stræde|plads|torv|vænget?|parken|haven|bakken|stien|krogen|toften|vangen?|lunden|engen|højen|dalen|gården)|(?<=\p{L}\s)(?:Vej|Gade|Allé|Alle|Stræde|Plads|Torv|Boulevard|Kaj|Have|Vænge|Park))\s+\d{1,3}\s?[A-Za-z]?(?![\p{L}\d]|\.? ?(?:klasse|årgang|årig|børn|elever|pladser|gange|dage|uger|timer|og \d))/gu,
  ).map(({ start, end }) => ({ kind: "address", start, end }));
