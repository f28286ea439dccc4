import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import type { Viewer } from "../viewer.ts";
import type {
  approveStatusInput,
  editionVersionInput,
  returnStatusInput,
  stopPublicationInput,
  submitStatusInput,
} from "./input.ts";

/**
 * Hands an edition over: it waits for a yes. Where one pair of eyes is enough, and no warning has been kept, it is published at once.
 * @param input.reasons why warnings of the privacy check may stay, by their keys
 */
export async function submitStatus(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof submitStatusInput> & { reasons: Readonly<Record<string, string>> },
): Promise<"submitted" | "published"> {
  throw new Error("not yet");
}

/** Takes back what was handed over; it can be written again. */
export async function takeBackStatus(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof editionVersionInput>,
): Promise<void> {
  throw new Error("not yet");
}

/** Sends an edition back to those who write it, with words. */
export async function returnStatus(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof returnStatusInput>,
): Promise<void> {
  throw new Error("not yet");
}

/**
 * Says yes to an edition. It is published at once, or on the day that is given.
 * @param input.held the keys of the warnings whose reasons hold
 */
export async function approveStatus(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof approveStatusInput> & { held: readonly string[] },
): Promise<"approved" | "published"> {
  throw new Error("not yet");
}

/** Stops what waits for its day; it waits for an answer again. */
export async function stopPublication(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof stopPublicationInput>,
): Promise<void> {
  throw new Error("not yet");
}
