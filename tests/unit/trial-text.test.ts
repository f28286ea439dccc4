import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { nothing, Refused, TrialText } from "#app/collaboration/check.ts";
import { mostCells, mostCharacters } from "#app/editor/schema/limits.ts";
import { contentOfSharedText, encodeSharedText, openSharedText, sharedTextOf } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { assertWritten, begunText } from "#app/editor/written.ts";

const begun = sharedTextOf(begunText({ challenge: "Overgangen var svær.", did: "Vi mødtes.", outcome: "Mere ro." }));

type Child = Y.XmlElement | Y.XmlText;

function element(name: string, attributes: Record<string, unknown> = {}, children: Child[] = []): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}
const words = (text: string, marks: Record<string, unknown> = {}) => {
  const made = new Y.XmlText();
  made.insert(0, text, marks);
  return made;
};
const paragraph = (text: string) => element("paragraph", {}, [words(text)]);
const cell = (attributes = {}, text = "x") => element("tableCell", attributes, [paragraph(text)]);
const table = (cells: number) =>
  element("table", {}, [
    element(
      "tableRow",
      {},
      Array.from({ length: cells }, () => cell()),
    ),
  ]);

const pictureId = "00000000-0000-4000-8000-0000000000aa";
const picture = (attributes: Record<string, unknown> = {}) =>
  element("picture", { id: pictureId, width: 1600, height: 900, alt: "En bro", decorative: false, ...attributes });

/** A change to the begun text, as a browser of its own makes it. */
function changeBy(make: (text: Y.XmlFragment, document: Y.Doc) => void): Uint8Array {
  const document = openSharedText(begun);
  const before = Y.encodeStateVector(document);
  document.transact(() => make(document.getXmlFragment(textFragment), document));
  return Y.encodeStateAsUpdate(document, before);
}
const adding = (child: Child) => changeBy((text) => text.push([child as Y.XmlElement]));

function refusalOf(change: Uint8Array): string {
  try {
    new TrialText(begun).take(change);
    return "taken";
  } catch (error) {
    return error instanceof Refused ? error.refusal : String(error);
  }
}

describe("a change to a shared text", () => {
  it.each<[string, Child]>([
    ["a paragraph", paragraph("Mere.")],
    ["bold words", element("paragraph", {}, [words("Fed.", { bold: {} })])],
    ["a link", element("paragraph", {}, [words("Se", { link: { href: "/eksempler", target: null } })])],
    ["a section", element("heading", { level: 2, section: "hard" }, [words("Hvad var svært")])],
    ["a table", table(mostCells)],
    ["a call-out", element("callout", { kind: "quote" }, [paragraph("Sagt.")])],
    ["a picture", picture()],
  ])("is taken: %s", (_name, child) => {
    expect(refusalOf(adding(child))).toBe("taken");
  });

  it.each<[string, Child]>([
    ["a node of documents", element("pageMark", { page: 3 })],
    ["a node that nobody knows", element("script", {}, [words("alert(1)")])],
    ["a mark of documents", element("paragraph", {}, [words("Hævet", { superscript: {} })])],
    ["an attribute of documents", element("paragraph", { id: "anker" }, [words("Her")])],
    ["an attribute that nobody knows", element("paragraph", { onclick: "alert(1)" })],
    ["an attribute of a mark that nobody knows", element("paragraph", {}, [words("x", { bold: { style: "x" } })])],
    ["a mark that is no mark", element("paragraph", {}, [words("x", { bold: true })])],
    ["an attribute that is a thing", element("heading", { level: { x: 1 } }, [words("x")])],
    ["a section that is none", element("heading", { level: 2, section: "secret" }, [words("x")])],
    ["a call-out of the editors", element("callout", { kind: "note" }, [paragraph("Vores.")])],
    ["merged cells", element("table", {}, [element("tableRow", {}, [cell({ colspan: 2 })])])],
    ["a picture by an address", picture({ id: "https://example.org/a.png" })],
    ["a picture without an id", element("picture", { width: 10, height: 10 })],
    ["a picture of no size", picture({ width: 0 })],
    ["a picture with an address beside", picture({ src: "https://example.org/a.png" })],
    ["a picture with endless words", picture({ alt: "x".repeat(501) })],
    ["a foreign part", new Y.XmlHook("paragraph") as unknown as Child],
  ])("is refused: %s", (_name, child) => {
    expect(refusalOf(adding(child))).toBe("notAllowed");
  });

  it.each<[string, Child]>([
    ["words outside blocks", words("løse ord")],
    ["a list item outside lists", element("listItem", {}, [paragraph("x")])],
    ["an empty list", element("bulletList")],
  ])("is sent back, for the editor to mend: %s", (_name, child) => {
    expect(refusalOf(adding(child))).toBe("again");
  });

  it.each<[string, () => Child]>([
    ["a table with too many cells", () => table(mostCells + 1)],
    ["too many characters", () => paragraph("x".repeat(mostCharacters))],
    ["an endless address", () => element("paragraph", {}, [words("x", { link: { href: `/${"x".repeat(3_000)}` } })])],
    [
      "too many empty paragraphs",
      () =>
        element(
          "blockquote",
          {},
          Array.from({ length: 50_001 }, () => paragraph("")),
        ),
    ],
    [
      "blocks in blocks in blocks",
      () =>
        Array.from({ length: 60 }).reduce<Y.XmlElement>((inner) => element("blockquote", {}, [inner]), paragraph("x")),
    ],
  ])("is too much: %s", (_name, child) => {
    expect(refusalOf(adding(child()))).toBe("tooMuch");
  });

  it("is refused where it lies beside the text", () => {
    expect(refusalOf(changeBy((_text, document) => document.getMap("other").set("x", 1)))).toBe("notAllowed");
    expect(refusalOf(changeBy((_text, document) => document.getText("more").insert(0, "x")))).toBe("notAllowed");
    expect(refusalOf(changeBy((text) => (text.get(0) as Y.XmlElement).push([new Y.XmlText("x")])))).toBe("taken");
    const embedding = (text: Y.XmlFragment) =>
      ((text.get(1) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(0, { x: 1 });
    expect(refusalOf(changeBy(embedding))).toBe("notAllowed");
    const attributed = (text: Y.XmlFragment) =>
      ((text.get(1) as Y.XmlElement).get(0) as Y.XmlText).setAttribute("x", 1);
    expect(refusalOf(changeBy(attributed))).toBe("notAllowed");
  });

  it("is refused when many small ones together are too many characters", () => {
    const trial = new TrialText(begun);
    const document = openSharedText(begun);
    const send = (text: string) => {
      const before = Y.encodeStateVector(document);
      document.getXmlFragment(textFragment).push([paragraph(text)]);
      trial.take(Y.encodeStateAsUpdate(document, before));
    };
    for (let n = 0; n < 19; n += 1) send("x".repeat(10_000));
    send("x".repeat(9_000));
    expect(() => send("x".repeat(2_000))).toThrow("tooMuch");
  });

  it("is tried also where the text has been tried before, however deep it lies", () => {
    const trial = new TrialText(begun);
    const document = openSharedText(begun);
    const text = document.getXmlFragment(textFragment);
    const send = (make: () => void) => {
      const before = Y.encodeStateVector(document);
      document.transact(make);
      return trial.take(Y.encodeStateAsUpdate(document, before));
    };
    const inner = words("Punkt.");
    send(() => text.push([element("bulletList", {}, [element("listItem", {}, [element("paragraph", {}, [inner])])])]));
    send(() => inner.insert(0, "Første "));
    expect(() => send(() => inner.insert(0, "Hævet ", { superscript: {} }))).toThrow("notAllowed");
  });

  describe("where two processes have taken in too much at once", () => {
    const half = mostCharacters / 2;
    const grown = (...children: Child[]) => {
      const trial = new TrialText(begun);
      const document = openSharedText(begun);
      for (const child of children) {
        const change = adding(child);
        Y.applyUpdate(document, change);
        trial.learn([change]);
      }
      const text = document.getXmlFragment(textFragment);
      const send = (make: () => void) => {
        const before = Y.encodeStateVector(document);
        document.transact(make);
        return trial.take(Y.encodeStateAsUpdate(document, before));
      };
      return { text, send };
    };

    it("makes it less, and not more", () => {
      const { text, send } = grown(paragraph("x".repeat(half)), paragraph("y".repeat(half)));
      const last = (text.get(text.length - 1) as Y.XmlElement).get(0) as Y.XmlText;
      expect(send(() => last.delete(0, 10))).not.toBe(nothing);
      expect(() => send(() => last.insert(0, "z"))).toThrow("tooMuch");
    });

    it("makes a table smaller, and not larger", () => {
      const { text, send } = grown(table(mostCells + 20));
      const row = (text.get(text.length - 1) as Y.XmlElement).get(0) as Y.XmlElement;
      expect(send(() => row.delete(0, 10))).not.toBe(nothing);
      expect(() => send(() => row.push([cell()]))).toThrow("tooMuch");
    });

    it("stands in another block than one that is still being mended elsewhere", () => {
      const { text, send } = grown(element("bulletList"));
      expect(send(() => text.push([paragraph("Imens.")]))).not.toBe(nothing);
    });
  });

  it("is given on only as far as it has come", () => {
    const document = openSharedText(begun);
    const changes: Uint8Array[] = [];
    document.on("update", (change: Uint8Array) => changes.push(change));
    const text = document.getXmlFragment(textFragment);
    text.push([paragraph("Først.")]);
    ((text.get(text.length - 1) as Y.XmlElement).get(0) as Y.XmlText).insert(0, "Så. ");
    const [first = nothing, second = nothing] = changes;
    const trial = new TrialText(begun);
    expect(trial.take(second)).toBe(nothing);
    const other = openSharedText(begun, [trial.take(first)]);
    expect(JSON.stringify(contentOfSharedText(other))).toContain("Så. Først.");
  });

  it("that is known already changes nothing", () => {
    const trial = new TrialText(begun);
    const change = adding(paragraph("Mere."));
    expect(trial.take(change)).not.toBe(nothing);
    expect(trial.take(change)).toBe(nothing);
  });

  it("may empty the text, which then is one empty paragraph", () => {
    const change = changeBy((text) => text.delete(0, text.length));
    expect(refusalOf(change)).toBe("taken");
    expect(contentOfSharedText(openSharedText(begun, [change]))).toEqual({
      type: "doc",
      content: [{ type: "paragraph" }],
    });
  });

  it("whatever it is, throws nothing else, and leaves a text that a writer can have written", () => {
    const valid = [adding(paragraph("Mere.")), adding(table(4)), adding(element("script"))];
    const spoilt = fc
      .tuple(fc.constantFrom(...valid, begun), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
      .map(([change, edits]) => {
        const bytes = Uint8Array.from(change);
        for (const [place, byte] of edits) bytes[place % bytes.length] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), spoilt), { minLength: 1, maxLength: 5 }),
        (changes) => {
          let trial = new TrialText(begun);
          const shared = openSharedText(begun);
          for (const change of changes) {
            try {
              Y.applyUpdate(shared, trial.take(change));
            } catch (error) {
              expect(error).toBeInstanceOf(Refused);
              trial = new TrialText(encodeSharedText(shared));
            }
          }
          assertWritten(contentOfSharedText(shared));
        },
      ),
      { numRuns: 500 },
    );
  });
});
