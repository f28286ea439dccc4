import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertContent, type Content, contentToHtml, contentToText } from "#app/editor/content.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";

const allowedTags = new Set(
  "p h2 h3 h4 strong em sup u br a ul ol li blockquote div table thead tbody tr th td figure img figcaption".split(" "),
);
const allowedAttributes = new Set(
  "id href title class role aria-label tabindex colspan rowspan colwidth start type data-callout data-page target rel data-picture data-decorative src srcset sizes width height alt loading decoding".split(
    " ",
  ),
);
const harmless = /^(\/(?!\/)|#|https?:\/\/|mailto:|$)/i;
const token = /<\/?([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)\/?>|[^<>]+|([\s\S])/g;

/** Reads HTML as strictly as can be: whatever is not plain words or a tag that we write fails. */
function expectHarmless(html: string): void {
  for (const [piece, tag, attributes, stray] of html.matchAll(token)) {
    expect(stray, `${piece} in ${html}`).toBeUndefined();
    if (tag === undefined) continue;
    expect(allowedTags.has(tag), `${tag} in ${html}`).toBe(true);
    for (const [, name = "", value = ""] of attributes?.matchAll(/ ([a-z-]+)="([^"]*)"/g) ?? []) {
      expect(allowedAttributes.has(name), `${name} in ${html}`).toBe(true);
      if (name === "href") expect(value, html).toMatch(harmless);
      if (name.startsWith("src")) expect(value, html).toMatch(/^(\/billeder\/[0-9a-f-]{36}\/\d+( \d+w(, |$))?)+$/);
    }
  }
}

const hostileText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    `"><script>alert(1)</script>`,
    `" onmouseover="alert(1)`,
    "'><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "</p></div><style>*{display:none}</style>",
    "<!--",
    "]]>",
    "&lt;script&gt;",
    "toString",
    "__proto__",
    "\u0000",
  ),
);

const tagName = fc.constantFrom(
  ..."p h1 h2 h3 figure figcaption div aside ul ol li table tr td a b strong em sup u blockquote script style svg math iframe img input form template noscript object title textarea".split(
    " ",
  ),
);
const attribute = fc
  .tuple(
    fc.constantFrom(
      ..."id class style href src onclick onload data-picture srcset width data-callout data-page colspan start type align".split(
        " ",
      ),
    ),
    hostileText,
  )
  .map(([name, value]) => `${name}="${value.replaceAll('"', "&quot;")}"`);
const { page } = fc.letrec<{ page: string }>((tie) => ({
  page: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    hostileText,
    fc
      .tuple(tagName, fc.array(attribute, { maxLength: 3 }), fc.array(tie("page"), { maxLength: 3 }))
      .map(([tag, attributes, children]) => `<${[tag, ...attributes].join(" ")}>${children.join("")}</${tag}>`),
  ),
}));

describe("whatever HTML somebody pastes", () => {
  it("becomes a text of ours, and that text never brings out script, style or a harmful address", () => {
    fc.assert(
      fc.property(page, (html) => {
        const content = contentFromHtml(html);
        expect(() => assertContent(content)).not.toThrow(TypeError);
        expectHarmless(contentToHtml(content));
      }),
      { numRuns: 150, examples: [['<p><div data-callout="hard">Uden indmad</div></p>'], ['<td align="right">1</td>']] },
    );
  });
});

const value = fc.oneof(
  hostileText,
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.array(hostileText, { maxLength: 2 }),
  fc.object({ maxDepth: 1 }),
);
const attrs = fc.dictionary(
  fc.constantFrom(
    ..."id level kind page href title class target rel colspan rowspan colwidth start type align style onclick".split(
      " ",
    ),
  ),
  value,
  { maxKeys: 4 },
);
const mark = fc.record({
  type: fc.constantFrom("bold", "italic", "superscript", "underline", "link"),
  attrs: fc.oneof(
    attrs,
    hostileText.map((href) => ({ href })),
  ),
});
const inline = fc.oneof(
  fc.record({
    type: fc.constant("text"),
    text: hostileText.filter((text) => text !== ""),
    marks: fc.array(mark, { maxLength: 2 }),
  }),
  fc.constant({ type: "hardBreak" }),
);
const { block } = fc.letrec<{ block: unknown; blocks: unknown }>((tie) => ({
  blocks: fc.array(tie("block"), { minLength: 1, maxLength: 2 }),
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ type: fc.constantFrom("paragraph", "heading"), attrs, content: fc.array(inline, { maxLength: 3 }) }),
    fc.record({ type: fc.constant("pageMark"), attrs }),
    fc.record({
      type: fc.constant("picture"),
      attrs: fc.record({
        id: fc.oneof(hostileText, fc.uuid()),
        width: fc.oneof(value, fc.integer()),
        height: fc.oneof(value, fc.integer()),
        alt: hostileText,
        decorative: value,
        caption: hostileText,
      }),
    }),
    fc.record({ type: fc.constantFrom("callout", "blockquote"), attrs, content: tie("blocks") }),
    fc.record({
      type: fc.constantFrom("bulletList", "orderedList"),
      attrs,
      content: fc
        .record({
          type: fc.constant("listItem"),
          attrs,
          content: tie("blocks").map((rest) => [{ type: "paragraph" }, ...(rest as [])]),
        })
        .map((item) => [item]),
    }),
    fc.record({
      type: fc.constant("table"),
      attrs,
      content: fc
        .record({ type: fc.constantFrom("tableCell", "tableHeader"), attrs, content: tie("blocks") })
        .map((cell) => [{ type: "tableRow", content: [cell] }]),
    }),
  ),
}));

const oneCallout = (attributes: Content["attrs"]): Content => ({
  type: "doc",
  content: [{ type: "callout", attrs: attributes, content: [{ type: "paragraph" }] }],
});
const oneCell = (attributes: Content["attrs"]): Content => ({
  type: "doc",
  content: [
    {
      type: "table",
      content: [
        { type: "tableRow", content: [{ type: "tableCell", attrs: attributes, content: [{ type: "paragraph" }] }] },
      ],
    },
  ],
});

describe("whatever JSON somebody sends", () => {
  it("is refused, or never brings out script, style or a harmful address", () => {
    let accepted = 0;
    const text = fc
      .array(block, { minLength: 1, maxLength: 3 })
      .map((content) => ({ type: "doc", content }) as Content);
    fc.assert(
      fc.property(text, (content) => {
        try {
          assertContent(content);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        accepted += 1;
        expectHarmless(contentToHtml(content));
        expect(typeof contentToText(content)).toBe("string");
      }),
      { numRuns: 500, examples: [[oneCell({ align: "right" })], [oneCallout({ kind: "toString" })]] },
    );
    // Otherwise nothing has been tried.
    expect(accepted).toBeGreaterThan(100);
  });

  it("is refused in good order when it is no text at all", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => assertContent(json as Content)).toThrow(RangeError);
      }),
    );
  });
});
