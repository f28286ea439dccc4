import { Extension } from "@tiptap/core";
import type { Fragment } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { mostCells } from "../schema/limits.ts";
import { cleanPaste } from "./clean-paste.ts";
import { tooManyCells } from "./limits.ts";

/** Largest clipboard that is read, in characters, pictures in it not counted. */
const mostPasted = 2_000_000;

const tooMuchPasted = "Det, du satte ind, er for stort. Del det op, og sæt en del ind ad gangen.";
const picturesLeftOut = (pictures: number) =>
  `${pictures === 1 ? "1 billede" : `${pictures} billeder`} kom ikke med. Sæt billeder ind ét ad gangen med »Billede«.`;

const picturesOfOthers =
  "Et billede hører til den tekst, det er sat ind i, og kom ikke med. Gem det på din computer, og sæt det ind her med »Billede«.";

function addPictures(ids: Set<string>, held: Fragment): void {
  held.descendants((node) => {
    if (node.type.name === "picture") ids.add(String(node.attrs.id));
  });
}

/** Cleans what is pasted or dropped before it is read, and says in a sentence what was not taken. */
export const Paste = Extension.create<{
  /** Told before each: what was said of the last one is over. */
  begins: () => void;
  refused: (sentence: string) => void;
  /** Takes a file that may be a picture. */
  picture: (file: File) => void;
}>({
  name: "cleanPaste",
  addOptions: () => ({ begins: () => {}, refused: () => {}, picture: () => {} }),
  addProseMirrorPlugins() {
    const { begins, refused, picture } = this.options;
    const parser = new DOMParser();
    /** The pictures that were copied or cut here: they may come back when they stand in the text no more. */
    const copied = new Set<string>();
    const copies = ({ state }: EditorView) => {
      addPictures(copied, state.selection.content().content);
      return false;
    };
    /** Leaves out pictures of other texts: who may read this one may not see them. */
    const withOwnPictures = (html: string, view: EditorView): string => {
      const own = new Set(copied);
      addPictures(own, view.state.doc.content);
      const page = parser.parseFromString(html, "text/html");
      const foreign = [...page.querySelectorAll<HTMLElement>("[data-picture]")].filter(
        ({ dataset }) => !own.has(dataset.picture ?? ""),
      );
      if (foreign.length === 0) return html;
      for (const figure of foreign) figure.remove();
      refused(picturesOfOthers);
      return page.body.innerHTML;
    };
    /** @returns whether it may go on */
    const mayCome = (data: DataTransfer | null): boolean => {
      begins();
      const html = data?.getData("text/html") ?? "";
      const size = Math.max(html.replace(/data:[^"'\s)]+/g, "").length, data?.getData("text/plain").length ?? 0);
      if (size > mostPasted) {
        refused(tooMuchPasted);
        return false;
      }
      const [file, ...others] = [...(data?.files ?? [])];
      if (!html && file) {
        // One at a time: each is described by itself.
        picture(file);
        if (others.length > 0) refused(picturesLeftOut(others.length));
        return false;
      }
      return true;
    };
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            copy: copies,
            cut: copies,
            paste(_view, event) {
              if (mayCome(event.clipboardData)) return false;
              event.preventDefault();
              return true;
            },
            drop(_view, event) {
              if (mayCome(event.dataTransfer)) return false;
              event.preventDefault();
              return true;
            },
          },
          transformPastedHTML(html, view) {
            const cleaned = cleanPaste(html, (text) => parser.parseFromString(text, "text/html"), location.origin);
            if (cleaned.cells > mostCells) {
              refused(tooManyCells.replace("Det sidste kom ikke med.", "Det, du satte ind, kom ikke med."));
              return "";
            }
            if (cleaned.pictures > 0) refused(picturesLeftOut(cleaned.pictures));
            return withOwnPictures(cleaned.html, view);
          },
        },
      }),
    ];
  },
});
