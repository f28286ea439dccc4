import type { Block } from "#app/papers/blocks.ts";
import type { ShownPin } from "./pins.ts";

/** The slugs of the indicators that blocks speak of. */
export const slugsIn = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.type === "figure" ? [block.indicator] : []));

/** The blocks without what they tell of milestones and indicators that are no longer to be read: their own words stay, the source's go. */
export function withoutWithdrawn(
  blocks: readonly Block[],
  pins: readonly ShownPin[],
  indicators: readonly string[],
): Block[] {
  const here = new Set(pins.flatMap(({ id, state }) => (state === "here" ? [id] : [])));
  return blocks.map((block) => {
    if (block.type === "line" && block.under && !here.has(block.pin)) return { ...block, said: "" };
    if (block.type === "figure" && !indicators.includes(block.indicator))
      return { ...block, title: "", changeSeenBy: null, note: null, blank: null, pins: [] };
    return block;
  });
}
