import { open } from "node:fs/promises";
import sharp, { type Sharp, type SharpOptions } from "sharp";
import { pictureWidths } from "#app/editor/schema/picture.ts";
import { DomainError } from "../domain-error.ts";
import { mostMegapixels } from "./picture-vocabulary.ts";

// One picture at a time, on one thread: readers are served beside it. Nothing of it is remembered.
sharp.concurrency(1);
sharp.cache(false);

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

type Kind = "jpeg" | "png" | "webp" | "avif" | "heic" | "svg" | "other";

/** What a file is, by its first bytes: its name may say anything. */
function kindOf(head: Buffer): Kind {
  const text = head.toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
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

/** What whoever sent a file is told that is no picture of ours. */
const refusals: Readonly<Record<Exclude<Kind, "jpeg" | "png" | "webp" | "avif">, string>> = {
  heic: "Billedet er i formatet HEIC, som ikke kan vises her. Åbn det i Fotos, og gem eller eksportér det som JPEG. På en iPhone kan du også vælge Indstillinger, Kamera, Formater og »Mest kompatibel«.",
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
  if (kind === "heic" || kind === "svg" || kind === "other") throw new DomainError(refusals[kind]);
  const { width = 0, height = 0, format } = await whole(sharp(file, { limitInputPixels: false }).metadata());
  if ((format as string) !== (kind === "avif" ? "heif" : kind)) throw broken();
  const megapixels = (width * height) / 1_000_000;
  if (megapixels > mostMegapixels) {
    throw new DomainError(
      `Billedet har ${Math.ceil(megapixels)} megapixel, og der er plads til ${mostMegapixels}. Gør det mindre, og prøv igen.`,
    );
  }
  const options: SharpOptions = { limitInputPixels: mostMegapixels * 1_000_000, failOn: "error", sequentialRead: true };
  const largest = pictureWidths[pictureWidths.length - 1] ?? 0;
  const upright = sharp(file, options).autoOrient();
  const { data, info } = await whole(
    within(upright, largest)
      .toColourspace("srgb")
      .timeout({ seconds: mostSeconds })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const files: MadePicture["files"] = [];
  for (const most of pictureWidths) {
    const bytes = await within(sharp(data, { raw }), most).webp({ quality: 80 }).toBuffer();
    files.push({ width: most, bytes });
  }
  return { width: info.width, height: info.height, files };
}

const within = (picture: Sharp, most: number) =>
  picture.resize({ width: most, height: 2 * most, fit: "inside", withoutEnlargement: true });

/** What sharp cannot read is nobody's fault but the file's. */
async function whole<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    console.error(`A picture could not be read: ${error instanceof Error ? error.message.slice(0, 200) : error}`);
    throw broken();
  }
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
