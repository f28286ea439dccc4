import type { Parts } from "./parts.ts";
import { type Choice, pickList } from "./pick.ts";

interface SuggestedGroup {
  label: string;
  items: { title: string; path: string; demo: boolean }[];
}

/** The kinds of pages that one can refer to, by address: the tag in front of the title, and the class that colours it. */
const kinds: readonly { path: RegExp; tag: string; tagClass?: string }[] = [
  { path: /^\/metoder\//, tag: "Metode" },
  { path: /^\/eksempler\//, tag: "Eksempel", tagClass: "mark-tag-case" },
  { path: /^\/kommuner\//, tag: "Kommune", tagClass: "mark-tag-municipality" },
  { path: /^\/erklaering/, tag: "Punkt", tagClass: "mark-tag-commitment" },
];

/** Fewer letters than this say too little. */
const fewestLetters = 2;

async function suggestionsFor(query: string, signal: AbortSignal): Promise<Choice[]> {
  const text = query.trim();
  if (text.length < fewestLetters) return [];
  try {
    const response = await fetch(`/soeg/forslag?q=${encodeURIComponent(text)}`, { signal });
    if (!response.ok) return [];
    const { groups } = (await response.json()) as { groups: SuggestedGroup[] };
    return groups.flatMap(({ label, items }) =>
      items.flatMap(({ title, path, demo }) => {
        const kind = kinds.find((one) => one.path.test(path));
        return kind
          ? [{ ...kind, label: title, note: demo ? "Demodata" : undefined, group: label, pick: linkTo(title, path) }]
          : [];
      }),
    );
  } catch {
    // Without suggestions one writes on.
    return [];
  }
}

/** Sets an ordinary link where the sign and the letters stood; what is typed behind it does not lead anywhere. */
const linkTo =
  (title: string, href: string): Choice["pick"] =>
  (editor, range) => {
    editor
      .chain()
      .focus()
      .insertContentAt(range, { type: "text", text: title, marks: [{ type: "link", attrs: { href } }] })
      .unsetMark("link")
      .run();
  };

/** `@` and some letters: links to methods, cases, municipalities and commitments. */
export const mentions = (parts: Parts) =>
  pickList({
    name: "mention",
    char: "@",
    allowSpaces: true,
    label: "Henvis til",
    foot: "Pil op og ned vælger, Enter sætter ind, Esc lukker.",
    none: (query) =>
      query.trim().length < fewestLetters
        ? "Skriv navnet på en metode, et eksempel, en kommune eller et punkt."
        : "Vi fandt ikke noget, du kan henvise til.",
    debounce: 120,
    items: ({ query, signal }) => suggestionsFor(query, signal),
    // A long row of words without anything found is no search any more.
    allow: ({ range }) => range.to - range.from < 60,
    parts,
  });
