import { findCircumstances } from "./circumstances.ts";
import { type PrivacyFinding, privacyKinds } from "./finding.ts";
import { findAddresses, findBirthDates, findCpr, findMails, findPhones } from "./numbers.ts";
import { findInitials, findNames, findNamesInFileName } from "./people.ts";
import { readableText } from "./readable-text.ts";

/** What is known of the text beside its words. */
export interface PrivacyContext {
  /** It stands under a school's or a daycare's own name. */
  schoolNamed?: boolean;
}

/**
 * Finds the places in a text where a child, a parent or an employee may be recognised. It knows words, not people: it warns of some that
 * are harmless, and whoever writes and approves still has to read.
 * @param text one paragraph, title, caption, alternative text or file name, as written
 * @returns in the order of the text; none lies within another, and of two that overlap the block stays, or else the one that begins first
 */
export function checkPrivacy(text: string, { schoolNamed = false }: PrivacyContext = {}): PrivacyFinding[] {
  const { plain, at } = readableText(text);
  const found = [
    ...findCpr(plain),
    ...findBirthDates(plain),
    ...findMails(plain),
    ...findPhones(plain),
    ...findAddresses(plain),
    ...findNames(plain),
    ...findNamesInFileName(plain),
    ...findInitials(plain),
    ...findCircumstances(plain, { schoolNamed }),
  ];
  const blocksFirst = (finding: PrivacyFinding) => (privacyKinds[finding.kind].level === "block" ? 0 : 1);
  const kept: PrivacyFinding[] = [];
  for (const finding of found.sort((a, b) => blocksFirst(a) - blocksFirst(b) || a.start - b.start || b.end - a.end)) {
    if (kept.every(({ start, end }) => finding.end <= start || finding.start >= end)) kept.push(finding);
  }
  return kept
    .map(({ kind, start, end }) => ({ kind, start: at[start] ?? 0, end: (at[end - 1] ?? 0) + 1 }))
    .sort((a, b) => a.start - b.start);
}
