import { isAssociationAdmin, isCoordinator, type Viewer } from "../viewer.ts";

/** Who asks for a further mail domain of a municipality, and gives one up: its coordinators. */
export const mayAskForDomain = (viewer: Viewer, code: string): boolean => isCoordinator(viewer, code);

/** Who says yes or no: KL, for whoever has an address there can register. */
export const mayDecideDomains = (viewer: Viewer): boolean => isAssociationAdmin(viewer);
