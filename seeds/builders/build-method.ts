import { type Sql, transaction } from "#db/client.ts";
import { type MethodText, publishMethodText, storeMethodIdentities } from "#db/queries/methods/store.ts";
import type { BuiltState } from "./build-case.ts";
import { buildText, nextName } from "./build-text.ts";

export type MethodOptions = Partial<Omit<MethodText, "content">> & {
  slug?: string;
  visibility?: "public" | "network";
  state?: BuiltState;
  publishedAt?: Date;
  /** Slugs that it has had before. */
  retiredSlugs?: readonly string[];
  /** What the working revision of a `revised` method says; otherwise the same as the published one. */
  working?: Partial<MethodText>;
};

/** Stores a method: a public, published way of organising unless told otherwise. What it cites and relates to must be there. */
export async function buildMethod(sql: Sql, options: MethodOptions = {}): Promise<{ slug: string }> {
  const { slug = nextName("metode"), visibility = "public", state = "published", retiredSlugs = [] } = options;
  const publishedAt = options.publishedAt ?? new Date("2026-06-01T08:00:00Z");
  await transaction(sql, async (tx) => {
    await storeMethodIdentities(tx, [slug]);
    if (state === "revised") {
      await publishMethodText(tx, slug, methodText(slug, { ...options, ...options.working }), publishedAt);
      await tx`
        update method set working_revision_id = published_revision_id, published_revision_id = null, first_published_at = null
        where slug = ${slug}`;
    }
    await publishMethodText(tx, slug, methodText(slug, options), publishedAt);
    if (state === "draft") {
      await tx`
        update method set working_revision_id = published_revision_id, published_revision_id = null, first_published_at = null
        where slug = ${slug}`;
    }
    await tx`
      update method set visibility = ${visibility}, withdrawn_at = ${state === "withdrawn" ? new Date() : null},
        hidden_at = ${state === "hidden" ? new Date() : null}
      where slug = ${slug}`;
    for (const retired of retiredSlugs) {
      await tx`insert into retired_method_slug (slug, method_id) select ${retired}, id from method where slug = ${slug}`;
    }
  });
  return { slug };
}

function methodText(slug: string, options: MethodOptions): MethodText {
  const { slug: _slug, visibility: _v, state: _s, publishedAt: _p, retiredSlugs: _r, working: _w, ...given } = options;
  const kind = given.kind ?? "organisering";
  return {
    title: `Titel på ${slug}`,
    kind,
    summary: "En bygget metode.",
    aliases: [],
    settings: [],
    levels: [],
    mellemformLevels: [],
    timeToStart: "ikke oplyst",
    useFor: kind === "organisering" || kind === "styring" ? "Til at prøve med." : null,
    related: [],
    grades: [],
    citations: [],
    ...buildText([{ words: "Sådan gør du." }]),
    ...given,
  };
}
