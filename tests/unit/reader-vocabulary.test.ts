import { describe, expect, it } from "vitest";
import { readerStanding, whatReadersHave, whoReads } from "#app/domain/cases/reader-vocabulary.ts";

const published = { everPublished: true, withdrawn: false, hidden: false, awaitsApproval: false, hiddenBefore: false };

describe("how a case stands with its readers", () => {
  it.each([
    [{ everPublished: false }, "unpublished"],
    [{}, "read"],
    [{ withdrawn: true }, "withdrawn"],
    [{ withdrawn: true, hidden: true }, "withdrawn"],
    [{ hidden: true }, "hidden"],
    [{ hidden: true, awaitsApproval: true }, "awaits"],
    [{ hidden: true, awaitsApproval: true, hiddenBefore: true }, "hidden"],
  ] as const)("%j: %s", (standing, expected) => {
    expect(readerStanding({ ...published, ...standing })).toBe(expected);
  });

  it("is said of those who can read it alone, and a hidden page is not promised to come back by the wrong hand", () => {
    expect(whoReads("read", "municipality", "Aarhus")).toBe("Kun Aarhus Kommune kan læse teksten nu.");
    expect(whoReads("read", "network", "Aarhus")).toBe("Alle indloggede kan læse teksten nu. Andre kan ikke.");
    expect(whoReads("hidden", "public", "Aarhus")).toContain("koordinator eller KL viser");
    for (const sentence of [whoReads("awaits", "public", "Aarhus"), whatReadersHave.awaits]) {
      expect(sentence).toContain("godkendt");
      expect(sentence).not.toContain("koordinator");
    }
  });
});
