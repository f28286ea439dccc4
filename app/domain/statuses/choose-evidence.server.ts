import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { listKnownSubjects, storeStatusAuthor } from "#db/queries/statuses/keep-answers.ts";
import { insertEvidence, listEvidenceChoices, removeEvidenceRow } from "#db/queries/statuses/keep-evidence.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { assertMayWrite, assertWritable, heldEdition } from "./held-edition.server.ts";
import type { addEvidenceInput, removeEvidenceInput } from "./input.ts";
import { readSubject } from "./subjects.ts";

/** Lets a claim rest on something more. @throws {DomainError} when it is not among what there is to choose from */
export async function addEvidence(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { subject, kind, thing }: z.output<typeof addEvidenceInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayWrite(viewer, edition);
    assertWritable(edition);
    if (!readSubject(subject) || (await listKnownSubjects(tx, editionId, [subject])).length === 0)
      throw new DomainError("Den linje findes ikke længere. Åbn siden igen.", 400, "thing");
    const { municipality, demo } = edition;
    const choices = await listEvidenceChoices(tx, viewer, municipality, { demo, thing });
    if (!choices.some((choice) => choice.kind === kind))
      throw new DomainError(
        "Det kan ikke vælges som belæg længere. Måske er det trukket tilbage. Vælg et andet.",
        400,
        "thing",
      );
    const me = personOf(viewer).id;
    if (!(await insertEvidence(tx, editionId, { subject, kind, thing, by: me }))) return;
    await storeStatusAuthor(tx, editionId, me);
  });
}

/** Takes away something that a claim rests on; nothing where somebody else has done so. */
export async function removeEvidence(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { id }: z.output<typeof removeEvidenceInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayWrite(viewer, edition);
    assertWritable(edition);
    if (await removeEvidenceRow(tx, editionId, id)) await storeStatusAuthor(tx, editionId, personOf(viewer).id);
  });
}
