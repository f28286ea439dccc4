import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import type { Viewer } from "../viewer.ts";
import type { beginCorrectionInput, beginStatusInput, changeEditionInput, editionVersionInput } from "./input.ts";

/**
 * Begins a status of a municipality, or its next edition for another meeting in the period, prefilled from what it last published.
 * @returns the id of the edition
 * @throws {DomainError} when the period is not open, or somebody is at it already
 */
export async function beginStatus(
  _sql: Sql,
  _viewer: Viewer,
  _code: string,
  _input: z.output<typeof beginStatusInput>,
): Promise<string> {
  throw new Error("not yet");
}

/**
 * Begins a correction of what is published: a new edition that says the same until it is changed.
 * @returns the id of the edition
 */
export async function beginCorrection(
  _sql: Sql,
  _viewer: Viewer,
  _statusId: string,
  _input: z.output<typeof beginCorrectionInput>,
): Promise<string> {
  throw new Error("not yet");
}

/** Changes the dates and the body of an edition that is being written. */
export async function changeEdition(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof changeEditionInput>,
): Promise<void> {
  throw new Error("not yet");
}

/** Throws away an edition that is being written, with its answers. */
export async function discardEdition(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof editionVersionInput>,
): Promise<void> {
  throw new Error("not yet");
}
