import { type Sql, transaction } from "#db/client.ts";
import { type NewCase, storeCase } from "#db/queries/cases/store.ts";
import { buildText, nextName } from "./build-text.ts";

/** What has become of a built case or method. */
export const builtStates = ["published", "draft", "withdrawn", "hidden", "revised"] as const;
/** `revised`: published, with a working revision that readers must not meet. */
export type BuiltState = (typeof builtStates)[number];

export type CaseOptions = Partial<Omit<NewCase, "content" | "publishedAt">> & {
  state?: BuiltState;
  /** When it was published; a draft has none. */
  publishedAt?: Date;
  /** Slugs that it has had before. */
  retiredSlugs?: readonly string[];
  /** What the working revision of a `revised` case says; otherwise the same as the published one. */
  working?: CaseOptions;
};

/**
 * Stores a case: a public, published one of Aarhus unless told otherwise. Municipality, methods, commitments, documents and
 * references that it names must be there.
 */
export async function buildCase(sql: Sql, options: CaseOptions = {}): Promise<{ id: string; slug: string }> {
  const { state = "published", retiredSlugs = [], working } = options;
  const input = newCase(options);
  const id = await transaction(sql, async (tx) => {
    const caseId = await storeCase(tx, input);
    if (state === "revised") await addWorkingRevision(tx, caseId, { ...options, ...working });
    if (state === "hidden") await tx`update case_story set hidden_at = now() where id = ${caseId}`;
    if (state === "withdrawn") await tx`update case_story set withdrawn_at = now() where id = ${caseId}`;
    for (const slug of retiredSlugs)
      await tx`insert into retired_case_slug (slug, case_id) values (${slug}, ${caseId})`;
    return caseId;
  });
  return { id, slug: input.slug };
}

function newCase(options: CaseOptions): NewCase {
  const { state, retiredSlugs: _slugs, working: _working, publishedAt, ...given } = options;
  const slug = given.slug ?? nextName("eksempel");
  return {
    slug,
    municipalityCode: "0751",
    visibility: "public",
    demo: false,
    title: `Titel på ${slug}`,
    summary: "Et bygget eksempel.",
    hard: null,
    stage: "i-gang",
    settings: [],
    levels: [],
    mellemformLevels: [],
    classLevels: [],
    schoolSize: null,
    partners: [],
    unit: null,
    periodFrom: null,
    periodTo: null,
    document: null,
    methods: [],
    commitments: [],
    citations: [],
    publishedAt: state === "draft" ? null : (publishedAt ?? new Date("2026-06-01T08:00:00Z")),
    ...buildText([{ words: "Sådan gjorde vi." }]),
    ...given,
  };
}

/** The store writes first revisions only, so the working revision is written as a draft of its own and then moved over. */
async function addWorkingRevision(tx: Sql, caseId: string, options: CaseOptions): Promise<void> {
  const draftId = await storeCase(tx, newCase({ ...options, slug: nextName("kladde"), state: "draft" }));
  const [draft] = await tx<{ id: string }[]>`select working_revision_id as id from case_story where id = ${draftId}`;
  const revisionId = draft?.id ?? "";
  await tx`update case_story set working_revision_id = null where id = ${draftId}`;
  await tx`update case_revision set case_id = ${caseId} where id = ${revisionId}`;
  await tx`delete from case_story where id = ${draftId}`;
  await tx`update case_story set working_revision_id = ${revisionId} where id = ${caseId}`;
}
