import { isCoordinator, type Viewer } from "../viewer.ts";

/** Who keeps the list of a municipality's units: its coordinators. */
export const mayKeepUnits = (viewer: Viewer, code: string): boolean => isCoordinator(viewer, code);
