// TipTap as it comes: the nodes and marks of a plain text, undo, and nothing else. The page that our editor is measured against.
import { Editor } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor, TrailingNode, UndoRedo } from "@tiptap/extensions";

const root = document.getElementById("root") as HTMLElement;
new Editor({
  element: root,
  extensions: [
    ...[Document, Paragraph, Text, Heading, Bold, Italic, HardBreak, Blockquote, BulletList, OrderedList, ListItem],
    ...[ListKeymap, Link, UndoRedo, Dropcursor, Gapcursor, TrailingNode],
  ],
  content: JSON.parse(document.getElementById("text")?.textContent ?? "null"),
});
root.dataset.ready = "";
