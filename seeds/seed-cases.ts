import type { Sql } from "#db/client.ts";
import { storeCase, storeCaseRevision } from "#db/queries/cases/store.ts";
import { readTexts } from "./read-text.ts";
import { findSeededUnit } from "./reference/seed-places.ts";
import { isSameRevision } from "./same-revision.ts";
import { naming, type SeedItem, type SeedKind, type StandingRow } from "./seed-kind.ts";
import { asDraft, caseTables, type SeededCase, standingWork, storeWork } from "./seed-work.ts";
import { caseFront } from "./shapes.ts";

/** The declaration whose commitments the seeded cases are linked to. */
const declarationYear = 2025;

/** Every case; demo cases carry the mark that keeps them out of sums and maps. */
export const cases: SeedKind<SeededCase> = {
  name: "case",
  nameOf: (key) => `/eksempler/${key}`,
  list: async (folder) => [
    ...(await listCases(folder, "reference/cases", { demo: false })),
    ...(await listCases(folder, "demo/cases", { demo: true })),
  ],
  read: (tx, by, names) => tx<StandingRow[]>`
    select id::text, slug as key, jsonb_build_object(
      'slug', slug, 'municipality_code', municipality_code, 'visibility', visibility, 'withdrawn', withdrawn_at is not null,
      'revision', ${revisionAsSeeded(tx)}
    ) || jsonb_strip_nulls(jsonb_build_object('work', ${standingWork(tx)})) as state
    from case_story c where ${by === "id" ? tx`id::text` : tx`slug`} = any(${[...names]})
    for no key update`,
  insert: async (tx, items) => {
    for (const item of items) {
      const input = await item.load();
      await naming(
        item,
        atItsUnit(tx, input).then(async (at) => storeWork(tx, await storeCase(tx, at), at)),
      );
    }
  },
  revise: async (tx, id, item) => {
    const input = await atItsUnit(tx, await item.load());
    const [now] = await tx<{ revision: string; published: boolean; visibility: string; withdrawn: boolean }[]>`
      select coalesce(published_revision_id, working_revision_id) as revision, published_revision_id is not null as published,
        visibility, withdrawn_at is not null as withdrawn
      from case_story where id = ${id}`;
    if (!now) throw new RangeError(`unknown case: ${item.key}`);
    const published = now.published || input.publishedAt !== null;
    const state = published ? "published" : "working";
    const made = await storeCaseRevision(tx, id, input, { state, createdAt: new Date() });
    const same = await isSameRevision(tx, caseTables, now.revision, made);
    if (same) await tx`delete from case_revision where id = ${made}`;
    const isWithdrawn = input.work?.state === "withdrawn";
    if (same && published === now.published && input.visibility === now.visibility && isWithdrawn === now.withdrawn)
      return storeWork(tx, id, input);
    const revision = same ? now.revision : made;
    // What people are working on stays beside a published text; a draft of the seeds is itself what is worked on.
    await (published
      ? tx`
          update case_story set published_revision_id = ${revision}, working_revision_id = nullif(working_revision_id, ${now.revision}),
            first_published_at = coalesce(first_published_at, ${input.publishedAt})
          where id = ${id}`
      : tx`update case_story set working_revision_id = ${revision} where id = ${id}`);
    await tx`update case_story set visibility = ${input.visibility}, withdrawn_at = null where id = ${id}`;
    // A draft that another has taken the place of is no version of anything.
    if (!same && !now.published) await tx`delete from case_revision where id = ${now.revision}`;
    await storeWork(tx, id, input);
    return true;
  },
  withdraw: async (tx, id) => {
    await tx`update case_story set withdrawn_at = now() where id = ${id}`;
  },
};

/** The revision that readers have, or the draft; null for a draft that somebody has written in, so that it is not as it was left. */
const revisionAsSeeded = (tx: Sql) => tx`
  coalesce(c.published_revision_id, (
    select r.id from case_revision r
    where r.id = c.working_revision_id and not exists (select from case_revision_author a where a.revision_id = r.id)
  ))`;

async function listCases(folder: string, under: string, { demo }: { demo: boolean }): Promise<SeedItem<SeededCase>[]> {
  const files = await readTexts(folder, under, caseFront);
  return files.map(({ slug, file, checksum, parse }) => ({
    key: slug,
    file,
    demo,
    checksum,
    load: async () => {
      const { front, content, text, citations } = await parse();
      return {
        slug,
        municipalityCode: front.municipality,
        visibility: front.visibility,
        demo,
        publishedAt: front.published ? new Date(`${front.published}T08:00:00Z`) : null,
        title: front.title,
        summary: front.summary,
        hard: front.hard ?? null,
        stage: front.stage,
        settings: front.settings,
        levels: front.levels,
        mellemformLevels: front.mellemformLevels,
        classLevels: front.classLevels,
        schoolSize: front.schoolSize ?? null,
        partners: front.partners,
        unit: front.unit ?? null,
        periodFrom: front.period?.from ?? null,
        periodTo: front.period?.to ?? null,
        document: front.document ?? null,
        content: front.work && !front.published ? asDraft(content) : content,
        text,
        work: front.work,
        methods: front.methods,
        commitments: front.commitments.map((link) => ({ year: declarationYear, ...link })),
        citations,
      };
    },
  }));
}

/** A case at its unit, whatever its municipality calls that by now. */
async function atItsUnit(tx: Sql, input: SeededCase): Promise<SeededCase> {
  if (!input.unit) return input;
  return { ...input, unit: (await findSeededUnit(tx, input.municipalityCode, input.unit)).slug };
}
