import type { Readable } from "node:stream";

/** A file that is kept. */
export interface StoredFile {
  /** In bytes. */
  size: number;
  /** Its content, from the start. Read it to its end, or destroy it. */
  stream: Readable;
}

/**
 * Where files are kept that are too large for the database. A key is a path of at most ten parts, such as `billeder/<id>/480.webp`: small
 * letters of a to z, digits, dashes and single dots between slashes. A folder can be behind it, or a service that keeps objects.
 */
export interface FileStore {
  /**
   * Keeps a file under a key, in place of the one that was there. Nobody ever reads half of it, and what breaks off keeps nothing.
   * @returns its size in bytes
   * @throws {NoRoomForFile} when there is no room for it
   */
  put(key: string, content: Readable | Uint8Array): Promise<number>;
  /** The file of a key; undefined when there is none. */
  open(key: string): Promise<StoredFile | undefined>;
  /** Removes the file of a key, and everything whose key begins with it and a slash. It is fine when there is nothing. */
  remove(key: string): Promise<void>;
  /** The next parts of the keys that begin with this one and a slash: `list("billeder")` gives ids. */
  list(key: string): Promise<{ name: string; changedAt: Date }[]>;
}

/** There is no room to keep a file. The message is a Danish sentence for whoever sent it, and nothing of it has been kept. */
export class NoRoomForFile extends Error {
  override name = "NoRoomForFile";
  constructor(options?: ErrorOptions) {
    super(
      "Der er ikke plads til filen på serveren lige nu. Prøv igen senere, eller sig det til dem, der driver sitet.",
      options,
    );
  }
}

/** @throws {RangeError} for a key that is none: such a file could be anywhere */
export function assertKey(key: string): void {
  const parts = key.split("/");
  if (parts.length > 10 || key.length > 300 || !parts.every((part) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(part)))
    throw new RangeError(`not a key of a file: ${key.slice(0, 100)}`);
}
