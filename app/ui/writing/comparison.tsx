import type { ReactNode } from "react";
import type { BlockForm, ComparedBlock, ComparedNote, ComparedPart } from "#app/domain/cases/compare-versions.ts";
import { type CalloutKind, calloutLabels } from "#app/editor/schema/callout.ts";
import { counted } from "../format.ts";

/**
 * Two texts as one, each block with a word for what has become of it, so that it reads without colour too.
 * @param blocks as `compareTexts` gives them
 */
export function Comparison({ blocks }: { blocks: readonly ComparedBlock[] }) {
  const changes = blocks.filter(({ change }) => change !== "same" && change !== "moved_away").length;
  return (
    <>
      <div className="compare-head">
        <h2>{changes === 0 ? "De to versioner er ens" : counted(changes, "ændring", "ændringer")}</h2>
        {changes > 0 && (
          <p className="quiet">
            <ins>Understreget</ins> er kommet til. <del>Overstreget</del> er taget ud.
          </p>
        )}
      </div>
      <ol className="compare">
        {groupsOf(blocks).map((group) => (
          <Group key={group.key} blocks={group.blocks} />
        ))}
      </ol>
    </>
  );
}

interface BlockGroup {
  key: number;
  blocks: [ComparedBlock, ...ComparedBlock[]];
}

/** Changed blocks one by one, and those between them that are the same as one. Fields that are the same are left out. */
function groupsOf(blocks: readonly ComparedBlock[]): BlockGroup[] {
  const groups: BlockGroup[] = [];
  blocks.forEach((block, key) => {
    const last = groups.at(-1)?.blocks;
    if (block.change !== "same") groups.push({ key, blocks: [block] });
    else if (block.form === "field") return;
    else if (last?.[0].change === "same") last.push(block);
    else groups.push({ key, blocks: [block] });
  });
  return groups;
}

const marks = {
  same: { word: "Uændret", look: "is-same" },
  changed: { word: "Ændret", look: "is-changed" },
  added: { word: "Ny", look: "is-new" },
  removed: { word: "Fjernet", look: "is-gone" },
  moved: { word: "Flyttet hertil", look: "is-moved" },
  moved_away: { word: "Flyttet herfra", look: "is-same" },
} as const;

function Group({ blocks }: Pick<BlockGroup, "blocks">) {
  const [block] = blocks;
  const { change, under, elsewhere, parts, notes } = block;
  const { word, look } = marks[change];
  if (change === "same") {
    return (
      <Row word={word} look={look}>
        <details className="compare-fold">
          <summary>{`${counted(blocks.length, "afsnit", "afsnit")}${placeOf(blocks)}`}</summary>
          {blocks.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <Words key={index} {...one} />
          ))}
        </details>
      </Row>
    );
  }
  if (change === "moved_away") {
    const words = parts.map(({ text }) => text).join("");
    return (
      <Row word={word} look={look} small={under}>
        <p className="moved-from">
          Her stod »{beginning(words)}«. Det står nu {elsewhere === under ? "et andet sted her" : nowUnder(elsewhere)}.
        </p>
      </Row>
    );
  }
  const from = change === "moved" && elsewhere !== under ? `fra ${elsewhere ? `»${elsewhere}«` : "begyndelsen"}` : "";
  return (
    <Row word={word} look={look} small={from || (block.form.startsWith("heading") ? "Overskrift" : under)}>
      <Words {...block} />
      {notes.map((note) => {
        const sentence = noteInWords(note);
        return (
          <p key={sentence} className="quiet">
            {sentence}
          </p>
        );
      })}
    </Row>
  );
}

function Row({ word, look, small, children }: { word: string; look: string; small?: string; children: ReactNode }) {
  return (
    <li className={look}>
      <p className="what">
        {word}
        {small && <small>{small}</small>}
      </p>
      <div>{children}</div>
    </li>
  );
}

const nowUnder = (heading: string | null) => (heading ? `under »${heading}«` : "i begyndelsen");

/** Where blocks that are the same stand. */
function placeOf(blocks: BlockGroup["blocks"]): string {
  const first = blocks[0].under;
  const last = blocks.at(-1)?.under ?? "";
  if (first === last) return first ? ` under »${first}«` : "";
  return first ? ` fra »${first}« til »${last}«` : ` til og med »${last}«`;
}

const beginning = (words: string) => (words.length > 60 ? `${words.slice(0, 58).replace(/\s+\S*$/, "")} …` : words);

function Words({ form, parts }: Pick<ComparedBlock, "form" | "parts">) {
  const look = form.startsWith("heading") ? "compare-heading" : form.endsWith("List") ? "compare-item" : undefined;
  return (
    <p className={look}>
      {(form === "field" ? parts.flatMap(withoutEdgeCommas) : parts).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <Part key={index} {...part} />
      ))}
    </p>
  );
}

/** What was chosen is a list with commas between: those at the edge of a change are no part of what is new. */
function withoutEdgeCommas({ kind, text }: ComparedPart): ComparedPart[] {
  const [, before = "", words = "", after = ""] = /^(,?\s*)(.*?)(,?\s*)$/s.exec(text) ?? [];
  if (kind === "kept" || words === "") return [{ kind, text }];
  const pieces: ComparedPart[] = [
    { kind: "kept", text: before },
    { kind, text: words },
    { kind: "kept", text: after },
  ];
  return pieces.filter((piece) => piece.text !== "");
}

/** Screen readers seldom say that words are inserted or deleted, so it is said. */
function Part({ kind, text }: ComparedPart) {
  if (kind === "kept") return text;
  if (kind === "added")
    return (
      <ins>
        <span className="sr-only">Nyt: </span>
        {text}
      </ins>
    );
  return (
    <del>
      <span className="sr-only">Taget ud: </span>
      {text}
    </del>
  );
}

function noteInWords(note: ComparedNote): string {
  if (note.kind === "picture") return "Det er et andet billede end før.";
  if (note.kind === "emphasis") return "Ordene er de samme, men andre af dem står med fed eller kursiv.";
  if (note.kind === "form") return `Det er nu ${formInWords(note.to)}. Før var det ${formInWords(note.from)}.`;
  const { words, from, to } = note;
  if (to === null) return `»${words}« er ikke et link længere. Det gik til ${from}.`;
  if (from === null) return `»${words}« er nu et link til ${to}.`;
  return `Linket »${words}« går nu til ${to}. Før gik det til ${from}.`;
}

const forms: Readonly<Record<string, string>> = {
  "heading 2": "en overskrift på øverste niveau",
  "heading 3": "en overskrift på mellemste niveau",
  "heading 4": "en overskrift på nederste niveau",
  paragraph: "almindelig tekst",
  bulletList: "et punkt i en liste",
  orderedList: "et punkt i en liste med tal",
  blockquote: "et indrykket citat",
  tableRow: "en række i en tabel",
  picture: "et billede",
};

function formInWords(form: BlockForm): string {
  const [, kind] = form.split("callout ");
  return kind ? `boksen »${calloutLabels[kind as CalloutKind] ?? kind}«` : (forms[form] ?? "almindelig tekst");
}
