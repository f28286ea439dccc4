import { type Block, paperBlocks } from "#app/papers/blocks.ts";
import { composeStatus } from "#app/papers/compose-status.ts";
import type { Sql } from "#db/client.ts";
import { findPublicGround, pinAlong, storeBlocks } from "#db/queries/statuses/freeze.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import type { StatusContent } from "./status-content.ts";

/**
 * Gives an edition its blocks, in the transaction that publishes it: reads what it says, pins the titles and figures that come along, and stores the
 * blocks. What is not public by then is left out.
 */
export async function freezeEdition(tx: Sql, editionId: string): Promise<void> {
  const before = await readStatusContent(tx, editionId);
  if (!before) throw new Error("there is no such edition");
  const { initiatives } = answeredLines(before);
  await pinAlong(tx, editionId, {
    initiatives: initiatives.map(({ id }) => id),
    milestones: initiatives.flatMap(({ milestones }) => milestones.map(({ id }) => id)),
  });
  await storeBlocks(tx, editionId, await composedForAll(tx, editionId));
}

/** The blocks of an edition as it stands, of what all may read. */
async function composedForAll(tx: Sql, editionId: string): Promise<Block[]> {
  const [content, ground] = await Promise.all([readStatusContent(tx, editionId), findPublicGround(tx, editionId)]);
  if (!content) throw new Error("there is no such edition");
  return paperBlocks.parse(
    composeStatus({
      ...answeredLines(content),
      mandate: ground.mandate ? content.mandate : null,
      parts: content.parts.map((part) => ({
        ...part,
        ...(!ground.parts.includes(part.position) && {
          duePrinted: null,
          periodPrinted: null,
          note: null,
          asks: [],
          data: [],
        }),
        indicators: part.indicators.filter(({ id }) => ground.indicators.includes(id)),
      })),
    }),
  );
}

/** The content with the lines alone that all may read and that something is said of. */
function answeredLines(content: StatusContent): StatusContent {
  const answered = (subject: string) => Boolean(content.answers[subject]?.change);
  return {
    ...content,
    initiatives: content.initiatives
      .filter(({ id, isPublic }) => isPublic && answered(`initiative:${id}`))
      .map((initiative) => ({
        ...initiative,
        milestones: initiative.milestones.filter(({ id }) => answered(`milestone:${id}`)),
      })),
  };
}
