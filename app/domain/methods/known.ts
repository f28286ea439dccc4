/** The findings of studies of a method, in our own words. */
export interface Known {
  /** A sentence or two on what is known and what is not. */
  lead: string;
  findings: readonly KnownFinding[];
  /** Sentences on studies that were looked for and not found. */
  missing: readonly string[];
  /** The month of the search, `YYYY-MM`. */
  searchedIn: string;
}

/** A finding of one or more sources; those that disagree stand beside each other. */
export type KnownFinding = KnownClaim | { beside: readonly KnownClaim[] };

/** A claim and the sources that carry it. */
export interface KnownClaim {
  words: string;
  /** How much of it, and whom it was tried on; null: not told. */
  dose: string | null;
  /** Slugs of references. */
  sources: readonly string[];
}

/** Every claim, in the order of the page. */
export const claimsOf = ({ findings }: Known): KnownClaim[] =>
  findings.flatMap((finding) => ("beside" in finding ? [...finding.beside] : [finding]));

/** The same as plain text. */
export const knownInWords = (known: Known): string =>
  [known.lead, ...claimsOf(known).flatMap(({ words, dose }) => [words, dose ?? ""]), ...known.missing]
    .filter(Boolean)
    .join("\n\n");
