import { afterEach, expect, it, vi } from "vitest";
import { Tally } from "../run/tally.mjs";

afterEach(() => {
  vi.restoreAllMocks();
});

it("a run counts what it skipped and says why in its last lines, once for all that needs a search server", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const tally = new Tally();
  tally.add(
    { passed: 3, failed: 0, skipped: ["on Meilisearch finds", "on Meilisearch counts", "another thing"] },
    true,
  );
  expect(tally.conclude()).toBe(0);
  const lines = log.mock.calls.map(([line]) => line);
  expect(lines).toContainEqual(expect.stringMatching(/^Sprunget over: 2 prøver med Meilisearch: ingen server fundet/));
  expect(lines).toContain("Sprunget over: another thing: slået fra i prøven");
  expect(lines.at(-1)).toBe("3 passed, 0 failed, 3 skipped");
});
