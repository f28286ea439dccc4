import { setTimeout as pause } from "node:timers/promises";
import * as Y from "yjs";
import type { Sql } from "#db/client.ts";
import {
  insertTextUpdates,
  listUnstored,
  type UnstoredUpdate,
  type WrittenUpdate,
} from "#db/queries/cases/shared-text.ts";

/**
 * How long there is at least between the beginnings of two statements, in milliseconds: what comes in meanwhile is stored together. Writers who
 * are connected to other processes see it when it is stored, so it is a moment that nobody notices.
 */
const betweenMs = 5;
/** How long to wait besides when all that was given is locked, in milliseconds. */
const lockedMs = 130;
/** How long to wait before what could not be stored is tried again, in milliseconds. */
const retryMs = 250;
/** The most bytes of one statement; what one person has written in one text always goes whole. */
const mostBytes = 8 * 1024 * 1024;

/** The persister's news of each text, for whoever has it open. */
export interface PersistEvents {
  /** Everything up to this place in the order is stored. */
  stored(revisionId: string, through: number): void;
  /** What was written is not stored and never will be; all that was waiting of the text is dropped. */
  refused(revisionId: string, why: readonly UnstoredUpdate[]): void;
}

/** Stores what is written in all texts of the process. */
export interface Persister {
  /** Takes in what somebody has written. @returns its place in the order */
  add(update: WrittenUpdate): number;
  /** Resolves when nothing that was written until now waits any more, of one text or of all. */
  flush(revisionId?: string): Promise<void>;
  /** Ends the trying; what still waits is in the browsers that made it. */
  stop(): void;
}

interface Waiting extends WrittenUpdate {
  place: number;
}

/**
 * One statement at a time stores what has come in of all texts, and is tried again until it holds: while the database is away, changes wait in
 * memory, and in the browsers that made them.
 * @param teller of this process, which the others are told
 */
export function createPersister(sql: Sql, teller: string, events: PersistEvents): Persister {
  const waiting = new Map<string, Waiting[]>();
  const flushes = new Set<{ revisionId?: string; through: number; done(): void }>();
  let last = 0;
  /** When the next statement may begin, on the clock of `performance`. */
  let next = 0;
  let running = false;
  let failing = false;
  let stopped = false;

  const holds = (revisionId: string, through: number) =>
    (waiting.get(revisionId)?.[0]?.place ?? Number.POSITIVE_INFINITY) <= through;

  const settle = () => {
    for (const flush of flushes) {
      const of = flush.revisionId === undefined ? [...waiting.keys()] : [flush.revisionId];
      if (of.some((revisionId) => holds(revisionId, flush.through))) continue;
      flushes.delete(flush);
      flush.done();
    }
  };

  /** Takes away what has been dealt with; what came in meanwhile goes on waiting. */
  const drop = (revisionId: string, through: number) => {
    const left = (waiting.get(revisionId) ?? []).filter(({ place }) => place > through);
    if (left.length > 0) waiting.set(revisionId, left);
    else waiting.delete(revisionId);
  };

  /** @returns whether anything was dealt with */
  async function storeOnce(): Promise<boolean> {
    const through = last;
    const batch = nextBatch(waiting);
    const stored = new Set(await insertTextUpdates(sql, batch, teller));
    const left = batch.filter(({ revisionId }) => !stored.has(revisionId));
    const unstored = left.length > 0 ? await listUnstored(sql, left) : [];
    for (const revisionId of stored) {
      drop(revisionId, through);
      events.stored(revisionId, through);
    }
    const refused = new Set(unstored.flatMap(({ revisionId, because }) => (because ? [revisionId] : [])));
    for (const revisionId of refused) {
      waiting.delete(revisionId);
      events.refused(
        revisionId,
        unstored.filter((one) => one.revisionId === revisionId),
      );
    }
    return stored.size > 0 || refused.size > 0;
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.size > 0 && !stopped) {
      await pause(Math.max(0, next - performance.now()));
      next = performance.now() + betweenMs;
      try {
        if (!(await storeOnce())) next += lockedMs;
        if (failing) console.log("Teksterne bliver gemt igen.");
        failing = false;
        settle();
      } catch (error) {
        if (!failing) console.error("Teksterne kan ikke gemmes lige nu; det bliver prøvet igen.", error);
        failing = true;
        await pause(retryMs);
      }
    }
    running = false;
  }

  return {
    add(update) {
      last += 1;
      const before = waiting.get(update.revisionId);
      if (before) before.push({ ...update, place: last });
      else waiting.set(update.revisionId, [{ ...update, place: last }]);
      if (!running) void run();
      return last;
    },
    flush: (revisionId) =>
      new Promise((done) => {
        flushes.add({ revisionId, through: last, done });
        settle();
      }),
    stop() {
      stopped = true;
    },
  };
}

/** The next statement's updates: one of each session in each text, the texts that have waited longest first. */
function nextBatch(waiting: ReadonlyMap<string, readonly Waiting[]>): WrittenUpdate[] {
  const batch: WrittenUpdate[] = [];
  let bytes = 0;
  for (const updates of waiting.values()) {
    if (bytes > mostBytes) break;
    const byWriter = new Map<string, [WrittenUpdate, ...WrittenUpdate[]]>();
    for (const update of updates) {
      const writer = `${update.personId} ${update.sessionId}`;
      const before = byWriter.get(writer);
      if (before) before.push(update);
      else byWriter.set(writer, [update]);
    }
    for (const written of byWriter.values()) {
      const { revisionId, personId, sessionId } = written[0];
      const merged = Y.mergeUpdates(written.map((one) => one.bytes));
      bytes += merged.length;
      batch.push({ revisionId, personId, sessionId, bytes: merged });
    }
  }
  return batch;
}
