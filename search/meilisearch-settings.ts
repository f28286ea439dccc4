import type { Settings } from "meilisearch";
import { longestKept } from "./mirror-document.ts";

/**
 * Goes up by one with every change to the settings below or to what `mirror-document.ts` makes. A server whose index is older is not
 * asked, and gets a new one.
 */
export const mirrorVersion = 6;

/** What is only asked for as it stands. Nobody searches among the values of a facet. */
const asItStands = { facetSearch: false, filter: { equality: true, comparison: false } };

/** How the mirror is set up. */
export const mirrorSettings: Settings = {
  // What is found is decided by the filter; these alone decide what comes first.
  searchableAttributes: ["titleForms", "summaryForms", "textForms"],
  filterableAttributes: [
    {
      attributePatterns: [
        ...["inTitle", "inAll", "audience", "kind", "demo"],
        ...["settings", "levels", "municipality", "commitments", "methods"],
      ],
      features: asItStands,
    },
  ],
  sortableAttributes: ["changedAt", "sortKey", "demo", "place", "key"],
  displayedAttributes: ["id", "demo", "version"],
  rankingRules: ["sort", "words", "attribute", "weight:asc", "proximity", "sortKey:asc", "key:asc"],
  // Misspelt words are put right, and Danish endings taken off, before either engine is asked.
  typoTolerance: { enabled: false },
  prefixSearch: "disabled",
  stopWords: [],
  synonyms: {},
  proximityPrecision: "byAttribute",
  faceting: { maxValuesPerFacet: 10_000, sortFacetValuesBy: { "*": "count" } },
  pagination: { maxTotalHits: longestKept },
  // Longer than anybody waits for us: an answer is whole or none, never the best so far.
  searchCutoffMs: 10_000,
};
