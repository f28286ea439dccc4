import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { xmlText } from "#app/http/xml.ts";

const parser = new XMLParser({
  trimValues: false,
  parseTagValue: false,
  ignoreAttributes: false,
  parseAttributeValue: false,
});

describe("xmlText", () => {
  it("escapes what has a meaning in XML", () => {
    expect(xmlText(`<b title="x">Børn & unge's</b>`)).toBe(
      "&lt;b title=&quot;x&quot;&gt;Børn &amp; unge&apos;s&lt;/b&gt;",
    );
  });

  it("leaves out the characters that XML forbids and keeps line breaks and tabs", () => {
    expect(xmlText("a\u0000b\u0008c\u000bd\u001fe\ufffef\uffff")).toBe("abcdef");
    expect(xmlText("a\tb\nc")).toBe("a\tb\nc");
  });

  it("gives text that a parser reads back, in an element and in an attribute", () => {
    const words = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\ufffe\uffff]/g, ""));
    fc.assert(
      fc.property(words, (text) => {
        const readable = text.replace(/\p{Cc}/gu, "");
        const { a } = parser.parse(`<a b="${xmlText(readable)}">x${xmlText(readable)}</a>`);
        expect(a["#text"]).toBe(`x${readable}`);
        expect(a["@_b"] ?? "").toBe(readable);
      }),
    );
  });
});
