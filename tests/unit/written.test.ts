import { describe, expect, it } from "vitest";
import type { Content } from "#app/editor/content.ts";
import { sectionOf, withoutEmptySections } from "#app/editor/written.ts";

const table = (...words: string[]): Content => ({
  type: "table",
  content: [
    {
      type: "tableRow",
      content: words.map((word) => ({
        type: "tableCell",
        content: [{ type: "paragraph", ...(word && { content: [{ type: "text", text: word }] }) }],
      })),
    },
  ],
});

describe("the text as readers get it", () => {
  const did = sectionOf("did", "Vi gik ud.");
  const withCost = (...blocks: Content[]): Content => ({
    type: "doc",
    content: [...did, ...sectionOf("cost").slice(0, 1), ...blocks],
  });

  it("is without a section that holds nothing but an empty table", () => {
    expect(withoutEmptySections(withCost(table("", ""), { type: "paragraph" })).content).toEqual(did);
  });

  it("has a section whose table says something", () => {
    const text = withCost(table("Timer", ""));
    expect(withoutEmptySections(text)).toEqual(text);
  });
});
