import { type Attribute, type Extensions, mergeAttributes } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Superscript } from "@tiptap/extension-superscript";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { allowedAddress } from "./address.ts";
import { Anchor } from "./anchor.ts";
import { Callout } from "./callout.ts";
import { PageMark } from "./page-mark.ts";
import { Picture } from "./picture.ts";
import { SectionHeading } from "./section.ts";
import { Underline } from "./underline.ts";

/** A table scrolls in a box of its own on a narrow screen; widths are left to the style sheet, so no style attributes. */
const ScrollingTable = Table.extend({
  renderHTML({ HTMLAttributes }) {
    return [
      "div",
      { class: "table-scroll", role: "region", "aria-label": "Tabel", tabindex: "0" },
      ["table", mergeAttributes(HTMLAttributes), ["tbody", 0]],
    ];
  },
});

/** Alignment would be written as a style attribute; how cells stand is the style sheet's. */
const withoutAlignment = ({ align: _align, ...attributes }: Record<string, Attribute> = {}) => attributes;
const PlainCell = TableCell.extend({
  addAttributes() {
    return withoutAlignment(this.parent?.() as Record<string, Attribute>);
  },
});
const PlainHeader = TableHeader.extend({
  addAttributes() {
    return withoutAlignment(this.parent?.() as Record<string, Attribute>);
  },
});

/** The extensions of texts that writers of cases write. */
export const writingExtensions: Extensions = [
  Document,
  Paragraph,
  Text,
  Heading.configure({ levels: [2, 3, 4] }),
  Bold,
  Italic,
  HardBreak,
  Blockquote,
  BulletList,
  OrderedList,
  ListItem,
  Link.configure({
    openOnClick: false,
    autolink: false,
    HTMLAttributes: { target: null, rel: null, class: null },
    isAllowedUri: (url) => allowedAddress.test(url),
  }),
  ScrollingTable.configure({ resizable: false, View: null }),
  TableRow,
  PlainHeader,
  PlainCell,
  Callout,
  SectionHeading,
  Picture,
];

/** The one list of extensions, by which every text is checked and shown: documents have nodes and marks that no writer uses. */
export const extensions: Extensions = [...writingExtensions, Superscript, Underline, PageMark, Anchor];
