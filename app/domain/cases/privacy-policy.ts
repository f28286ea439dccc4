import { type Content, wordsOfPictures } from "#app/editor/content.ts";
import { DomainError } from "../domain-error.ts";
import { blocks, checkWholeText, type PlacedFinding } from "../privacy-check/check-text.ts";
import { checkPrivacy } from "../privacy-check/privacy-check.ts";

/** The parts of a text that are published together, as far as somebody may be recognised in them. */
export interface CheckedText {
  title: string;
  summary: string;
  partners?: readonly string[];
  /** With why the text belongs to them. */
  commitments?: readonly { why: string }[];
  content: Content;
  /** Readers are told the unit's name. */
  namesUnit: boolean;
}

/** Everything in a text by which somebody may be recognised. The same words are found once each time that they stand there. */
export const findingsIn = ({
  title,
  summary,
  partners = [],
  commitments = [],
  content,
  namesUnit,
}: CheckedText): PlacedFinding[] =>
  checkWholeText({
    title,
    summary,
    fields: {
      partners: partners.join(". "),
      whys: commitments.map(({ why }) => why).join("\n"),
      pictures: wordsOfPictures(content).join("\n"),
    },
    content,
    schoolNamed: namesUnit,
  });

/** @throws {DomainError} at the field when words beside a text hold a CPR number: they are kept and shown */
export function assertNoCprNumber(words: string, field: string): void {
  if (blocks(checkPrivacy(words)))
    throw new DomainError("Der står et CPR-nummer. Skriv det uden numre, der peger på et menneske.", 400, field);
}

/** @throws {DomainError} at the field when a reason tells of somebody */
export function assertNamesNobody(reason: string, field: string): void {
  if (checkPrivacy(reason).length > 0)
    throw new DomainError("Det ligner noget om en bestemt person. Skriv grunden uden navne og numre.", 400, field);
}

/** The findings that can be kept with a reason, each key once. */
export const warningsAmong = (findings: readonly PlacedFinding[]): PlacedFinding[] => [
  ...new Map(findings.filter(({ level }) => level === "warning").map((finding) => [finding.key, finding])).values(),
];

/** A finding with the number by which it goes on a page; the same number each time that its words stand there. */
export interface NumberedFinding extends PlacedFinding {
  number: number;
  /** It is the first with this number. */
  first: boolean;
}

/** Findings with numbers from 1, in the order of the text. */
export function numberedFindings(findings: readonly PlacedFinding[]): NumberedFinding[] {
  const numbers = new Map<string, number>();
  return findings.map((finding) => {
    const known = numbers.get(finding.key);
    const number = known ?? numbers.size + 1;
    numbers.set(finding.key, number);
    return { ...finding, number, first: known === undefined };
  });
}

/** The field of a form that takes the reason for keeping a warning. */
export const reasonField = (key: string) => `reason-${key}`;

/** The field of a form that says that a reason holds. */
export const holdsField = (key: string) => `holds-${key}`;

const leastReason = 10;
const mostReason = 300;
const isLongEnough = (reason: string) => reason.length >= leastReason && reason.length <= mostReason;

/** The reasons that can be kept though others are missing yet: as long as they must be, and without CPR numbers. */
export const fitReasons = (
  findings: readonly PlacedFinding[],
  reasons: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    warningsAmong(findings).flatMap(({ key }) => {
      const reason = reasons[key] ?? "";
      return isLongEnough(reason) && !blocks(checkPrivacy(reason)) ? [[key, reason]] : [];
    }),
  );

/**
 * Holds a text against the reasons that have been given for its warnings.
 * @param reasons by the key of the finding
 * @returns those that are needed
 * @throws {DomainError} when something blocks, also in a reason, or a warning lacks its reason; each at its field
 */
export function assertMayPass(
  findings: readonly PlacedFinding[],
  reasons: Readonly<Record<string, string>>,
): Record<string, string> {
  if (findings.some(({ level }) => level === "block"))
    throw new DomainError("Der står et CPR-nummer i teksten. Slet det, før du sender.", 400);
  const needed: Record<string, string> = {};
  const missing: Record<string, string> = {};
  for (const { key } of warningsAmong(findings)) {
    const reason = reasons[key] ?? "";
    assertNoCprNumber(reason, reasonField(key));
    if (isLongEnough(reason)) needed[key] = reason;
    else
      missing[reasonField(key)] =
        reason.length > mostReason
          ? `Skriv højst ${mostReason} tegn.`
          : `Skriv med mindst ${leastReason} tegn, hvorfor det kan blive stående, eller ret det i teksten.`;
  }
  const [first, ...others] = Object.entries(missing);
  if (first) throw new DomainError(first[1], 400, first[0], Object.fromEntries(others));
  return needed;
}
