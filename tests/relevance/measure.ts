import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { anonymous } from "#app/domain/viewer.ts";
import { openFilter } from "#search/engine.ts";
import type { Search } from "#search/search.ts";

const judged = z.array(
  z.strictObject({
    query: z.string(),
    class: z.string(),
    relevant: z.array(z.string()).min(1).max(5),
    why: z.string(),
  }),
);

/** How well one query was answered. */
export interface Judgement {
  query: string;
  class: string;
  /** How many of the relevant things are among the first five, 0 to 1. */
  recall: number;
  /** One over the place of the first relevant thing among the first ten; 0 when it is not there. */
  reciprocalRank: number;
  /** What came instead, and what was missing. */
  found: string[];
  missing: string[];
}

/** The sets of judged queries: over the reference seeds as a whole, and what teachers and their colleagues type. */
export type JudgedSet = "queries" | "teachers";

/** Asks a search every judged query of a set, in the order of its file. */
export async function judge(search: Search, set: JudgedSet = "queries"): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const { query, class: name, relevant } of judged.parse(
    parse(readFileSync(new URL(`${set}.yaml`, import.meta.url), "utf8")),
  )) {
    const { hits } = await search.find(anonymous, {
      text: query,
      filter: openFilter,
      sort: "relevance",
      page: 1,
      pageSize: 10,
      today: "2026-11-22",
    });
    const keys = hits.map(({ path }) => keyOf(path));
    const found = keys.slice(0, 5);
    const first = keys.findIndex((key) => relevant.includes(key));
    judgements.push({
      query,
      class: name,
      recall: relevant.filter((key) => found.includes(key)).length / relevant.length,
      reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
      found,
      missing: relevant.filter((key) => !found.includes(key)),
    });
  }
  return judgements;
}

/** Means of a set of judgements: recall@5 and mean reciprocal rank, 0 to 1. */
export function means(judgements: readonly Judgement[]): { recall: number; mrr: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  return {
    recall: mean(judgements.map(({ recall }) => recall)),
    mrr: mean(judgements.map(({ reciprocalRank }) => reciprocalRank)),
  };
}

const folders: Readonly<Record<string, string>> = {
  metoder: "method",
  eksempler: "case",
  kommuner: "municipality",
  dokumenter: "document",
  kilder: "reference",
  indsatser: "initiative",
  indikatorer: "indicator",
};

/** The key of the judgements for an address of the site. */
function keyOf(path: string): string {
  const [folder = "", first = "", , number = ""] = path.slice(1).split("/");
  return folder === "erklaeringer" ? `commitment/${first}-${number}` : `${folders[folder]}/${first}`;
}
