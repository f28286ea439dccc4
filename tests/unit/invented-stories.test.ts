import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = "seeds/demo/cases";
const stories = readdirSync(folder).map((file) => ({ file, text: readFileSync(`${folder}/${file}`, "utf8") }));
/** What the initiatives say; the state of one is a code. */
const initiatives = {
  file: "initiatives.yaml",
  text: readFileSync("seeds/demo/ground/initiatives.yaml", "utf8").replace(/^ *#.*$|^ *state: .*$/gm, ""),
};

/** What the statuses and the ambitions say. */
const statuses = ["status-words", "statuses"].map((name) => ({
  file: `${name}.yaml`,
  text: readFileSync(`seeds/demo/${name}.yaml`, "utf8").replace(/^ *#.*$/gm, ""),
}));

/** What is wrong in which story; nothing is expected in any. */
function expectInNone(fault: RegExp, example: string): void {
  // The pattern finds what it is to find.
  expect(example).toMatch(fault);
  const found = [...stories, initiatives, ...statuses].flatMap(({ file, text }) => {
    const words = fault.exec(text)?.[0];
    return words ? [`${file}: ${words}`] : [];
  });
  expect(found).toEqual([]);
}

// They stand under the names of real municipalities, so nobody must be able to take one for somebody real.
describe("the invented stories", () => {
  it("are not set on islands, where a school is the only one", () => {
    expect(stories.length).toBeGreaterThan(20);
    const islands = ["0400", "0411", "0482", "0492", "0563", "0741", "0773", "0825"];
    expectInNone(
      new RegExp(`^(?: {2}- )?municipality: "(${islands.join("|")})"|^ {2}"(${islands.join("|")})": `, "m"),
      'municipality: "0492"',
    );
  });

  it("tell no failure", () => {
    expectInNone(
      /\b(stoppede|stoppet|lukkede|lukket|sagde op|rejste|gik galt|mislyk\w*|opgav|gav op|gled ud|klage\w*|skældud|vrede?)\b/i,
      "Pædagogen sagde op i november.",
    );
  });

  it("count no fewer than five children, families, colleagues or schools", () => {
    expectInNone(
      /(?<![\d.,])\b(to|tre|fire|[2-4])( af de)?( \w+e)? (børn|elever|familier|forældre|unge|lærere|pædagoger|psykologer|kolleger|medarbejdere|ledere|frivillige|skoler|børnehuse|huse)\b/i,
      "To af de unge, tre nye kolleger og 4 elever.",
    );
  });

  it("tell of nobody in particular and of no school of a certain size", () => {
    expectInNone(
      /\b(pædagogen|læreren|psykologen|skolelederen|pedellen|en kollega|en far|en mor|en dreng|en pige) (sagde|siger|rejste|fortalte|spurgte|skiftede|blev|var|gik)\b/i,
      "Pædagogen rejste.",
    );
    expectInNone(/^schoolSize:/m, "schoolSize: 95");
  });

  it("say of every voice that it is invented", () => {
    const voices = stories.flatMap(({ file, text }) =>
      [...text.matchAll(/<aside data-callout="quote">\n\n(.*?)\n\n<\/aside>/gs)].map(
        ([, said = ""]) => `${file}: ${said}`,
      ),
    );
    expect(voices.length).toBeGreaterThan(5);
    for (const voice of voices) expect(voice).toMatch(/\(opdigtet\)$/);
  });

  it("rest on no document", () => {
    expectInNone(/^document:|\/dokumenter\/|\/kilder\//m, "document: aarhus-bredere-boernefaellesskaber");
  });
});
