import type { Viewer } from "#app/domain/viewer.ts";
import { comparePapers } from "#app/papers/compare-papers.ts";
import { composeStatus } from "#app/papers/compose-status.ts";
import { sinceLast } from "#app/papers/since-last.ts";
import { sourceWithdrawn } from "#app/ui/papers/pins.tsx";
import type { Sql } from "#db/client.ts";
import type { StatusDraft } from "#db/queries/statuses/keep-edition.ts";
import { findPaperFrame } from "#db/queries/statuses/keep-form.ts";
import { draftPins } from "#db/queries/statuses/keep-pins.ts";
import { readEdition, type StatusHead } from "#db/queries/statuses/page.ts";
import { indicatorsStillHere, type ShownPin } from "#db/queries/statuses/pins.ts";

/** An edition that is not published as a paper: what stands above it, its blocks, and what they rest on. */
export async function draftPaper(sql: Sql, viewer: Viewer, { content, late }: Pick<StatusDraft, "content" | "late">) {
  const { edition, municipality } = content;
  const blocks = composeStatus(content);
  const slugs = blocks.flatMap((block) => (block.type === "figure" ? [block.indicator] : []));
  const [frame, pins, indicators] = await Promise.all([
    findPaperFrame(sql, viewer, edition.id),
    draftPins(sql, edition.id),
    indicatorsStillHere(sql, slugs),
  ]);
  const head: StatusHead = {
    demo: content.demo,
    origin: content.origin,
    period: content.period,
    municipality: { ...municipality, fullName: frame?.fullName ?? municipality.name },
    edition: { ...edition, late, publishedOn: null, passage: null },
  };
  return { head, blocks, pins, indicators, before: frame?.before ?? null };
}
/** The same, as it is drawn. */
export type DraftPaper = Awaited<ReturnType<typeof draftPaper>>;

/** What a paper says otherwise than the edition before it, block by block; null where there is none to read. */
export async function comparedWithBefore(sql: Sql, viewer: Viewer, { before, blocks, pins }: DraftPaper) {
  const earlier = before ? await readEdition(sql, viewer, before) : null;
  if (!earlier) return null;
  const since = sinceLast(earlier.blocks, blocks);
  return {
    since,
    compared: comparePapers(
      { blocks: earlier.blocks, titleOf: titlesOf(earlier.pins) },
      { blocks, titleOf: titlesOf(pins) },
    ),
  };
}

const titlesOf = (pins: readonly ShownPin[]) => {
  const byId = new Map(pins.map(({ id, title }) => [id, title]));
  return (id: string) => byId.get(id) ?? sourceWithdrawn;
};
