import { describe, expect, it } from "vitest";
import { contentToText } from "#app/editor/content.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";
import { sentOf } from "#app/http/form.ts";
import { searchedWords } from "#app/http/list-address.ts";
import { formsOf, wantedOf } from "#search/danish.ts";
import { withoutInvisible } from "#search/invisible.ts";

const hidden = "in\u00adklu\u200bsi\u2060on\ufeff";

describe("what nobody sees", () => {
  it("vanishes, and nothing else does", () => {
    expect(withoutInvisible(hidden)).toBe("inklusion");
    const seen = "Rødgrød – »é« 👩‍👧 ❤️‍🔥 e\u0301\tlinje\n";
    expect(withoutInvisible(seen)).toBe(seen);
    expect(withoutInvisible("a\u200db")).toBe("ab");
  });

  it("vanishes from texts and questions alike", () => {
    expect(formsOf(hidden)).toEqual(formsOf("inklusion"));
    expect(wantedOf(hidden)).toEqual(wantedOf("inklusion"));
  });

  it("is not stored with a text, also where a text is nothing else", () => {
    const content = contentFromHtml(
      "<h2>In&shy;klusion</h2><p>&#8203;</p><p>Mere <strong>for&#8203;</strong> fl\u00adere</p>",
    );
    expect(JSON.stringify(content)).not.toMatch(/[\u00ad\u200b]/);
    expect(contentToText(content)).toMatch(/^Inklusion\s+Mere for flere$/);
  });

  it("is not taken in by forms, nor searched lists for", () => {
    expect(sentOf("x", new Map([["name", [` ${hidden} `]]])).text("name")).toBe("inklusion");
    expect(searchedWords(new URLSearchParams({ find: hidden }), "find")).toBe("inklusion");
  });
});
