import { describe, expect, it } from "vitest";
import { readerStanding, staysHidden, whatReadersHave, whoReads } from "#app/domain/cases/reader-vocabulary.ts";

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

  it("stays hidden by the coordinator's or KL's hand alone", () => {
    expect(staysHidden({ ...published, hidden: true })).toBe(true);
    expect(staysHidden({ ...published, hidden: true, withdrawn: true })).toBe(true);
    expect(staysHidden({ ...published, hidden: true, awaitsApproval: true })).toBe(false);
    expect(staysHidden(published)).toBe(false);
  });

  it("names no approver, whom a municipality with one pair of eyes has not", () => {
    expect(Object.values(whatReadersHave).join(" ")).not.toContain("godkend");
    expect(whoReads("awaits", "public", "Aarhus")).not.toContain("godkend");
  });

  it("is said of those who can read it alone, and a hidden page is not promised to come back by the wrong hand", () => {
    expect(whoReads("read", "municipality", "Aarhus")).toBe("Kun Aarhus Kommune kan læse teksten nu.");
    expect(whoReads("read", "network", "Aarhus")).toBe("Alle indloggede kan læse teksten nu. Andre kan ikke.");
    expect(whoReads("hidden", "public", "Aarhus")).toContain("koordinator eller KL viser");
    for (const sentence of [whoReads("awaits", "public", "Aarhus"), whatReadersHave.awaits]) {
      expect(sentence).toContain("udgivet");
      expect(sentence).not.toContain("koordinator");
    }
  });
});
