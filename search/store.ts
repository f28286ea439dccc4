import type { Sql } from "#db/client.ts";
import { readSearchRows, type SearchDocument, toDocument } from "./document.ts";
import type { Hit } from "./engine.ts";
import { leaveMirrorRebuild } from "./mirror-jobs.ts";
import { soundOf } from "./sounds.ts";

/** Any fixed number will do: whoever makes the index anew has it alone, whoever indexes one entry shares it. */
const indexLock = 727_403_121;

/** Told how many of how many entries are done. */
export type Progress = (done: number, of: number) => void;

/**
 * Brings one entry of the index on Postgres in step with its row, its words too; it goes when the row can no longer be found.
 * Call it inside a transaction. One call at a time: the jobs that call it stand in one queue.
 */
export async function indexEntry(tx: Sql, entry: Hit): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${indexLock})`;
  const [row] = await readSearchRows(tx, entry);
  const [old] = await tx<{ words: string[]; audience: string[] }[]>`
    delete from search_entry where kind = ${entry.kind} and id = ${entry.id} returning words, audience`;
  const document = row && toDocument(row);
  if (document) await storeEntries(tx, [document]);
  await shiftWords(tx, wordsForAll(old), wordsForAll(document));
}

/**
 * Makes the whole index on Postgres anew in one transaction: until it is done, everybody finds what stood there before.
 * Entries that change meanwhile wait.
 */
export async function rebuildIndex(sql: Sql, onProgress?: Progress): Promise<void> {
  await sql.begin((tx) => rebuildIndexWithin(tx as unknown as Sql, onProgress));
}

/** The same inside a transaction that has begun, for a write that touches everything. */
export async function rebuildIndexWithin(tx: Sql, onProgress: Progress = () => {}): Promise<void> {
  await tx`select pg_advisory_xact_lock(${indexLock})`;
  const documents = (await readSearchRows(tx)).map(toDocument);
  await tx`delete from search_entry`;
  const step = 500;
  for (let done = 0; done < documents.length; done += step) {
    await storeEntries(tx, documents.slice(done, done + step));
    onProgress(Math.min(done + step, documents.length), documents.length);
  }
  const counts = new Map<string, number>();
  for (const document of documents)
    for (const word of wordsForAll(document)) counts.set(word, (counts.get(word) ?? 0) + 1);
  await tx`delete from search_word`;
  await tx`
    insert into search_word (word, entries, sound)
    select * from unnest(
      ${[...counts.keys()]}::text[], ${[...counts.values()]}::integer[], ${[...counts.keys()].map(soundOf)}::text[]
    )`;
  await leaveMirrorRebuild(tx);
}

/**
 * Keeps the triggers from leaving a job for each row that this transaction writes; it, or who calls it, makes the index anew.
 */
export async function indexAsAWhole(tx: Sql): Promise<void> {
  await tx`select set_config('mere_for_flere.indexing', 'whole', true)`;
}

/** Whether nothing has been indexed yet, as after an upgrade of a database that was made before the search. */
export async function isIndexMissing(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ missing: boolean }[]>`
    select exists (select from municipality) and not exists (select from search_entry) as missing`;
  return row?.missing ?? false;
}

/** Only what everybody may read lends its words: a correction must not tell of anything else. */
const wordsForAll = (entry: { words: string[]; audience: string[] } | undefined): string[] =>
  entry?.audience.includes("public") ? entry.words : [];

async function storeEntries(tx: Sql, documents: readonly SearchDocument[]): Promise<void> {
  const rows = documents.map((document) => ({
    kind: document.kind,
    id: document.id,
    audience: document.audience,
    demo: document.demo,
    title: document.title,
    municipality: document.municipality,
    settings: document.settings,
    levels: document.levels,
    commitments: document.commitments,
    methods: document.methods,
    changed_at: document.changedAt,
    words: document.words,
    title_forms: vectorOf([[document.titleForms, "D"]]),
    forms: vectorOf([
      [document.titleForms, "A"],
      [document.summaryForms, "B"],
      [document.textForms, "D"],
    ]),
  }));
  await tx`
    insert into search_entry (
      kind, id, audience, demo, title, municipality, settings, levels, commitments, methods, changed_at, words, title_forms, forms
    )
    select kind, id, audience, demo, title, municipality, settings, levels, commitments, methods, changed_at, words, title_forms::tsvector,
      forms::tsvector
    from jsonb_to_recordset(${tx.json(rows as never)}) as row (
      kind text, id text, audience text[], demo boolean, title text, municipality text, settings text[], levels text[],
      commitments text[], methods text[], changed_at timestamptz, words text[], title_forms text, forms text
    )`;
}

/** Postgres takes words of at most 2,046 bytes. */
const longestForm = 500;

/**
 * A tsvector as Postgres reads it. Its own reading of a text, `to_tsvector`, would take `9e17` for a number and part it.
 * @param weighted forms in the order of the text, letters and digits alone, and what each counts for
 */
const vectorOf = (weighted: readonly (readonly [forms: readonly string[], weight: "A" | "B" | "D"])[]): string =>
  weighted
    .flatMap(([forms, weight]) => forms.map((form) => [form, weight] as const))
    .map(([form, weight], place) => (form.length > longestForm ? "" : `'${form}':${place + 1}${weight}`))
    .join(" ");

/** Counts the words of one entry anew; a word that no entry holds any more is forgotten. */
async function shiftWords(tx: Sql, before: readonly string[], after: readonly string[]): Promise<void> {
  const [had, has] = [new Set(before), new Set(after)];
  const gone = before.filter((word) => !has.has(word));
  const come = after.filter((word) => !had.has(word));
  await tx`update search_word set entries = entries - 1 where word = any(${gone}::text[])`;
  await tx`delete from search_word where word = any(${gone}::text[]) and entries <= 0`;
  await tx`
    insert into search_word (word, entries, sound)
    select word, 1, sound from unnest(${come}::text[], ${come.map(soundOf)}::text[]) as come (word, sound)
    on conflict (word) do update set entries = search_word.entries + 1`;
}
