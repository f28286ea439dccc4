import { afterEach, expect, it, vi } from "vitest";
import { countPlaywright, Tally } from "../run/tally.mjs";

afterEach(() => {
  vi.restoreAllMocks();
});

/** The last lines of a run, and its exit code. */
function conclusionOf(tally: Tally): { code: number; lines: string[] } {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const code = tally.conclude();
  return { code, lines: log.mock.calls.map(([line]) => line) };
}

it("a run counts what it skipped and says why in its last lines, once for all that needs a search server", () => {
  const tally = new Tally();
  tally.add(
    { passed: 3, failed: 0, skipped: ["on Meilisearch finds", "on Meilisearch counts", "another thing"] },
    true,
  );
  const { code, lines } = conclusionOf(tally);
  expect(code).toBe(0);
  expect(lines).toContainEqual(expect.stringMatching(/^Sprunget over: 2 prøver med Meilisearch: ingen server fundet/));
  expect(lines).toContain("Sprunget over: another thing: slået fra i prøven");
  expect(lines.at(-1)).toBe("3 passed, 0 failed, 3 skipped");
});

it("a browser test that passes only when repeated has failed, and is named", () => {
  const test = (title: string, status: string) => ({ title, tests: [{ status, annotations: [] }] });
  const counts = countPlaywright({
    stats: { expected: 1, flaky: 1, unexpected: 1, skipped: 0 },
    suites: [{ suites: [{ specs: [test("holds", "expected"), test("races", "flaky"), test("fails", "unexpected")] }] }],
    errors: [],
  });
  const tally = new Tally();
  tally.add(counts, false);
  const { code, lines } = conclusionOf(tally);
  expect(code).toBe(1);
  expect(lines).toContain("Ustabil: races gik galt første gang og godt anden gang; det tæller som en fejl.");
  expect(lines.at(-1)).toBe("1 passed, 2 failed, 0 skipped");
});
