import { type Editing, openEditor } from "../editor/client/open-editor.ts";
import { forgetPages, keepPage, type News, openNews } from "../editor/offline/kept-pages.ts";
import worker from "../editor/offline/offline-worker.js?url";
import "../styles/_writing-bar.scss";
import "../styles/_writing.scss";
import "../styles/_writing-others.scss";
import "../styles/_writing-pictures.scss";
import { mount } from "./mount.ts";

/** Writing in a text; where it is locked, there is nothing to open. */
mount("editor", (element, editing: Editing | null) => {
  if (!editing) return;
  // Where the browser cannot, one writes all the same.
  const page = () => void keepPage(worker, editing.person, editing.text).catch(() => {});
  void openEditor(element, editing, { page, nothing: () => void forgetPages() });
  // Another window has let go of the page that this one still needs.
  openNews()?.addEventListener("message", ({ data }: MessageEvent<News>) => {
    if ("left" in data && data.left === editing.document) page();
  });
});
