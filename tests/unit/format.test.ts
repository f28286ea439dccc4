import { describe, expect, it } from "vitest";
import { auditSentence } from "#app/domain/audit/vocabulary.ts";
import { counted, dateOf, joined, phrase } from "#app/ui/format.ts";

describe("words for readers", () => {
  it("count in one and in many, with a point in thousands", () => {
    expect(counted(1, "eksempel", "eksempler")).toBe("1 eksempel");
    expect(counted(0, "eksempel", "eksempler")).toBe("0 eksempler");
    expect(counted(1_234, "eksempel", "eksempler")).toBe("1.234 eksempler");
  });

  it("are joined with »og« before the last", () => {
    expect(joined([])).toBe("");
    expect(joined(["Aarhus"])).toBe("Aarhus");
    expect(joined(["Aarhus", "Ærø"])).toBe("Aarhus og Ærø");
    expect(joined(["Albertslund", "Aarhus", "København"])).toBe("Albertslund, Aarhus og København");
  });

  it("run on in small letters, but abbreviations keep their capitals", () => {
    expect(phrase(["Indskoling", "Mellemtrin", "PPR"])).toBe("Indskoling, mellemtrin og PPR");
    expect(phrase(["PPR", "SFO og klub", "Overgang til skole"])).toBe("PPR, SFO og klub og overgang til skole");
    expect(phrase([])).toBe("");
    const granted = { action: "role.granted", detail: { role: "association_admin" } } as const;
    const deed = { ...granted, actor: null, bySystem: false, person: "Bo", subject: null, acting: false };
    expect(auditSentence(deed)).toMatch(/ Bo \(KL-administrator\)$/);
  });

  it("give an instant as the date that it was in Denmark", () => {
    expect(dateOf(new Date("2026-12-31T23:30:00Z"))).toBe("1. januar 2027");
  });
});
