import { findCircumstances, nothingTold, type ToldAbove } from "./circumstances.ts";
import { type PrivacyFinding, privacyKinds } from "./finding.ts";
import { findAddresses, findBirthDates, findCpr, findMails, findPhones } from "./numbers.ts";
import { findFullNames, findInitials, findNames, findNamesInFileName, findPeople } from "./people.ts";
import { readableText } from "./readable-text.ts";

/** What is known of the text beside its words. */
export interface PrivacyContext {
  /** It stands under a school's or a daycare's own name. */
  schoolNamed?: boolean;
  /** What has been told above it, as in the heading that it stands under. */
  above?: ToldAbove;
}

/**
 * Finds the places in a text where a child, a parent or an employee may be recognised. It knows words, not people: it warns of some that
 * are harmless, and whoever writes and approves still has to read.
 * @param text one paragraph, title, caption, alternative text or file name, as written
 * @returns in the order of the text, and none overlaps another
 */
export function checkPrivacy(
  text: string,
  { schoolNamed = false, above = nothingTold }: PrivacyContext = {},
): PrivacyFinding[] {
  const { plain, at } = readableText(text);
  const people = findPeople(plain);
  return apart([
    ...findCpr(plain),
    ...findBirthDates(plain),
    ...findMails(plain),
    ...findPhones(plain),
    ...findAddresses(plain),
    ...findNames(people),
    ...findNamesInFileName(plain),
    ...findInitials(plain),
    ...findCircumstances(plain, { schoolNamed, people, above }),
  ]).map(({ kind, start, end }) => ({ kind, start: at[start] ?? 0, end: endOf(text, at[end - 1] ?? 0) }));
}

/** Finds whoever is named in full, public or not. @param text as `checkPrivacy` takes it */
export function checkFullNames(text: string): PrivacyFinding[] {
  const { plain, at } = readableText(text);
  return findFullNames(plain).map(({ start, end }) => ({
    kind: "name",
    start: at[start] ?? 0,
    end: endOf(text, at[end - 1] ?? 0),
  }));
}

/** Where the character at a place ends: some take two units. */
const endOf = (text: string, at: number) => at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;

/** Findings in the order of the text, without those that overlap another: the block stays, or else the one that begins first, or is longest. */
export function apart(findings: readonly PrivacyFinding[]): PrivacyFinding[] {
  const blocksFirst = ({ kind }: PrivacyFinding) => (privacyKinds[kind].level === "block" ? 0 : 1);
  const taken = new Uint8Array(Math.max(0, ...findings.map(({ end }) => end)));
  const kept = [...findings]
    .sort((a, b) => blocksFirst(a) - blocksFirst(b) || a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (taken.subarray(start, end).includes(1)) return false;
      taken.fill(1, start, end);
      return true;
    });
  return kept.sort((a, b) => a.start - b.start);
}
