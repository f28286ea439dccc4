import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { mostCells } from "../schema/limits.ts";
import { cleanPaste } from "./clean-paste.ts";
import { tooManyCells } from "./limits.ts";

/** Largest clipboard that is read, in characters, pictures in it not counted. */
const mostPasted = 2_000_000;

const tooMuchPasted = "Det, du satte ind, er for stort. Del det op, og sæt en del ind ad gangen.";
const picturesLeftOut = (pictures: number) =>
  `${pictures === 1 ? "1 billede" : `${pictures} billeder`} kom ikke med. Sæt billeder ind ét ad gangen med »Billede«.`;

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
          transformPastedHTML(html) {
            const cleaned = cleanPaste(html, (text) => parser.parseFromString(text, "text/html"), location.origin);
            if (cleaned.cells > mostCells) {
              refused(tooManyCells.replace("Det sidste kom ikke med.", "Det, du satte ind, kom ikke med."));
              return "";
            }
            if (cleaned.pictures > 0) refused(picturesLeftOut(cleaned.pictures));
            return cleaned.html;
          },
        },
      }),
    ];
  },
});
