import { isCoordinator, type Viewer } from "../viewer.ts";

/** Who keeps a municipality's contact persons: its coordinators. Whether one is shown is for the contact person to say. */
export const mayKeepContacts = (viewer: Viewer, code: string): boolean => isCoordinator(viewer, code);
