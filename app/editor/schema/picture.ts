import { Node } from "@tiptap/core";
import type { DOMOutputSpec } from "@tiptap/pm/model";

/** As the server makes ids; no library comes to the browser for it. */
const pictureId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isPictureId = (value: unknown): value is string => typeof value === "string" && pictureId.test(value);

/** The widths that a picture is kept in, in pixels. None is higher than twice that. */
export const pictureWidths = [480, 960, 1600] as const;
/** Longest alternative text and caption, in characters. */
export const longestPictureWords = 500;

/** A picture in a text. */
export interface PictureAttributes {
  id: string;
  /** Of the largest file, in pixels. */
  width: number;
  height: number;
  /** What it shows, for those who do not see it. */
  alt: string;
  /** It only adorns: there is nothing to tell of it. */
  decorative: boolean;
  /** What stands below it. */
  caption: string;
}

/** Where a picture is read in one of its widths. */
export const pictureAddress = (id: string, width: number): string => `/billeder/${id}/${width}`;

/** How wide the file is that a picture of this size has for one of the widths: none is enlarged. */
export const fileWidth = (width: number, height: number, most: number): number =>
  Math.max(1, Math.round(width * Math.min(1, most / width, (2 * most) / height)));

/**
 * The picture as it is shown, in the editor and to readers alike. The browser takes the file that fits, from this site or not at all: an id
 * that is none shows nothing.
 */
function pictureSpec({ id, width, height, alt, decorative, caption }: PictureAttributes): DOMOutputSpec {
  if (!isPictureId(id)) return ["figure", { class: "picture" }];
  const files = pictureWidths.map((most) => ({ most, wide: fileWidth(width, height, most) }));
  const different = files.filter(({ wide }, index) => wide !== files[index - 1]?.wide);
  const image = [
    "img",
    {
      src: pictureAddress(id, 960),
      srcset: different.map(({ most, wide }) => `${pictureAddress(id, most)} ${wide}w`).join(", "),
      // Browsers take a picture to be as wide as this says.
      sizes: width < 720 ? `min(${width}px, 100vw)` : "(min-width: 760px) 720px, 100vw",
      width: String(width),
      height: String(height),
      alt: decorative ? "" : alt,
      loading: "lazy",
      decoding: "async",
    },
  ] as const;
  const figure = { class: "picture", "data-picture": id, ...(decorative && { "data-decorative": "" }) };
  return caption ? ["figure", figure, image, ["figcaption", {}, caption]] : ["figure", figure, image];
}

const words = (value: unknown) => {
  if (typeof value !== "string" || value.length > longestPictureWords)
    throw new RangeError("not the words of a picture");
};
const pixels = (most: number) => (value: unknown) => {
  if (!Number.isInteger(value) || Number(value) < 1 || Number(value) > most)
    throw new RangeError("not a size in pixels");
};
const largest = Math.max(...pictureWidths);

/** A picture on a line of its own, with what is said of it. Its file is known by the id alone, so it comes from this site or not at all. */
export const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    const image = (element: HTMLElement) => element.querySelector("img");
    return {
      id: {
        isRequired: true,
        rendered: false,
        validate: (value: unknown) => {
          if (!isPictureId(value)) throw new RangeError("not the id of a picture");
        },
        parseHTML: (element) => element.getAttribute("data-picture"),
      },
      width: {
        isRequired: true,
        rendered: false,
        validate: pixels(largest),
        parseHTML: (element) => Number(image(element)?.getAttribute("width")),
      },
      height: {
        isRequired: true,
        rendered: false,
        validate: pixels(2 * largest),
        parseHTML: (element) => Number(image(element)?.getAttribute("height")),
      },
      alt: {
        default: "",
        rendered: false,
        validate: words,
        parseHTML: (element) => (image(element)?.getAttribute("alt") ?? "").slice(0, longestPictureWords),
      },
      decorative: {
        default: false,
        rendered: false,
        validate: "boolean",
        parseHTML: (element) => element.hasAttribute("data-decorative"),
      },
      caption: {
        default: "",
        rendered: false,
        validate: words,
        parseHTML: (element) => (element.querySelector("figcaption")?.textContent ?? "").slice(0, longestPictureWords),
      },
    };
  },
  parseHTML() {
    return [
      {
        tag: "figure[data-picture]",
        getAttrs: (element) => {
          const image = element.querySelector("img");
          const size = (name: string) => Number(image?.getAttribute(name));
          const isWhole =
            isPictureId(element.getAttribute("data-picture")) && size("width") >= 1 && size("height") >= 1;
          return isWhole && size("width") <= largest && size("height") <= 2 * largest ? null : false;
        },
      },
    ];
  },
  renderHTML({ node }) {
    return pictureSpec(node.attrs as PictureAttributes);
  },
  renderText({ node }) {
    const { alt, decorative, caption } = node.attrs as PictureAttributes;
    return [decorative ? "" : alt, caption].filter(Boolean).join("\n\n");
  },
});
