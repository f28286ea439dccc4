import type { Viewer } from "../viewer.ts";

/** Who has a page of one's own, with sessions, password and data: everybody who has signed in, for themselves alone. */
export const hasAccount = (viewer: Viewer): boolean => viewer.person !== undefined;
