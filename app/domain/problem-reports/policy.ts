import { isAssociation, isCoordinator, type Viewer } from "../viewer.ts";

/** Who reads what is reported about a municipality's pages, and says when it is dealt with: its coordinators, and KL. */
export const mayReadReportsOf = (viewer: Viewer, code: string): boolean =>
  isCoordinator(viewer, code) || isAssociation(viewer);

/** Who reads every report, also those about pages that belong to no municipality: KL. */
export const mayReadAllReports = (viewer: Viewer): boolean => isAssociation(viewer);
