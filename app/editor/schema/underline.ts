import { Mark } from "@tiptap/core";

/** Words that are underlined in a printed original. */
export const Underline = Mark.create({
  name: "underline",
  parseHTML: () => [{ tag: "u" }],
  renderHTML: ({ HTMLAttributes }) => ["u", HTMLAttributes, 0],
});
