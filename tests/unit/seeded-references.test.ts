import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { claimsOf } from "#app/domain/methods/known.ts";
import { readTexts, seedFolder } from "#seeds/read-text.ts";
import { readReferences } from "#seeds/reference/read-references.ts";
import { methodFront } from "#seeds/shapes.ts";

const entries = (await readReferences(seedFolder)).map(({ value }) => value);
const guides = await Promise.all(
  (await readTexts(seedFolder, "reference/methods", methodFront)).map(async ({ slug, parse }) => ({
    ...(await parse()),
    slug,
  })),
);

/** The figures of a text, as they are written. */
const figuresOf = (text: string) => text.match(/\d+(?:[.,]\d+)*/g) ?? [];

describe("the sources of the seeds", () => {
  it("are many, and each has an address or a place in a document", () => {
    expect(entries.length).toBeGreaterThan(200);
    for (const { slug, url, doi, citedIn } of entries) expect(url ?? doi ?? citedIn, slug).toBeTruthy();
  });

  it("say what they found and what they cannot say, in sentences, and when they were seen", () => {
    for (const { slug, url, found = "", limits = "", readOn } of entries) {
      if (url === undefined) continue;
      expect(found, slug).toMatch(/^\p{Lu}.{20,}\.$/u);
      expect(limits, slug).toMatch(/^\p{Lu}.{5,}\.$/u);
      expect(readOn, slug).toBe("2026-11");
    }
  });

  it("that are only seen tell of no result", () => {
    for (const { slug, reading, found = "" } of entries)
      if (reading === "kun-set") expect(found, slug).not.toMatch(/\d(?:,\d+)? (?:pct|procent|mio|kr)\b/);
  });
});

describe("a guide", () => {
  it("says what to do on Monday", () => {
    expect(guides.filter(({ front }) => !front.monday).map(({ slug }) => slug)).toEqual([]);
  });

  it("has steps, what is known, and sources", () => {
    for (const { slug, front, text, citations } of guides) {
      expect(text, slug).toContain("Sådan gør I");
      expect(text, slug).toContain("Hvad kilderne siger");
      expect(front.known, slug).toBeTruthy();
      expect(citations.length + (front.known ? claimsOf(front.known).length : 0), slug).toBeGreaterThan(0);
    }
  });

  it("says three things of Monday, no more and no less, and a theme is not graded", () => {
    const front = guides.find(({ slug }) => slug === "kvalitetsteam")?.front;
    const fits = (change: object) => methodFront.safeParse({ ...front, ...change }).success;
    expect(fits({ monday: { steps: ["Et.", "To.", "Tre."] } })).toBe(true);
    expect(fits({ monday: { steps: ["Et.", "To."] } })).toBe(false);
    expect(fits({ monday: { steps: ["Et.", "To.", "Tre.", "Fire."] } })).toBe(false);
    expect(fits({ kind: "tema", useFor: undefined })).toBe(true);
    expect(fits({ kind: "tema" })).toBe(false);
    expect(
      fits({ kind: "tema", useFor: undefined, profile: guides.find(({ slug }) => slug === "nest")?.front.profile }),
    ).toBe(false);
  });
});

describe("what guides say is known", () => {
  const known = guides.flatMap(({ slug, front }) => (front.known ? [{ slug, known: front.known }] : []));

  it("rests, claim by claim, on sources that are there and are not withdrawn", () => {
    const standing = new Map(entries.map((entry) => [entry.slug, entry]));
    for (const { slug, known: told } of known)
      for (const { sources } of claimsOf(told)) {
        expect(sources.length, slug).toBeGreaterThan(0);
        for (const source of sources) expect(standing.get(source)?.found, `${slug}: ${source}`).toBeTruthy();
      }
  });

  it("has no figure that its sources do not have", () => {
    for (const { slug, known: told } of known)
      for (const { words, dose, sources } of claimsOf(told)) {
        const texts = entries
          .filter((entry) => sources.includes(entry.slug))
          .map(({ title, year, who = "", found = "", limits = "" }) => [title, year, who, found, limits].join(" "));
        const figures = new Set(figuresOf(texts.join(" ")));
        const strays = figuresOf(`${words} ${dose ?? ""}`).filter((figure) => !figures.has(figure));
        expect(strays, `${slug}: ${words}`).toEqual([]);
      }
  });

  it("is refused where a claim has no source", () => {
    const front = guides.find(({ slug }) => slug === "mellemformer")?.front;
    const told = (claim: object) =>
      methodFront.safeParse({
        ...front,
        known: { lead: "En undersøgelse.", searchedIn: "2026-11", findings: [{ words: "Det virker.", ...claim }] },
      }).success;
    expect(told({ sources: ["vive-2020"] })).toBe(true);
    expect(told({ sources: [] })).toBe(false);
    expect(told({})).toBe(false);
  });
});

describe("the texts of guides", () => {
  /** What the entries of sources tell, together. */
  const toldBy = (sources: readonly string[]) =>
    entries
      .filter(({ slug }) => sources.includes(slug))
      .map(({ title, year, who = "", found = "", limits = "" }) => [title, year, who, found, limits].join(" "))
      .join(" ");
  /** The figures of a paragraph that are no part of an address, of a name, or the number of an item or of a level of Aarhus'. */
  const claimed = (line: string) =>
    figuresOf(
      line.replace(/\[[^\]]*\]\([^)]*\)/g, "").replace(/^\d+\. |\bniveau \d|Back2School|\bset november 2026\b/gi, ""),
    );
  const strays = (text: string, sources: readonly string[]) => {
    const figures = new Set(figuresOf(toldBy(sources)));
    return claimed(text).filter((figure) => !figures.has(figure));
  };

  it("have beside a source no figure that it does not have", async () => {
    let rested = 0;
    for (const { slug } of guides) {
      const file = await readFile(path.join(seedFolder, `reference/methods/${slug}.md`), "utf8");
      const [, , body = ""] = file.split(/^---$/m);
      for (const line of body.split("\n")) {
        const sources = [...line.matchAll(/\(\/kilder\/([a-z0-9-]+)\)/g)].map(([, source = ""]) => source);
        if (sources.length === 0 || line.includes("(/dokumenter/")) continue;
        rested += 1;
        expect(strays(line, sources), `${slug}: ${line.slice(0, 80)}`).toEqual([]);
      }
    }
    expect(rested).toBeGreaterThan(40);
  });

  it("grade on a source without a figure that it does not have", () => {
    for (const { slug, front } of guides)
      for (const given of Object.values(front.profile ?? {}))
        if (given.grade !== null && given.source.startsWith("/kilder/"))
          expect(strays(given.basis, [given.source.slice("/kilder/".length)]), slug).toEqual([]);
  });
});
