import { getSchema } from "@tiptap/core";
import { describe, expect, it } from "vitest";
import { checkWholeText } from "#app/domain/privacy-check/check-text.ts";
import { withWhatGoes } from "#app/editor/client/findings.ts";
import { tooManyCells, tooManyCharacters, tooMuchIn } from "#app/editor/client/limits.ts";
import { wholeAddress } from "#app/editor/client/link-form.ts";
import { sayOthers } from "#app/editor/client/others.ts";
import { rememberingCheck } from "#app/editor/client/remembering-check.ts";
import { type SavedFacts, savedState } from "#app/editor/client/saved-state.ts";
import { countWords, writtenWords } from "#app/editor/client/words.ts";
import { writingExtensions } from "#app/editor/schema/extensions.ts";
import { mostCells, mostCharacters } from "#app/editor/schema/limits.ts";

const schema = getSchema(writingExtensions);
const paragraph = (text: string) => schema.node("paragraph", null, text ? schema.text(text) : undefined);

describe("how it stands with the text", () => {
  const time = (clock: string) => new Date(`2026-12-03T${clock}`);
  const facts = (known: Partial<SavedFacts>): SavedFacts => ({
    connected: true,
    online: true,
    saving: { saved: true, at: null, waitsSince: null, stored: 0 },
    kept: true,
    fromCopy: false,
    refusal: null,
    now: time("10:44:00"),
    ...known,
  });
  const storedAt = time("10:42:10");

  it("is said in words", () => {
    expect(savedState(facts({})).words).toBe("Alt er gemt");
    expect(savedState(facts({ saving: { saved: true, at: storedAt, waitsSince: null, stored: 0 } })).words).toBe(
      "Gemt kl. 10.42",
    );
    const waits = (since: string) => ({ saving: { saved: false, at: storedAt, waitsSince: time(since), stored: 0 } });
    const waiting = waits("10:43:57");
    expect(savedState(facts(waiting)).words).toBe("Gemmer …");
    const late = savedState(facts({ ...waits("10:43:40"), connected: false }));
    expect(late.words).toBe("Ikke gemt endnu");
    expect(late.notice?.title).toBe("Det, du har skrevet siden kl. 10.42, er ikke gemt endnu.");
    expect(savedState(facts({ ...waiting, online: false })).notice?.name).toBe("offline");
  });

  it("says where the words are while they cannot be sent", () => {
    const waiting = { saved: false, at: storedAt, waitsSince: time("10:43:57"), stored: 1 };
    const offline = savedState(facts({ saving: waiting, online: false, connected: false }));
    expect(offline.words).toBe("Gemt på denne enhed, ikke sendt endnu");
    expect(offline.notice?.more).toContain("sendes, når nettet er tilbage");
    const keepsNothing = savedState(facts({ saving: waiting, online: false, kept: false }));
    expect(keepsNothing.words).toBe("Ikke gemt endnu");
    expect(keepsNothing.notice?.more).toContain("Lad siden stå åben");
    expect(savedState(facts({ online: false })).words).toBe("Offline");
    const server = savedState(facts({ fromCopy: true, connected: false }));
    expect(server.words).toBe("Ingen forbindelse");
    expect(server.notice?.title).toContain("Vi kan ikke få forbindelse");
    const older = (kept: boolean) => savedState(facts({ saving: waiting, refusal: "oldSchema", kept })).notice?.more;
    expect(older(true)).toContain("kommer med");
    expect(older(false)).toContain("Kopiér først");
  });

  it("tells a new site and a lost right before anything else", () => {
    const offline = { online: false, connected: false };
    expect(savedState(facts({ ...offline, refusal: "oldSchema" })).notice?.name).toBe("updated");
    const locked = savedState(facts({ ...offline, refusal: "noRight" }));
    expect(locked.words).toBe("Låst kl. 10.44");
    expect(locked.notice?.title).toContain("Du kan ikke længere skrive");
  });

  it("is not locked by what passes", () => {
    expect(
      savedState(facts({ refusal: "again", saving: { saved: true, at: storedAt, waitsSince: null, stored: 0 } })).kind,
    ).toBe("saved");
  });
});

describe("an address as people write it", () => {
  const site = "https://mereforflere.dk";
  it.each([
    ["www.kl.dk", "https://www.kl.dk"],
    [" kl.dk/a?b=1 ", "https://kl.dk/a?b=1"],
    ["http://kl.dk", "http://kl.dk"],
    ["pia@odense.dk", "mailto:pia@odense.dk"],
    ["/metoder/nest", "/metoder/nest"],
    [`${site}/metoder/nest`, "/metoder/nest"],
    [site, "/"],
    ["rådhus.dk", "https://rådhus.dk"],
  ])("%s leads to %s", (written, address) => expect(wholeAddress(written, site)).toBe(address));
  it.each([
    "",
    "to ord",
    "javascript:alert(1)",
    "data:text/html,x",
    "//elsewhere.dk",
    "file:///etc",
    `www.kl.dk/${"a".repeat(2_000)}`,
  ])("%s leads nowhere", (written) => expect(wholeAddress(written, site)).toBeNull());
});

describe("how much a text may hold", () => {
  const table = (cells: number) =>
    schema.node("table", null, [
      schema.node(
        "tableRow",
        null,
        Array.from({ length: cells }, () => schema.node("tableCell", null, paragraph(""))),
      ),
    ]);
  it("is told in a sentence", () => {
    const text = (...blocks: ReturnType<typeof paragraph>[]) => schema.node("doc", null, blocks);
    expect(tooMuchIn(text(paragraph("a".repeat(mostCharacters))))).toBeNull();
    expect(tooMuchIn(text(paragraph("a".repeat(mostCharacters)), paragraph("b")))).toBe(tooManyCharacters);
    expect(tooMuchIn(text(table(mostCells)))).toBeNull();
    expect(tooMuchIn(text(table(mostCells + 1)))).toBe(tooManyCells);
    let nested = paragraph("a");
    for (let depth = 0; depth < 40; depth += 1) nested = schema.node("blockquote", null, nested);
    expect(tooMuchIn(text(nested))).toContain("inden i hinanden");
  });
});

it("words are counted without the headings that the site has put there", () => {
  const heading = (section: string, words: string) => schema.node("heading", { level: 2, section }, schema.text(words));
  const text = schema.node("doc", null, [
    heading("challenge", "Udfordringen"),
    paragraph(""),
    heading("did", "Sådan gjorde vi"),
    paragraph("Vi gik ud."),
    schema.node("heading", { level: 2 }, schema.text("Og så")),
  ]);
  expect(writtenWords(text)).toBe(8);
  expect(writtenWords(schema.node("doc", null, [heading("challenge", "Udfordringen"), paragraph("")]))).toBe(0);
});

describe("words that are deleted", () => {
  it.each([
    ["Nummeret er [010112-1234].", "Nummeret er."],
    ["Nummeret er [010112-1234]", "Nummeret er"],
    ["Ring på [23 45 67 89] i dag", "Ring på i dag"],
    ["[23 45 67 89] er hans.", "er hans."],
    ["Drengen ([010112-1234]) kom.", "Drengen kom."],
    ["Drengen ( [010112-1234] ).", "Drengen."],
    ["Mona ([23 45 67 89], efter kl. 8)", "Mona (, efter kl. 8)"],
    ["Først\n[010112-1234] og så", "Først\nog så"],
    ["a[010112-1234]b", "ab"],
  ])("take the spaces around them along: %s", (marked, left) => {
    const start = marked.indexOf("[");
    const end = marked.indexOf("]") - 1;
    const line = marked.replace("[", "").replace("]", "");
    const gone = withWhatGoes(line, start, end);
    expect(line.slice(0, gone.start) + line.slice(gone.end)).toBe(left);
  });
});

it("counts words, and not what stands between them", () => {
  expect(countWords("  To ord – og 2 mere.  ")).toBe(5);
  expect(countWords(" … ")).toBe(0);
});

describe("the check while one writes", () => {
  it("finds what a check of the whole text finds, and its place", () => {
    const check = rememberingCheck();
    const first = schema.node("doc", null, [paragraph("Rolig dag."), paragraph("Ring på 22 33 44 55.")]);
    const [finding] = check(first);
    expect(finding?.kind).toBe("phone");
    expect(first.textBetween(finding?.from ?? 0, finding?.to ?? 0)).toBe("22 33 44 55");
    // The same block further down: found again at its new place.
    const moved = schema.node("doc", null, [paragraph("En linje mere."), first.child(0), first.child(1)]);
    const [again] = check(moved);
    expect(moved.textBetween(again?.from ?? 0, again?.to ?? 0)).toBe("22 33 44 55");
    expect(again?.key).toBe(finding?.key);
  });

  it("reads on from the heading, and looks again when that changes", () => {
    const check = rememberingCheck();
    const heading = (words: string) => schema.node("heading", { level: 3 }, schema.text(words));
    const below = paragraph("En dreng med autisme græd.");
    const text = schema.node("doc", null, [heading("2.b"), below]);
    const [finding] = check(text);
    expect(text.textBetween(finding?.from ?? 0, finding?.to ?? 0)).toBe("En dreng med autisme");
    expect(check(schema.node("doc", null, [heading("Ro"), below]))).toEqual([]);
  });

  it("goes on where it was when time was up", () => {
    const check = rememberingCheck();
    const text = schema.node("doc", null, ["Rolig dag.", "Ring på 22 33 44 55.", "Farvel."].map(paragraph));
    let rounds = 0;
    let looks = 0;
    while (rounds < 9 && !check.begin(text, () => ++looks % 3 === 0)) rounds += 1;
    expect(rounds).toBe(2);
    expect(check(text).map(({ kind }) => kind)).toEqual(["phone"]);
    expect(check.begin(text, () => true)).toBe(true);
  });

  it("reads what is told of pictures, as it stands on the server's list", () => {
    const check = rememberingCheck();
    const picture = (attributes: object) =>
      schema.node("picture", { id: "00000000-0000-4000-8000-00000000abcd", width: 9, height: 9, ...attributes });
    const told = { alt: "En dreng med autisme", caption: "Emma og hendes mor i 2.b" };
    const text = (attributes: object) =>
      schema.node("doc", null, [paragraph("Ring på 22 33 44 55."), picture(attributes), paragraph("Emma kom.")]);
    const found = check(text(told));
    const content = text(told).toJSON();
    const expected = checkWholeText({ fields: { pictures: `${told.alt}\n${told.caption}` }, content });
    expect(found.map(({ kind, quote }) => `${kind} ${quote}`).sort()).toEqual(
      expected.map(({ kind, quote }) => `${kind} ${quote}`).sort(),
    );
    const [, first, ...others] = found;
    expect([first?.quote, first?.label, first?.block]).toEqual([
      "autisme",
      expect.stringMatching(/ ved billedet$/),
      null,
    ]);
    expect(text(told).nodeAt(first?.from ?? 0)?.type.name).toBe("picture");
    expect(others.at(-1)?.quote).toBe("Emma");
    expect(check(text({ ...told, alt: "", caption: "" })).map(({ quote }) => quote)).toEqual(["22 33 44 55", "Emma"]);
    // What only adorns has no description, whatever was written before.
    expect(check(text({ alt: "Emma", decorative: true })).map(({ quote }) => quote)).toEqual(["22 33 44 55", "Emma"]);
    // A text that names a school tells of that school's children, and so does a picture in it.
    const boy = picture({ alt: "Vi så det hos en dreng med autisme." });
    expect(check(schema.node("doc", null, [paragraph("Ro i skolen."), boy]))).toEqual([]);
    expect(check(schema.node("doc", null, [paragraph("Ro på Humlevejrskolen."), boy]))).toHaveLength(1);
    const named = picture({ alt: "Humlevejrskolen" });
    expect(check(schema.node("doc", null, [paragraph("Vi så det hos en dreng med autisme."), named]))).toHaveLength(1);
    let rounds = 0;
    let looks = 0;
    const fresh = rememberingCheck();
    while (rounds < 20 && !fresh.begin(text(told), () => ++looks % 2 === 0)) rounds += 1;
    expect(rounds).toBeGreaterThan(1);
  });

  it("sees a number that goes on in the next block", () => {
    const check = rememberingCheck();
    const apart = schema.node("doc", null, [paragraph("010112-"), paragraph("4000")]);
    expect(check(apart).map(({ kind }) => kind)).toEqual(["cpr"]);
    expect(check(schema.node("doc", null, [apart.child(0), paragraph("Nej.")]))).toEqual([]);
  });
});

describe("who else has the text open", () => {
  const named = (...names: string[]) => names.map((name, client) => ({ name, client, colour: 0, who: name }));
  it.each([
    [[], ""],
    [["Mette"], "Mette har også teksten åben."],
    [["Mette", "Lars", "Mette"], "Lars og Mette har også teksten åben."],
    [["Mig"], "Du har selv teksten åben i et vindue mere."],
    [["Mig", "Mette"], "Mette har også teksten åben. Du har selv teksten åben i et vindue mere."],
    [["A", "B", "C", "D", "E"], "A, B, C, D og E har også teksten åben."],
    [["A", "B", "C", "D", "E", "F"], "A, B, C, D og 2 andre har også teksten åben."],
  ])("is said of %j", (names, words) => {
    expect(sayOthers(named(...names), "Mig")).toBe(words);
  });
});
