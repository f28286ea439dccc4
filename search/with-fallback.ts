import type { Sql } from "#db/client.ts";
import type { Answer, SearchEngine, SearchHealth } from "./engine.ts";
import type { RemoteEngine } from "./meilisearch.ts";
import { codeOf } from "./mirror.ts";
import { databaseTime, ensureMirrorRebuild, isMirrorBehind, wakeMirrorJobs } from "./mirror-jobs.ts";

export interface FallbackOptions {
  /** How often the engine is looked at while it answers, and while it does not, in milliseconds. */
  every?: { well: number; away: number };
  /** Told in Danish when who answers changes; for the terminal. */
  note?: (line: string) => void;
}

/**
 * Search on Meilisearch as long as it answers, else on Postgres: the very request that meets a failure is answered too, and the
 * next ones do not wait for it. It is asked again, by itself, once it answers, its settings are ours, and it has been told of everything
 * that was written while it was away.
 */
export function withFallback(
  sql: Sql,
  first: RemoteEngine,
  net: SearchEngine,
  { every = { well: 10_000, away: 1_000 }, note = () => {} }: FallbackOptions = {},
): SearchEngine {
  let well = false;
  /** What has last been said. */
  let said = "";
  /** When it answered again, by the database's clock. */
  let back: Date | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const say = (line: string) => {
    if (line !== said && !closed) note(line);
    said = line;
  };
  const lookAgain = () => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(look, well ? every.well : every.away).unref();
  };
  const away = (error: unknown) => {
    well = false;
    back = undefined;
    say(`Søgning: Meilisearch svarer ikke (${reasonOf(error)}); PostgreSQL svarer i stedet.`);
  };

  async function look(): Promise<void> {
    try {
      const ready = await first.isReady();
      if (well && ready) return;
      well = false;
      if (!back) {
        back = await databaseTime(sql);
        await wakeMirrorJobs(sql);
      }
      if (!ready) await ensureMirrorRebuild(sql);
      if (!ready || (await isMirrorBehind(sql, back))) {
        say("Søgning: Meilisearch er ved at blive bragt ajour; PostgreSQL svarer imens.");
        return;
      }
      well = true;
      say("Søgning: Meilisearch svarer.");
    } catch (error) {
      away(error);
    } finally {
      lookAgain();
    }
  }
  void look();

  return {
    health: (): SearchHealth => (well ? first.health() : { engine: net.health().engine, status: "fallback" }),
    async search(viewer, question): Promise<Answer> {
      if (well) {
        try {
          return await first.search(viewer, question);
        } catch (error) {
          away(error);
          lookAgain();
        }
      }
      return net.search(viewer, question);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all([first.close(), net.close()]);
    },
  };
}

/** Short, and without anything that was sent. */
const reasonOf = (error: unknown): string => codeOf(error) || (error instanceof Error ? error.name : "ukendt årsag");
