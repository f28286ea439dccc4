import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import type { Viewer } from "../viewer.ts";
import type { addEvidenceInput, removeEvidenceInput } from "./input.ts";

/** Lets a claim rest on something more. @throws {DomainError} when it is not among what there is to choose from */
export async function addEvidence(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof addEvidenceInput>,
): Promise<void> {
  throw new Error("not yet");
}

/** Takes away something that a claim rests on. */
export async function removeEvidence(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _input: z.output<typeof removeEvidenceInput>,
): Promise<void> {
  throw new Error("not yet");
}
