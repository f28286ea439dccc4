import { type Editing, openEditor } from "../editor/client/open-editor.ts";
import "../styles/_writing.scss";
import { mount } from "./mount.ts";

/** Writing in a text. Mounted twice on the same element it is one editor; where the text is locked, there is nothing to open. */
mount("editor", (element, editing: Editing | null) => {
  if (!editing || element.dataset.taken !== undefined) return;
  element.dataset.taken = "";
  void openEditor(element, editing);
});
