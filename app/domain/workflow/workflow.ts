/**
 * How far a text has come on its way to its readers. `draft`: being written; `returned`: being written, after an approver has sent it back with
 * words; `submitted`: frozen, waits for a yes; `published`: nobody writes on it.
 */
export const workStates = ["draft", "returned", "submitted", "published"] as const;
export type WorkState = (typeof workStates)[number];

/** A step that moves a text from one state to another. */
export type WorkVerb = "submit" | "take_back" | "return" | "approve" | "revise" | "discard";

const moves: Readonly<Record<WorkVerb, { from: readonly WorkState[]; to: WorkState }>> = {
  submit: { from: ["draft", "returned"], to: "submitted" },
  take_back: { from: ["submitted"], to: "draft" },
  return: { from: ["submitted"], to: "returned" },
  approve: { from: ["submitted"], to: "published" },
  revise: { from: ["published"], to: "draft" },
  discard: { from: ["draft", "returned"], to: "published" },
};

/** The state that a verb leads to, or null when it cannot be done in this state. */
export const stateAfter = (state: WorkState, verb: WorkVerb): WorkState | null =>
  moves[verb].from.includes(state) ? moves[verb].to : null;

/** Tells whether the text may be typed in. */
export const isWritable = (state: WorkState): boolean => state === "draft" || state === "returned";
