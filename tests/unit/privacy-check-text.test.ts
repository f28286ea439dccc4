import { getSchema } from "@tiptap/core";
import { describe, expect, it } from "vitest";
import { blocks, checkWholeText, textBlocksOf } from "#app/domain/privacy-check/check-text.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";
import { extensions } from "#app/editor/schema/extensions.ts";
import { readTexts, seedFolder } from "#seeds/read-text.ts";
import { caseFront, documentFront, methodFront } from "#seeds/shapes.ts";

const inHtml = (html: string, schoolNamed = false) => checkWholeText({ content: contentFromHtml(html), schoolNamed });
const placesIn = (html: string) => inHtml(html).map(({ kind, block, quote }) => [kind, block, quote]);

describe("a whole text", () => {
  it("is read field by field and block by block", () => {
    const found = checkWholeText({
      title: "Emils vej tilbage",
      summary: "Ring på 23 45 67 89.",
      fields: { "alt-1": "Pigen Fatima ved døren", "file-1": "sofie-2b.jpg", "caption-1": null },
      content: contentFromHtml("<h2>Hvad vi gjorde</h2><p>Intet.</p><ul><li><p>Cpr 150516-2222</p></li></ul>"),
    });
    expect(found.map(({ kind, field, block, quote }) => [kind, field, block, quote])).toEqual([
      ["name", "title", null, "Emils"],
      ["phone", "summary", null, "23 45 67 89"],
      ["name", "alt-1", null, "Fatima"],
      ["name", "file-1", null, "sofie"],
      ["cpr", "content", 2, "150516-2222"],
    ]);
    expect(found.map(({ level }) => level)).toEqual(["warning", "warning", "warning", "warning", "block"]);
    for (const { label, why, suggestion } of found) expect([label, why, suggestion]).not.toContain("");
  });

  it("is read across marks and hard breaks, and places are those of the editor", () => {
    const content = contentFromHtml(
      "<p>Først.</p><blockquote><p>Ny<br>linje: <strong>1505</strong>16-<em>22</em>22</p></blockquote>",
    );
    const [found] = checkWholeText({ content });
    expect(found).toMatchObject({ kind: "cpr", block: 1, quote: "150516-2222" });
    const doc = getSchema(extensions).nodeFromJSON(content);
    const starts: number[] = [];
    doc.descendants((node, at) => {
      if (node.isTextblock) starts.push(at + 1);
    });
    const from = starts[found?.block ?? 0] ?? 0;
    expect(doc.textBetween(from + (found?.start ?? 0), from + (found?.end ?? 0))).toBe("150516-2222");
  });

  it("knows every node that holds text", () => {
    const { nodes } = getSchema(extensions);
    for (const [name, type] of Object.entries(nodes)) {
      expect([name, textBlocksOf({ type: name }).length]).toEqual([name, type.isTextblock ? 1 : 0]);
    }
  });

  it("is read where a number is split over two blocks", () => {
    expect(placesIn("<p>150516-</p><p>2222 er nummeret</p>")).toEqual([["cpr", 0, "150516-"]]);
    expect(placesIn("<table><tr><td>150516</td><td>-2222</td></tr></table>")).toEqual([["cpr", 0, "150516"]]);
    expect(placesIn("<table><tr><td>150516</td><td>2223</td></tr></table>")).toEqual([["maybe-cpr", 0, "150516"]]);
    expect(placesIn("<table><tr><td>450000</td><td>2025</td></tr></table>")).toEqual([]);
    expect(placesIn("<p>Uge 15</p><p>2222 elever</p>")).toEqual([]);
  });

  it("is read behind its links", () => {
    expect(placesIn('<p>Skriv <a href="mailto:mette.hansen@eksempel.dk">til mig</a></p>')).toEqual([
      ["mail", 0, "til mig"],
    ]);
    expect(placesIn('<p><a href="https://eksempel.dk/billeder/emil-2b.jpg?stor=1">Billedet</a></p>')).toEqual([
      ["name", 0, "Billedet"],
    ]);
    expect(placesIn('<p><a href="https://eksempel.dk/emil/skolen.pdf">Planen</a></p>')).toEqual([]);
    expect(placesIn('<p><a href="https://eksempel.dk/?id=150516-2222">her</a></p>')).toEqual([["cpr", 0, "her"]]);
    expect(
      placesIn('<p><a href="mailto:ppr@eksempel.dk">PPR</a> <a href="https://eksempel.dk/23456789">her</a></p>'),
    ).toEqual([]);
    expect(placesIn('<p><a href="mailto:mette.h@eksempel.dk">mette.h@eksempel.dk</a></p>')).toEqual([
      ["mail", 0, "mette.h@eksempel.dk"],
    ]);
  });

  it("that names a school tells of that school's children", () => {
    const said = "<p>Vi så det hos en dreng med autisme.</p>";
    expect(placesIn(said)).toEqual([]);
    expect(inHtml(said, true)).toHaveLength(1);
    expect(checkWholeText({ title: "Ro på Humlevejrskolen", content: contentFromHtml(said) })).toHaveLength(1);
    expect(checkWholeText({ title: "Ro i folkeskolen", content: contentFromHtml(said) })).toEqual([]);
  });

  it("is read on from a heading to what stands below, and each finding stands where it is", () => {
    const child = "recognisable-child";
    expect(placesIn("<h3>Emil, 2.b</h3><p>har autisme og angst om morgenen.</p>")).toEqual([
      ["name", 0, "Emil"],
      [child, 1, "autisme"],
    ]);
    expect(placesIn("<h3>En dreng i 2.b</h3><p>Vi gik ud.</p><p>Han har autisme.</p>")).toEqual([
      [child, 2, "autisme"],
    ]);
    expect(placesIn("<h3>2.b</h3><p>En dreng med autisme græd.</p>")).toEqual([[child, 1, "En dreng med autisme"]]);
    expect(placesIn("<p>I 2.b går en ny dreng.</p><p>Han har autisme.</p>")).toEqual([[child, 1, "autisme"]]);
    expect(placesIn("<h3>2.b</h3><p>Vi gik ud.</p><h3>Autisme</h3><p>En dreng med autisme græd.</p>")).toEqual([]);
    expect(placesIn("<h3>Pædagogen Mette, 2.b</h3><p>Autisme er et emne.</p>")).toEqual([["name", 0, "Mette"]]);
    expect(placesIn("<h3>2.b</h3><p>Elever med autisme har brug for ro.</p>")).toEqual([]);
    const under = { title: "Ro i 2.b", content: contentFromHtml("<p>En dreng med autisme græd.</p>") };
    expect(checkWholeText(under).map(({ field, quote }) => [field, quote])).toEqual([
      ["content", "En dreng med autisme"],
    ]);
  });

  it("of nothing has no findings", () => {
    expect(checkWholeText({})).toEqual([]);
    expect(checkWholeText({ title: "", summary: null, content: { type: "doc" } })).toEqual([]);
  });
});

describe("the key of a finding", () => {
  const keysOf = (html: string) => inHtml(html).map(({ key }) => key);
  const [emil] = keysOf("<p>Drengen Emil var ny.</p>");

  it("stays when other words change, and is that of the same words wherever they stand", () => {
    expect(emil).toMatch(/^[0-9a-f]{8}$/);
    expect(keysOf("<h2>Først</h2><p>En dag kom <strong>Em</strong>il, og\u00a0så EMIL.</p>")).toEqual([emil, emil]);
  });

  it("is another for other words and for another kind", () => {
    expect(keysOf("<p>Drengen Noah var ny.</p>")).not.toContain(emil);
    expect(keysOf("<p>Tallet 1505162223</p>")).not.toEqual(keysOf("<p>CPR 1505162223</p>"));
    expect(keysOf("<p>Ring på 23456789</p>")).not.toEqual(keysOf("<p>Ring på 23456788</p>"));
  });

  it("holds for a sentence where that makes the finding", () => {
    expect(new Set(keysOf("<p>I 2.b har Emil autisme.</p><p>I 3.b har Noah autisme.</p>")).size).toBe(4);
    const kept = keysOf("<p>Vi så til. To elever kom i specialskole.</p>");
    expect(kept).toHaveLength(1);
    expect(keysOf("<p>To elever kom i  specialskole. Og så mere.</p>")).toEqual(kept);
    expect(keysOf("<p>To elever har fravær.</p>")).not.toEqual(kept);
    expect(keysOf("<p>I år to elever kom i specialskole.</p>")).not.toEqual(kept);
  });
});

it("a text with a block is blocked, one with warnings is not", () => {
  expect(blocks(inHtml("<p>150516-2222</p>"))).toBe(true);
  expect(blocks(inHtml("<p>Drengen Emil</p>"))).toBe(false);
  expect(blocks([])).toBe(false);
});

describe("of the texts that every site begins with", () => {
  const textsIn = async <T>(under: string, schema: Parameters<typeof readTexts<T>>[2]) =>
    Promise.all((await readTexts(seedFolder, under, schema)).map(({ parse }) => parse()));
  const told = (found: ReturnType<typeof checkWholeText>) =>
    found.map(({ kind, field, quote }) => `${kind} in ${field}: ${quote}`);

  it("no case is blocked, and fewer than one in two is warned of", async () => {
    const texts = [...(await textsIn("reference/cases", caseFront)), ...(await textsIn("demo/cases", caseFront))];
    const checked = texts.map(({ slug, front, content }) => {
      const { title, summary, hard, partners, commitments, unit } = front;
      const fields = { hard, partners: partners.join(", "), whys: commitments.map(({ why }) => why).join("\n") };
      return { slug, found: checkWholeText({ title, summary, fields, content, schoolNamed: Boolean(unit) }) };
    });
    const warned = checked.filter(({ found }) => found.length > 0);
    console.info(
      `${warned.length} of ${checked.length} cases are warned of`,
      warned.map(({ slug, found }) => [slug, ...told(found)]),
    );
    expect(checked.length).toBeGreaterThan(50);
    expect(checked.filter(({ found }) => blocks(found))).toEqual([]);
    expect(warned.length).toBeLessThan(checked.length / 2);
  });

  it("no guide and no document is blocked", async () => {
    const texts = [
      ...(await textsIn("reference/methods", methodFront)),
      ...(await textsIn("reference/documents", documentFront)),
    ];
    const checked = texts.map(({ slug, front: { title, summary }, content }) => ({
      slug,
      found: checkWholeText({ title, summary, content }),
    }));
    const warned = checked.filter(({ found }) => found.length > 0);
    console.info(
      `${warned.length} of ${checked.length} guides and documents`,
      warned.map(({ slug, found }) => [slug, ...told(found)]),
    );
    expect(checked.length).toBeGreaterThan(20);
    expect(checked.filter(({ found }) => blocks(found))).toEqual([]);
  });
});
