import { deleteDemoMails } from "#app/mail/post.ts";
import { type Sql, transaction } from "#db/client.ts";
import { removeDemoRows } from "#db/queries/demo.ts";
import { indexAsAWhole, rebuildIndexWithin } from "#search/store.ts";
import { type FollowOutcome, tellOutcome } from "./follow-outcome.ts";
import { followRelease } from "./follow-release.ts";
import { seedFolder } from "./read-text.ts";
import { isDemoTracked } from "./tracks.ts";

/** How much an empty database is filled with: everything, facts and editorial texts alone, or nothing. */
export type SeedLevel = "demo" | "reference" | "none";

/** Any fixed number will do: two processes that start on one database take turns. */
const seedLock = 727_403_119;

/**
 * Fills an empty database, or brings one that has been filled in step with the release, demo data only if it is there. All in one transaction;
 * `none` writes nothing in either.
 * @param options.onProgress told in Danish what is being written, and what could not be, for the terminal
 * @param options.folder where the seeds lie; those of this release unless told otherwise
 * @returns what was done and what was left; nothing of either for `none`
 */
export async function seed(
  sql: Sql,
  level: SeedLevel,
  { onProgress = () => {}, folder = seedFolder }: { onProgress?: (line: string) => void; folder?: string } = {},
): Promise<FollowOutcome> {
  if (level === "none") return { inserted: 0, revised: 0, withdrawn: 0, left: [] };
  return transaction(sql, async (tx) => {
    // However long another start needs.
    await tx`set local statement_timeout = 0`;
    await tx`select pg_advisory_xact_lock(${seedLock})`;
    const [{ filled } = { filled: true }] = await tx<
      { filled: boolean }[]
    >`select exists (select from municipality) as filled`;
    if (filled) {
      const followed = await followRelease(tx, folder, { demo: await isDemoTracked(tx), strict: false });
      for (const line of tellOutcome(followed)) onProgress(line);
      return followed;
    }
    await indexAsAWhole(tx);
    const outcome = await followRelease(tx, folder, { demo: level === "demo", strict: true, onStep: onProgress });
    onProgress("Gør søgningen klar");
    await rebuildIndexWithin(tx);
    return outcome;
  });
}

/**
 * Removes every row that is marked as demo data, the mails to invented people, and nothing else; it does not come back.
 * @param mailFolder where mails lie that nothing hands on
 * @returns the number of cases removed.
 */
export async function removeDemo(sql: Sql, mailFolder: string): Promise<number> {
  const removed = await transaction(sql, async (tx) => {
    await indexAsAWhole(tx);
    const removed = await removeDemoRows(tx);
    await rebuildIndexWithin(tx);
    return removed;
  });
  await deleteDemoMails(mailFolder);
  return removed;
}
