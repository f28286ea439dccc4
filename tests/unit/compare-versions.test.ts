import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf, type ComparedBlock, compareTexts } from "#app/domain/cases/compare-versions.ts";
import type { Content } from "#app/editor/content.ts";

const words = (text: string, marks?: Content["marks"]): Content => ({ type: "text", text, ...(marks && { marks }) });
const p = (...inline: (string | Content)[]): Content => ({
  type: "paragraph",
  content: inline.filter((one) => one !== "").map((one) => (typeof one === "string" ? words(one) : one)),
});
const h = (text: string, level = 2): Content => ({ type: "heading", attrs: { level }, content: [words(text)] });
const link = (text: string, href: string) => words(text, [{ type: "link", attrs: { href } }]);
const doc = (...content: Content[]): Content => ({ type: "doc", content });
const compare = (older: Content, newer: Content) =>
  compareTexts({ fields: [], content: older }, { fields: [], content: newer });
const told = (blocks: readonly ComparedBlock[]) =>
  blocks.map(({ change, parts }) => [
    change,
    parts.map(({ kind, text }) => (kind === "kept" ? text : kind === "added" ? `+${text}+` : `-${text}-`)).join(""),
  ]);

describe("two texts beside each other", () => {
  it("are told word by word where a block has changed", () => {
    const blocks = compare(
      doc(h("Udfordringen"), p("Der var mange konflikter i timen.")),
      doc(h("Udfordringen"), p("Der var færre konflikter i timen, men det kostede en pause.")),
    );
    expect(told(blocks)).toEqual([
      ["same", "Udfordringen"],
      ["changed", "Der var -mange-+færre+ konflikter i timen+, men det kostede en pause+."],
    ]);
    expect(blocks[1]?.under).toBe("Udfordringen");
  });

  it("show what is new, what is gone and what has moved, each under its heading", () => {
    const blocks = compare(
      doc(
        h("Før"),
        p("Pædagogen går først ind."),
        p("Ingenting skete i uge 35."),
        h("Efter"),
        p("Det holdt vinteren over."),
      ),
      doc(
        h("Før"),
        p("Ingenting skete i uge 35."),
        p("Streger sættes hver dag."),
        h("Efter"),
        p("Pædagogen går først ind."),
        p("Det holdt vinteren over."),
      ),
    );
    expect(blocks.map(({ change, under, elsewhere }) => [change, under, elsewhere])).toEqual([
      ["same", "Før", null],
      ["moved_away", "Før", "Efter"],
      ["same", "Før", null],
      ["added", "Før", null],
      ["same", "Efter", null],
      ["moved", "Efter", "Før"],
      ["same", "Efter", null],
    ]);
  });

  it("tell of links, headings, lists and emphasis in words of their own", () => {
    const [, paragraph, heading, item, strong] = compare(
      doc(
        h("Om"),
        p("Vi har det fra ", link("NEST", "/metoder/nest"), "."),
        h("Tid", 2),
        p("Et møde om ugen"),
        p("Vi glemte det ofte."),
      ),
      doc(
        h("Om"),
        p("Vi har det fra ", link("NEST", "/metoder/co-teaching"), "."),
        h("Tid", 3),
        { type: "bulletList", content: [{ type: "listItem", content: [p("Et møde om ugen")] }] },
        p("Vi glemte det ", words("ofte", [{ type: "bold" }]), "."),
      ),
    );
    expect(paragraph).toMatchObject({
      change: "changed",
      notes: [{ kind: "link", words: "NEST", from: "/metoder/nest", to: "/metoder/co-teaching" }],
    });
    expect(heading).toMatchObject({ change: "changed", notes: [{ kind: "form", from: "heading 2", to: "heading 3" }] });
    expect(item).toMatchObject({ notes: [{ kind: "form", from: "paragraph", to: "bulletList" }] });
    expect(strong).toMatchObject({ change: "changed", notes: [{ kind: "emphasis" }] });
  });

  it("hold tables against each other row by row", () => {
    const row = (...cells: string[]): Content => ({
      type: "tableRow",
      content: cells.map((cell) => ({ type: "tableCell", content: [p(cell)] })),
    });
    const blocks = compare(
      doc({ type: "table", content: [row("Uge", "Streger"), row("35", "31")] }),
      doc({ type: "table", content: [row("Uge", "Streger"), row("35", "31"), row("47", "12")] }),
    );
    expect(told(blocks)).toEqual([
      ["same", "Uge | Streger"],
      ["same", "35 | 31"],
      ["added", "+47 | 12+"],
    ]);
  });

  it("tell of a picture in words: that it is new, described anew, another, or gone", () => {
    const picture = (id: string, alt: string, caption = ""): Content => ({
      type: "picture",
      attrs: { id, width: 480, height: 360, alt, decorative: false, caption },
    });
    const [one, two, three] = [
      picture("1", "En bro ved skolen"),
      picture("2", "En hytte i skoven"),
      picture("3", "Et bål"),
    ];
    const blocks = compare(
      doc(one, p("Vi mødtes."), two),
      doc(picture("1", "En bro ved åen"), p("Vi mødtes."), { ...two, attrs: { ...two.attrs, id: "9" } }, three),
    );
    expect(told(blocks)).toEqual([
      ["changed", "Billede: En bro ved -skolen-+åen+"],
      ["same", "Vi mødtes."],
      ["changed", "Billede: En hytte i skoven"],
      ["added", "+Billede: Et bål+"],
    ]);
    expect(blocks[2]?.notes).toEqual([{ kind: "picture" }]);
    expect(told(compare(doc(p("Vi mødtes."), three), doc(p("Vi mødtes."))))).toContainEqual([
      "removed",
      "-Billede: Et bål-",
    ]);
  });

  it("are told apart in what is chosen beside them too", () => {
    const blocks = compareTexts(
      {
        fields: [
          { label: "Titel", words: "Timen" },
          { label: "Periode", words: "2025" },
        ],
        content: doc(p("")),
      },
      {
        fields: [
          { label: "Titel", words: "Timen ude" },
          { label: "Enhed", words: "Skolen" },
        ],
        content: doc(p("")),
      },
    );
    expect(blocks.map(({ change, under }) => [change, under])).toEqual([
      ["changed", "Titel"],
      ["removed", "Periode"],
      ["added", "Enhed"],
    ]);
  });
});

const word = fc.constantFrom("vi", "de", "gik", "ind", "ud", "timen", "pause", "børn", "og", "så,", "færre", "31");
const sentence = fc.array(word, { minLength: 1, maxLength: 14 }).map((one) => one.join(" "));
const paragraph = fc
  .tuple(sentence, fc.option(sentence, { nil: "" }), fc.constantFrom("/metoder/nest", "/metoder/sal", ""))
  .map(([text, more, href]) => p(text, href && more ? link(` ${more}`, href) : ""));
const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 1, arbitrary: sentence.map((text) => h(text)) },
  {
    weight: 1,
    arbitrary: paragraph.map((one) => ({ type: "bulletList", content: [{ type: "listItem", content: [one] }] })),
  },
  { weight: 1, arbitrary: paragraph.map((one) => ({ type: "callout", attrs: { kind: "advice" }, content: [one] })) },
);
const text = fc.array(block, { maxLength: 30 }).map((blocks) => doc(...blocks));

const textOf = (content: Content) => blocksOf(content).map((one) => one.text);
/** The blocks of one of the texts as the comparison holds them, without the parts that only the other has. */
const side = (blocks: readonly ComparedBlock[], without: "added" | "removed") =>
  blocks
    .filter(({ change }) => change !== without && change !== (without === "added" ? "moved" : "moved_away"))
    .map(({ parts }) =>
      parts
        .filter(({ kind }) => kind !== without)
        .map((one) => one.text)
        .join(""),
    );

describe("whatever two texts hold", () => {
  it("kept and added words are the newer, kept and removed words the older", () => {
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const blocks = compare(older, newer);
        expect(side(blocks, "removed")).toEqual(textOf(newer));
        expect(side(blocks, "added")).toEqual(textOf(older));
      }),
      { numRuns: 300 },
    );
  });

  it("a text has no changes from itself, and every change is seen", () => {
    fc.assert(
      fc.property(text, text, (older, newer) => {
        expect(compare(older, older).filter(({ change }) => change !== "same")).toEqual([]);
        const same = JSON.stringify(textOf(older)) === JSON.stringify(textOf(newer));
        if (!same) expect(compare(older, newer).some(({ change }) => change !== "same")).toBe(true);
      }),
    );
  });
});

describe("a long text", () => {
  it("in which one word of every paragraph has become another is told as changed, paragraph by paragraph", () => {
    const text = (word: string) =>
      doc(...Array.from({ length: 400 }, (_, index) => p(`I uge ${index} gik ${word} ud i gården nummer ${index}.`)));
    const blocks = compare(text("klassen"), text("holdet"));
    expect(blocks).toHaveLength(400);
    expect(blocks.every(({ change }) => change === "changed")).toBe(true);
  });
});

describe("the longest texts", () => {
  const lots = (of: (index: number) => string, count: number) =>
    doc(...Array.from({ length: count }, (_, index) => p(of(index))));
  const scattered = (index: number, salt: number) =>
    Array.from(
      { length: 180 },
      (_, at) => `ord${(index * 7919 + at * (at % 3 === salt % 3 ? salt : 1) * 104_729) % 997}`,
    ).join(" ");

  it.each([
    [
      "of which every word is another",
      lots((index) => `gammel${index} `.repeat(20), 900),
      lots((index) => `ny${index} `.repeat(30), 900),
    ],
    [
      "of which each paragraph has changed here and there",
      lots((index) => scattered(index, 1), 170),
      lots((index) => scattered(index, 2), 170),
    ],
    [
      "that are one paragraph",
      doc(p(Array.from({ length: 33_000 }, (_, index) => `a${index % 977}`).join(" "))),
      doc(p(Array.from({ length: 33_000 }, (_, index) => `a${index % 983}`).join(" "))),
    ],
    [
      "that are a letter a paragraph",
      lots((index) => "abcdefg"[index % 7] ?? "", 30_000),
      lots((index) => "gacebdf"[index % 7] ?? "", 30_000),
    ],
  ])("%s are compared to their end", { timeout: 60_000 }, (_, older, newer) => {
    const blocks = compare(older, newer);
    expect(side(blocks, "removed")).toEqual(textOf(newer));
    expect(side(blocks, "added")).toEqual(textOf(older));
  });
});
