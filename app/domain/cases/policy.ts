import { hasRole, type Viewer } from "../viewer.ts";
import type { Role } from "../vocabulary.ts";

/** How far a text has come. */
export type TextState = "draft" | "published" | "revised" | "withdrawn" | "hidden";

/** A case as far as the question of who may see it goes. */
export interface CaseStanding {
  municipality: string;
  visibility: "public" | "network" | "municipality";
  state: TextState;
}

/** Where a case is written: its municipality, and the unit that it comes from, if one is named. */
export interface CasePlace {
  municipality: string;
  unitId: string | null;
}

/** A role that is limited to a unit counts for what comes from that unit alone. */
const holdsFor = (viewer: Viewer, roles: readonly Role[], { municipality, unitId }: CasePlace): boolean =>
  Boolean(
    viewer.person?.grants.some(
      (grant) =>
        roles.includes(grant.role) &&
        grant.municipality?.code === municipality &&
        (grant.unitId === null || grant.unitId === unitId),
    ),
  );

/** Who may write a case, and read what is not published of it: the municipality's own who write and approve, never KL. */
export const mayWriteCase = (viewer: Viewer, place: CasePlace): boolean =>
  holdsFor(viewer, ["contributor", "approver", "coordinator"], place);

/** Who may say yes to a case in the municipality's name: a leader for the own unit, or for all of it. */
export const mayApproveCase = (viewer: Viewer, place: CasePlace): boolean =>
  holdsFor(viewer, ["approver", "coordinator"], place);

/** Who may read a case as it is published. The same rule stands in SQL, `visibleCase`; a test holds them together. */
export function mayReadCase(viewer: Viewer, { municipality, visibility, state }: CaseStanding): boolean {
  if (state !== "published" && state !== "revised") return false;
  if (visibility === "public") return true;
  if (visibility === "network") return viewer.network;
  return hasRole(viewer, ["reader", "contributor", "approver", "coordinator"], municipality);
}

/** A case as the guard of an address hands it over: who owns it, and how far it has come. */
export interface CaseSubject extends CaseStanding, CasePlace {
  id: string;
  slug: string;
  demo: boolean;
}
