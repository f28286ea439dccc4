import { Fault } from "./fault.mjs";

/** How many connections a process makes at most, by what they are for. */
export interface Pools {
  /** Pages, forms and the API. */
  site: number;
  /** Searching alone. */
  search: number;
  /** What jobs do. */
  jobs: number;
  /** The runners of the jobs, which keep one each for listening. */
  runners: number;
}

/** What a process takes where it may. */
export const usualPools: Readonly<Pools> = { site: 10, search: 5, jobs: 7, runners: 10 };

/** With fewer they would wait for each other. */
const leastPools: Readonly<Pools> = { site: 2, search: 1, jobs: 3, runners: 5 };

/** Those that are kept open besides: one for pages or for jobs, and one for whoever comes by, such as `demo:login`. */
const spare = 1;

/** What a process does. */
export interface Duties {
  site: boolean;
  worker: boolean;
}

/**
 * Fits the pools of a process to how many connections its database allows.
 * @throws {Fault} when it allows too few
 */
export function fitPools(allowed: number, duties: Duties): Pools {
  const names = [
    ...(duties.site ? ["site", "search"] : []),
    ...(duties.worker ? ["jobs", "runners"] : []),
  ] as (keyof Pools)[];
  const besides = Number(duties.site) + Number(duties.worker) + spare;
  const totalOf = (pools: Pools) => names.reduce((sum, name) => sum + pools[name], besides);
  const [least, usual] = [totalOf(leastPools), totalOf(usualPools)];
  if (allowed < least) {
    const who = duties.site ? (duties.worker ? "siden med sine opgaver" : "siden") : "opgaverne";
    throw new Fault(
      `Databasen tillader kun ${allowed} forbindelser ad gangen; ${who} skal bruge mindst ${least} og bruger gerne ${usual}.`,
    );
  }
  const share = Math.min(1, (allowed - least) / (usual - least));
  const fitted = { ...usualPools };
  for (const name of names) {
    fitted[name] = leastPools[name] + Math.floor((usualPools[name] - leastPools[name]) * share);
  }
  return fitted;
}
