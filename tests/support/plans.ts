import postgres from "postgres";
import { expect } from "vitest";
import type { Sql } from "#db/client.ts";
import type { TestDatabase } from "./database.ts";

/** A step of a plan. */
export interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Plan Rows": number;
  Plans?: Plan[];
}

/** A database whose queries are listened to, and whose plans can be asked for. */
export interface Planner {
  /** Ask through this; what is asked is remembered. */
  sql: Sql;
  /** The queries since the last time, with their values. */
  heard(): { text: string; values: unknown[] }[];
  /** Every step of the plans by which Postgres answers a read. */
  stepsOf(read: () => Promise<unknown>): Promise<Plan[]>;
  /** The tables among those named that a read goes through from end to end. */
  wholeTables(read: () => Promise<unknown>, big: readonly string[]): Promise<string[]>;
  end(): Promise<void>;
}

/** Listens to a database that has been filled. Everything counts as lying in memory, as it does where the site runs. */
export async function openPlanner(database: TestDatabase): Promise<Planner> {
  const name = new URL(database.url).pathname.slice(1);
  await database.sql.unsafe(`alter database "${name}" set random_page_cost = 1`);
  let asked: { text: string; values: unknown[] }[] = [];
  const sql = postgres(database.url, {
    max: 1,
    onnotice: () => {},
    debug: (_connection, text, values) => asked.push({ text, values }),
  }) as unknown as Sql;
  // What the client itself asks when it connects is not ours.
  await sql`select 1`;
  const planner = postgres(database.url, { max: 1, onnotice: () => {} });
  const heard = () => {
    const queries = asked;
    asked = [];
    return queries;
  };
  const stepsOf = async (read: () => Promise<unknown>) => {
    heard();
    await read();
    const queries = heard();
    expect(queries.length).toBeGreaterThan(0);
    const steps: Plan[] = [];
    const walk = (plan: Plan) => {
      steps.push(plan);
      plan.Plans?.forEach(walk);
    };
    for (const { text, values } of queries) {
      const [row] = await planner.unsafe(`explain (format json) ${text}`, values as never[]);
      walk(row?.["QUERY PLAN"][0].Plan);
    }
    return steps;
  };
  return {
    sql,
    heard,
    stepsOf,
    wholeTables: async (read, big) =>
      (await stepsOf(read)).flatMap((step) => {
        const table = step["Relation Name"] ?? "";
        return step["Node Type"] === "Seq Scan" && big.includes(table) ? [table] : [];
      }),
    end: async () => {
      await Promise.all([sql.end(), planner.end()]);
    },
  };
}
