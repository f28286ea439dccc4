import { hasRole, type Viewer } from "../viewer.ts";

/** How far a text has come. */
export type TextState = "draft" | "published" | "revised" | "withdrawn" | "hidden";

/** A case as far as the question of who may see it goes. */
export interface CaseStanding {
  municipality: string;
  visibility: "public" | "network" | "municipality";
  state: TextState;
}

/** Who may read a case as it is published. The same rule stands in SQL, `visibleCase`; a test holds them together. */
export function mayReadCase(viewer: Viewer, { municipality, visibility, state }: CaseStanding): boolean {
  if (state !== "published" && state !== "revised") return false;
  if (visibility === "public") return true;
  if (visibility === "network") return viewer.network;
  return hasRole(viewer, ["reader", "contributor", "approver", "coordinator"], municipality);
}
