import { type Editing, openEditor } from "../editor/client/open-editor.ts";
import "../styles/_writing.scss";
import { mount } from "./mount.ts";

/** Writing in a text; where it is locked, there is nothing to open. */
mount("editor", (element, editing: Editing | null) => {
  if (editing) void openEditor(element, editing);
});
