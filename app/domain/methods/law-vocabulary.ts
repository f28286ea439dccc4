/** A sentence on what the law says, and the sources that carry it. */
export interface LawStatement {
  words: string;
  /** Told of by the press or in a debate, and read in no law or guidance. */
  reported: boolean;
  /** Slugs of references. */
  sources: readonly string[];
}

/** Where anybody can read the laws as they are now. */
export const officialLaws = "https://www.retsinformation.dk/";
