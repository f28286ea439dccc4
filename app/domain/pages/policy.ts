import { isAssociation, isCoordinator, mayChange, type Viewer } from "../viewer.ts";

/** A page that can be hidden: whose it is, and whether it is invented. */
export interface PageOwner {
  /** Null for what belongs to no municipality, as methods do. */
  municipality: string | null;
  demo: boolean;
}

/** The addresses of pages that can be hidden. */
export const hideablePath =
  /^\/((eksempler|metoder|dokumenter|indsatser|indikatorer)\/[a-z0-9-]+|kommuner\/[a-z0-9-]+\/status\/20\d\dH[12](\?demodata=ja)?)$/;

/** Who may hide a page where a child can be recognised, and show it again: the municipality's coordinators, and KL. */
export const mayHide = (viewer: Viewer, { municipality, demo }: PageOwner): boolean =>
  (isAssociation(viewer) || (municipality !== null && isCoordinator(viewer, municipality))) && mayChange(viewer, demo);
