import { calledBy } from "#app/domain/called-by.ts";
import { danishDate } from "#app/domain/dates.ts";
import { keyOfPicture } from "#app/domain/pictures/add-picture.server.ts";
import { slugify } from "#app/domain/slug.ts";
import { contentToText } from "#app/editor/content.ts";
import { pictureWidths } from "#app/editor/schema/picture.ts";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import type { FileStore } from "#app/files/store.ts";
import type { Sql } from "#db/client.ts";
import { readExportAmbitions, readExportTreatments } from "#db/queries/exports/ambitions.ts";
import {
  type ExportedBody,
  type ExportedText,
  listExportIds,
  readExportBodies,
  readExportTexts,
} from "#db/queries/exports/contents.ts";
import {
  type ExportedOf,
  readExportAims,
  readExportIndicators,
  readExportInitiatives,
  readExportMandates,
  readExportMoney,
  readExportPlacements,
} from "#db/queries/exports/ground.ts";
import type { ExportCounts } from "#db/queries/exports/keeping.ts";
import { readExportStatuses } from "#db/queries/exports/statuses.ts";
import { type Ground, groundFileName, groundFileParts, groundFileSchema, groundSchemaName } from "./ground-file.ts";
import { groundPages } from "./ground-pages.tsx";
import { type GroundPage, indexPage, pictureFile, textPage, versionFile, versionPage } from "./pages.tsx";
import { type StandingBody, textFileParts, textFileSchema } from "./text-file.ts";
import type { ZipEntry } from "./zip.ts";

/** How many texts, and how many versions with all they say, are in memory at a time. */
const atOnce = { texts: 20, versions: 5 };

/** All that it takes to make an export. */
export interface ExportParts {
  municipality: { code: string; name: string };
  /** The invented texts, or the others. */
  demo: boolean;
  /** Scheme and host of the site, which links in the pages lead to. */
  publicUrl: string;
  madeAt: Date;
  /** Where the pictures lie. */
  files: FileStore;
  /** Counts what has been written. */
  counts: ExportCounts;
}

/**
 * The files of an export, one after the other: a first page, the pages and the JSON of what the municipality does, spends, wants and measures, a
 * folder for each text with its pages, its pictures and its JSON, and the shapes of both.
 * @param sql one transaction, so that all of it is of one moment
 */
export async function* exportFiles(sql: Sql, parts: ExportParts): AsyncGenerator<ZipEntry> {
  const { municipality, demo, publicUrl, counts } = parts;
  const ids = await listExportIds(sql, { municipality: municipality.code, demo });
  const ground = await readGround(sql, { municipality: municipality.code, demo });
  const pages = groundPages(municipality, { publicUrl, demo }, ground);
  yield { name: "index.html", parts: indexParts(sql, parts, ids, pages) };
  for (const { file, html } of pages) yield { name: file, parts: [html()] };
  if (pages.length > 0) {
    yield { name: groundFileName, parts: groundFileParts({ municipality, demo }, ground) };
    yield { name: groundSchemaName, parts: [groundFileSchema()] };
  }
  yield { name: "eksempel.schema.json", parts: [textFileSchema()] };
  for (const some of slices(ids, atOnce.texts)) {
    const texts = await readExportTexts(sql, some);
    // Read twice, so that neither a file nor the versions of a text are ever held whole.
    const shown = bodiesOf(sql, texts);
    for (const text of texts) {
      const folder = folderOf(text);
      yield { name: `${folder}/index.html`, parts: [textPage(municipality, publicUrl, text)] };
      for (const version of text.versions) {
        const { value, done } = await shown.next();
        if (done) throw new RangeError(`a version of ${text.id} is missing`);
        yield { name: `${folder}/${versionFile(version)}`, parts: [versionPage(publicUrl, text, version, value)] };
        counts.versions += 1;
      }
      yield* picturesOf(text, folder, parts);
      counts.texts += 1;
    }
    const written = bodiesOf(sql, texts);
    for (const text of texts)
      yield { name: `${folderOf(text)}/eksempel.json`, parts: textFileParts(municipality, text, written) };
  }
}

/** All that is kept of what a municipality does, spends, wants and measures: some thousand rows at most. */
async function readGround(sql: Sql, of: ExportedOf): Promise<Ground> {
  return {
    initiatives: await readExportInitiatives(sql, of),
    money: await readExportMoney(sql, of),
    indicators: await readExportIndicators(sql, of),
    mandates: await readExportMandates(sql, of),
    aims: await readExportAims(sql, of),
    placements: await readExportPlacements(sql, of),
    ambitions: await readExportAmbitions(sql, of),
    treatments: await readExportTreatments(sql, of),
    statuses: await readExportStatuses(sql, of),
  };
}

async function* indexParts(
  sql: Sql,
  { municipality, madeAt }: ExportParts,
  ids: readonly string[],
  ground: readonly GroundPage[],
) {
  const { before, row, after } = indexPage(municipality, madeAt, { texts: ids.length, ground });
  yield before;
  for (const some of slices(ids, atOnce.texts))
    yield (await readExportTexts(sql, some)).map((text) => row(text, folderOf(text))).join("");
  yield after;
}

/** The pictures of a text in the largest of their widths; those whose consent has ended are not taken along. */
async function* picturesOf(
  text: ExportedText,
  folder: string,
  { files, counts }: ExportParts,
): AsyncGenerator<ZipEntry> {
  for (const { id, hidden } of text.pictures) {
    const file = hidden ? undefined : await files.open(keyOfPicture(id, Math.max(...pictureWidths)));
    if (!file) continue;
    yield { name: `${folder}/${pictureFile(id)}`, parts: file.stream, packed: true };
    counts.pictures += 1;
  }
}

/** The folder of a text: plain letters, whatever its title is; the day that it was begun; its id, for two may have the same title. */
const folderOf = (text: ExportedText): string => {
  const name = slugify(calledBy(text)).slice(0, 50).replace(/-+$/, "") || "uden-titel";
  return `eksempler/${name}-${danishDate(new Date(text.begunAt))}-${text.id}`;
};

/** What the versions of texts say, in their order, a few in memory at a time. */
async function* bodiesOf(sql: Sql, texts: readonly ExportedText[]): AsyncGenerator<StandingBody, void> {
  const ids = texts.flatMap(({ versions }) => versions.map(({ id }) => id));
  for (const some of slices(ids, atOnce.versions)) {
    for (const body of await readExportBodies(sql, some)) yield standing(body);
  }
}

/** What is being written may be stored in updates that have not been brought into the text yet. */
function standing({ shared, ...body }: ExportedBody): StandingBody {
  if (!shared) return body;
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
  const document = openSharedText(bytes(shared.snapshot), shared.updates.map(bytes));
  const content = contentOfSharedText(document);
  document.destroy();
  return { ...body, content, text: contentToText(content) };
}

function* slices<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}
