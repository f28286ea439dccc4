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
