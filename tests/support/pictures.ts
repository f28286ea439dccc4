import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { keyOfPicture } from "#app/domain/pictures/add-picture.server.ts";
import type { Content } from "#app/editor/content.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import type { Sql } from "#db/client.ts";
import { insertPicture } from "#db/queries/cases/pictures.ts";

/** A photo: a gradient, so that it is neither one colour nor noise. */
export const photo = (width: number, height: number) =>
  sharp(
    Buffer.from(
      `<svg width="${width}" height="${height}"><defs><linearGradient id="g"><stop stop-color="#0b5a66"/><stop offset="1" stop-color="#f3b73a"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#g)"/></svg>`,
    ),
  );

/** A picture as a text has it. */
export const pictureNode = (
  id: string,
  words: { alt?: string; decorative?: boolean; caption?: string } = {},
): Content => ({
  type: "picture",
  attrs: { id, width: 1600, height: 1200, alt: "", decorative: false, caption: "", ...words },
});

/** A text with a heading, a picture and a line. */
export const textWith = (...pictures: Content[]): Content => ({
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 2, section: "did" }, content: [{ type: "text", text: "Hvad vi gjorde" }] },
    ...pictures,
    { type: "paragraph", content: [{ type: "text", text: "Vi mødtes i skoven." }] },
  ],
});

/** Gives a case a picture whose files lie in a folder. @returns its id */
export async function buildPicture(
  sql: Sql,
  folder: string,
  caseId: string,
  { consentUntil = null, madeBy = null }: { consentUntil?: string | null; madeBy?: string | null } = {},
): Promise<string> {
  const id = randomUUID();
  const store = createFolderStore(folder);
  const bytes = await photo(480, 360).webp().toBuffer();
  for (const width of [480, 960, 1600]) await store.put(keyOfPicture(id, width), bytes);
  await insertPicture(sql, { id, caseId, width: 1600, height: 1200, bytes: bytes.length * 3, consentUntil, madeBy });
  return id;
}
