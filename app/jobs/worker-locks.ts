import { keepLine, type Line, type Sql } from "#db/client.ts";
import { freeJobsOfDeadWorkers, lockWorkers } from "#db/queries/outbox.ts";

/**
 * Holds the locks that tell others that these workers are alive, on a connection of their own, and frees the jobs of workers that hold
 * none: at once, and then again and again. When the connection is lost, the locks are taken again as soon as possible; until then others may
 * free jobs that are being done here, and do them too.
 * @param ids what the workers write into `locked_by`
 * @param everyMs how long to wait between two looks, in milliseconds
 * @returns when the locks are held and the first look is over
 */
export async function holdWorkerLocks(url: string, sql: Sql, ids: readonly string[], everyMs: number): Promise<Line> {
  let line: Line | undefined;
  await new Promise<void>((resolve) => {
    line = keepLine(url, "mere-for-flere worker", { begin: (own) => lockWorkers(own, ids), onBegun: resolve });
  });
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    await freeJobsOfDeadWorkers(sql).catch((error) => {
      console.error("Jobs of dead workers could not be freed; this is tried again.", error);
    });
    if (!closed) timer = setTimeout(look, everyMs).unref();
  };
  await look();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await line?.close();
    },
  };
}
