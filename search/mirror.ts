import { type EnqueuedTaskPromise, Meilisearch } from "meilisearch";
import { type Sql, transaction } from "#db/client.ts";
import { readSearchRows, toDocument } from "./document.ts";
import type { Hit } from "./engine.ts";
import { mirrorSettings, mirrorVersion } from "./meilisearch-settings.ts";
import { mirrorId, toMirrorDocument } from "./mirror-document.ts";
import type { Progress } from "./store.ts";

/** Where the copy of the index on Meilisearch is. */
export interface MirrorPlace {
  url: string;
  key?: string;
  /** The index's name on the server. */
  index?: string;
}

/** Any fixed number will do: whoever rebuilds the mirror has it alone, whoever puts one entry into it shares it. */
const mirrorLock = 727_403_122;

/** How long the server may take to accept something, and to have done it, in milliseconds. */
const requestLimit = 30_000;
const taskLimit = 120_000;

/** The document that says which settings an index was made with. Its audience is nobody, so no question finds it. */
const versionId = "version";

export const indexName = ({ index = "mere-for-flere" }: MirrorPlace): string => index;

/** A client that gives up on a request in time. */
export const openMeilisearch = ({ url, key }: MirrorPlace, timeout = requestLimit): Meilisearch =>
  new Meilisearch({
    host: url,
    apiKey: key,
    // Packed answers come in pieces, and the server holds the last one back for some 40 ms until the first is acknowledged.
    requestInit: { headers: { "Accept-Encoding": "identity" } },
    timeout,
    defaultWaitOptions: { timeout: taskLimit, interval: 25 },
  });

/** Waits until the server has done what it was told. @throws when it could not: the client alone would keep quiet about that. */
export async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, type, error } = await task.waitTask();
  if (status !== "succeeded")
    // The message may quote what the document says; the code does not.
    throw new Error(`Meilisearch could not do ${type}: ${error?.code ?? status}`);
}

/**
 * Whether the server holds a mirror that this version of the site can ask.
 * @throws when the server cannot tell
 */
export async function isMirrorCurrent(place: MirrorPlace, timeout?: number): Promise<boolean> {
  try {
    const index = openMeilisearch(place, timeout).index<{ version?: number }>(indexName(place));
    const { version = 0 } = await index.getDocument(versionId);
    return version >= mirrorVersion;
  } catch (error) {
    if (["index_not_found", "document_not_found"].includes(codeOf(error))) return false;
    throw error;
  }
}

/**
 * Brings one entry of the mirror in step with its row, and waits until the server has done so. A mirror that is to be made anew
 * is left alone: the new one holds the entry.
 * @throws when the server cannot be reached or fails
 */
export async function mirrorEntry(sql: Sql, place: MirrorPlace, entry: Hit): Promise<void> {
  await transaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock_shared(${mirrorLock})`;
    if (!(await isMirrorCurrent(place))) return;
    const [row] = await readSearchRows(tx, entry);
    const index = openMeilisearch(place).index(indexName(place));
    await done(row ? index.addDocuments([toMirrorDocument(toDocument(row))]) : index.deleteDocument(mirrorId(entry)));
  });
}

/**
 * Makes the mirror anew beside the old one, which answers until the two are swapped. Entries that change meanwhile wait.
 * @throws when the server cannot be reached or fails; the old one is then as it was
 */
export async function rebuildMirror(sql: Sql, place: MirrorPlace, onProgress: Progress = () => {}): Promise<void> {
  await transaction(sql, async (tx) => {
    // Another rebuild may be under way, and takes longer than a statement usually may.
    await tx`set local statement_timeout = ${tx.unsafe(String(10 * 60_000))}`;
    await tx`select pg_advisory_xact_lock(${mirrorLock})`;
    const client = openMeilisearch(place);
    const [live, next] = [indexName(place), `${indexName(place)}-next`];
    await dropIndex(client, next);
    await done(client.index(next).updateSettings(mirrorSettings));
    const version = { id: versionId, version: mirrorVersion, audience: [] };
    await done(client.index(next).addDocuments([version], { primaryKey: "id" }));
    const rows = await readSearchRows(tx);
    const step = 500;
    for (let from = 0; from < rows.length; from += step) {
      const documents = rows.slice(from, from + step).map((row) => toMirrorDocument(toDocument(row)));
      await done(client.index(next).addDocuments(documents));
      onProgress(Math.min(from + step, rows.length), rows.length);
    }
    if (!(await hasIndex(client, live))) await done(client.createIndex(live, { primaryKey: "id" }));
    await done(client.swapIndexes([{ indexes: [live, next], rename: false }]));
    await dropIndex(client, next);
  });
}

async function dropIndex(client: Meilisearch, name: string): Promise<void> {
  if (await hasIndex(client, name)) await done(client.deleteIndex(name));
}

async function hasIndex(client: Meilisearch, name: string): Promise<boolean> {
  try {
    await client.getRawIndex(name);
    return true;
  } catch (error) {
    if (codeOf(error) === "index_not_found") return false;
    throw error;
  }
}

/** What the server or the system says is wrong, such as `index_not_found` or `ECONNREFUSED`; empty when they say nothing. */
export function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; cause?: { code?: unknown } } };
  const code = cause?.code ?? cause?.cause?.code;
  return typeof code === "string" ? code : "";
}
