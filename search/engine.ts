import type { Viewer } from "#app/domain/viewer.ts";
import type { ChosenValues, FacetCount } from "#db/facets.ts";
import type { Wanted } from "./danish.ts";
import type { Kind } from "./document.ts";

/** What a search can be narrowed by. */
export const facets = ["type", "setting", "level", "region", "municipality", "commitment", "method"] as const;
export type Facet = (typeof facets)[number];
export type Filter = ChosenValues<Facet>;

/** A filter that narrows nothing. */
export const openFilter: Filter = {
  type: [],
  setting: [],
  level: [],
  region: [],
  municipality: [],
  commitment: [],
  method: [],
};

/**
 * The orders that hits can come in: real ones before invented ones, but in `relevance` for what `isTitleAsked` tells of. Without words
 * `relevance` is by title within each type.
 */
export const searchSorts = ["relevance", "newest", "title"] as const;
export type SearchSort = (typeof searchSorts)[number];

export interface Question {
  /** What must be found, from `wantedOf`; nothing finds everything that fits the filter. */
  wanted: readonly Wanted[];
  /** Which of them the fewest texts have, by its place: what has it and most of the others nearly fits. Without it nothing does. */
  rarest?: number | null;
  filter: Filter;
  sort: SearchSort;
  /** From 1. */
  page: number;
  pageSize: number;
  /** The day on which regions are as they are, `YYYY-MM-DD`. */
  today: string;
  /** Looks in titles and other names alone, and counts no facets: for what is suggested while one types. */
  titlesOnly?: boolean;
}

/** Something found: who it is. What it says is read again from its row. */
export interface Hit {
  kind: Kind;
  id: string;
}

export type EngineName = "postgres" | "meilisearch";

export interface Answer {
  /** Who has answered. */
  engine: EngineName;
  /** What fits, in the order asked for; after the last of it comes what nearly fits, and no facet counts that. */
  hits: Hit[];
  /** All that fits, real and invented. */
  total: number;
  /** All that nearly fits: it has the rarest of the words and lacks at most `mayLack` of the others. */
  nearTotal: number;
  /** How many of them are invented. */
  demoTotal: number;
  /** For every facet the values that occur, most real ones first, counted without the facet's own filter. */
  facets: Record<Facet, FacetCount[]>;
}

export interface SearchHealth {
  /** Who answers now. */
  engine: EngineName;
  /** `fallback`: Meilisearch should answer and does not, so Postgres does in its place. */
  status: "ok" | "fallback";
}

/** A place that answers questions. It looks only in what the viewer may see, so totals and facets never tell of more. */
export interface SearchEngine {
  /** @throws when it cannot answer in time. */
  search(viewer: Viewer, question: Question): Promise<Answer>;
  health(): SearchHealth;
  close(): Promise<void>;
}

/** An answer's facets before anything is counted. */
export const noFacets = (): Answer["facets"] => ({
  type: [],
  setting: [],
  level: [],
  region: [],
  municipality: [],
  commitment: [],
  method: [],
});

/**
 * True of a question that may be somebody's title: it has so many words that an entry with all of them in its title is what is looked for, and
 * comes before all others, invented or not.
 */
export const isTitleAsked = (wanted: number): boolean => wanted >= 3;

/**
 * How many of the wanted things an entry may lack and still nearly fit: one of two to four, two of a longer question. Titles that are suggested
 * while one types must have both of two.
 */
export const mayLack = (wanted: number, titlesOnly = false): number => {
  if (wanted < 2 || (titlesOnly && wanted < 3)) return 0;
  return wanted < 5 ? 1 : 2;
};
