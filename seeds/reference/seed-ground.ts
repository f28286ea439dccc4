import type { SeedKind } from "../seed-kind.ts";
import { aims, mandates, placements } from "./seed-follow-ups.ts";
import { indicators, values } from "./seed-indicators.ts";
import { initiatives } from "./seed-initiatives.ts";
import { agreements, budgetTables, lines } from "./seed-money.ts";

/** The sorts of things that make up what is followed, in the order in which they rest on each other. */
export const groundKinds: readonly SeedKind[] = [
  initiatives,
  agreements,
  budgetTables,
  lines,
  indicators,
  values,
  aims,
  placements,
  mandates,
];
