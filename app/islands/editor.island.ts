import { type Editing, openEditor } from "../editor/client/open-editor.ts";
import { forgetPages, keepPage } from "../editor/offline/kept-pages.ts";
import worker from "../editor/offline/offline-worker.js?url";
import "../styles/_unsent.scss";
import "../styles/_writing.scss";
import { mount } from "./mount.ts";

/** Writing in a text; where it is locked, there is nothing to open. */
mount("editor", (element, editing: Editing | null) => {
  if (!editing) return;
  void openEditor(element, editing, {
    // Where the browser cannot, one writes all the same.
    page: () => void keepPage(worker, editing.person, editing.text).catch(() => {}),
    nothing: () => void forgetPages(),
  });
});
