import { isCoordinator, mayChange, type Viewer } from "../viewer.ts";

/** Who says where a municipality has dealt with a declaration: its coordinators. */
export const mayKeepTreatments = (viewer: Viewer, code: string): boolean => isCoordinator(viewer, code);

/** Who may change what is said of it; invented people change invented rows alone. */
export const mayChangeTreatment = (viewer: Viewer, row: { municipality: string; demo: boolean }): boolean =>
  mayChange(viewer, row.demo) && mayKeepTreatments(viewer, row.municipality);
