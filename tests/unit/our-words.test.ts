import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, "utf8") }));

const guidesAndCases = ["seeds/reference/methods", "seeds/reference/cases", "seeds/demo/cases"].flatMap((folder) =>
  filesIn(folder, /\.md$/),
);
/** What we write of documents; what they say themselves is theirs. */
const aboutDocuments = filesIn("seeds/reference/documents", /\.md$/).map(({ file, text }) => ({
  file,
  text: text.split("---\n")[1] ?? "",
}));
const declarations = filesIn("seeds/reference/declarations", /\.yaml$/).map(({ file, text }) => ({
  file,
  text: text.replace(/quote: \|-\n(?: {6}.*\n|\n)+/g, ""),
}));
/** Comments are in English. */
// The privacy check looks for such words in the texts of others.
const pages = filesIn("app", /^(?!.*privacy-check).*\.tsx?$/).map(({ file, text }) => ({
  file,
  text: text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(?<![:"'`\w])\/\/.*$/gm, ""),
}));
const publicCode = { file: "publiccode.yml", text: readFileSync("publiccode.yml", "utf8") };
/** All that is invented of what municipalities do, pay and measure. */
const inventedGround = filesIn("seeds/demo/ground", /\.yaml$/).map(({ file, text }) => ({
  file,
  text: text.replace(/^ *#.*$/gm, ""),
}));
/** What we write of sources; their titles and names are theirs. */
const aboutSources = filesIn("seeds/reference/references", /\.yaml$/).map(({ file, text }) => ({
  file,
  text: text.replace(/^(?:- slug| {2}(?:title|publisher|authors|url|doi|citedIn)): .*$/gm, ""),
}));
const texts = [
  ...guidesAndCases,
  ...aboutSources,
  { file: "seeds/reference/laws.yaml", text: readFileSync("seeds/reference/laws.yaml", "utf8") },
  ...inventedGround,
  ...aboutDocuments,
  ...declarations,
  ...pages,
  publicCode,
];

/** The words of others that stand in ours. */
const withoutQuotations = (text: string) => text.replace(/»[^«]*«/g, "»«");

/** Words that are not ours, each with what is, or with why. */
const refused: readonly [RegExp, string, example: string][] = [
  [/\bman\b/i, "du, I or who it is", "Her kan man læse"],
  [/\bNEST\b/, "Nest", "En NEST-klasse"],
  [/\bVejledningen er\b/, "guiden", "Vejledningen er almen faglig viden"],
  [/\b(en|den|ny) PPR\b(?!-)|\ben( \w+)* praksisnær PPR\b/, "et PPR", "en PPR tættere på"],
  [/Tid til (start|opstart)/, "Opstartstid", '"Tid til opstart": '],
  [/"Slags"|\bSlags:|slagsen/, "Type", "Slags: ({ kind }) => kind"],
  [/Har noget på sitet/, "Har indhold", "Har noget på sitet"],
  [/[Dd]erfor skal få have adgang/, "Derfor skal kun få have adgang", "Derfor skal få have adgang"],
  [/\bi barnets (eget|egen)\b tempo|barnets hastighed/, "i barnets tempo", "i barnets eget tempo"],
  [/\bmed mindre\b(?! \w+ (end|børn))/, "medmindre", "med mindre du har pligt"],
  [/læringsmiljøer til sine børn/, "til klyngens børn", "læringsmiljøer til sine børn"],
  [/Mødes igen/, "Mød hinanden igen efter", "Mødes igen efter tre måneder"],
  [/\bmegen\b/, "meget", "hvor megen støtte"],
  [/\bet samtykke\b/, "en samtykkeerklæring", "et samtykke, som"],
  [/så flere får gavn/, "så det gavner flere", "Prioritering på tværs, så flere får gavn"],
  [/voksne hos børnene/, "omkring børnene", "de voksne hos børnene"],
  [/Aftalt eller besluttet/, "an agreement is not a decision", "Aftalt eller besluttet"],
  [/Arbejder med det: /, "the editors' links are theirs", "Arbejder med det: Aarhus"],
  [/\p{L}’s\b/u, "the straight apostrophe, as everywhere else", "Kommunernes og KL’s dokumenter"],
  [/roles\[[\w.]+\]\.toLowerCase/, "inSentence, with KL's capitals", "roles[role].toLowerCase()"],
  [/KL['’]s (topmøde)?erklæring/, "it is the municipal politicians'", "KL's erklæring"],
  [/[Kk]ommunerne vil arbejde|vil kommunerne arbejde/, "the politicians speak", "Kommunerne vil arbejde for"],
  [/øremærk|[Uu]ge syv er den hårde/, "no ground in a document", "øremærket til ledelse"],
  [
    /Albertslund[^.\n]{0,80}\b(har aftalt|aftalte|er det aftalt)/,
    "Bilag A proposes",
    "Albertslund har aftalt i et bilag",
  ],
  [/Vi kender kun navnet/, "the document says what it is for", "Vi kender kun navnet."],
  [/initialer|hvisk|timeglas|sandet er løbet/i, "co-regulation, and nothing that points at a child", "Skriv initialer"],
];

function faultsIn(all: readonly { file: string; text: string }[], fault: RegExp): string[] {
  return all.flatMap(({ file, text }) => {
    const words = fault.exec(withoutQuotations(text))?.[0];
    return words ? [`${file}: ${words}`] : [];
  });
}

describe("our own words", () => {
  it("are read where they stand, and the words of others are not", () => {
    expect(guidesAndCases.length).toBeGreaterThan(80);
    expect(inventedGround.length).toBeGreaterThan(2);
    expect(pages.length).toBeGreaterThan(100);
    expect(declarations[0]?.text).not.toContain("ambitiøst");
    expect(declarations[0]?.text).toContain("Et fælles børnesyn");
    expect(withoutQuotations("de skriver »som man kender« her")).toBe("de skriver »« her");
  });

  it.each(refused)("hold no %s, but %s", (fault, _instead, example) => {
    expect(example).toMatch(fault);
    expect(faultsIn(texts, fault)).toEqual([]);
  });

  it("have no comma before og where the subject is shared", () => {
    const verbs =
      "er|har|skal|kan|vil|bliver|får|giver|går|siger|viser|fortæller|sletter|logger|forsvinder|spørger|læser";
    // A comma that ends a clause stands before og too; so only sentences without another comma are told.
    const fault = new RegExp(`(?:^|[.!?:>"»] ?)[A-ZÆØÅ][^.,!?:<>"|\\n]*, og (${verbs})\\b`, "m");
    expect("Du har ingen roller endnu, og kan læse alt.").toMatch(fault);
    expect("Det, du har skrevet, er gemt, og siden kan vises.").not.toMatch(fault);
    expect(faultsIn(texts, fault)).toEqual([]);
  });

  it("set quotations in »…« wherever a reader meets them", () => {
    const straight = guidesAndCases.flatMap(({ file, text }) =>
      text
        .split("---\n")
        .slice(2)
        .join("---\n")
        .split("\n")
        .filter((line) => !line.startsWith("<") && line.includes('"'))
        .map((line) => `${file}: ${line.slice(0, 80)}`),
    );
    expect(straight).toEqual([]);
    expect(guidesAndCases.filter(({ text }) => text.includes('\\"')).map(({ file }) => file)).toEqual([]);
  });
});
