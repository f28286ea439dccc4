import { describe, expect, it } from "vitest";
import { audiences } from "#app/domain/cases/audiences.ts";
import { letterOf } from "#app/domain/methods/letter-policy.ts";
import {
  aspects,
  classLevelLabel,
  classLevels,
  codes,
  gradeMeanings,
  isCode,
  levels,
  methodKindMeanings,
  methodKinds,
  settings,
  stageMeanings,
  stages,
} from "#app/domain/vocabulary.ts";

const lists = { settings, levels, stages, methodKinds, aspects, audiences };

describe("the closed lists", () => {
  it.each(Object.entries(lists))("give every code of %s a Danish label of its own", (_name, list) => {
    const labels = Object.values(list);
    expect(labels.every((label) => /^\p{Lu}/u.test(label))).toBe(true);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each(Object.entries({ settings, levels, stages, methodKinds }))(
    "use codes of %s that can stand in an address",
    (_name, list) => {
      for (const code of codes(list)) expect(code).toMatch(/^[a-z0-9-]+$/);
    },
  );

  it("tell a code from what every object inherits", () => {
    expect(isCode(settings, "sfo-klub")).toBe(true);
    for (const stranger of ["toString", "constructor", "__proto__", "", "Dagtilbud", "dagtilbud "]) {
      expect(isCode(settings, stranger), stranger).toBe(false);
    }
  });

  it("say what every stage, kind and grade means", () => {
    expect(Object.keys(stageMeanings)).toEqual(codes(stages));
    expect(Object.keys(methodKindMeanings)).toEqual(codes(methodKinds));
    expect(Object.keys(gradeMeanings)).toEqual(codes(aspects));
    for (const meanings of Object.values(gradeMeanings)) {
      expect(Object.keys(meanings)).toEqual(["A", "B", "C", "D"]);
      expect(new Set(Object.values(meanings)).size).toBe(4);
    }
  });

  it("give a letter only where a study or official guidance carries the grade", () => {
    for (const kind of ["lodtraekningsforsoeg", "effektstudie", "oversigt", "evaluering", "vejledning"] as const)
      expect(letterOf("B", kind), kind).toBe("B");
    for (const kind of ["opgoerelse", "lov", "haandbog", "omtale", null] as const)
      expect(letterOf("B", kind), String(kind)).toBeNull();
    expect(letterOf(null, "oversigt")).toBeNull();
  });

  it("count classes from 0. to 10. klasse", () => {
    expect(classLevels.map(classLevelLabel).join(", ")).toMatch(/^0\. klasse, 1\. klasse, .*, 10\. klasse$/);
  });
});
