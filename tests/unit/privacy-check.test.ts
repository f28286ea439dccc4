import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPrivacy } from "#app/domain/privacy-check/privacy-check.ts";

interface Line {
  text: string;
  kinds: string[];
  places: string[];
  schoolNamed: boolean;
}

/** A line of the table: its text without the marks, what is to be found, and where. */
function parse(line: string): Line {
  const [kinds = "", ...rest] = line.split("|");
  const written = rest.join("|").trim();
  const schoolNamed = written.startsWith("@school ");
  const marked = written
    .replace(/^@school /, "")
    .replace(/\{u:([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  // `[at]` is a way to write an address of mail.
  const kept = marked.replaceAll("[at]", "⟦at⟧");
  const plain = (text: string) => text.replaceAll("⟦at⟧", "[at]");
  return {
    kinds: kinds.trim() === "-" ? [] : kinds.trim().split(","),
    text: plain(kept.replace(/[[\]]/g, "")),
    places: [...kept.matchAll(/\[([^\]]*)\]/g)].map(([, place = ""]) => plain(place)),
    schoolNamed,
  };
}

const table = readFileSync(path.join(import.meta.dirname, "privacy-check.table.txt"), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "" && !line.startsWith("#"));

describe("the privacy check", () => {
  it("is held to a table of at least three hundred lines", () => {
    expect(table.length).toBeGreaterThanOrEqual(300);
    expect(new Set(table).size).toBe(table.length);
  });

  it.each(table)("%s", (line) => {
    const { text, kinds, places, schoolNamed } = parse(line);
    const found = checkPrivacy(text, { schoolNamed });
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(places);
    expect(found.map(({ kind }) => kind)).toEqual(kinds.length === 1 ? places.map(() => kinds[0]) : kinds);
  });

  it("finds a CPR number wherever it stands, and answers for any text at all", () => {
    const day = fc.date({ min: new Date("1930-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        day,
        fc.stringMatching(/^\d{4}$/),
        (around, date, end) => {
          const number = `${date.toISOString().slice(8, 10)}${date.toISOString().slice(5, 7)}${date.toISOString().slice(2, 4)}-${end}`;
          const text = `${around} ${number} ${around}`;
          const found = checkPrivacy(text);
          expect(
            found.some(({ kind, start, end: last }) => kind === "cpr" && text.slice(start, last).includes(number)),
          ).toBe(true);
          for (const { start, end: last } of found)
            expect(0 <= start && start < last && last <= text.length).toBe(true);
        },
      ),
    );
  });

  // In proportion to the text: a check that looked at each pair of words would take minutes.
  it.each([
    "Emil ",
    "M.K. ",
    "Nørre ",
    "12.",
    "to elever af ",
    "En dreng i 2.b. Han har autisme. ",
    "Emil i 2.b har autisme. ",
    "skolen på 12 ",
    "a@",
    "Aa-",
  ])("comes to the end of a long text of »%s«", { timeout: 60_000 }, (part) => {
    const text = part.repeat(100_000 / part.length);
    expect(checkPrivacy(text, { schoolNamed: true }).every(({ start, end }) => start < end)).toBe(true);
  });
});
