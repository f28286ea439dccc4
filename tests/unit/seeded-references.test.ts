import { beforeEach, describe, expect, it } from "vitest";
import { claimsOf } from "#app/domain/methods/known.ts";
import { readTexts, seedFolder } from "#seeds/read-text.ts";
import { readReferences } from "#seeds/reference/read-references.ts";
import { methodSeeds } from "#seeds/reference/seed-methods.ts";
import { methodFront } from "#seeds/shapes.ts";
import { copyRelease, type Release } from "#tests/support/release.ts";

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
      for (const { words, dose = "", sources } of claimsOf(told)) {
        const texts = entries
          .filter((entry) => sources.includes(entry.slug))
          .map(({ title, year, who = "", found = "", limits = "" }) => [title, year, who, found, limits].join(" "));
        const figures = new Set(figuresOf(texts.join(" ")));
        const strays = figuresOf(`${words} ${dose}`).filter((figure) => !figures.has(figure));
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

describe("a slip", () => {
  const file = "reference/references/nest.yaml";
  let release: Release;
  beforeEach(() => {
    release = copyRelease();
  });
  const entry = (lines: string) => `- slug: en-kilde\n  title: "En kilde"\n  publisher: "Nogen"\n${lines}`;
  const seen = [
    "  kind: omtale",
    "  country: danmark",
    '  found: "Noget."',
    '  limits: "Lidt."',
    '  readOn: "2026-11"',
    "  reading: uddrag",
    "",
  ].join("\n");

  it.each([
    ["neither an address nor a place", "", /nest\.yaml:1: .*neither an address nor a place/],
    ["an address that a browser would run", `  url: "javascript:alert(1)"\n${seen}`, /nest\.yaml:4: .*url/],
    ["an address that is none", `  url: "uvm.dk/noget"\n${seen}`, /nest\.yaml:4: .*url/],
    ["a path of ours", `  url: "/om"\n${seen}`, /nest\.yaml:4: .*url/],
    ["a year that has not come", `  year: 2199\n  url: "https://uvm.dk/"\n${seen}`, /nest\.yaml:4: .*future/],
    [
      "a sort that nobody knows",
      `  url: "https://uvm.dk/"\n${seen.replace("omtale", "rygte")}`,
      /nest\.yaml:5: .*kind/,
    ],
    [
      "nothing found",
      `  url: "https://uvm.dk/"\n${seen.replace(/ {2}found.*\n/, "")}`,
      /nest\.yaml:1: .*found is missing/,
    ],
    ["a topic that is no guide", `  url: "https://uvm.dk/"\n${seen}  topics: [maanen]\n`, /nest\.yaml:1: .*maanen/],
    ["a finding of what nobody has looked up", seen, /nest\.yaml:1: /],
  ])("in a source stops the seeding with file and line: %s", async (_what, lines, message) => {
    release.write(file, entry(lines));
    await expect(readReferences(release.folder)).rejects.toThrow(message);
  });

  it("of two sources of one name stops it too", async () => {
    release.write(file, `${entry(`  url: "https://uvm.dk/"\n${seen}`)}${entry(`  url: "https://uvm.dk/"\n${seen}`)}`);
    await expect(readReferences(release.folder)).rejects.toThrow(/nest\.yaml:11: stands twice: en-kilde/);
  });

  it("of a source that is withdrawn while a text rests on it stops it, with both places", async () => {
    const cited = "reference/references/cited-by-documents.yaml";
    release.change(cited, "- slug: vive-2020\n", '- slug: vive-2020\n  withdrawn: "2026-11-30"\n');
    await expect(readReferences(release.folder)).rejects.toThrow(
      /cited-by-documents\.yaml:14: vive-2020 is withdrawn, and reference\/methods\/mellemformer\.md:\d+ rests on it/,
    );
  });

  it("of a grade without a study stops it, with the line", async () => {
    const graded = "reference/methods/nest.md";
    const load = async () => {
      for (const kind of methodSeeds.filter(({ name }) => name === "method"))
        for (const item of await kind.list(release.folder)) if (item.key === "nest") await item.load();
    };
    await load();
    const effect = (source: string) => `  effect:\n    grade: B\n    source: ${source}\n    basis: `;
    release.change(graded, "  effect:\n    grade: null\n    needed: ", effect("/dokumenter/notat#sted"));
    await expect(load()).rejects.toThrow(/nest\.md:\d+: effect is graded B, and \/dokumenter\/notat#sted is no study/);
    release.change(graded, "/dokumenter/notat#sted", "/kilder/katrinebjergskolen-nest");
    await expect(load()).rejects.toThrow(/nest\.md:\d+: effect is graded B/);
    release.change(graded, "/kilder/katrinebjergskolen-nest", "/kilder/boerneforskningscenter-nest");
    await load();
  });
});
