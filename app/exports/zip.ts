import { setImmediate as turn } from "node:timers/promises";
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A file on its way into a ZIP. */
export interface ZipEntry {
  /** A path of lower-case ASCII letters, digits, dashes and dots between slashes. */
  name: string;
  /** Its content, piece by piece. */
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** It is packed already, as pictures are. */
  packed?: boolean;
}

/** A ZIP of the kind that every program opens holds no more than this: files, and bytes. */
const most = { files: 65_535, bytes: 4_294_967_295 };

const entryName = /^[a-z0-9-]+(\.[a-z0-9-]+)*(\/[a-z0-9-]+(\.[a-z0-9-]+)*)*$/;

/**
 * A ZIP of these files, piece by piece: one file is read at a time, and no more of it than a piece. Others of the process get a turn between
 * the pieces.
 * @throws {RangeError} for a name that could lead out of the folder that the ZIP is opened in or that comes twice, and when there is more
 * than a ZIP can hold
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  const names = new Set<string>();
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const made = () => {
    const taken = chunks;
    chunks = [];
    for (const { length } of taken) bytes += length;
    if (bytes > most.bytes) throw new RangeError("more than a ZIP can hold: bytes");
    return taken;
  };
  for await (const { name, parts, packed } of entries) {
    if (!entryName.test(name) || name.length > 250) throw new RangeError(`not a name in a ZIP: ${name.slice(0, 100)}`);
    if (names.has(name)) throw new RangeError(`twice in a ZIP: ${name}`);
    if (names.add(name).size > most.files) throw new RangeError("more than a ZIP can hold: files");
    const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for await (const part of parts) {
      file.push(typeof part === "string" ? strToU8(part) : part);
      yield* made();
      await turn();
    }
    file.push(new Uint8Array(0), true);
    yield* made();
  }
  zip.end();
  yield* made();
}
