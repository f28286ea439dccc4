import { type Content, contentToText } from "#app/editor/content.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { begunText } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { insertDraft } from "#db/queries/cases/draft.ts";

export interface DraftOptions {
  /** The case's, when it must be known beforehand. */
  id?: string;
  municipalityCode?: string;
  demo?: boolean;
  /** Who begins it; nobody unless told otherwise. */
  begunBy?: string | null;
  unitId?: string | null;
  title?: string;
  answers?: Parameters<typeof begunText>[0];
  /** The whole text, instead of answers. */
  content?: Content;
}

/** Stores a draft as `beginCase` does: one of Aarhus that nobody has begun unless told otherwise. @returns the ids of the case and of its working revision */
export const buildDraft = (sql: Sql, options: DraftOptions = {}): Promise<{ id: string; revisionId: string }> =>
  transaction(sql, (tx) => buildDraftWithin(tx, options));

/** The same, within a transaction that holds more. */
export async function buildDraftWithin(tx: Sql, options: DraftOptions): Promise<{ id: string; revisionId: string }> {
  const content =
    options.content ??
    begunText(
      options.answers ?? { challenge: "Overgangen var svær.", did: "Vi mødtes.", outcome: "Mere ro.", hard: "Tiden." },
    );
  const id = await insertDraft(tx, {
    municipalityCode: options.municipalityCode ?? "0751",
    demo: options.demo ?? false,
    begunBy: options.begunBy ?? null,
    unitId: options.unitId ?? null,
    title: options.title ?? "",
    content,
    text: contentToText(content),
    snapshot: sharedTextOf(content),
    methodIds: [],
    id: options.id,
  });
  const [row] = await tx<
    { revisionId: string }[]
  >`select working_revision_id as "revisionId" from case_story where id = ${id}`;
  return { id, revisionId: row?.revisionId ?? "" };
}
