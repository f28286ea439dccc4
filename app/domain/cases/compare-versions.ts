import { diffArrays, diffWordsWithSpace } from "diff";
import { type Content, walk } from "#app/editor/content.ts";
import type { PictureAttributes } from "#app/editor/schema/picture.ts";

/** A text as it is compared: what is chosen and written beside it, each under its label, and the text itself. */
export interface ComparableText {
  fields: readonly { label: string; words: string }[];
  content: Content;
}

/** Some words, and in which of the two texts they stand: in both, in the newer alone, or in the older alone. */
export interface ComparedPart {
  kind: "kept" | "added" | "removed";
  text: string;
}

/** What sort of block it is, by the nodes that it stands in: `heading 2`, `bulletList`, `callout advice`, `paragraph`. */
export type BlockForm = string;

/** What has become different beside the words of a block. */
export type ComparedNote =
  | { kind: "link"; words: string; from: string | null; to: string | null }
  | { kind: "form"; from: BlockForm; to: BlockForm }
  | { kind: "picture" }
  | { kind: "emphasis" };

/** A block of one text beside that of the other. */
export interface ComparedBlock {
  /** `moved`: stands here now, and elsewhere before; `moved_away`: stood here, and stands elsewhere now. */
  change: "same" | "changed" | "added" | "removed" | "moved" | "moved_away";
  /** The heading or label that it stands under; empty before the first heading. */
  under: string;
  /** Where what has moved stands, or stood, instead. */
  elsewhere: string | null;
  form: BlockForm;
  parts: ComparedPart[];
  notes: ComparedNote[];
}

/** Most steps of comparing two texts block by block; texts that are further apart have only those blocks in common that are the same. */
const mostBlockEdits = 1_000;
/** Most steps of comparing two blocks word by word, and of all blocks of a text together; beyond, a block counts as replaced. */
const mostWordEdits = 400;
const mostWork = 4_000_000;
/** How many pairs of blocks are weighed against each other freely; where there are more, each is held against those around its place. */
const mostPairs = 20_000;
const around = 25;
/** How much of their words two blocks must share to be one that was changed. */
const alike = 0.4;
/** Shorter blocks are found again by chance. */
const shortestMoved = 12;

/**
 * Compares two texts: blocks are matched first, then the words of those that match. The parts that are kept or added, put together, are the
 * newer text, those kept or removed the older one. The work grows with the length of the texts, not with how far they are apart.
 * @returns every field, then every block in reading order; what was removed stands where it stood
 */
export function compareTexts(older: ComparableText, newer: ComparableText): ComparedBlock[] {
  const budget = { left: mostWork };
  const fields = [...new Set([...older.fields, ...newer.fields].map(({ label }) => label))].flatMap((label) => {
    const [from, to] = [older, newer].map(({ fields }) => fieldBlock(label, fields));
    if (!from?.text && !to?.text) return [];
    if (!from?.text) return [alone("added", to as TextBlock)];
    return to?.text ? [pair(from, to, budget)] : [alone("removed", from)];
  });
  return [...fields, ...compareBlocks(blocksOf(older.content), blocksOf(newer.content), budget)];
}

/** A block of a text: words that stand together. Rows of tables are blocks too. */
export interface TextBlock {
  under: string;
  form: BlockForm;
  text: string;
  links: readonly { words: string; href: string }[];
  /** Which words are set off, as a key. */
  emphasis: string;
  /** The id of the picture that it is. */
  picture?: string;
  /** All of it as a key: blocks with the same are the same. */
  key: string;
}

const fieldBlock = (label: string, fields: ComparableText["fields"]): TextBlock => {
  const text = fields.find((field) => field.label === label)?.words ?? "";
  return { under: label, form: "field", text, links: [], emphasis: "", key: text };
};

/** The blocks of a text in reading order; those without words are left out. */
export function blocksOf(content: Content): TextBlock[] {
  const blocks: TextBlock[] = [];
  let under = "";
  const visit = (node: Content, form: BlockForm): void => {
    if (node.type === "picture") blocks.push(pictureBlock(node, under));
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableRow") {
      const own = node.type === "heading" ? `heading ${node.attrs?.level}` : node.type;
      const block = blockOf(node, node.type === "paragraph" && form ? form : own, under);
      if (!block.text) return;
      if (node.type === "heading") under = block.text;
      blocks.push({ ...block, under });
      return;
    }
    const inner =
      node.type === "callout" ? `callout ${node.attrs?.kind}` : groups.includes(node.type ?? "") ? node.type : form;
    for (const child of node.content ?? []) visit(child, inner ?? "");
  };
  visit(content, "");
  return blocks;
}

const groups = ["bulletList", "orderedList", "blockquote"];

function blockOf(node: Content, form: BlockForm, under: string): TextBlock {
  const runs = runsOf(node);
  const text = runs
    .map((run) => run.text)
    .join("")
    .trim();
  const links: { words: string; href: string }[] = [];
  for (const { text: words, href } of runs) {
    const last = links.at(-1);
    if (href && last?.href === href) last.words += words;
    else if (href) links.push({ words, href });
  }
  const emphasis = JSON.stringify(runs.flatMap(({ text: words, marks }) => (marks ? [[words, marks]] : [])));
  return { under, form, text, links, emphasis, key: JSON.stringify([form, text, links, emphasis]) };
}

/** A picture in words: what it shows, and what stands below it. */
function pictureBlock({ attrs }: Content, under: string): TextBlock {
  const { id, alt, decorative, caption } = { alt: "", caption: "", ...attrs } as PictureAttributes;
  const shows = decorative ? "pynt" : alt || "uden beskrivelse";
  const text = `Billede: ${shows}${caption && ` | ${caption}`}`;
  return {
    under,
    form: "picture",
    text,
    links: [],
    emphasis: "",
    picture: id,
    key: JSON.stringify(["picture", id, text]),
  };
}

interface Run {
  text: string;
  href: string | null;
  marks: string;
}

/** The words of a block with what is set on them: cells of a row with a stroke between them, blocks in a cell with a space. */
function runsOf(block: Content): Run[] {
  const runs: Run[] = [];
  const plain = (text: string) => runs.push({ text, href: null, marks: "" });
  let begun = false;
  for (const part of block.type === "tableRow" ? (block.content ?? []) : [block]) {
    if (begun) plain(" | ");
    begun = true;
    walk(part, (node) => {
      if (node.type === "hardBreak") plain("\n");
      else if (node.type === "paragraph" && part !== node && part.content?.[0] !== node) plain(" ");
      if (!node.text) return;
      const marks = (node.marks ?? []).map(({ type }) => type).filter((type) => type !== "link");
      const href = node.marks?.find(({ type }) => type === "link")?.attrs?.href;
      runs.push({ text: node.text, href: href ? String(href) : null, marks: marks.sort().join(" ") });
    });
  }
  return runs;
}

type Budget = { left: number };

function compareBlocks(older: readonly TextBlock[], newer: readonly TextBlock[], budget: Budget): ComparedBlock[] {
  const steps = align(older, newer);
  const moves = findMoves(steps);
  return steps.map(({ from, to }) => {
    if (from && to) return pair(from, to, budget);
    if (to) {
      const before = moves.get(to);
      if (!before) return alone("added", to);
      return { ...pair(before, to, budget), change: "moved", elsewhere: before.under };
    }
    const after = moves.get(from as TextBlock);
    if (!after) return alone("removed", from as TextBlock);
    return { ...alone("removed", from as TextBlock), change: "moved_away", elsewhere: after.under };
  });
}

/** Blocks that stand at the same place of both texts, or in one of them alone. */
interface Step {
  from?: TextBlock;
  to?: TextBlock;
}

function align(older: readonly TextBlock[], newer: readonly TextBlock[]): Step[] {
  const steps: Step[] = [];
  const gap: { from: TextBlock[]; to: TextBlock[] } = { from: [], to: [] };
  const close = () => {
    steps.push(...pairUp(gap.from, gap.to));
    gap.from = [];
    gap.to = [];
  };
  const keys = (blocks: readonly TextBlock[]) => blocks.map(({ key }) => key);
  const runs = diffArrays(keys(older), keys(newer), { maxEditLength: mostBlockEdits });
  if (!runs) return pairUp(older, newer);
  let from = 0;
  let to = 0;
  for (const { count, added, removed } of runs) {
    if (!added && !removed) close();
    for (let index = 0; index < count; index += 1) {
      if (added) gap.to.push(newer[to++] as TextBlock);
      else if (removed) gap.from.push(older[from++] as TextBlock);
      else steps.push({ from: older[from++], to: newer[to++] });
    }
  }
  close();
  return steps;
}

/**
 * Pairs the blocks of two runs so that in their order as much as possible is shared; what is not alike enough stays alone. In long runs a
 * block is only held against those around its place.
 */
function pairUp(older: readonly TextBlock[], newer: readonly TextBlock[]): Step[] {
  if (older.length === 0 || newer.length === 0)
    return [...older.map((from) => ({ from })), ...newer.map((to) => ({ to }))];
  const [olderWords, newerWords] = [older.map(wordSet), newer.map(wordSet)];
  const reach = older.length * newer.length <= mostPairs ? newer.length : around;
  const width = 2 * reach + 1;
  const columnOf = (row: number, offset: number) => Math.round((row * newer.length) / older.length) - reach + offset;
  // How much is shared from a pair of places on, row by row from the end, and the best thing to do there.
  const choices = older.map(() => new Uint8Array(width));
  let next = new Map<number, number>();
  for (let row = older.length - 1; row >= 0; row -= 1) {
    const here = new Map<number, number>();
    for (let offset = width - 1; offset >= 0; offset -= 1) {
      const column = columnOf(row, offset);
      if (column < 0 || column >= newer.length) continue;
      const shared = sharedBy(olderWords[row] as Set<string>, newerWords[column] as Set<string>);
      const together = shared >= alike ? shared + (next.get(column + 1) ?? 0) : -1;
      const [skipOlder, skipNewer] = [next.get(column) ?? 0, here.get(column + 1) ?? 0];
      const best = Math.max(together, skipOlder, skipNewer);
      (choices[row] as Uint8Array)[offset] = best === together ? 0 : best === skipOlder ? 1 : 2;
      here.set(column, best);
    }
    next = here;
  }
  const steps: Step[] = [];
  let [row, column] = [0, 0];
  while (row < older.length && column < newer.length) {
    const offset = column - columnOf(row, 0);
    const choice = offset < 0 ? 2 : offset >= width ? 1 : choices[row]?.[offset];
    if (choice === 0) steps.push({ from: older[row++], to: newer[column++] });
    else if (choice === 1) steps.push({ from: older[row++] });
    else steps.push({ to: newer[column++] });
  }
  return [...steps, ...older.slice(row).map((from) => ({ from })), ...newer.slice(column).map((to) => ({ to }))];
}

const wordSet = ({ text, form }: TextBlock): Set<string> =>
  new Set([form, ...(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]);

/** How much of their words two blocks share, from 0 to 1. */
function sharedBy(one: Set<string>, other: Set<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const word of few) if (many.has(word)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

/** The blocks that have left one place and stand, with the same words, in another: each with the other. */
function findMoves(steps: readonly Step[]): Map<TextBlock, TextBlock> {
  const gone = new Map<string, TextBlock[]>();
  for (const { from, to } of steps)
    if (from && !to && from.text.length >= shortestMoved) gone.set(from.text, [...(gone.get(from.text) ?? []), from]);
  const moves = new Map<TextBlock, TextBlock>();
  for (const { from, to } of steps) {
    const before = to && !from ? gone.get(to.text)?.shift() : undefined;
    if (!before || !to) continue;
    moves.set(to, before);
    moves.set(before, to);
  }
  return moves;
}

const alone = (kind: "added" | "removed", { under, form, text }: TextBlock): ComparedBlock => ({
  change: kind,
  under,
  elsewhere: null,
  form,
  parts: [{ kind, text }],
  notes: [],
});

function pair(from: TextBlock, to: TextBlock, budget: Budget): ComparedBlock {
  const { under, form } = to;
  const parts = compareWords(from.text, to.text, budget);
  const notes = from.key === to.key ? [] : notesOn(from, to);
  const same = from.text === to.text && notes.length === 0;
  return { change: same ? "same" : "changed", under, elsewhere: null, form, parts, notes };
}

function notesOn(from: TextBlock, to: TextBlock): ComparedNote[] {
  const notes: ComparedNote[] = [];
  if (from.form !== to.form) notes.push({ kind: "form", from: from.form, to: to.form });
  if (from.picture && to.picture && from.picture !== to.picture) notes.push({ kind: "picture" });
  const left = [...from.links];
  const take = (fits: (link: TextBlock["links"][number]) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const fresh = to.links.filter((link) => !take(({ words, href }) => words === link.words && href === link.href));
  for (const { words, href } of fresh) {
    const before = take((link) => link.words === words) ?? take((link) => link.href === href);
    if (before?.href !== href) notes.push({ kind: "link", words, from: before?.href ?? null, to: href });
  }
  for (const { words, href } of left) notes.push({ kind: "link", words, from: href, to: null });
  if (from.text === to.text && from.emphasis !== to.emphasis) notes.push({ kind: "emphasis" });
  return notes;
}

/** The words of two blocks beside each other. */
function compareWords(from: string, to: string, budget: Budget): ComparedPart[] {
  if (from === to) return [{ kind: "kept", text: to }];
  const replaced: ComparedPart[] = [
    { kind: "removed", text: from },
    { kind: "added", text: to },
  ];
  const most = Math.min(mostWordEdits, Math.floor(Math.sqrt(budget.left)));
  const runs = most > 0 ? diffWordsWithSpace(from, to, { maxEditLength: most }) : undefined;
  const edits = runs ? runs.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0) : most;
  budget.left = Math.max(0, budget.left - edits * edits);
  if (!runs) return replaced;
  return inOrder(
    runs.map(({ value, added, removed }) => ({ kind: added ? "added" : removed ? "removed" : "kept", text: value })),
  );
}

/**
 * Puts changes that stand side by side together: what was removed, then what was added. A space between two changes goes with both, so that
 * three new words are read as one change.
 */
function inOrder(parts: readonly ComparedPart[]): ComparedPart[] {
  const ordered: ComparedPart[] = [];
  let [removed, added] = ["", ""];
  const close = () => {
    if (removed) ordered.push({ kind: "removed", text: removed });
    if (added) ordered.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  parts.forEach(({ kind, text }, index) => {
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if ((removed || added) && /^\s+$/.test(text) && index < parts.length - 1) {
      removed += text;
      added += text;
    } else {
      close();
      ordered.push({ kind, text });
    }
  });
  close();
  return ordered;
}
