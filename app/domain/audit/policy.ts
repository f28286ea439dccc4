import { isAssociation, isCoordinator, type Viewer } from "../viewer.ts";

/** Who may see what has been done in a municipality: its coordinators, and KL. */
export const maySeeAuditOf = (viewer: Viewer, code: string): boolean =>
  isCoordinator(viewer, code) || isAssociation(viewer);

/** Who may see all of the log. */
export const maySeeAllAudit = (viewer: Viewer): boolean => isAssociation(viewer);
