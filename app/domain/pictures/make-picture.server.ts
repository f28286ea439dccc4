import { fork } from "node:child_process";
import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pictureWidths } from "#app/editor/schema/picture.ts";
import { DomainError } from "../domain-error.ts";
import { mostMegapixels } from "./picture-vocabulary.ts";

/** How long one picture may take, in seconds. */
const mostSeconds = 60;

/** A picture in the widths that it is kept in. */
export interface MadePicture {
  /** Of the largest, in pixels. */
  width: number;
  height: number;
  /** WebP, by the width that it was made for. */
  files: { width: number; bytes: Buffer }[];
}

/** The answer of the process that makes the widths: the picture; how many pixels it has, which are too many; or why it cannot be read. */
export type MadeWidths = MadePicture | { pixels: number } | { unreadable: string };

type Kind = "jpeg" | "png" | "webp" | "avif" | "heic" | "gif" | "svg" | "other";

/** The kind of a file, by its first bytes: its name may say anything. */
function kindOf(head: Buffer): Kind {
  const text = head.toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (/^GIF8[79]a/.test(text)) return "gif";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.slice(4, 8) === "ftyp") {
    const brands = text.slice(8, Math.min(head.readUInt32BE(0), head.length));
    if (/avi[fs]/.test(brands)) return "avif";
    if (/hei[cmsx]|hev[cmsx]|mif1|msf1/.test(brands)) return "heic";
  }
  return /^\ufeff?\s*<(\?xml|!--|!DOCTYPE|svg)/i.test(head.toString("utf8")) && /<svg[\s>]/i.test(head.toString("utf8"))
    ? "svg"
    : "other";
}

/** The sentences for those who send a file of a kind that is not taken. */
const refusals: Readonly<Partial<Record<Kind, string>>> = {
  heic: "Billedet er i formatet HEIC, som ikke kan vises her. Åbn det i Fotos, og gem eller eksportér det som JPEG. På en iPhone kan du også vælge Indstillinger, Kamera, Formater og »Mest kompatibel«.",
  gif: "Et GIF-billede kan ikke bruges her. Gem det som PNG, og prøv igen.",
  svg: "En SVG-tegning kan ikke bruges her. Gem den som PNG, og prøv igen.",
  other: "Filen er ikke et billede, vi kan læse, uanset hvad den hedder. Brug JPEG, PNG, WebP eller AVIF.",
};

const broken = () =>
  new DomainError(
    "Billedet kan ikke læses. Måske er filen gået i stykker. Åbn den, gem den igen som JPEG, og prøv så.",
  );

/**
 * Makes what is kept of a picture: upright, in three widths and none of them larger than it was, without what the file tells beside the picture
 * (when, where, by which camera).
 * @param file where the file lies
 * @throws {DomainError} when it is no picture of ours, or too large
 */
export async function makePicture(file: string): Promise<MadePicture> {
  const kind = kindOf(await beginningOf(file));
  const refusal = refusals[kind];
  if (refusal) throw new DomainError(refusal);
  const made = await makeWidths(file, kind === "avif" ? "heif" : kind);
  if ("pixels" in made) {
    const megapixels = Math.ceil(made.pixels / 1_000_000);
    throw new DomainError(
      `Billedet har ${megapixels} megapixel, og der er plads til ${mostMegapixels}. Gør det mindre, og prøv igen.`,
    );
  }
  if ("unreadable" in made) {
    console.error(`A picture could not be read: ${made.unreadable}`);
    throw broken();
  }
  return made;
}

const maker = fileURLToPath(new URL("./make-widths.mjs", import.meta.url));

/** Has a process of its own make the widths. One that takes too long is ended. */
function makeWidths(file: string, format: string): Promise<MadeWidths> {
  return new Promise((resolve, reject) => {
    const told = [file, format, String(mostMegapixels * 1_000_000), pictureWidths.join(",")];
    const child = fork(maker, told, { serialization: "advanced", execArgv: [], timeout: mostSeconds * 1_000 });
    child.once("message", (made) => resolve(made as MadeWidths));
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ unreadable: `the process ended by ${signal ?? code}` }));
  });
}

async function beginningOf(file: string): Promise<Buffer> {
  const opened = await open(file, "r");
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(1_000), 0, 1_000, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}
