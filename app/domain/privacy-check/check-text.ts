import type { Content } from "#app/editor/content.ts";
import { namesPlace, nothingTold, type ToldAbove, toldIn } from "./circumstances.ts";
import { type PrivacyFinding, type PrivacyKind, privacyKinds } from "./finding.ts";
import { apart, checkFullNames, checkPrivacy } from "./privacy-check.ts";
import { readableText, type Span, sentencesOf } from "./readable-text.ts";

/** Everything that is published together. */
export interface WholeText {
  title?: string | null;
  summary?: string | null;
  /** What else is read: captions, alternative texts, names of files, by the name of the field. */
  fields?: Readonly<Record<string, string | null | undefined>>;
  /** The text itself. */
  content?: Content | null;
  /** It stands under a school's or a daycare's own name. A text that names one counts as such by itself. */
  schoolNamed?: boolean;
  /** It names roles alone: whoever is named in full is found, public or not. */
  namesRoles?: boolean;
  /** What has been told above the text itself, where it is a part of a longer one. */
  above?: ToldAbove;
}

/** A finding, where it stands, and what its writer is told of it. */
export interface PlacedFinding extends PrivacyFinding {
  /** The same for as long as the words are: see `checkWholeText`. */
  key: string;
  /** `title`, `summary`, `content`, or the name of a field. */
  field: string;
  /** In `content` the number of the text block, from 0, which `start` and `end` count in; null in other fields. */
  block: number | null;
  /** The words that stand there. Never store them. */
  quote: string;
  level: "block" | "warning";
  /** It stands in the address that the words lead to. */
  inAddress?: boolean;
  label: string;
  why: string;
  suggestion: string;
}

/**
 * Finds the places in a whole text where somebody may be recognised, in the order title, summary, fields, content.
 *
 * A text block is a node that holds text: a paragraph, a heading, the mark of a page, wherever it stands. Its plain text has one character
 * for a hard break, so `start` and `end` are also ProseMirror's places within the block.
 *
 * The key is a short hash of kind and words, or of kind and sentence where what makes the finding stands beside its words. So a reason to
 * keep a warning holds when the text changes elsewhere, and for the same words elsewhere in the text.
 */
export function checkWholeText({
  title,
  summary,
  fields,
  content,
  schoolNamed = false,
  namesRoles = false,
  above,
}: WholeText): PlacedFinding[] {
  const blocks = content ? textBlocksOf(content) : [];
  const parts = [
    ...Object.entries({ title, summary, ...fields }).flatMap(([field, text]) =>
      text ? [{ field, block: null, text, heading: false, links: [] }] : [],
    ),
    ...blocks.map((block, index) => ({ field: "content", block: index, ...block })),
  ];
  const isSchoolNamed = schoolNamed || parts.some(({ text }) => namesPlace(text));
  const told = readingOn(above ?? toldIn(title ?? "", { heading: true }));
  return parts.flatMap(({ field, block, text, heading, links }, index) => {
    const context = {
      schoolNamed: isSchoolNamed,
      ...(block !== null && { above: told(toldIn(text, { heading }), heading) }),
    };
    const next = parts[index + 1];
    const across = block !== null && next ? findCprAcross(text, next.text) : [];
    const sentences = sentencesOf(text);
    const named = namesRoles ? checkFullNames(text) : [];
    return apart([...checkPrivacy(text, context), ...named, ...links.flatMap(findInAddress), ...across]).map(
      (finding) => ({
        ...finding,
        ...toldOf(finding),
        key: keyOf(finding, text, sentences),
        field,
        block,
        quote: text.slice(finding.start, finding.end),
      }),
    );
  });
}

/**
 * Reads the blocks of a text one after the other: the heading and the block before are taken up by what stands below.
 * @param first what has been told before the first of them
 * @returns takes what a block tells and whether it is a heading; gives what has been told above it
 */
export function readingOn(first: ToldAbove = nothingTold): (told: ToldAbove, heading: boolean) => ToldAbove {
  let under = first;
  let after = nothingTold;
  return (told, heading) => {
    const above = {
      child: under.child || after.child,
      named: under.named,
      place: under.place || after.place,
    };
    if (heading) under = told;
    after = heading ? nothingTold : told;
    return heading ? nothingTold : above;
  };
}

/** What a writer is told of a finding; of one in an address that it is there, since the words do not show it. */
function toldOf({ kind, inAddress }: PrivacyFinding & { inAddress?: boolean }) {
  const { label, suggestion, ...told } = privacyKinds[kind];
  if (!inAddress) return { ...told, label, suggestion };
  return {
    ...told,
    label: `${label} i linkets adresse`,
    suggestion: "Fjern linket, eller ret adressen, som det fører til.",
  };
}

/** True when one of the findings keeps the text from being published, whatever reason is given. */
export const blocks = (findings: readonly { kind: PrivacyKind }[]): boolean =>
  findings.some(({ kind }) => privacyKinds[kind].level === "block");

/** An address that words of a block lead to. */
interface LinkIn {
  address: string;
  start: number;
  end: number;
}

/** The nodes that hold text. */
export const textBlockTypes: ReadonlySet<string> = new Set(["paragraph", "heading", "pageMark"]);

/** The text blocks of a text in reading order. */
export function textBlocksOf(node: Content): { text: string; heading: boolean; links: LinkIn[] }[] {
  if (!textBlockTypes.has(node.type ?? "")) return (node.content ?? []).flatMap(textBlocksOf);
  let text = "";
  const links: LinkIn[] = [];
  for (const child of node.content ?? []) {
    const start = text.length;
    text += child.text ?? "\n";
    const address = child.marks?.find(({ type }) => type === "link")?.attrs?.href;
    if (address) links.push({ address: String(address), start, end: text.length });
  }
  return [{ text, heading: node.type === "heading", links }];
}

/** What an address tells that its words may not: they are marked, as nobody sees the address. */
const findInAddress = ({ address, start, end }: LinkIn): (PrivacyFinding & { inAddress: true })[] =>
  [
    ...checkPrivacy(address.replace(/^mailto:/i, "").replaceAll("%40", "@")).filter(
      ({ kind }) => kind === "cpr" || kind === "mail",
    ),
    ...checkPrivacy(fileIn(address)).filter(({ kind }) => kind === "name"),
  ].map(({ kind }) => ({ kind, start, end, inAddress: true }));

/** The name of the picture or the document that an address leads to; empty where it leads to a page. */
const fileIn = (address: string): string =>
  /[^/?#=]{1,150}\.(?:jpe?g|png|gif|heic|webp|mp4|mov|docx?|xlsx?|pptx?|pdf)(?=$|[?#])/i.exec(address)?.[0] ?? "";

/** A CPR number whose last four digits stand in the next block, as in two cells of a table. */
function findCprAcross(text: string, next: string): PrivacyFinding[] {
  const [first] = /(?<!\d)\d{6}\s?-?\s*$/.exec(text) ?? [];
  const [last] = /^\s*-?\s?\d{4}(?!\d)/.exec(next) ?? [];
  if (!first || !last) return [];
  return checkPrivacy(first.trim() + last.trim())
    .filter(({ kind }) => kind === "cpr" || kind === "maybe-cpr")
    .map(({ kind }) => ({ kind, start: text.length - first.length, end: text.length }));
}

/** Kinds whose words alone say little: the sentence makes them a finding. */
const madeBySentence: ReadonlySet<PrivacyKind> = new Set([
  "few-people",
  "only-one",
  "family-event",
  "employee",
  "recognisable-child",
]);

function keyOf({ kind, start, end }: PrivacyFinding, text: string, sentences: readonly Span[]): string {
  const within = madeBySentence.has(kind) ? sentences.filter((span) => start < span.end && span.start < end) : [];
  const words = text.slice(within[0]?.start ?? start, within.at(-1)?.end ?? end);
  return shortHash(`${kind}\n${readableText(words).plain.toLowerCase().replace(/\s+/g, " ").trim()}`);
}

/** FNV-1a, 32 bits. So short that it says of nobody which words it was made of, and long enough for the findings of one text. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
