import { allowedAddress } from "../schema/address.ts";
import { longestAttribute } from "../schema/limits.ts";
import { isSectionName } from "../schema/section.ts";

/** Something pasted, cleaned. */
export interface Cleaned {
  /** Headings, paragraphs, lists, quotes, call-outs, tables, bold, italic, links and line breaks; no other tag, and no attribute but what these need. */
  html: string;
  /** The number of pictures that were left out. */
  pictures: number;
  /** The cells of the largest table. */
  cells: number;
}

/** The look of words where they stand. */
interface Look {
  bold: boolean;
  italic: boolean;
  href: string | null;
}

const plain: Look = { bold: false, italic: false, href: null };

/** Never words of a text. */
const dropped = new Set(
  "script x-style head meta link title template noscript iframe object embed svg math canvas audio video source track input button select textarea option datalist dialog map area base param frame frameset applet form-control".split(
    " ",
  ),
);
const pictures = new Set(["img", "picture", "image", "v:imagedata"]);
const breaks = new Set(
  "p div section article header footer main aside nav address figure figcaption form fieldset center dl dt dd pre hr body html details summary".split(
    " ",
  ),
);

/**
 * Makes what another program has put on the clipboard into HTML that holds what our texts can hold, by the forms of Word, Word on the web,
 * Google Docs, Outlook, Gmail and web pages. It is written anew from the words, so nothing else gets through.
 * @param parse reads HTML without running anything in it
 * @param origin of this site: links to it become places on it
 */
export function cleanPaste(html: string, parse: (html: string) => Document, origin = ""): Cleaned {
  const page = parse(withoutLook(html));
  const writer = new Writer(origin);
  writer.blocksOf(page.body, plain);
  const body = writer.end();
  // ProseMirror's own note of how a copied piece hangs together.
  const slice = page.querySelector("[data-pm-slice]")?.getAttribute("data-pm-slice");
  return {
    html: slice ? `<div data-pm-slice="${escaped(slice)}">${body}</div>` : body,
    pictures: writer.pictures,
    cells: writer.cells,
  };
}

/**
 * The same HTML with its styles and handlers under names that mean nothing. The policy of our pages forbids them even in a page that is only
 * read, and browsers complain of each in the console.
 */
const withoutLook = (html: string) =>
  html
    .replace(/<(\/?)style\b/gi, "<$1x-style")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on\w+)(?=\s*=)/gi, "$1data-$2"));

interface ListLevel {
  /** The number of its first item; null for a list without numbers. */
  first: number | null;
  items: string[];
}

/** Writes blocks, one after the other. */
class Writer {
  pictures = 0;
  cells = 0;
  private out = "";
  private line = "";
  private levels: ListLevel[] = [];

  constructor(private readonly origin: string) {}

  /** Ends what is under way. @returns all that has been written */
  end(): string {
    this.endLine();
    this.endList();
    return this.out;
  }

  /** Writes the inside of an element by itself. */
  private inside(element: Element, look: Look): string {
    const writer = new Writer(this.origin);
    writer.blocksOf(element, look);
    const written = writer.end();
    this.pictures += writer.pictures;
    this.cells = Math.max(this.cells, writer.cells);
    return written;
  }

  blocksOf(parent: Element, look: Look): void {
    for (const child of [...parent.childNodes]) {
      if (child.nodeType === 3) this.text(child.nodeValue ?? "", look);
      else if (child.nodeType === 1) this.element(child as Element, look);
    }
  }

  private element(element: Element, around: Look): void {
    const tag = element.localName.toLowerCase();
    if (dropped.has(tag)) return;
    if (tag === "figure" && this.ownPicture(element)) return;
    if (pictures.has(tag)) {
      // A pixel that counts readers is no picture.
      if (element.getAttribute("width") !== "1") this.pictures += 1;
      return;
    }
    const style = styleOf(element);
    if (style.display === "none" || style["mso-hide"] === "all" || element.hasAttribute("hidden")) return;
    if (style["mso-list"] === "ignore") return;
    const look = this.lookOf(tag, element, style, around);
    const level = this.headingLevel(tag, element);
    const listed = wordListItem(element, style);
    const kind = element.getAttribute("data-callout");
    if (tag === "br") this.lineBreak();
    else if (tag === "ul" || tag === "ol") this.list(element, look);
    else if (tag === "li") this.listItem(element, null, 1, look);
    else if (tag === "table") this.table(element, look);
    else if (level) this.heading(element, level, look);
    else if (listed) this.listItem(element, listed.number, listed.level, look);
    else if (tag === "blockquote" || /\bMso(Intense)?Quote\b/i.test(element.className))
      this.wrapped("blockquote", "", element, look);
    else if (kind && ["advice", "hard", "quote"].includes(kind))
      this.wrapped("div", ` data-callout="${kind}"`, element.querySelector(".callout-body") ?? element, look);
    else if (breaks.has(tag)) {
      // The label over a call-out is no text of its own.
      if (element.classList.contains("callout-label") && element.parentElement?.hasAttribute("data-callout")) return;
      this.endLine();
      this.blocksOf(element, look);
      this.endLine();
    } else this.blocksOf(element, look);
  }

  /** A picture of a text on this site, moved or copied: it is written anew from what the schema knows of one. */
  private ownPicture(figure: Element): boolean {
    const id = figure.getAttribute("data-picture") ?? "";
    const image = figure.querySelector("img");
    if (!/^[0-9a-f-]{36}$/.test(id) || !image || !/^\/billeder\//.test(image.getAttribute("src") ?? "")) return false;
    this.endLine();
    this.endList();
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)) || 0);
    const alt = escaped(image.getAttribute("alt") ?? "");
    const caption = escaped(figure.querySelector("figcaption")?.textContent ?? "");
    const decorative = figure.hasAttribute("data-decorative") ? " data-decorative" : "";
    this.out +=
      `<figure data-picture="${id}"${decorative}><img alt="${alt}" width="${width}" height="${height}">` +
      `<figcaption>${caption}</figcaption></figure>`;
    return true;
  }

  private lineBreak(): void {
    if (this.line) this.line += "<br>";
  }

  private lookOf(tag: string, element: Element, style: Readonly<Record<string, string>>, around: Look): Look {
    let { bold, italic, href } = around;
    if (tag === "b" || tag === "strong") bold = true;
    if (tag === "i" || tag === "em" || tag === "cite") italic = true;
    const weight = style["font-weight"];
    if (weight) bold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
    const slant = style["font-style"];
    if (slant) italic = slant === "italic" || slant === "oblique";
    if (tag === "a") href = this.address(element.getAttribute("href")) ?? href;
    return { bold, italic, href };
  }

  private address(written: string | null): string | null {
    let address = written?.trim() ?? "";
    const carried =
      /^https?:\/\/(?:[\w.-]+\.safelinks\.protection\.outlook\.com\/.*[?&]url=|www\.google\.com\/url\?(?:.*&)?q=)([^&]+)/i.exec(
        address,
      );
    if (carried?.[1]) address = decoded(carried[1]) ?? address;
    if (this.origin && address.startsWith(`${this.origin}/`)) address = address.slice(this.origin.length);
    // A place in a page that is not here leads nowhere.
    const leads = allowedAddress.test(address) && !address.startsWith("#") && address.length <= longestAttribute;
    return leads ? address : null;
  }

  private text(words: string, look: Look): void {
    const flat = words.replace(/[\s\u00a0]+/g, " ").replace(/[\u200b\ufeff]/g, "");
    if (!flat || (flat === " " && (!this.line || this.line.endsWith("<br>")))) return;
    const fresh = !this.line || this.line.endsWith("<br>") || / (<\/\w+>)*$/.test(this.line);
    let written = escaped(fresh ? flat.trimStart() : flat);
    if (!written) return;
    if (look.bold) written = `<strong>${written}</strong>`;
    if (look.italic) written = `<em>${written}</em>`;
    if (look.href) written = `<a href="${escaped(look.href)}">${written}</a>`;
    this.line += written;
  }

  /** The words that have gathered are a paragraph; empty ones are left out. */
  private endLine(): void {
    const line = this.line.replace(/(<br>)+$/, "").replace(/ ((?:<\/\w+>)*)$/, "$1");
    this.line = "";
    if (!line) return;
    this.endList();
    this.out += `<p>${line}</p>`;
  }

  /** The words of an element as one line, whatever blocks are in it. */
  private words(element: Element, look: Look): string {
    const lines = this.inside(element, look).match(/<p>.*?<\/p>/gs) ?? [];
    return lines.map((line) => line.slice(3, -4)).join(" ");
  }

  private headingLevel(tag: string, element: Element): 2 | 3 | null {
    const word = /\bMso(?:Heading(\d)|(Title))\b/i.exec(element.className);
    const aria = element.getAttribute("role") === "heading" ? element.getAttribute("aria-level") : null;
    const level = Number(/^h([1-6])$/.exec(tag)?.[1] ?? word?.[1] ?? (word?.[2] ? 1 : (aria ?? 0)));
    if (!level) return null;
    return level <= 2 ? 2 : 3;
  }

  private heading(element: Element, level: 2 | 3, look: Look): void {
    this.endLine();
    this.endList();
    const section = element.getAttribute("data-section");
    // Headings are bold by themselves.
    const words = this.words(element, { ...look, bold: false }).replace(/<\/?strong>/g, "");
    if (words)
      this.out += `<h${level}${isSectionName(section) ? ` data-section="${section}"` : ""}>${words}</h${level}>`;
  }

  private wrapped(tag: string, attributes: string, element: Element, look: Look): void {
    this.endLine();
    this.endList();
    const held = this.inside(element, look);
    if (held) this.out += `<${tag}${attributes}>${held}</${tag}>`;
  }

  private list(list: Element, look: Look, depth = 1): void {
    this.endLine();
    let number = list.localName === "ol" ? firstNumber(list.getAttribute("start")) : null;
    // Word on the web gives each item a list of its own, and tells its depth; elsewhere two lists are two.
    const flat = list.querySelector(":scope > li[data-aria-level]") !== null;
    if (depth === 1 && !flat) this.endList();
    for (const child of [...list.children]) {
      const tag = child.localName;
      if (tag === "li") {
        const level = flat ? Number(child.getAttribute("data-aria-level")) || depth : depth;
        this.listItem(child, number, level, look);
        if (number !== null) number += 1;
      } else if (tag === "ul" || tag === "ol") this.list(child, look, depth + 1);
      else this.element(child, look);
    }
    if (depth === 1 && !flat) this.endList();
  }

  /**
   * An item that other items may hang on: lists in it, or beside it as in Google Docs, go one level in.
   * @param number null in a list without numbers
   */
  private listItem(item: Element, number: number | null, level: number, look: Look): void {
    // Lines that gathered before belong in front, in a paragraph of their own.
    this.endLine();
    const nested = [...item.children].filter(({ localName }) => localName === "ul" || localName === "ol");
    const own = item.cloneNode(true) as Element;
    for (const list of [...own.children]) if (list.localName === "ul" || list.localName === "ol") list.remove();
    const held = this.inside(own, look);
    this.addItem(held || "<p></p>", number, level);
    for (const list of nested) this.list(list, look, level + 1);
  }

  private addItem(held: string, number: number | null, level: number): void {
    const depth = Math.min(Math.max(1, level), this.levels.length + 1, 9);
    while (this.levels.length > depth) this.closeLevel();
    if (this.levels.length === depth && (this.levels.at(-1)?.first === null) !== (number === null)) {
      if (depth === 1) this.endList();
      else this.closeLevel();
    }
    if (this.levels.length < depth) this.levels.push({ first: number, items: [] });
    this.levels.at(-1)?.items.push(held);
  }

  private closeLevel(): void {
    const level = this.levels.pop();
    if (!level || level.items.length === 0) return;
    const tag = level.first === null ? "ul" : "ol";
    const start = (level.first ?? 1) === 1 ? "" : ` start="${level.first}"`;
    const written = `<${tag}${start}>${level.items.map((held) => `<li>${held}</li>`).join("")}</${tag}>`;
    const outer = this.levels.at(-1)?.items;
    if (outer && outer.length > 0) outer[outer.length - 1] += written;
    else this.out += written;
  }

  private endList(): void {
    while (this.levels.length > 0) this.closeLevel();
  }

  /** Rows of the same length, without merged cells: a cell that reached over others leaves empty ones. */
  private table(table: Element, look: Look): void {
    this.endLine();
    this.endList();
    const rows = rowsOf(table);
    const single = rows.length === 1 && rows[0]?.length === 1;
    if (single || /^(presentation|none)$/.test(table.getAttribute("role") ?? "")) {
      // Mail is laid out in tables that are none.
      for (const cell of rows.flat()) {
        this.blocksOf(cell, look);
        this.endLine();
      }
      return;
    }
    const grid: { tag: "td" | "th"; held: string }[][] = [];
    const empty = { tag: "td" as const, held: "" };
    for (const [y, row] of rows.entries()) {
      let x = 0;
      for (const cell of row) {
        grid[y] ??= [];
        while (grid[y]?.[x]) x += 1;
        const wide = spanOf(cell, "colspan");
        const high = Math.min(spanOf(cell, "rowspan"), rows.length - y);
        const tag = cell.localName === "th" || cell.parentElement?.parentElement?.localName === "thead" ? "th" : "td";
        for (let down = 0; down < high; down += 1) {
          grid[y + down] ??= [];
          for (let right = 0; right < wide; right += 1)
            (grid[y + down] as (typeof grid)[0])[x + right] = { ...empty, tag };
        }
        const held = this.inside(cell, tag === "th" ? { ...look, bold: false } : look).replace(
          /<\/?(h[23])[^>]*>/g,
          (found) => (found.startsWith("</") ? "</p>" : "<p>"),
        );
        (grid[y] as (typeof grid)[0])[x] = {
          tag,
          held: unnested(tag === "th" ? held.replace(/<\/?strong>/g, "") : held),
        };
        x += wide;
      }
    }
    const width = Math.max(0, ...grid.map((row) => row?.length ?? 0));
    if (width === 0) return;
    this.cells = Math.max(this.cells, grid.length * width);
    const written = grid.map((row) => {
      const cells = Array.from({ length: width }, (_, x) => row?.[x] ?? empty);
      return `<tr>${cells.map(({ tag, held }) => `<${tag}>${held || "<p></p>"}</${tag}>`).join("")}</tr>`;
    });
    this.out += `<table><tbody>${written.join("")}</tbody></table>`;
  }
}

/** A table in a cell leaves its words, a paragraph for each cell. */
const unnested = (held: string) => held.replace(/<\/?(table|tbody|tr|td|th)>/g, "");

const rowsOf = (table: Element): Element[][] =>
  [...table.children].flatMap((part) => {
    const name = part.localName;
    const rows = name === "tr" ? [part] : /^(thead|tbody|tfoot)$/.test(name) ? [...part.children] : [];
    return rows
      .filter(({ localName }) => localName === "tr")
      .map((row) => [...row.children].filter(({ localName }) => localName === "td" || localName === "th"))
      .filter((cells) => cells.length > 0);
  });

const spanOf = (cell: Element, name: string) =>
  Math.min(Math.max(1, Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 1), 100);

/** The style of an element, by property, in small letters. */
function styleOf(element: Element): Readonly<Record<string, string>> {
  const style: Record<string, string> = {};
  for (const rule of (element.getAttribute("data-style") ?? "").toLowerCase().split(";")) {
    const colon = rule.indexOf(":");
    if (colon > 0) style[rule.slice(0, colon).trim()] = rule.slice(colon + 1).trim();
  }
  return style;
}

/** Word writes lists as paragraphs: `mso-list:l0 level2 lfo1`, and the sign in a part of its own. */
function wordListItem(
  element: Element,
  style: Readonly<Record<string, string>>,
): { number: number | null; level: number } | null {
  const level = /\blevel(\d)/.exec(style["mso-list"] ?? "")?.[1];
  if (!level) return null;
  const sign = [...element.querySelectorAll("[data-style]")].find((part) =>
    /mso-list:\s*ignore/i.test(part.getAttribute("data-style") ?? ""),
  );
  const numbered = /^\s*\(?(\d{1,3}|[a-zæøå]{1,4})[.)]/i.exec(sign?.textContent ?? "");
  return { number: numbered && firstNumber(numbered[1] ?? ""), level: Number(level) };
}

/** The number that a numbered list begins with, as it is written; letters and what is no number begin with 1. */
const firstNumber = (written: string | null): number => {
  const number = /^\d{1,4}$/.test(written ?? "") ? Number(written) : 1;
  return Math.max(1, number);
};

const escaped = (words: string) =>
  words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

function decoded(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}
