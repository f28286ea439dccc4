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
  /** In the order asked for. */
  hits: Hit[];
  /** All that fits, real and invented: what the pages are made of. */
  total: number;
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

/** How many of the wanted things an entry may lack and still be found: none of one or two, one or two of a longer question. */
export const mayLack = (wanted: number): number => (wanted < 3 ? 0 : wanted < 5 ? 1 : 2);
