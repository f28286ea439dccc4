import { hasRole, isAssociation, isCoordinator, mayChange, type Viewer } from "../viewer.ts";
import type { Role } from "../vocabulary.ts";
import type { WorkState } from "../workflow/workflow.ts";
import type { Audience } from "./audiences.ts";
import type { Standing } from "./reader-vocabulary.ts";

/** How far a text has come. */
export type TextState = "draft" | "published" | "revised" | "withdrawn" | "hidden";

/** A case as far as the question of who may see it goes. */
export interface CaseStanding {
  municipality: string;
  visibility: Audience;
  state: TextState;
}

/** Where a case is written: its municipality, and the unit that it comes from, if one is named. */
export interface CasePlace {
  municipality: string;
  unitId: string | null;
}

/** A role that is limited to a unit counts for what comes from that unit alone. */
const holdsFor = (viewer: Viewer, roles: readonly Role[], { municipality, unitId }: CasePlace): boolean =>
  Boolean(
    viewer.person?.grants.some(
      (grant) =>
        roles.includes(grant.role) &&
        grant.municipality?.code === municipality &&
        (grant.unitId === null || grant.unitId === unitId),
    ),
  );

/** The roles that write. */
export const writers = ["contributor", "approver", "coordinator"] as const satisfies readonly Role[];

/** Who may write a case: the municipality's own who write and approve, never KL. */
export const mayWriteCase = (viewer: Viewer, place: CasePlace): boolean => holdsFor(viewer, writers, place);

/** Who may say yes to a case in the municipality's name: a leader for the own unit, or for all of it. */
export const mayApproveCase = (viewer: Viewer, place: CasePlace): boolean =>
  holdsFor(viewer, ["approver", "coordinator"], place);

/** Who may read a case as it is published. The same rule stands in SQL, `visibleCase`; a test holds them together. */
export function mayReadCase(viewer: Viewer, { municipality, visibility, state }: CaseStanding): boolean {
  if (state !== "published" && state !== "revised") return false;
  if (visibility === "public") return true;
  if (visibility === "network") return viewer.network;
  return hasRole(viewer, ["reader", "contributor", "approver", "coordinator"], municipality);
}

/** A case as the guard of an address hands it over: who owns it, and how far it has come. */
export interface CaseSubject extends CaseStanding, CasePlace {
  id: string;
  slug: string;
  demo: boolean;
}

/** Who may begin a case in a municipality. */
export const mayBeginCase = (viewer: Viewer, municipality: string): boolean => hasRole(viewer, writers, municipality);

/** A case as the guard of a writer's address hands it over: how far its text has come, and who has to do with it. */
export interface DraftSubject extends CasePlace, Standing {
  id: string;
  demo: boolean;
  state: WorkState;
  binned: boolean;
  /** Who began it; null once the account is deleted, and for what the seeds hold. */
  begunBy: string | null;
  /** Who have been added by name. */
  contributors: readonly string[];
  /** Who have written in it since it was last published. */
  authors: readonly string[];
  /** The municipality has asked KL to decide on what is submitted. */
  toAssociation: boolean;
}

/**
 * Who may open a draft and write in it: who began it and who was added by name, as long as they have a role that writes; approvers whose
 * role covers its unit; the municipality's coordinators. Invented drafts are open to demo people too, real ones never. The same rule stands
 * in SQL, `openDraft`; a test holds them together.
 */
export function mayWriteDraft(viewer: Viewer, draft: DraftSubject): boolean {
  const me = viewer.person?.id;
  if (me === undefined || !mayChange(viewer, draft.demo)) return false;
  if (isCoordinator(viewer, draft.municipality) || holdsFor(viewer, ["approver"], draft)) return true;
  return mayBeginCase(viewer, draft.municipality) && (draft.begunBy === me || draft.contributors.includes(me));
}

/**
 * Who may take back what waits for an answer: those who write the text (who began it, who was added by name, who has typed, chosen or handed
 * it over since the last publication) and the municipality's coordinators. An approver who has no part in it answers instead.
 */
export function mayTakeBack(viewer: Viewer, draft: DraftSubject): boolean {
  const me = viewer.person?.id ?? "";
  return (
    mayWriteDraft(viewer, draft) &&
    (isCoordinator(viewer, draft.municipality) ||
      draft.begunBy === me ||
      draft.contributors.includes(me) ||
      draft.authors.includes(me))
  );
}

/** KL reads and decides the one version that a municipality without a second person has handed to it, and nothing else. */
export const mayDecideForMunicipality = (viewer: Viewer, draft: DraftSubject): boolean =>
  isAssociation(viewer) && mayChange(viewer, draft.demo) && draft.toAssociation && draft.state === "submitted";

/** Who may put a draft in the bin, and take it out again: who began it, and the municipality's coordinators. */
export const mayBinDraft = (viewer: Viewer, draft: DraftSubject): boolean =>
  mayWriteDraft(viewer, draft) && (draft.begunBy === viewer.person?.id || isCoordinator(viewer, draft.municipality));

/** Who may open what is submitted of a draft: who may write in it, and KL where it has been handed the version. */
export const maySeeSubmitted = (viewer: Viewer, draft: DraftSubject): boolean =>
  mayWriteDraft(viewer, draft) || mayDecideForMunicipality(viewer, draft);

/**
 * Who has a role that answers for what is submitted of a draft: approvers whose role covers its unit, and KL where it has been handed the
 * version. One who has written in it is not the second person all the same: see `isSecondPerson`.
 */
export const mayAnswerDraft = (viewer: Viewer, draft: DraftSubject): boolean =>
  (mayChange(viewer, draft.demo) && mayApproveCase(viewer, draft)) || mayDecideForMunicipality(viewer, draft);

/** Who may say yes or no to what is submitted: may answer, and has neither typed nor chosen anything since the last publication. */
export const isSecondPerson = (viewer: Viewer, draft: DraftSubject): boolean =>
  mayAnswerDraft(viewer, draft) && !draft.authors.includes(viewer.person?.id ?? "");

/** Who may change the address of what is published: the municipality's coordinators. */
export const mayReaddressCase = (viewer: Viewer, draft: DraftSubject): boolean =>
  mayWriteDraft(viewer, draft) && isCoordinator(viewer, draft.municipality);

/** Who decides whether one pair of eyes is enough in a municipality: its coordinators. Invented ones leave a real municipality as it is. */
export const maySetPairsOfEyes = (viewer: Viewer, municipality: string): boolean =>
  isCoordinator(viewer, municipality) && mayChange(viewer, false);

/** Who may let others of the municipality write along, and take the draft from them: who began it, and the municipality's coordinators. */
export const mayShareDraft = mayBinDraft;

/** Who may remove what stood in a text before, for good: the municipality's coordinators. */
export const mayRemoveVersions = mayReaddressCase;
