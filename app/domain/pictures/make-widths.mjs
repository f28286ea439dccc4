/**
 * Makes the widths of one picture, in a process of its own that gives way to all others: readers are not to notice, and a picture that brings it
 * down brings down nothing else. Told by its arguments; answers `MadeWidths` in one message.
 */
import os from "node:os";
import sharp from "sharp";

const [file = "", kind = "", mostPixels = "0", widths = ""] = process.argv.slice(2);
process.on("disconnect", () => process.exit());
os.setPriority(os.constants.priority.PRIORITY_LOW);
sharp.concurrency(1);
sharp.cache(false);

/** @param {import("sharp").Sharp} picture @param {number} most */
const within = (picture, most) =>
  picture.resize({ width: most, height: 2 * most, fit: "inside", withoutEnlargement: true });

/** @returns {Promise<import("./make-picture.server.ts").MadeWidths>} */
async function make() {
  const { width = 0, height = 0, format } = await sharp(file, { limitInputPixels: false }).metadata();
  if (format !== kind) return { unreadable: `it is ${format}, not ${kind}` };
  if (width * height > Number(mostPixels)) return { pixels: width * height };
  /** @type {import("sharp").SharpOptions} */
  const options = { limitInputPixels: Number(mostPixels), failOn: "error", sequentialRead: true };
  const each = widths.split(",").map(Number);
  const largest = within(sharp(file, options).autoOrient(), Math.max(...each))
    .toColourspace("srgb")
    .raw();
  const { data, info } = await largest.toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const files = [];
  for (const most of each) {
    files.push({ width: most, bytes: await within(sharp(data, { raw }), most).webp({ quality: 80 }).toBuffer() });
  }
  return { width: info.width, height: info.height, files };
}

const answer = await make().catch((error) => ({ unreadable: String(error?.message).slice(0, 200) }));
process.send?.(answer, () => process.disconnect());
