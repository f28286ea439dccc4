import type { Parts } from "./parts.ts";
import { type Choice, pickList } from "./pick.ts";

const entries: readonly { tool: string; label: string; note: string; also: string }[] = [
  { tool: "advice", label: "Råd", note: "En boks med et råd til andre", also: "boks tip" },
  { tool: "hard", label: "Det svære", note: "En boks, der stikker ud", also: "boks svært" },
  { tool: "quote", label: "Citat", note: "Det, en af jer sagde", also: "boks stemme" },
  { tool: "bulletList", label: "Punktliste", note: "Ting uden rækkefølge", also: "liste punkter" },
  { tool: "orderedList", label: "Nummereret liste", note: "Trin for trin", also: "liste tal trin" },
  { tool: "table", label: "Tabel", note: "2 rækker og 2 kolonner", also: "skema" },
  { tool: "picture", label: "Billede", note: "Fra en fil, med en beskrivelse", also: "foto tegning" },
  { tool: "mention", label: "Henvisning", note: "Metode, eksempel, kommune eller punkt. Eller skriv @", also: "link" },
  { tool: "subheading", label: "Underoverskrift", note: "En overskrift i et afsnit", also: "titel" },
];

/** `/` on an empty line: what can be set in. @param use does what the tool of that name does */
export const slashMenu = (parts: Parts, use: (tool: string) => void) =>
  pickList({
    name: "slash",
    char: "/",
    startOfLine: true,
    label: "Indsæt",
    foot: "Skriv for at finde. Enter sætter ind, Esc lukker.",
    none: () => "Det kan ikke sættes ind her.",
    items: ({ query }): Choice[] =>
      entries
        .filter(({ label, also }) => `${label} ${also}`.toLowerCase().includes(query.toLowerCase()))
        .map(({ tool, label, note }) => ({
          label,
          note,
          pick(editor, range) {
            editor.chain().focus().deleteRange(range).run();
            use(tool);
          },
        })),
    allow: ({ state }) => state.selection.$from.parent.type.name === "paragraph",
    parts,
  });
