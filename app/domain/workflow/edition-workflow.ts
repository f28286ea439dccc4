import type { EditionState } from "../statuses/status-vocabulary.ts";
import { isWritable, stateAfter, type WorkVerb } from "./workflow.ts";

/**
 * A step that moves an edition of a status from one state to another: those of a text, and beside them a yes that waits for its day. What is
 * published never moves again: the next edition is another.
 */
export type EditionVerb = Exclude<WorkVerb, "revise" | "discard"> | "schedule" | "stop" | "publish";

const further: Readonly<Record<Exclude<EditionVerb, WorkVerb>, { from: readonly EditionState[]; to: EditionState }>> = {
  schedule: { from: ["submitted"], to: "approved" },
  stop: { from: ["approved"], to: "submitted" },
  publish: { from: ["approved"], to: "published" },
};

/** The state that a verb leads an edition to, or null when it cannot be done in this state. */
export function editionStateAfter(state: EditionState, verb: EditionVerb): EditionState | null {
  if (verb === "schedule" || verb === "stop" || verb === "publish")
    return further[verb].from.includes(state) ? further[verb].to : null;
  return state === "approved" ? null : stateAfter(state, verb);
}

/** Tells whether an edition may be typed in. */
export const isEditionWritable = (state: EditionState): boolean => state !== "approved" && isWritable(state);
