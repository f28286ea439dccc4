import { beforeEach, describe, expect, it } from "vitest";
import { readLaws } from "#seeds/reference/read-laws.ts";
import { readReferences } from "#seeds/reference/read-references.ts";
import { methodSeeds } from "#seeds/reference/seed-methods.ts";
import { copyRelease, type Release } from "#tests/support/release.ts";

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

  it("of a source that is withdrawn while only what is known, or the law, rests on it stops it too", async () => {
    const withdraw = (name: string, slug: string) =>
      release.change(name, `- slug: ${slug}\n`, `- slug: ${slug}\n  withdrawn: "2026-11-30"\n`);
    withdraw("reference/references/visitation.yaml", "klageadgang-specialundervisning");
    await expect(readReferences(release.folder)).rejects.toThrow(
      /klageadgang-specialundervisning is withdrawn, and reference\/\S+:\d+ /,
    );
    release = copyRelease();
    withdraw("reference/references/co-teaching.yaml", "co-teaching-metaanalyse-2023");
    await expect(readReferences(release.folder)).rejects.toThrow(
      /co-teaching-metaanalyse-2023 is withdrawn, and reference\/methods\/co-teaching\.md:\d+ /,
    );
  });

  it.each([
    [
      "a statement without a source",
      "sources: [klageadgang-specialundervisning]",
      "sources: []",
      /laws\.yaml:\d+: .*sources/,
    ],
    ["a source that is none", "[klageadgang-specialundervisning]", "[maanen]", /laws\.yaml:\d+: maanen is no source/],
    [
      "a study",
      "[klageadgang-specialundervisning]",
      "[vive-foraeldreansvar-2023]",
      /laws\.yaml:\d+: .* is no law or guidance/,
    ],
    ["a law told twice", "- slug: klage\n", "- slug: visitation\n", /laws\.yaml:\d+: stands twice: visitation/],
  ])("in what the law says stops it: %s", async (_what, before, after, message) => {
    release.change("reference/laws.yaml", before, after);
    await expect(readLaws(release.folder)).rejects.toThrow(message);
  });

  it("of a guide that names a law that is not there stops it", async () => {
    release.change("reference/methods/nest.md", "\nlaw: [visitation]", "\nlaw: [maaneloven]");
    const [, methods] = methodSeeds;
    const nest = (await methods?.list(release.folder))?.find(({ key }) => key === "nest");
    await expect(nest?.load()).rejects.toThrow(/nest\.md:\d+: no such law: maaneloven/);
  });

  it("of a grade without a study stops it, with the line", async () => {
    const graded = "reference/methods/sampraksis-med-ppr.md";
    const load = async () => {
      for (const kind of methodSeeds.filter(({ name }) => name === "method"))
        for (const item of await kind.list(release.folder)) if (item.key === "sampraksis-med-ppr") await item.load();
    };
    await load();
    const effect = (source: string) => `  effect:\n    grade: B\n    source: ${source}\n    basis: `;
    release.change(graded, "  effect:\n    grade: null\n    needed: ", effect("/dokumenter/notat#sted"));
    await expect(load()).rejects.toThrow(
      /sampraksis-med-ppr\.md:\d+: effect is graded B, and \/dokumenter\/notat#sted is no study/,
    );
    release.change(graded, "/dokumenter/notat#sted", "/kilder/katrinebjergskolen-nest");
    await expect(load()).rejects.toThrow(/sampraksis-med-ppr\.md:\d+: effect is graded B/);
    release.change(graded, "/kilder/katrinebjergskolen-nest", "/kilder/boerneforskningscenter-nest");
    await load();
  });
});
