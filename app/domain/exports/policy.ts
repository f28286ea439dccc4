import { isCoordinator, isDemo, type Viewer } from "../viewer.ts";

/** A municipality's coordinators, and KL where it acts for one, may take out all that is kept of its texts. */
export const mayExport = (viewer: Viewer, municipality: string): boolean => isCoordinator(viewer, municipality);

/** A file with all texts of a municipality, as the guard of its address hands it over. */
export interface ExportSubject {
  municipality: string;
  /** Invented people asked for it; it holds what is invented, and real people do not see it. */
  demo: boolean;
}

/** Those who may ask for an export may fetch its file, invented people that of what is invented. The same rule stands in SQL, `exportsOf`; a test holds them together. */
export const mayFetchExport = (viewer: Viewer, { municipality, demo }: ExportSubject): boolean =>
  mayExport(viewer, municipality) && isDemo(viewer) === demo;
