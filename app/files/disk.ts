import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

/** True of an error which says that the disk is full, or what the account may use of it. */
export const isDiskFull = (error: unknown): boolean => codeOf(error) === "ENOSPC" || codeOf(error) === "EDQUOT";

/** Gives something else where a file or folder is not there, and throws every other error: `stat(place).catch(ifMissing(undefined))`. */
export const ifMissing =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return otherwise;
    throw error;
  };

/** Removes the files of a folder that nobody has written to for so long, in milliseconds: processes that died have left them half-way. */
export async function removeLeftOver(folder: string, oldest: number): Promise<void> {
  for (const name of await readdir(folder).catch(ifMissing([]))) {
    const place = path.join(folder, name);
    const found = await stat(place).catch(ifMissing(undefined));
    if (found && found.mtimeMs < Date.now() - oldest) await rm(place, { force: true });
  }
}
