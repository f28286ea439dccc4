import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./processes.ts";

/** A draft that old is left over, even if its process id has come into use again. */
const leftOverAfter = 10 * 60_000;

/**
 * A name beside `target` for making something that is then moved into place, so that `target` is never half made. Drafts of the same
 * thing left by processes that were killed are removed; those of processes still at it are left alone.
 */
export function draftOf(target: string): string {
  const prefix = `${path.basename(target)}.new-`;
  for (const name of readdirSync(path.dirname(target))) {
    if (!name.startsWith(prefix)) continue;
    const draft = path.join(path.dirname(target), name);
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (pid === process.pid || !isAlive(pid) || ageOf(draft) > leftOverAfter)
      // What the killed process had started may write in it for a moment more.
      rmSync(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  return path.join(path.dirname(target), `${prefix}${process.pid}-${randomBytes(3).toString("hex")}`);
}

function ageOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? Date.now() - stats.mtimeMs : 0;
}
