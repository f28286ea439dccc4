import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentToText } from "#app/editor/content.ts";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import { findSharedText } from "#db/queries/cases/shared-text.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { openedText, openText, type TestWriter } from "#tests/support/writer.ts";

const patience = { timeout: 15_000 };

let site: TestSite;
let me: string;
let cookie: string;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  me = (await createPerson(site.sql, { roles: [{ role: "contributor", municipality: "0751" }] })).id;
  cookie = await openSession(site.sql, me);
});
afterAll(() => site.stop());

const draft = () => buildDraft(site.sql, { begunBy: me });
/** The words of a text as the database has them. */
async function storedWords(revisionId: string): Promise<string> {
  const stored = await findSharedText(site.sql, revisionId);
  return stored ? contentToText(contentOfSharedText(openSharedText(stored.snapshot, stored.updates))) : "";
}
const saved = (writer: TestWriter) =>
  expect.poll(() => writer.saving.saved, { timeout: 5_000, interval: 5 }).toBe(true);

describe("a text", patience, () => {
  it("is stored before the page says so, with who wrote it", async () => {
    const { revisionId } = await draft();
    const writer = await openedText(site.url, revisionId, cookie);
    expect(writer.words()).toContain("Overgangen var svær.");
    writer.type("Vi holdt et møde.");
    expect(writer.saving.saved).toBe(false);
    await saved(writer);
    expect(await storedWords(revisionId)).toContain("Vi holdt et møde.");
    expect(Date.now() - (writer.saving.at?.getTime() ?? 0)).toBeLessThan(5_000);
    const authors = await site.sql`select person_id from case_revision_author where revision_id = ${revisionId}`;
    expect(authors.map(({ personId, person_id }) => personId ?? person_id)).toEqual([me]);
    writer.leave();
  });
});
