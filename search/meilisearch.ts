import type { MultiSearchQuery } from "meilisearch";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import type { FacetCount } from "#db/facets.ts";
import { audiencesOf } from "#db/queries/visible.ts";
import type { Wanted } from "./danish.ts";
import {
  type Answer,
  type Facet,
  type Filter,
  facets,
  isTitleAsked,
  mayLack,
  noFacets,
  type Question,
  type SearchEngine,
  type SearchSort,
} from "./engine.ts";
import { indexName, isMirrorCurrent, type MirrorPlace, openMeilisearch } from "./mirror.ts";
import { entryOf, longestKept, mark } from "./mirror-document.ts";
import { readRegions } from "./regions.ts";
import { stem } from "./words.ts";

/** How long an answer may take, in milliseconds. */
const answerLimit = 1_000;

/** The attributes that hold a facet's values. Regions are not kept: which municipalities they hold changes with the day. */
const attributes = {
  type: "kind",
  setting: "settings",
  level: "levels",
  municipality: "municipality",
  commitment: "commitments",
  method: "methods",
} satisfies Partial<Record<Facet, string>>;

/** Orders without words in them, the same as on Postgres. */
const orders: Record<SearchSort, string[]> = {
  title: ["demo:asc", "sortKey:asc", "key:asc"],
  newest: ["demo:asc", "changedAt:desc", "sortKey:asc", "key:asc"],
  relevance: ["demo:asc", "place:asc", "sortKey:asc", "key:asc"],
};

/** An engine of which one can tell beforehand whether it can be asked. */
export interface RemoteEngine extends SearchEngine {
  /** @throws when it does not answer in time */
  isReady(): Promise<boolean>;
}

/**
 * Search on Meilisearch. What is found is decided by a filter on the same forms that Postgres looks in, since a question there has no
 * "or" and only its last word may be the beginning of one; so both engines find, count and total the same. What comes first is
 * decided by Meilisearch's own ranking of the words.
 * @param sql for the regions of the day
 */
export function meilisearchEngine(sql: Sql, place: MirrorPlace, limit = answerLimit): RemoteEngine {
  const client = openMeilisearch(place, limit);
  const indexUid = indexName(place);
  return {
    health: () => ({ engine: "meilisearch", status: "ok" }),
    close: async () => {},
    isReady: () => isMirrorCurrent(place, limit),
    async search(viewer: Viewer, question: Question): Promise<Answer> {
      const { page, pageSize, titlesOnly } = question;
      const narrowsByRegion = question.filter.region.length > 0;
      const reading = titlesOnly && !narrowsByRegion ? noRegions : readRegions(sql, question.today);
      const plan = planOf(viewer, question, await (narrowsByRegion ? reading : noRegions));
      const counting = [plan.all, ...plan.others.map(({ query }) => query)];
      const queries = [...plan.titled, ...plan.best, ...counting, ...counting.map(ofInvented), ...plan.near].map(
        (query) => ({
          indexUid,
          attributesToRetrieve: ["id", "demo"],
          ...query,
        }),
      );
      // The signal also ends an answer that has begun and does not come to its end.
      const [{ results }, regions] = await Promise.all([
        client.multiSearch({ queries }, { signal: AbortSignal.timeout(limit) }),
        reading,
      ]);
      const ranked = results.splice(0, plan.titled.length + plan.best.length);
      const counted = results.slice(0, counting.length);
      const invented = results.slice(counting.length, 2 * counting.length);
      const near = results.slice(2 * counting.length);
      const titled = ranked.splice(0, plan.titled.length).flatMap(({ hits }) => hits);
      const others = [...ranked, ...counted.slice(0, 1)].flatMap(({ hits }) => hits);
      // Each list has its real ones first; so have all of them together.
      if (question.sort === "relevance") others.sort((a, b) => Number(a.demo) - Number(b.demo));
      // What nearly fits is in none of the lists before: its own filter leaves out what fits.
      const nearly = near.flatMap(({ hits }) => hits);
      if (question.sort === "relevance") nearly.sort((a, b) => Number(a.demo) - Number(b.demo));
      const ids = new Set([...titled, ...others, ...nearly].map(({ id }) => String(id)));
      const counts = noFacets();
      if (!titlesOnly) {
        for (const facet of facets) {
          // The first counts for all facets without a choice of their own.
          const at = plan.others.findIndex((other) => other.facet === facet) + 1;
          counts[facet] = countsOf(facet, counted[at]?.facetDistribution, invented[at]?.facetDistribution, regions);
        }
      }
      return {
        engine: "meilisearch",
        hits: [...ids].slice((page - 1) * pageSize, page * pageSize).map(entryOf),
        total: counted[0]?.totalHits ?? 0,
        demoTotal: invented[0]?.totalHits ?? 0,
        nearTotal: near.at(-1)?.totalHits ?? 0,
        facets: counts,
      };
    },
  };
}

type Query = Omit<MultiSearchQuery, "indexUid">;
type Counting = Query & { filter: string[] };

/** Counts once more what a query counts, invented ones alone. */
const ofInvented = (query: Counting): Counting => ({
  ...query,
  filter: [...query.filter, "demo = true"],
  hitsPerPage: 0,
});

/**
 * One question as several: where it may be a title, those whose title it is; the best hits by their words, those that say it in another
 * way, then all hits in a fixed order (among them those with words that merely begin so), once more for each facet with a choice,
 * without that choice, and what nearly fits.
 */
function planOf(viewer: Viewer, question: Question, regions: Regions) {
  const { wanted, rarest = null, filter, sort, page, pageSize, titlesOnly } = question;
  const conditions = wanted.map((one) => found(one, titlesOnly ? "inTitle" : "inAll"));
  const visible = oneOf("audience", audiencesOf(viewer));
  const fits = (except?: Facet) => [visible, ...conditions, ...narrowed(filter, regions, except)];
  const until = Math.min(page * pageSize, longestKept);
  const chosen = titlesOnly ? [] : facets.filter((facet) => filter[facet].length > 0);
  const ranked = (forms: readonly string[], also: readonly string[] = []): Query => ({
    q: forms.join(" "),
    matchingStrategy: "last",
    attributesToSearchOn: titlesOnly ? ["titleForms"] : undefined,
    filter: [...fits(), ...also],
    sort: ["demo:asc"],
    page: 1,
    hitsPerPage: until,
  });
  const words = wanted.map(({ alternatives }) => alternatives[0]?.[0] ?? "");
  const otherwise = new Set(wanted.flatMap(({ alternatives }) => alternatives.slice(1).flat()));
  const isRanked = sort === "relevance";
  const best = isRanked ? [words, [...otherwise]].filter(({ length }) => length > 0).map((forms) => ranked(forms)) : [];
  const lacking = rarest === null ? 0 : mayLack(wanted.length, titlesOnly);
  const nearly =
    lacking > 0 && rarest !== null
      ? [
          visible,
          conditions[rarest] ?? "",
          holding(conditions.toSpliced(rarest, 1), lacking),
          `NOT (${conditions.join(" AND ")})`,
          ...narrowed(filter, regions),
        ].filter(Boolean)
      : [];
  const inTitle = wanted.map((one) => found(one, "inTitle"));
  const titled = isRanked && isTitleAsked(wanted.length) ? [ranked(words, inTitle)] : [];
  const all: Counting = {
    q: "",
    filter: fits(),
    sort: orders[sort],
    page: 1,
    hitsPerPage: until,
    facets: titlesOnly ? [] : Object.values(attributes),
  };
  const others = chosen.map((facet) => ({
    facet,
    query: { q: "", filter: fits(facet), page: 1, hitsPerPage: 0, facets: [attributeOf(facet)] } satisfies Counting,
  }));
  // Of words that are lacking Meilisearch is to give up the commonest first.
  const near: Query[] =
    nearly.length > 0
      ? [
          ...(isRanked ? [{ ...ranked(words), matchingStrategy: "frequency" as const, filter: nearly }] : []),
          { q: "", filter: nearly, sort: orders[sort], page: 1, hitsPerPage: until },
        ]
      : [];
  return { titled, best, all, others, near };
}

/** From a municipality's slug to that of its region. */
type Regions = ReadonlyMap<string, string>;

const noRegions: Regions = new Map();

/** Regions are counted by their municipalities; what belongs to a municipality belongs to one alone. */
const attributeOf = (facet: Facet): string => attributes[facet === "region" ? "municipality" : facet];

/** The conditions of a filter. @param except the facet that is being counted */
function narrowed(filter: Filter, regions: Regions, except?: Facet): string[] {
  return facets
    .filter((facet) => facet !== except && filter[facet].length > 0)
    .map((facet) => {
      const values =
        facet === "region"
          ? [...regions].filter(([, region]) => filter.region.includes(region)).map(([municipality]) => municipality)
          : filter[facet];
      return oneOf(attributeOf(facet), values);
    });
}

/**
 * The condition that an attribute has one of the values; none of them if there are none. All values that are kept are plain codes:
 * another one fits nothing, and is not let into the expression.
 */
const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values
    .filter((value) => /^[a-z0-9:-]+$/.test(value))
    .map((value) => `"${value}"`)
    .join(", ")}]`;

/** The condition that one wanted thing is in an entry. What was typed also counts as the start of a word. */
function found({ typed, whole, alternatives }: Wanted, field: "inTitle" | "inAll"): string {
  const rows = alternatives.map((row) => `(${row.map((form) => `${field} = "${mark(form)}"`).join(" AND ")})`);
  const shortest = field === "inTitle" ? 2 : 3;
  const starts =
    !whole && typed.length >= shortest
      ? [stem(typed), typed].map((start) => `${field} STARTS WITH "${mark(start)}"`)
      : [];
  return `(${[...rows, ...starts].join(" OR ")})`;
}

/**
 * The condition that all but some of the conditions hold. Halves are put together, each lacking what the other does not, so that the
 * expression stays short. Empty when nothing is asked for.
 */
function holding(conditions: readonly string[], lacking: number): string {
  if (conditions.length <= lacking) return "";
  const [only = "", ...more] = conditions;
  if (more.length === 0) return only;
  const half = Math.ceil(conditions.length / 2);
  const [left, right] = [conditions.slice(0, half), conditions.slice(half)];
  const ways = Array.from({ length: lacking + 1 }, (_, inLeft) =>
    [holding(left, inLeft), holding(right, lacking - inLeft)].filter(Boolean).join(" AND "),
  );
  return `(${ways.join(" OR ")})`;
}

/** How often each value occurs, by attribute. */
type Distribution = Record<string, Record<string, number>> | undefined;

/** A facet's counts, most real ones first. */
function countsOf(facet: Facet, both: Distribution, invented: Distribution, regions: Regions): FacetCount[] {
  const counts = new Map<string, FacetCount>();
  for (const [kept, total] of Object.entries(both?.[attributeOf(facet)] ?? {})) {
    const value = facet === "region" ? regions.get(kept) : kept;
    if (!value) continue;
    const demo = invented?.[attributeOf(facet)]?.[kept] ?? 0;
    const { count, demoCount } = counts.get(value) ?? { count: 0, demoCount: 0 };
    counts.set(value, { value, count: count + total - demo, demoCount: demoCount + demo });
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || b.demoCount - a.demoCount || (a.value < b.value ? -1 : 1),
  );
}
