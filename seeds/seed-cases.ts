import { linksOf } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { storeCase } from "#db/queries/cases/store.ts";
import { isCitation } from "#db/queries/citations.ts";
import { readTexts } from "./read-text.ts";
import { caseFront } from "./shapes.ts";

/** The declaration whose commitments the seeded cases are linked to. */
const declarationYear = 2025;

/** Every case of a folder; demo cases carry the mark that keeps them out of sums and maps. */
export async function seedCases(sql: Sql, folder: string, demo: boolean): Promise<void> {
  for (const { slug, front, content, text } of await readTexts(folder, caseFront)) {
    try {
      await storeCase(sql, {
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
        content,
        text,
        methods: front.methods,
        commitments: front.commitments.map((link) => ({ year: declarationYear, ...link })),
        citations: linksOf(content).filter(isCitation),
      });
    } catch (error) {
      throw new Error(`${folder}/${slug}.md: ${error instanceof Error ? error.message : error}`);
    }
  }
}
