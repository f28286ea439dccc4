import { describe, expect, it } from "vitest";
import {
  anchorsOf,
  assertContent,
  type Content,
  contentToHtml,
  contentToText,
  linksOf,
  wordsOf,
} from "#app/editor/content.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";
import { calloutLabels } from "#app/editor/schema/callout.ts";

const doc = (...content: Content[]): Content => ({ type: "doc", content });
const words = (text: string, ...marks: NonNullable<Content["marks"]>): Content => ({
  type: "text",
  text,
  ...(marks.length ? { marks } : {}),
});
const paragraph = (text: string, id?: string): Content => ({
  type: "paragraph",
  attrs: { id },
  content: [words(text)],
});

/** Every sort of block and mark that a text may hold. */
const everything = `
  <h2 id="hvad">Hvad det er</h2>
  <p id="en">Fed: <strong>to</strong>, skrå: <em>tre</em>, hævet: <sup>4</sup>, <u>under</u>, ny<br>linje, <a href="/metoder/nest">link</a>.</p>
  <h3 id="hvem">Hvem</h3><h4 id="mere">Mere</h4>
  <ul><li id="punkt"><p>Et punkt</p></li><li><p>Et til</p><ol start="3"><li><p>Indeni</p></li></ol></li></ul>
  <blockquote id="citat"><p>Sagt af en pædagog</p></blockquote>
  <table id="tal"><tbody><tr><th><p>År</p></th><th colspan="2"><p>Kr.</p></th></tr><tr><td><p>2026</p></td><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>
  <div data-page="2">Side 2 af 3</div>`;

describe("a table", () => {
  it("has a name that no other table of the text has", () => {
    const html = contentToHtml(contentFromHtml("<table><tr><td>1</td></tr></table>".repeat(2)));
    expect([...html.matchAll(/aria-label="([^"]+)"/g)].map(([, name]) => name)).toEqual(["Tabel 1", "Tabel 2"]);
  });

  const partsOf = (rows: string) =>
    contentToHtml(contentFromHtml(`<table>${rows}</table>`)).replace(/<\/?(div|p|table)[^>]*>| \w+="[^"]*"/g, "");

  it("has the rows of headings that it begins with as its head, and no others", () => {
    expect(partsOf("<tr><th>År</th><th>Kr.</th></tr><tr><th>2026</th><td>1</td></tr>")).toBe(
      "<thead><tr><th>År</th><th>Kr.</th></tr></thead><tbody><tr><th>2026</th><td>1</td></tr></tbody>",
    );
    expect(partsOf("<tr><td>1</td></tr><tr><th>Sum</th></tr>")).toMatch(/^<tbody>(?!.*thead)/);
  });

  it("has no head that would cut a heading in two", () => {
    const rows = '<tr><th rowspan="2">År</th><th>Kr.</th></tr>';
    expect(partsOf(`${rows}<tr><th>i alt</th></tr><tr><td>1</td><td>2</td></tr>`)).toMatch(
      /^<thead>(<tr>.*<\/tr>){2}<\/thead>/,
    );
    expect(partsOf(`${rows}<tr><td>2</td></tr>`)).not.toContain("thead");
  });
});

describe("a link to a source", () => {
  const content = contentFromHtml(
    '<ul><li><p>Aftalt (<a href="/dokumenter/a#b"><em>Byen</em> 2023</a>, <a href="/kilder/c">VIVE</a>), se <a href="/om">her</a>.</p></li></ul><p><a href="/kilder/c">Igen</a></p>',
  );

  it("bears the number that it has in the list of sources, once and each time it is linked to", () => {
    const text = contentToHtml(content, ["/kilder/c", "/dokumenter/a#b"]).replace(/<(?!\/?a)[^>]*>/g, "");
    expect(text).toBe(
      'Aftalt (<a href="/dokumenter/a#b">Byen</a><a href="/dokumenter/a#b"> 2023 [2]</a>, <a href="/kilder/c">VIVE [1]</a>), se <a href="/om">her</a>.<a href="/kilder/c">Igen [1]</a>',
    );
  });

  it("is as it was written where there is no list", () => {
    expect(contentToHtml(content)).not.toContain("[");
  });
});

describe("a text from HTML", () => {
  it("is the same when it is written as HTML and read again", () => {
    const content = contentFromHtml(everything);
    assertContent(content);
    expect(contentFromHtml(contentToHtml(content))).toEqual(content);
  });

  it.each(Object.entries(calloutLabels))(
    "keeps a call-out of the kind %s when it is written as HTML and read again",
    (kind) => {
      const content = contentFromHtml(
        `<aside data-callout="${kind}"><p>Husk det.</p><ul><li><p>Og det.</p></li></ul></aside>`,
      );
      expect(content.content?.[0]).toMatchObject({ type: "callout", attrs: { kind } });
      expect(contentFromHtml(contentToHtml(content))).toEqual(content);
    },
  );

  it("keeps the words of a call-out that somebody else has written", () => {
    const content = contentFromHtml('<div data-callout="hard"><p>Tiden var knap.</p></div>');
    assertContent(content);
    expect(contentToText(content)).toBe("Tiden var knap.");
  });

  it("holds no more of a page than the schema knows", () => {
    const content = contentFromHtml(`
      <style>p { color: red }</style><script>alert(1)</script>
      <p style="color:red" class="x" onclick="alert(1)">Før<img src="x" onerror="alert(1)"><iframe src="/"></iframe></p>
      <form action="/x"><input value="navn"><button>Send</button></form><svg><script>alert(2)</script><text>ord</text></svg>`);
    assertContent(content);
    const html = contentToHtml(content);
    expect(html).toContain("<p>Før</p>");
    expect(html).not.toMatch(/<(?!\/?p>)/);
    expect(html).not.toContain("alert");
  });

  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java&#10;script:alert(1)",
    "&#1;javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.com/x",
    "tel:+4512345678",
  ])("drops a link to %s and keeps its words", (address) => {
    const content = contentFromHtml(`<p>Se <a href="${address}">her</a></p>`);
    expect(linksOf(content)).toEqual([]);
    expect(contentToHtml(content)).toBe("<p>Se her</p>");
  });

  it.each([
    "/metoder/nest",
    "/dokumenter/a#side-2",
    "#kilder",
    "https://www.kl.dk/",
    "http://example.com/?a=b",
    "mailto:mette@example.dk",
  ])("keeps a link to %s", (address) => {
    const content = contentFromHtml(`<p>Se <a href="${address}">her</a></p>`);
    expect(linksOf(content)).toEqual([address]);
    expect(contentToHtml(content)).toBe(`<p>Se <a href="${address}">her</a></p>`);
  });

  it("gives headings a lasting address from their words, numbered when they repeat, and leaves a given one alone", () => {
    const content = contentFromHtml(
      '<h2>Hvad er svært?</h2><h3>Hvad er svært?</h3><h2 id="tid">Hvor længe</h2><h2>!</h2><p id="hvad-er-svaert-2">Et sted</p><h2>Tid</h2>',
    );
    assertContent(content);
    const headings = anchorsOf(content).filter(({ heading }) => heading !== null);
    expect(headings.map(({ id }) => id)).toEqual(["hvad-er-svaert", "hvad-er-svaert-3", "tid", "afsnit", "tid-2"]);
  });
});

describe("a text that is not ours", () => {
  it.each<[string, Content]>([
    ["a node that nobody knows", doc({ type: "iframe", attrs: { src: "/" } })],
    ["a node named like what every object inherits", doc({ type: "constructor" })],
    [
      "a mark that nobody knows",
      doc({ type: "paragraph", content: [words("a", { type: "textStyle", attrs: { color: "red" } })] }),
    ],
    ["a paragraph in a paragraph", doc({ type: "paragraph", content: [paragraph("a")] })],
    ["words outside of any block", doc(words("a"))],
    ["a list item outside of a list", doc({ type: "listItem", content: [paragraph("a")] })],
    ["an empty text", doc({ type: "paragraph", content: [words("")] })],
    ["nothing at all", doc()],
    ["the same anchor twice", doc(paragraph("a", "sted"), paragraph("b", "sted"))],
    ["an anchor that is a page's", doc(paragraph("a", "side-2"), { type: "pageMark", attrs: { page: 2 } })],
    [
      "a call-out of a kind that nobody knows",
      doc({ type: "callout", attrs: { kind: "warning" }, content: [paragraph("a")] }),
    ],
    [
      "a call-out of a kind that every object inherits",
      doc({ type: "callout", attrs: { kind: "toString" }, content: [paragraph("a")] }),
    ],
    ["a paragraph instead of a whole text", paragraph("a")],
  ])("is refused when it holds %s", (_what, content) => {
    expect(() => assertContent(content)).toThrow(RangeError);
  });
});

describe("a text as HTML", () => {
  it("is escaped", () => {
    const hostile = `<script>alert("x")</script> & 'y'`;
    expect(contentToHtml(doc(paragraph(hostile)))).toBe("<p>&lt;script&gt;alert(\"x\")&lt;/script&gt; &amp; 'y'</p>");
    expect(contentToHtml(doc(paragraph("a", '"><script>')))).toBe('<p id="&quot;&gt;&lt;script&gt;">a</p>');
  });

  it("leads nowhere from a link that was stored with a harmful address", () => {
    const link = (href: string) => ({ type: "link", attrs: { href } });
    const html = contentToHtml(
      doc({
        type: "paragraph",
        content: [words("a", link("javascript:alert(1)")), words("b", link("data:text/html,x"))],
      }),
    );
    expect(html).not.toMatch(/javascript|data:/);
  });

  it("names the kind of every call-out for those who cannot see its colour", () => {
    const html = contentToHtml(contentFromHtml('<aside data-callout="hard"><p>Tiden.</p></aside>'));
    expect(html).toMatch(/role="note".*<p class="callout-label">Det svære<\/p>.*Tiden\./);
  });

  it("lets a wide table be scrolled by keyboard", () => {
    expect(contentToHtml(contentFromHtml(everything))).toMatch(
      /<div class="table-scroll" role="region" aria-label="[^"]+" tabindex="0"><table id="tal">/,
    );
  });
});

describe("a text as plain words", () => {
  it("has a blank line between blocks and nothing but words", () => {
    const content = contentFromHtml(
      '<h2>Tid</h2><p>Et <strong>halvt</strong> år, <a href="/om">siger</a><br>de.</p><ul><li><p>En</p></li><li><p>To</p></li></ul><aside data-callout="hard"><p>Svært.</p></aside>',
    );
    expect(contentToText(content)).toBe("Tid\n\nEt halvt år, siger\nde.\n\nEn\n\nTo\n\nSvært.");
  });

  it("does not run the cells of a table together", () => {
    const text = contentToText(contentFromHtml(everything));
    expect(text.split(/\n+/)).toEqual(expect.arrayContaining(["År", "Kr.", "2026", "1", "2"]));
  });
});

describe("the places in a text", () => {
  it("are every anchor in reading order with its words", () => {
    expect(anchorsOf(contentFromHtml(everything))).toEqual([
      { id: "hvad", label: "Hvad det er", heading: 2 },
      { id: "en", label: "Fed: to, skrå: tre, hævet: 4, under, ny linje, link.", heading: null },
      { id: "hvem", label: "Hvem", heading: 3 },
      { id: "mere", label: "Mere", heading: 4 },
      { id: "punkt", label: "Et punkt", heading: null },
      { id: "citat", label: "Sagt af en pædagog", heading: null },
      { id: "tal", label: "År Kr. 2026 1 2", heading: null },
      { id: "side-2", label: "Side 2 af 3", heading: null },
    ]);
  });

  it("show at most 160 characters", () => {
    expect(anchorsOf(doc(paragraph("å".repeat(500), "a")))[0]?.label).toBe("å".repeat(160));
  });

  it("give each link once, in reading order", () => {
    const content = contentFromHtml(
      '<p><a href="/b">x</a> <a href="/a">y</a></p><ul><li><p><a href="/b">z</a></p></li></ul>',
    );
    expect(linksOf(content)).toEqual(["/b", "/a"]);
  });

  it("keep words in a list apart", () => {
    expect(wordsOf(contentFromHtml("<ul><li><p>En</p></li><li><p>To</p></li></ul>"))).toBe("En To");
  });
});
