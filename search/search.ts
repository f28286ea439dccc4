import type { Viewer } from "#app/domain/viewer.ts";
import { createDatabase, type Sql } from "#db/client.ts";
import { isDatabaseWell } from "#db/queries/health.ts";
import { type HitRow, readHits } from "#db/queries/search-hits.ts";
import { corrected } from "./correct.ts";
import { type Wanted, wantedOf } from "./danish.ts";
import {
  type Answer,
  type EngineName,
  facets,
  type Hit,
  noFacets,
  openFilter,
  type Question,
  type SearchEngine,
  type SearchHealth,
} from "./engine.ts";
import { excerptOf, type Piece } from "./excerpt.ts";
import { postgresEngine } from "./postgres.ts";
import { rarestOf } from "./rarity.ts";

/** Longest question that is looked at, in characters; what comes after is dropped. Nobody means all of it. */
export const longestQuestion = 200;

/** A question as somebody typed it. */
export interface Request extends Omit<Question, "wanted" | "titlesOnly"> {
  text: string;
}

/** One thing that was found, as its row says it is now. */
export interface ExcerptedHit extends Omit<HitRow, "text" | "summary"> {
  excerpt: Piece[];
  /** It has not all of the words: all such hits come after those that have. */
  near: boolean;
}

export interface Findings {
  hits: ExcerptedHit[];
  /** All that fits, real and invented. */
  total: number;
  /** How many of them are invented. */
  demoTotal: number;
  /** All that nearly fits, which follows on it: the pages are made of both. */
  nearTotal: number;
  /** Of what fits. */
  facets: Answer["facets"];
  /** The question with misspelt words put right; null when that was not needed. */
  meant: string | null;
  /** Who answered. */
  engine: EngineName;
}

/** How many are found, and how many of them are invented. */
export type FoundTotals = Pick<Findings, "total" | "demoTotal">;

/** What finds something where a question finds nothing. */
export interface WaysOn {
  /** How many words the question has that can be searched for. */
  words: number;
  /** What the same question finds without its filter. */
  unfiltered: FoundTotals;
  /** Its words that find something alone, without the filter, and how much each. */
  alone: (FoundTotals & { word: string })[];
}

/** The search as the site knows it. */
export interface Search {
  /** What the viewer may find; titles and excerpts come from the rows as they are now, read as the viewer. */
  find(viewer: Viewer, request: Request): Promise<Findings>;
  /** At most `limit` things whose titles or other names go with what has been typed so far, best first. */
  suggest(viewer: Viewer, text: string, today: string, limit: number): Promise<HitRow[]>;
  /** For a question that finds nothing. */
  waysOn(viewer: Viewer, request: Request): Promise<WaysOn>;
  /** Who answers. */
  health(): SearchHealth;
  /** Whether what is found can be read. Never throws, and answers within two seconds. */
  isWell(): Promise<boolean>;
  close(): Promise<void>;
}

const nothing: FoundTotals = { total: 0, demoTotal: 0 };

/** So many words of a question that finds nothing are tried alone. */
const mostAlone = 4;

/** How long a search may take in the database, in milliseconds. */
const searchTimeoutMs = 2_000;

/** Connections for searching alone, on which nothing may take long: a search that is slow must not hold up those who read. */
export const openSearchPool = (url: string, max = 5): Sql =>
  createDatabase(url, { max, statementTimeoutMs: searchTimeoutMs });

/** How much of a title's beginning was typed: 2 for its first words, 1 for the beginning of them, 0 for none. */
function beginsWith(title: string, typed: string): number {
  const [whole, begun] = [title, typed.trim()].map((words) => words.toLocaleLowerCase("da")) as [string, string];
  if (!begun || !whole.startsWith(begun)) return 0;
  return /^[\p{L}\p{N}]/u.test(whole.slice(begun.length)) ? 1 : 2;
}

const keyOf = ({ kind, id }: Hit): string => `${kind} ${id}`;

/** The search on a database. @param engine where its questions are sent. */
export function createSearch(sql: Sql, engine: SearchEngine = postgresEngine(sql)): Search {
  return {
    async find(viewer, { text, ...rest }) {
      const typed = wantedOf(text.slice(0, longestQuestion));
      // Signs alone are a question that nothing answers, not one for everything.
      if (typed.length === 0 && text.trim() !== "")
        return { hits: [], ...nothing, nearTotal: 0, facets: noFacets(), meant: null, engine: engine.health().engine };
      const { wanted, meant } = await corrected(sql, typed);
      const answer = await engine.search(viewer, { ...rest, wanted, rarest: await rarestOf(sql, wanted) });
      const { total, demoTotal, nearTotal, facets: counts, engine: answeredBy } = answer;
      const nearHits = new Set(answer.hits.slice(Math.max(0, total - (rest.page - 1) * rest.pageSize)).map(keyOf));
      const rows = await readHits(sql, viewer, answer.hits);
      const hits = rows.map(({ text: body, summary, ...hit }) => ({
        ...hit,
        excerpt: excerptOf([summary, body].join("\n\n"), wanted),
        near: nearHits.has(keyOf(hit)),
      }));
      return { hits, total, demoTotal, nearTotal, facets: counts, meant, engine: answeredBy };
    },
    async suggest(viewer, text, today, limit) {
      const typed = wantedOf(text.slice(0, longestQuestion));
      if (typed.length === 0) return [];
      // A letter alone is the beginning of too much to be looked for: "4. k" asks what "4." does.
      const last = typed.at(-1);
      const begun = typed.length > 1 && last && !last.whole && last.typed.length < 2 ? typed.slice(0, -1) : typed;
      const { wanted } = await corrected(sql, begun);
      const rarest = await rarestOf(sql, wanted);
      const question = {
        wanted,
        rarest,
        filter: openFilter,
        sort: "relevance",
        page: 1,
        pageSize: limit,
        today,
      } as const;
      const { hits } = await engine.search(viewer, { ...question, titlesOnly: true });
      const rows = await readHits(sql, viewer, hits, false);
      return rows.sort(
        (one, other) =>
          Number(one.demo) - Number(other.demo) || beginsWith(other.title, text) - beginsWith(one.title, text),
      );
    },
    async waysOn(viewer, { filter, text, ...rest }) {
      const foundBy = async (wanted: readonly Wanted[]): Promise<FoundTotals> => {
        const question = { ...rest, wanted, filter: openFilter, sort: "title", page: 1, pageSize: 1 } as const;
        const { total, demoTotal } = await engine.search(viewer, question);
        return { total, demoTotal };
      };
      const { wanted } = await corrected(sql, wantedOf(text.slice(0, longestQuestion)));
      const alone = wanted.length > 1 ? wanted.slice(0, mostAlone) : [];
      const isNarrowed = facets.some((facet) => filter[facet].length > 0);
      const [unfiltered = nothing, ...each] = await Promise.all([
        isNarrowed ? foundBy(wanted) : nothing,
        ...alone.map(({ parts }) => foundBy(wantedOf(parts.join("-")))),
      ]);
      return {
        words: wanted.length,
        unfiltered,
        alone: alone
          .map(({ parts }, index) => ({ word: parts.join("-"), ...(each[index] ?? nothing) }))
          .filter(({ total }) => total > 0),
      };
    },
    health: () => engine.health(),
    isWell: () => isDatabaseWell(sql),
    close: () => engine.close(),
  };
}
