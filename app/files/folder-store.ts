import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { ifMissing, isDiskFull, removeLeftOver } from "./disk.ts";
import { assertKey, type FileStore, NoRoomForFile } from "./store.ts";

/** How long what is being written may lie there before it counts as left by a process that has died, in milliseconds. */
const oldestUnfinished = 24 * 60 * 60 * 1_000;

/**
 * Keeps files in a folder, each under its key as a path. Several processes may share it.
 * @param folder is made when the first file comes
 */
export function createFolderStore(folder: string): FileStore {
  const unfinished = path.join(folder, ".unfinished");
  const placeOf = (key: string) => {
    assertKey(key);
    return path.join(folder, ...key.split("/"));
  };

  async function put(key: string, content: Readable | Uint8Array): Promise<number> {
    const place = placeOf(key);
    const beside = path.join(unfinished, randomUUID());
    try {
      await mkdir(unfinished, { recursive: true });
      const file = await open(beside, "wx");
      try {
        // A stream too, which the types do not know of an open file.
        await file.writeFile(content as Uint8Array);
        await file.sync();
      } finally {
        await file.close();
      }
      const { size } = await stat(beside);
      await mkdir(path.dirname(place), { recursive: true });
      await rename(beside, place);
      await syncFolder(path.dirname(place));
      return size;
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw isDiskFull(error) ? new NoRoomForFile({ cause: error }) : error;
    }
  }

  return {
    put,
    open: async (key) => {
      const file = await open(placeOf(key), "r").catch(ifMissing(undefined));
      if (!file) return undefined;
      const found = await file.stat();
      if (found.isFile()) return { size: found.size, stream: file.createReadStream() };
      await file.close();
      return undefined;
    },
    remove: async (key) => {
      await rm(placeOf(key), { recursive: true, force: true });
      await removeLeftOver(unfinished, oldestUnfinished);
    },
    list: async (key) => {
      const place = placeOf(key);
      const names = await readdir(place).catch(ifMissing([]));
      const found = await Promise.all(
        names.map(async (name) => {
          const one = await stat(path.join(place, name)).catch(ifMissing(undefined));
          return one ? [{ name, changedAt: one.mtime }] : [];
        }),
      );
      return found.flat();
    },
  };
}

/** Has the folder itself written down, so that the name of a file survives a power cut as its content does. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined);
  await opened?.sync().catch(() => {});
  await opened?.close();
}
