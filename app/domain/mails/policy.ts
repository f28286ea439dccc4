import { isAssociationAdmin, type Viewer } from "../viewer.ts";

/** Who may open the mails that lie here because nothing hands them on: KL's administrators; demo people see those to demo people alone. */
export const mayOpenMails = (viewer: Viewer): boolean => isAssociationAdmin(viewer);

/** Whether a mail is one that the viewer may open. @param demo whether it was written to an invented person */
export const mayOpenMail = (viewer: Viewer, demo: boolean): boolean =>
  mayOpenMails(viewer) && (demo || !viewer.person?.demo);
