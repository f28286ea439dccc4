import { danishDate, danishNumber, danishTime, longDate } from "#app/domain/dates.ts";
import { inSentence, mellemformLevels } from "#app/domain/vocabulary.ts";

/** "1 eksempel", "4 eksempler". */
export const counted = (count: number, one: string, many: string) =>
  `${danishNumber(count)} ${count === 1 ? one : many}`;

/** "4 eksempler + 2 opdigtede (Demodata)": real and invented are never one sum. @param total both of them */
export const countedApart = ({ total, demoTotal }: { total: number; demoTotal: number }, one: string, many: string) =>
  counted(total - demoTotal, one, many) +
  (demoTotal > 0 ? ` + ${counted(demoTotal, "opdigtet", "opdigtede")} (Demodata)` : "");

/** An instant as a Danish date; loaders hand it over as `Date`. */
export const dateOf = (instant: Date) => longDate(danishDate(instant));

/** The time of day of an instant: "14.05". */
export const timeOf = (instant: Date) => danishTime(instant);

/** An instant as a Danish date with the time of day. */
export const momentOf = (instant: Date) => `${dateOf(instant)} kl. ${timeOf(instant)}`;

/** Words joined the Danish way: "a, b og c". */
export const joined = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} og ${words[words.length - 1]}`;

/** Labels as one phrase in running text: "Indskoling, mellemtrin og udskoling". */
export const phrase = (labels: readonly string[]) =>
  joined(labels.map((label, index) => (index === 0 ? label : inSentence(label))));

/** The levels of mellemform, by number and name: "1 (hele klassen) og 4 (specialklasse)". */
export const mellemforms = (levels: readonly number[]) =>
  joined(levels.map((level) => `${level} (${mellemformLevels[level]?.toLowerCase()})`));

/** Labels as a short list after a colon: "indskoling, SFO og klub, PPR"; what is more than three is only counted. */
export const listed = (labels: readonly string[]) => {
  const named = labels.slice(0, 3).map(inSentence).join(", ");
  return labels.length > 3 ? `${named} og ${labels.length - 3} mere` : named;
};

/** The size of a file: "12 KB", "3,4 MB", "1,2 GB". */
export const fileSize = (bytes: number) => {
  const kilobytes = Math.max(1, Math.round(bytes / 1_000));
  if (kilobytes < 1_000) return `${kilobytes} KB`;
  const [size, unit] = kilobytes < 1_000_000 ? [kilobytes / 1_000, "MB"] : [kilobytes / 1_000_000, "GB"];
  return `${new Intl.NumberFormat("da-DK", { maximumFractionDigits: 1 }).format(size)} ${unit}`;
};
