/** Who asks. What a viewer may see is decided in SQL that takes this. */
export interface Viewer {
  /** Signed in: sees what is shared with the network. */
  network: boolean;
  /** Codes of the municipalities whose own content the viewer may see. */
  municipalities: readonly string[];
}

/** A reader who has not signed in. */
export const anonymous: Viewer = { network: false, municipalities: [] };
