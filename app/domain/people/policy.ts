import { isAssociationAdmin, isCoordinator, type Viewer } from "../viewer.ts";
import { municipalRoles, type Role } from "../vocabulary.ts";

/** Who may see the people of a municipality: its coordinators, and KL's administrators. */
export const maySeePeople = (viewer: Viewer, code: string): boolean =>
  isCoordinator(viewer, code) || isAssociationAdmin(viewer);

/** Who may see everybody, and who has KL's roles. */
export const maySeeEverybody = (viewer: Viewer): boolean => isAssociationAdmin(viewer);

/**
 * Which roles a viewer may give in a municipality, or in KL when no municipality is named. Coordinators give all of their own
 * municipality's; KL appoints coordinators anywhere, and gives KL's own roles.
 */
export function rolesToGive(viewer: Viewer, code: string | null): readonly Role[] {
  if (code === null) return isAssociationAdmin(viewer) ? ["association_editor", "association_admin"] : [];
  if (isCoordinator(viewer, code)) return municipalRoles;
  return isAssociationAdmin(viewer) ? ["coordinator"] : [];
}

/** Who may take roles away and remove people from a municipality (or from KL): only its own coordinators (KL's administrators). */
export const mayTakeRoles = (viewer: Viewer, code: string | null): boolean =>
  code === null ? isAssociationAdmin(viewer) : isCoordinator(viewer, code);

/** Who lets somebody in again who has lost both phone and recovery codes: KL's administrators, who have to know whom they talk to. */
export const mayResetTotp = (viewer: Viewer): boolean => isAssociationAdmin(viewer);

/** Who says yes or no to one who asks for access: a coordinator; KL as long as the municipality has none. */
export const mayDecideRequests = (
  viewer: Viewer,
  code: string,
  { hasCoordinator }: { hasCoordinator: boolean },
): boolean => isCoordinator(viewer, code) || (!hasCoordinator && isAssociationAdmin(viewer));
