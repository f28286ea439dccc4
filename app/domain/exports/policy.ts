import { isCoordinator, isDemo, type Viewer } from "../viewer.ts";

/** Who takes out all that is kept of a municipality's texts: its coordinators, as themselves or as KL that acts for it. */
export const mayExport = (viewer: Viewer, municipality: string): boolean => isCoordinator(viewer, municipality);

/** A file with all texts of a municipality, as the guard of its address hands it over. */
export interface ExportSubject {
  municipality: string;
  /** Invented people asked for it; it holds what is invented, and real people do not see it. */
  demo: boolean;
}

/** Who may fetch the file. The same rule stands in SQL, `exportsOf`; a test holds them together. */
export const mayFetchExport = (viewer: Viewer, { municipality, demo }: ExportSubject): boolean =>
  mayExport(viewer, municipality) && isDemo(viewer) === demo;
