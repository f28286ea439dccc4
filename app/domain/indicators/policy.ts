import { mayPublish, mayReadSaved, maySave } from "../initiatives/policy.ts";
import { isAssociation, mayChange, type Viewer } from "../viewer.ts";

/** Who keeps indicators and values: a municipality, by its code, its own; null: the association those of all, and the country's values. */
export type Keeper = string | null;

/** Who reads what is saved of indicators and values and not published: the keeper's own people who write and approve. */
export const mayReadKept = (viewer: Viewer, keeper: Keeper): boolean =>
  keeper === null ? isAssociation(viewer) : mayReadSaved(viewer, keeper);

/** Who saves indicators and values that are not published: a municipality's contributors and coordinators, and the association. */
export const maySaveKept = (viewer: Viewer, keeper: Keeper): boolean =>
  keeper === null ? isAssociation(viewer) : maySave(viewer, keeper);

/** Who publishes indicators and values, changes what is published, and takes it back: coordinators, and the association. */
export const mayPublishKept = (viewer: Viewer, keeper: Keeper): boolean =>
  keeper === null ? isAssociation(viewer) : mayPublish(viewer, keeper);

/** An indicator or a value as far as the question of who may change it goes. */
export interface MeasureStanding {
  municipality: Keeper;
  demo: boolean;
  publishedAt: Date | null;
}

/** Who may change a row: who saves while it is not published, and who publishes at any time. Invented people change invented rows alone. */
export const mayChangeMeasure = (viewer: Viewer, { municipality, demo, publishedAt }: MeasureStanding): boolean =>
  mayChange(viewer, demo) &&
  (publishedAt === null ? maySaveKept(viewer, municipality) : mayPublishKept(viewer, municipality));
