import { mergeAttributes, Node } from "@tiptap/core";

/** Where a page of the printed original begins. Its anchor is `side-<number>`. */
export const PageMark = Node.create({
  name: "pageMark",
  group: "block",
  content: "text*",
  marks: "",
  addAttributes() {
    return {
      page: {
        default: 1,
        parseHTML: (element) => Number.parseInt(element.getAttribute("data-page") ?? "1", 10),
        renderHTML: ({ page }) => ({ id: `side-${page}`, "data-page": String(page) }),
      },
    };
  },
  parseHTML() {
    return [{ tag: "div[data-page]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { class: "page-mark" }), 0];
  },
});
