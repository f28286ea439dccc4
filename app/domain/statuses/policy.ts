import { holdsForAll } from "../initiatives/policy.ts";
import { isAssociation, isDemo, mayChange, type Viewer } from "../viewer.ts";
import type { EditionState } from "./status-vocabulary.ts";

/** An edition as far as the question of who may do something with it goes. */
export interface EditionStanding {
  municipality: string;
  demo: boolean;
  state: EditionState;
  /** Who has written in it: an answer, a source, its date or meeting. */
  authors: readonly string[];
}

/** The person acts for the municipality as KL, and is not its own. */
const isActingFor = (viewer: Viewer, code: string): boolean => viewer.person?.acting?.municipality.code === code;

/** Who begins a status and writes in it: the municipality's contributors and coordinators, and KL that acts for it. */
export const mayWriteStatus = (viewer: Viewer, code: string): boolean =>
  holdsForAll(viewer, ["contributor", "coordinator"], code);

/** Who reads a status that is not published: the municipality's own who write and approve. Never KL, unless it acts for the municipality. */
export const mayReadStatusDraft = (viewer: Viewer, code: string): boolean =>
  holdsForAll(viewer, ["contributor", "approver", "coordinator"], code);

/** Who runs a municipality's published statuses: notes what the committee did, corrects, hides and removes. Its coordinators. */
export const mayRunStatuses = (viewer: Viewer, code: string): boolean => holdsForAll(viewer, ["coordinator"], code);

/** Who lets initiatives become public along with a status: the municipality's coordinators. */
export const mayPublishAlong = mayRunStatuses;

/** Real people write in real statuses and answer for them, invented people in invented ones. */
const isSameSort = (viewer: Viewer, { demo }: EditionStanding): boolean => isDemo(viewer) === demo;

/** Who writes in an edition. */
export const mayWriteEdition = (viewer: Viewer, edition: EditionStanding): boolean =>
  isSameSort(viewer, edition) && mayWriteStatus(viewer, edition.municipality);

/** Who opens an edition on its way to its readers. Invented people open invented ones alone; real people may look at those too. */
export const mayOpenEdition = (viewer: Viewer, edition: EditionStanding): boolean =>
  mayReadStatusDraft(viewer, edition.municipality) && mayChange(viewer, edition.demo);

/** Who has a role that answers for a status: approvers and coordinators of the whole municipality. KL that acts for it never does. */
export const mayAnswerStatus = (viewer: Viewer, edition: EditionStanding): boolean =>
  isSameSort(viewer, edition) &&
  !isActingFor(viewer, edition.municipality) &&
  holdsForAll(viewer, ["approver", "coordinator"], edition.municipality);

/** Who says yes or no to an edition: may answer, and has written nothing in it. */
export const isSecondReader = (viewer: Viewer, edition: EditionStanding): boolean =>
  mayAnswerStatus(viewer, edition) && !edition.authors.includes(viewer.person?.id ?? "");

/** Who stops what waits for its day: who writes it, and who answers for it. */
export const mayStopPublication = (viewer: Viewer, edition: EditionStanding): boolean =>
  mayWriteEdition(viewer, edition) || mayAnswerStatus(viewer, edition);

/** Who publishes by sending, where one pair of eyes is enough. KL that acts for the municipality never does. */
export const mayPublishAlone = (viewer: Viewer, edition: EditionStanding): boolean =>
  mayWriteEdition(viewer, edition) && !isActingFor(viewer, edition.municipality);

/** Who keeps the periods, what is asked in them, and reminders: KL. Periods are real, so invented people leave them alone. */
export const mayKeepPeriods = (viewer: Viewer): boolean => isAssociation(viewer) && mayChange(viewer, false);

/** Who asks in a period, and reminds a municipality: KL, and its invented people in what is invented. */
export const mayAskInPeriod = (viewer: Viewer, demo: boolean): boolean =>
  isAssociation(viewer) && mayChange(viewer, demo);
