import { isId } from "#app/domain/id.ts";
import { keyOfPicture, picturesKey } from "#app/domain/pictures/add-picture.server.ts";
import type { FileStore } from "#app/files/store.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import { type Sql, transaction } from "#db/client.ts";
import { listKnownPictures, updateConsentsTold } from "#db/queries/cases/pictures.ts";
import type { JobHandlers } from "./registry.ts";

/** The jobs about the pictures of texts. */
export const pictureHandlers = (
  sql: Sql,
  files: FileStore,
): Pick<JobHandlers, "remove-picture" | "tell-of-consents"> => ({
  "remove-picture": ({ id }) => files.remove(keyOfPicture(id)),
  "tell-of-consents": () =>
    transaction(sql, async (tx) => {
      for (const picture of await updateConsentsTold(tx)) await leaveLetter(tx, { kind: "consent-ends", picture });
    }),
});

/** Files may lie here before their row is there, and only then; in milliseconds. */
const oldestWithoutRow = 24 * 60 * 60 * 1_000;

/** Removes files that a process has left behind which died before their picture was stored. */
export async function removeOrphans(sql: Sql, files: FileStore): Promise<void> {
  const lying = await files.list(picturesKey);
  const old = lying.filter(({ name, changedAt }) => isId(name) && changedAt.getTime() < Date.now() - oldestWithoutRow);
  for (let start = 0; start < old.length; start += 500) {
    const ids = old.slice(start, start + 500).map(({ name }) => name);
    const known = new Set(await listKnownPictures(sql, ids));
    for (const id of ids) if (!known.has(id)) await files.remove(keyOfPicture(id));
  }
}
