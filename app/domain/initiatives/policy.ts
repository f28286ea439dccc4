import { isCoordinator, mayChange, type Viewer } from "../viewer.ts";
import type { Role } from "../vocabulary.ts";

/** What a municipality does and spends is all of the municipality's: a role that is limited to a unit does not count. */
export const holdsForAll = (viewer: Viewer, roles: readonly Role[], code: string): boolean =>
  Boolean(
    viewer.person?.grants.some(
      ({ role, municipality, unitId }) => roles.includes(role) && municipality?.code === code && unitId === null,
    ),
  );

/** Who reads what a municipality has saved of initiatives and money and not published: its own who write and approve. Never KL. */
export const mayReadSaved = (viewer: Viewer, code: string): boolean =>
  holdsForAll(viewer, ["contributor", "approver", "coordinator"], code);

/** Who saves initiatives and money that are not published: the municipality's contributors and coordinators. */
export const maySave = (viewer: Viewer, code: string): boolean =>
  holdsForAll(viewer, ["contributor", "coordinator"], code);

/** Who publishes initiatives and money, changes what is published, and takes it back: the municipality's coordinators. */
export const mayPublish = (viewer: Viewer, code: string): boolean => isCoordinator(viewer, code);

/** The sentence for one who saves, but does not publish. */
export const onlyCoordinator = "Kun kommunens koordinator kan ændre det, der er udgivet, udgive og tage tilbage.";

/** A row as far as the question of who may change it goes. */
export interface KeptStanding {
  municipality: string;
  demo: boolean;
  publishedAt: Date | null;
}

/** Who may change a row: who saves while it is not published, and coordinators at any time. Invented people change invented rows alone. */
export const mayChangeKept = (viewer: Viewer, row: KeptStanding): boolean =>
  mayChange(viewer, row.demo) &&
  (row.publishedAt === null ? maySave(viewer, row.municipality) : mayPublish(viewer, row.municipality));
