import { afterAll, describe, expect, it } from "vitest";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import type { Sql } from "#db/client.ts";
import { findSharedText } from "#db/queries/cases/shared-text.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { embeddedDatabase, killHard, ownSettings, startReady, stop } from "#tests/support/start-process.ts";
import { openedText, type TestWriter } from "#tests/support/writer.ts";

let writer: TestWriter | undefined;
afterAll(() => writer?.leave());

describe("a site that is killed while somebody types", { timeout: 120_000 }, () => {
  it("has lost nothing that it had called saved, and gets the rest from the browser once it runs again", async () => {
    const settings = { ...(await ownSettings()), SEED: "reference" };
    const first = await startReady(settings);
    const sql = embeddedDatabase(settings.DATA_DIR) as unknown as Sql;
    const { id } = await createPerson(sql, { roles: [{ role: "contributor", municipality: "0751" }] });
    const cookie = await openSession(sql, id);
    const { revisionId } = await buildDraft(sql, { begunBy: id });
    const storedText = async () => {
      const stored = await findSharedText(sql, revisionId);
      return JSON.stringify(contentOfSharedText(openSharedText(stored?.snapshot ?? new Uint8Array(), stored?.updates)));
    };

    const typing = await openedText(first.url, revisionId, cookie);
    writer = typing;
    let typed = 0;
    const timer = setInterval(() => {
      typing.type(`Ord ${typed}.`);
      typed += 1;
    }, 10);
    await expect.poll(() => typing.savedTimes, { timeout: 10_000, interval: 5 }).toBeGreaterThan(3);
    await killHard(first);
    const called = typing.savedWords.match(/Ord \d+\./g) ?? [];
    expect(called.length).toBeGreaterThan(3);
    const kept = await storedText();
    for (const word of called) expect(kept).toContain(word);
    await expect.poll(() => typing.saving.saved, { timeout: 5_000, interval: 5 }).toBe(false);
    clearInterval(timer);
    typing.type("Mens siden var væk.");

    const second = await startReady(settings);
    await expect.poll(() => typing.saving.saved, { timeout: 30_000, interval: 20 }).toBe(true);
    const text = await storedText();
    for (let n = 0; n < typed; n += 1) expect(text).toContain(`Ord ${n}.`);
    expect(text).toContain("Mens siden var væk.");
    expect(text.split("Overgangen var svær.").length).toBe(2);
    await sql.end();
    expect(await stop(second)).toBe(0);
  });
});
