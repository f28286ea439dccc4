import { Extension } from "@tiptap/core";

/** Blocks that a citation can point at carry an id, unique in their text. */
export const Anchor = Extension.create({
  name: "anchor",
  addGlobalAttributes() {
    return [
      {
        types: ["heading", "paragraph", "listItem", "blockquote", "table"],
        attributes: {
          id: {
            default: null,
            parseHTML: (element) => element.getAttribute("id"),
            renderHTML: ({ id }) => (id ? { id } : {}),
          },
        },
      },
    ];
  },
});
