import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugify } from "#app/domain/slug.ts";

describe("slugify", () => {
  it.each([
    ["Ærø", "aeroe"],
    ["Aabenraa", "aabenraa"],
    ["Ålesund og åen", "aalesund-og-aaen"],
    ["Børn & Unge: 0.–3. klasse", "boern-unge-0-3-klasse"],
    ["  Én indgang for forældre  ", "en-indgang-for-foraeldre"],
    ["NEST", "nest"],
    ["»Sådan« – (2026)", "saadan-2026"],
    ["!?", ""],
  ])("turns »%s« into %s", (words, slug) => {
    expect(slugify(words)).toBe(slug);
  });

  it("gives the same slug however the letters are composed", () => {
    expect(slugify("Ålborg".normalize("NFD"))).toBe(slugify("Ålborg".normalize("NFC")));
  });

  it("gives only lower-case ASCII words joined by single hyphens, and changes a slug no further", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (words) => {
        const slug = slugify(words);
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slugify(slug)).toBe(slug);
      }),
    );
  });
});
