import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import type { Viewer } from "../viewer.ts";
import type { outcomeInput, removeStatusInput } from "./input.ts";

/** Notes what the committee did with a published edition. */
export async function noteOutcome(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof outcomeInput>,
): Promise<void> {
  throw new Error("not yet");
}

/** Removes all that a status says for good, in every edition. A notice with the date stands instead. */
export async function removeStatus(
  _sql: Sql,
  _viewer: Viewer,
  _statusId: string,
  _input: z.output<typeof removeStatusInput>,
): Promise<void> {
  throw new Error("not yet");
}
