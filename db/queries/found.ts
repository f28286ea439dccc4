import type { TextState } from "#app/domain/cases/policy.ts";

/**
 * What stands at an address: the thing, the address that it has moved to, that it is gone (withdrawn), or hidden while somebody looks at it.
 * `null` is used for nothing at all, and for what the viewer may not see.
 */
export type Found<T> =
  | { state: "here"; item: T }
  | { state: "moved"; slug: string }
  | { state: "gone" }
  | { state: "hidden" }
  | null;

/** A text that stood at an address, or still does under another. */
export interface Trace {
  state: TextState;
  slug: string;
}

/** What is found where only a trace is left, if that. */
export function foundTrace(trace: Trace | undefined): Found<never> {
  if (!trace) return null;
  if (trace.state === "withdrawn") return { state: "gone" };
  return trace.state === "hidden" ? { state: "hidden" } : { state: "moved", slug: trace.slug };
}

/** A page of what municipalities do or measure that stood at an address, or still does under another. */
export interface GroundTrace {
  slug: string;
  hidden: boolean;
}

/** The same of such a page: what is taken back leaves no trace. */
export function foundGroundTrace(trace: GroundTrace | undefined): Found<never> {
  if (!trace) return null;
  return trace.hidden ? { state: "hidden" } : { state: "moved", slug: trace.slug };
}
