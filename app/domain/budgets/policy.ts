import { mayPublish, maySave } from "../initiatives/policy.ts";
import { mayChange, type Viewer } from "../viewer.ts";

/** Who may change an agreement: who saves while no reader sees it, and coordinators at any time. */
export const mayChangeAgreement = (
  viewer: Viewer,
  { municipality, demo, isSeen }: { municipality: string; demo: boolean; isSeen: boolean },
): boolean => mayChange(viewer, demo) && (isSeen ? mayPublish(viewer, municipality) : maySave(viewer, municipality));
