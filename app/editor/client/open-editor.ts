import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Dropcursor, Gapcursor } from "@tiptap/extensions";
import type { Refusal } from "#app/collaboration/protocol.ts";
import { unsentBlocks } from "../offline/unsent-words.ts";
import { writingExtensions } from "../schema/extensions.ts";
import { textFragment } from "../text-fragment.ts";
import { CalloutInEditor } from "./callout-view.ts";
import { PrivacyMarks, wireFindingsPanel } from "./findings.ts";
import { wireHelp } from "./help.ts";
import { followKeyboard } from "./keyboard-place.ts";
import { Keys, readCaret } from "./keys.ts";
import { Limits } from "./limits.ts";
import { wireLinkForm } from "./link-form.ts";
import { mentions } from "./mention.ts";
import { othersCarets, showOthers } from "./others.ts";
import { make, type Parts, partsOfPage } from "./parts.ts";
import { Paste } from "./paste.ts";
import { wirePictureForm } from "./picture-form.ts";
import { showSavedState } from "./saved-state.ts";
import { Sections, wireSections } from "./sections.ts";
import { openSharedDocument, type SharedDocument } from "./shared-document.ts";
import { slashMenu } from "./slash.ts";
import { type Openers, use, wireToolbar } from "./toolbar.ts";
import { TypedPlace } from "./typed-place.ts";
import { goToUnsent, showUnsent } from "./unsent.ts";
import { wireWordCount } from "./words.ts";

/** The data that the page gives the editor. */
export interface Editing {
  /** The working revision: the name of its shared document. */
  document: string;
  /** The name of whoever writes. */
  me: string;
  /** The account of whoever writes. */
  person: string;
  /** The case. */
  text: string;
  title: string;
  /** Where pictures are sent to. */
  pictures: string;
}

/**
 * Opens the editor on its page as soon as the text is there: in step with the server's, or without a connection as the browser has kept it.
 * @param keep keeps the page for times without a network, and lets go of what was kept when the session is over
 */
export async function openEditor(
  root: HTMLElement,
  { me, pictures, ...text }: Editing,
  keep: { page(): void; nothing(): void },
): Promise<void> {
  const parts = partsOfPage(root);
  parts.find("[data-needs-script]").remove();
  let editor: Editor | undefined;
  const ended = (refusal: Refusal | null) => {
    if (refusal === "signedOut") keep.nothing();
    for (const next of parts.all("[data-next]")) next.hidden = refusal !== null;
    const waits = refusal === "oldSchema" && shared?.keeps === true;
    showUnsent(parts, refusal && shared ? unsentBlocks(shared.document, shared.unsent()) : [], waits);
    // The words stay, to be copied; nothing more is written into what goes nowhere.
    const isWriting = editor?.isFocused;
    editor?.setEditable(refusal === null);
    if (!editor) return;
    if (refusal === null) editor.view.dom.removeAttribute("tabindex");
    else if (isWriting) {
      // The keys that somebody is still striking stay with the text; otherwise the space key would scroll it away.
      editor.view.dom.tabIndex = -1;
      editor.view.dom.focus({ preventScroll: true });
    }
    parts.find("[data-toolbar]").hidden = refusal !== null;
    parts.find("[data-more]").hidden = refusal !== null;
  };
  let shared: SharedDocument | undefined;
  let leaving = false;
  /** Nothing of the text stays in sight, nor behind the browser's button back. */
  const leaveFor = (address: string) => {
    leaving = true;
    root.hidden = true;
    location.replace(address);
  };
  shared = await openSharedDocument(text, {
    ...showSavedState(parts),
    ended,
    others: showOthers(parts, me),
    full: () => showLimit(parts, noRoom),
    signedOut: () => leaveFor("/log-ind?gjort=ud"),
    anotherPerson: () => leaveFor("/mine-tekster"),
  });
  const { document, provider, opened, inStep } = shared;
  const reload = () => {
    // What is not sent comes along.
    leaving = Boolean(shared?.keeps);
    location.reload();
  };
  wireNotices(parts, () => editor, { try: shared.tryNow, reload });
  addEventListener("beforeunload", (event) => {
    if (shared?.hasUnsaved() && !leaving) event.preventDefault();
  });
  void inStep.then(keep.page);
  await opened;

  const openers: Record<string, Openers[string]> = {};
  const useTool = (name: string) => {
    if (editor) use(parts, editor, name, openers);
  };
  const refused = (sentence: string) => showLimit(parts, sentence);
  let takePicture: (file: File) => void = () => {};
  const place = make("div");
  const bar = parts.find("[data-bar]");
  const clear = {
    get top() {
      return bar.offsetHeight + 36;
    },
    bottom: 120,
    left: 0,
    right: 0,
  };
  editor = new Editor({
    element: place,
    injectCSS: false,
    extensions: [
      ...writingExtensions.map((extension) => (extension.name === "callout" ? CalloutInEditor : extension)),
      Collaboration.configure({ document, field: textFragment }),
      TypedPlace,
      Dropcursor,
      Gapcursor,
      Limits.configure({ refused }),
      Sections,
      Keys.configure({ use: useTool }),
      Paste.configure({ begins: () => hide(parts, "limit"), refused, picture: (file) => takePicture(file) }),
      mentions(parts),
      slashMenu(parts, useTool),
      PrivacyMarks.configure({ parts }),
      othersCarets(provider),
    ],
    editorProps: {
      attributes: {
        id: "tekst",
        class: "writing prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": "Teksten",
        autocapitalize: "sentences",
        spellcheck: "true",
      },
      // What one writes is never under the tools of a phone, nor under the bar at the top.
      scrollMargin: clear,
      scrollThreshold: clear,
    },
  });
  provider.on("message", readCaret);
  editor.view.dom.addEventListener("keydown", (event) => {
    if (editor?.isEditable === false && writes(event)) event.preventDefault();
  });
  openers.link = wireLinkForm(parts, editor);
  const picture = wirePictureForm(parts, editor, pictures);
  openers.picture = picture.insert;
  openers.pictureEdit = picture.edit;
  takePicture = picture.take;
  openers.help = wireHelp(parts);
  const sheet = parts.find("[data-text]");
  sheet.replaceChildren(place);
  wireToolbar(parts, editor, openers);
  wireSections(parts, editor);
  wireWordCount(parts, editor);
  wireFindingsPanel(parts, editor);
  followKeyboard(parts);
  parts.find("[data-more]").hidden = false;
  root.dataset.ready = "";
  // What is out of sight is laid out when the browser has nothing else to do.
  const laidOut = () => sheet.classList.remove("text-opening");
  if ("requestIdleCallback" in window) requestIdleCallback(laidOut, { timeout: 1_000 });
  else setTimeout(laidOut, 300);
}

/** The key would write, were there something to write in. */
const writes = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !(ctrlKey || metaKey || altKey) && (key.length === 1 || key === "Enter" || key === "Backspace");

const noRoom =
  "Der er ikke plads til mere på denne enhed. Skriv bare videre, så længe du er på nettet: Teksten gemmes hos os som ellers.";

function hide(parts: Parts, notice: string): void {
  parts.find(`[data-notice=${notice}]`).hidden = true;
}

/** A sentence in the bar on what was not taken, until one closes it. */
function showLimit(parts: Parts, sentence: string): void {
  const notice = parts.find("[data-notice=limit]");
  const title = notice.querySelector("[data-notice-title]");
  if (title) title.textContent = sentence;
  notice.hidden = false;
  parts.say(sentence);
}

function wireNotices(
  parts: Parts,
  editor: () => Editor | undefined,
  ways: Readonly<Record<"try" | "reload", () => void>>,
): void {
  const acts: Readonly<Record<string, (button: HTMLElement) => void>> = {
    ...ways,
    close: (button) => {
      const notice = button.closest<HTMLElement>("[data-notice]");
      if (notice) notice.hidden = true;
      editor()?.commands.focus();
    },
    copy: () => copyText(parts, editor()),
    unsent: () => goToUnsent(parts),
  };
  for (const button of parts.all("[data-notice-do]"))
    button.addEventListener("click", () => acts[button.dataset.noticeDo ?? ""]?.(button));
}

/** Puts the whole text on the clipboard, as words and with its headings and lists. */
async function copyText(parts: Parts, editor: Editor | undefined): Promise<void> {
  const text = parts.find("[data-text]");
  const html = editor?.getHTML() ?? text.innerHTML;
  const words = editor?.getText({ blockSeparator: "\n\n" }) ?? text.innerText;
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/html": new Blob([html], { type: "text/html" }),
        "text/plain": new Blob([words], { type: "text/plain" }),
      }),
    ]);
    parts.say("Teksten er kopieret");
  } catch {
    getSelection()?.selectAllChildren(text);
    parts.say("Teksten er markeret. Kopiér den med Ctrl+C.");
  }
}
