import type { Aspect } from "#app/domain/vocabulary.ts";
import { linksOf } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { isCitation } from "#db/queries/citations.ts";
import { type GradeInput, publishMethodText, storeMethodIdentities } from "#db/queries/methods/store.ts";
import { readTexts } from "../read-text.ts";
import { type MethodFront, methodFront } from "../shapes.ts";

/** The day on which the editors last read the guides against their sources. */
const lastRead = new Date("2026-11-22T12:00:00Z");

/** Guides that are shared by several names: the other names' addresses lead to the guide. */
const sharedGuides = { laeringspartnere: "staerkere-laeringsfaellesskaber", boerneombudsmand: "trivselsguide" };

/** Every method as a published guide. */
export async function seedMethods(sql: Sql): Promise<void> {
  const texts = await readTexts("reference/methods", methodFront);
  await storeMethodIdentities(
    sql,
    texts.map((text) => text.slug),
  );
  for (const { slug, front, content, text } of texts) {
    await publishMethodText(
      sql,
      slug,
      {
        title: front.title,
        kind: front.kind,
        summary: front.summary,
        aliases: front.aliases,
        settings: front.settings,
        levels: front.levels,
        mellemformLevels: front.mellemformLevels,
        timeToStart: front.timeToStart,
        useFor: front.useFor ?? null,
        content,
        text,
        related: front.related,
        grades: gradesOf(front),
        citations: linksOf(content).filter(isCitation),
      },
      lastRead,
    );
  }
  for (const [slug, guide] of Object.entries(sharedGuides)) {
    await sql`insert into retired_method_slug (slug, method_id) select ${slug}, id from method where slug = ${guide}`;
  }
}

function gradesOf({ profile }: MethodFront): GradeInput[] {
  if (!profile) return [];
  const { targetGroup, method, implementation, effect, economy } = profile;
  const aspects: [Aspect, typeof targetGroup][] = [
    ["target_group", targetGroup],
    ["method", method],
    ["implementation", implementation],
    ["effect", effect],
    ["economy", economy],
  ];
  return aspects.map(([aspect, item]) => ({ aspect, ...item }));
}
