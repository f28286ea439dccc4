import { type KeptStanding, mayChangeKept } from "../initiatives/policy.ts";
import type { Viewer } from "../viewer.ts";

/**
 * Who may change an ambition: who saves in the municipality, until readers have it. What a municipality has wanted stays as it was: another is written, from
 * another day.
 */
export const mayChangeAmbition = (viewer: Viewer, row: KeptStanding): boolean =>
  row.publishedAt === null && mayChangeKept(viewer, row);
