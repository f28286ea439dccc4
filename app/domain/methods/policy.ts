import type { TextState } from "../cases/policy.ts";
import type { Viewer } from "../viewer.ts";

/** A method as far as the question of who may see it goes. */
export interface MethodStanding {
  visibility: "public" | "network";
  state: TextState;
}

/** Who may read a method as it is published. The same rule stands in SQL, `visibleMethod`; a test holds them together. */
export const mayReadMethod = (viewer: Viewer, { visibility, state }: MethodStanding): boolean =>
  (state === "published" || state === "revised") && (visibility === "public" || viewer.network);

/** A method as the guard of an address hands it over. */
export interface MethodSubject extends MethodStanding {
  id: string;
  slug: string;
}
