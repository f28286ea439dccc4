import { isAssociation, type Viewer } from "../viewer.ts";

/** Who may act for a municipality: KL. It is seen, has a reason and an end, and is written down. */
export const mayAct = (viewer: Viewer): boolean => isAssociation(viewer);
