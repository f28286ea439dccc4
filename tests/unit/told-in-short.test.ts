import { describe, expect, it } from "vitest";
import { calledBy } from "#app/domain/called-by.ts";
import { asTold, hardIn, nameOf, placesAsTold, proposedSummary } from "#app/domain/cases/told-in-short.ts";
import { textBlocksOf } from "#app/domain/privacy-check/check-text.ts";
import type { Content } from "#app/editor/content.ts";
import { beginningOf, begunText, sectionOf, withoutEmptySections } from "#app/editor/written.ts";

const paragraph = (text: string): Content => ({ type: "paragraph", content: [{ type: "text", text }] });
const list = (...items: string[]): Content => ({
  type: "bulletList",
  content: items.map((item) => ({ type: "listItem", content: [paragraph(item)] })),
});
const table: Content = {
  type: "table",
  content: [{ type: "tableRow", content: [{ type: "tableCell", content: [paragraph("Uge 3")] }] }],
};
const under = (name: Parameters<typeof sectionOf>[0], ...blocks: Content[]): Content => ({
  type: "doc",
  content: [...sectionOf(name).slice(0, 1), ...blocks],
});

describe("a proposed summary", () => {
  it("is what was done and what came of it", () => {
    expect(proposedSummary(begunText({ challenge: "Uro.", did: "Vi gik ud.", outcome: "Ro.", hard: "Tid." }))).toBe(
      "Vi gik ud. Ro.",
    );
  });

  it("is what there is, where neither has been answered", () => {
    expect(proposedSummary(begunText({ challenge: "Uro.", hard: "Tiden." }))).toBe("Uro.");
    expect(proposedSummary(begunText({ hard: "Tiden var knap." }))).toBe("Tiden var knap.");
    expect(proposedSummary(begunText({ advice: "Begynd småt." }))).toBe("Begynd småt.");
    expect(proposedSummary({ type: "doc", content: [paragraph("Bare lidt")] })).toBe("Bare lidt.");
    expect(proposedSummary(begunText({}))).toBe("");
  });
});

describe("what was hard", () => {
  it("is read as sentences, without tables, and ends where one does", () => {
    expect(hardIn(under("hard", paragraph("Tre ting var svære:"), list("Tiden", "Rummet."), table))).toBe(
      "Tre ting var svære: Tiden. Rummet.",
    );
    expect(hardIn(under("hard", table))).toBe("Uge 3");
    expect(hardIn(begunText({ did: "Vi gik ud." }))).toBeNull();
    const long = `${"Vi havde ikke tid nok til at forberede os. ".repeat(9)}Og så var der meget mere, ${"som tog tid, ".repeat(9)}.`;
    const told = hardIn(begunText({ hard: long })) ?? "";
    expect(told.length).toBeLessThanOrEqual(400);
    expect(told.endsWith("forberede os.")).toBe(true);
  });

  it("does not end within what only looks like a sentence", () => {
    const words = `Det var svært at nå bl.a. ${"forberedelsen og mødet og alt det andet, ".repeat(3)}`;
    expect(beginningOf(words, 60)).toMatch(/ …$/);
    expect(beginningOf("Vi gik i 2. klasse hver uge. Så kom vi tilbage igen og igen.", 40)).toBe(
      "Vi gik i 2. klasse hver uge.",
    );
  });

  it("is told at the top alone where it is a few plain sentences", () => {
    const told = asTold(withoutEmptySections(begunText({ did: "Vi gik ud.", hard: "Tiden.\nPengene." })), null);
    expect(told).toMatchObject({ hard: { content: [paragraph("Tiden."), paragraph("Pengene.")] }, hardAt: null });
    expect(JSON.stringify(told.content)).not.toContain("Pengene");
    expect(JSON.stringify(told.content)).toContain("Vi gik ud.");
  });

  it("keeps its lists, and what stands in a box of its own, where it is told at the top alone", () => {
    const box = { type: "callout", attrs: { kind: "hard" }, content: [paragraph("Og rummet.")] };
    const told = asTold(under("hard", paragraph("Det her:"), list("Tiden", "Pengene"), box), null);
    expect(told.hard?.content).toEqual([paragraph("Det her:"), list("Tiden", "Pengene"), paragraph("Og rummet.")]);
    expect(told).toMatchObject({ hardAt: null, content: { content: [] } });
  });

  it("keeps a heading of its writers' own where it is told at the top alone", () => {
    const told = asTold(vinteren, null);
    expect(told.hard?.content).toEqual([
      { type: "paragraph", content: [{ type: "text", text: "Vinteren", marks: [{ type: "bold" }] }] },
      paragraph("Regn."),
    ]);
    expect(told).toMatchObject({ hardAt: null, content: { content: [] } });
  });

  const vinteren: Content = {
    type: "doc",
    content: [
      { type: "heading", attrs: { level: 2, section: "hard" }, content: [{ type: "text", text: "Vinteren" }] },
      paragraph("Regn."),
    ],
  };

  it.each([
    [
      "as it was begun",
      begunText({ did: "Emil gik ud.", hard: "Tiden med  Emil\n- og Ida.", cost: "Ida talte timer." }),
    ],
    [
      "as its writers call it",
      {
        type: "doc",
        content: [
          ...sectionOf("did", "Emil gik ud."),
          {
            type: "heading",
            attrs: { level: 2, section: "hard" },
            content: [{ type: "text", text: "Tiden med Emil" }],
          },
          list("og Ida."),
          ...sectionOf("cost", "Ida talte timer."),
        ],
      },
    ],
  ])("keeps the places that are marked, at the top and in the text below, with its heading %s", (_how, begun) => {
    const text = withoutEmptySections(begun);
    const told = asTold(text, null);
    const blocks = textBlocksOf(text).map((block) => block.text);
    const placed = (quote: string, nth = 0) => {
      const block = blocks.flatMap((words, index) => (words.includes(quote) ? [index] : []))[nth] ?? -1;
      const start = blocks[block]?.indexOf(quote) ?? -1;
      return { block, start, end: start + quote.length };
    };
    const { inHard, inText } = placesAsTold(text, told, [
      placed("Emil"),
      placed("Emil", 1),
      placed("Ida"),
      placed("Ida", 1),
    ]);
    const wordsAt = (whole: Content | null, places: typeof inHard) =>
      places.map(({ block, start, end }) => textBlocksOf(whole ?? {})[block ?? -1]?.text.slice(start, end));
    expect(wordsAt(told.hard, inHard)).toEqual(["Emil", "Ida"]);
    expect(wordsAt(told.content, inText)).toEqual(["Emil", "Ida"]);
  });

  it.each([
    ["is longer", begunText({ hard: "Vi havde ikke tid nok til at forberede os. ".repeat(12) })],
    ["is a longer list", under("hard", list(...Array.from({ length: 30 }, (_, at) => `Der var ikke tid ${at}`)))],
    ["holds a table", under("hard", paragraph("Det her:"), table)],
  ])("is begun at the top and told in its section where that %s", (_why, content: Content) => {
    const { hard, hardAt, content: told } = asTold(content, "noget andet");
    expect(hardAt).toBe("det-svaere");
    const words = textBlocksOf(hard ?? {}).map(({ text }) => text);
    expect(words.join("").length).toBeLessThanOrEqual(160);
    expect(words.join("")).not.toBe("");
    expect(words).not.toContain("noget andet");
    expect(JSON.stringify(told)).toContain('"id":"det-svaere"');
  });

  it("is begun with whole points of a list", () => {
    const points = Array.from({ length: 30 }, (_, at) => `Der var ikke tid nok ${at}`);
    const { hard } = asTold(under("hard", paragraph("Det her:"), list(...points)), null);
    expect(hard?.content).toEqual([paragraph("Det her:"), list(...points.slice(0, 6))]);
  });

  it("stays in its section alone where that holds a table alone", () => {
    const content = under("hard", table);
    expect(asTold(content, "Uge 3")).toEqual({ hard: null, hardAt: null, content });
  });

  it("stays as it is given where the text has no such section", () => {
    const content = { type: "doc", content: [paragraph("Vi gik ud.")] };
    expect(asTold(content, "Tiden.")).toEqual({
      hard: { type: "doc", content: [paragraph("Tiden.")] },
      hardAt: null,
      content,
    });
    expect(asTold(content, null)).toEqual({ hard: null, hardAt: null, content });
  });
});

it("a section that holds an empty table alone is none to readers", () => {
  const cells = (...words: string[]): Content => ({
    type: "table",
    content: [
      {
        type: "tableRow",
        content: words.map((word) => ({
          type: "tableCell",
          content: [word ? paragraph(word) : { type: "paragraph" }],
        })),
      },
    ],
  });
  const text = under("cost", cells("", ""));
  expect(withoutEmptySections(text).content).toEqual([{ type: "paragraph" }]);
  const filled = under("cost", cells("", "12 timer"));
  expect(withoutEmptySections(filled)).toEqual(filled);
});

it("a text without a title is called by the first words that were written", () => {
  expect(calledBy({ title: "Ro", beginning: "Vi gik ud." })).toBe("Ro");
  expect(calledBy({ title: "", beginning: "Vi gik ud" })).toBe("Vi gik ud");
  expect(calledBy({ title: "", beginning: "ord ".repeat(40) })).toMatch(/^(ord ){10,17}…$/);
  expect(calledBy({ title: "", beginning: "" })).toBe("Uden titel");
  expect(nameOf({ title: "", content: begunText({}) })).toBe("Uden titel");
  expect(nameOf({ title: "", content: begunText({ hard: "Tiden." }) })).toBe("Tiden.");
});
