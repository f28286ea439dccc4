import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { PrivacyKind } from "#app/domain/privacy-check/finding.ts";
import { make, type Parts } from "./parts.ts";
import type { FindingHere, RememberingCheck } from "./remembering-check.ts";

/** How long a pause in the typing is before the text is looked through, in milliseconds. */
const pause = 600;
/** With more findings than this each is one line that unfolds. */
const mostUnfolded = 3;

/** Kinds whose words can go without the rest being written anew, each with what its button says. */
const deletable: Readonly<Partial<Record<PrivacyKind, string>>> = {
  cpr: "Slet nummeret",
  "maybe-cpr": "Slet tallet",
  phone: "Slet nummeret",
  mail: "Slet adressen",
};

/** How much time is taken at once where the browser has none to spare, or does not say, in milliseconds. */
const moment = 8;

/** Does something in the next moment in which the browser has nothing else to do. @returns takes it back */
function whenIdle(act: (timeIsUp: () => boolean) => void): () => void {
  const actNow = () => {
    const until = performance.now() + moment;
    act(() => performance.now() > until);
  };
  if (!("requestIdleCallback" in window)) {
    const asked = setTimeout(actNow, moment);
    return () => clearTimeout(asked);
  }
  const asked = requestIdleCallback(
    (deadline) => (deadline.didTimeout ? actNow() : act(() => deadline.timeRemaining() < 2)),
    { timeout: 500 },
  );
  return () => cancelIdleCallback(asked);
}

interface Shown {
  findings: FindingHere[];
  decorations: DecorationSet;
}

const shownFindings = new PluginKey<Shown>("privacy findings");

/** Marks what may tell of somebody, with why and what to do below the paragraph; no content. */
export const PrivacyMarks = Extension.create<{ parts: Parts | null }>({
  name: "findings",
  addOptions: () => ({ parts: null }),
  addProseMirrorPlugins() {
    const { parts } = this.options;
    return [
      new Plugin<Shown>({
        key: shownFindings,
        state: {
          init: () => ({ findings: [], decorations: DecorationSet.empty }),
          apply(change, shown, _before, state) {
            const found: FindingHere[] | undefined = change.getMeta(shownFindings);
            if (found) return { findings: found, decorations: decorationsOf(found, state.doc) };
            if (!change.docChanged) return shown;
            const decorations = shown.decorations.map(change.mapping, change.doc);
            const findings = shown.findings.map((finding) => ({
              ...finding,
              from: change.mapping.map(finding.from),
              to: change.mapping.map(finding.to, -1),
            }));
            return { findings, decorations };
          },
        },
        props: { decorations: (state) => shownFindings.getState(state)?.decorations },
        view(view) {
          let timer: ReturnType<typeof setTimeout> | undefined;
          let forgetIdle = () => {};
          let check: RememberingCheck | undefined;
          let closed = false;
          // What stood there when the text was opened is shown, not said.
          let opened: Node | undefined;
          let told: Set<string> | undefined;
          setTimeout(() => {
            opened = view.state.doc;
          });
          const look = (check: RememberingCheck) => {
            const keysOf = (findings: readonly FindingHere[]) => new Set(findings.map(({ key }) => key));
            told ??= keysOf(check(opened ?? view.state.doc));
            const found = check(view.state.doc);
            const before = shownFindings.getState(view.state)?.findings ?? [];
            if (JSON.stringify(found) !== JSON.stringify(before)) {
              view.dispatch(view.state.tr.setMeta(shownFindings, found).setMeta("addToHistory", false));
              const first = found.find(({ key }) => !told?.has(key));
              if (first) parts?.say(`Persondatatjek: ${first.label}. ${first.why}`);
            }
            told = keysOf(found);
          };
          /** Looks as soon as all has been looked at, a little at a time. */
          const lookInPieces = () => {
            forgetIdle = whenIdle((timeIsUp) => {
              if (!check) return;
              if (check.begin(view.state.doc, timeIsUp)) look(check);
              else lookInPieces();
            });
          };
          const later = (wait: number) => {
            clearTimeout(timer);
            forgetIdle();
            timer = setTimeout(lookInPieces, wait);
          };
          // Fetched when one can write already: its lists of names take their time. The server checks in any case.
          void import("./remembering-check.ts").then(({ rememberingCheck }) => {
            check = rememberingCheck();
            if (!closed) later(0);
          });
          return {
            update(_view, before) {
              if (before.doc === view.state.doc) return;
              later(pause);
            },
            destroy: () => {
              closed = true;
              clearTimeout(timer);
              forgetIdle();
            },
          };
        },
      }),
    ];
  },
});

function decorationsOf(found: readonly FindingHere[], text: Node): DecorationSet {
  const folded = found.length > mostUnfolded;
  return DecorationSet.create(
    text,
    found.flatMap((finding) => {
      const { from, to, below, level, id } = finding;
      return [
        (finding.field === "pictures" ? Decoration.node : Decoration.inline)(from, to, {
          class: level === "block" ? "found found-block" : "found",
        }),
        Decoration.widget(below, (view) => blockOf(finding, folded, view), {
          key: `${id} ${folded}`,
          side: -1,
          ignoreSelection: true,
          stopEvent: () => true,
        }),
      ];
    }),
  );
}

/** The block below a finding's paragraph: why it is marked, and what can be done about it. */
function blockOf(finding: FindingHere, folded: boolean, view: EditorView): HTMLElement {
  const { level, label, why, suggestion, quote, kind, id } = finding;
  const block = make("details", { class: "finding", contenteditable: "false", "data-finding": id });
  block.open = !folded;
  block.append(
    make("summary", { class: "finding-title" }, `${label}: »${quote}«`),
    make("p", {}, why),
    make("p", { class: "finding-try" }, suggestion),
  );
  const deletes = finding.inAddress || finding.field === "pictures" ? undefined : deletable[kind];
  if (deletes) {
    const button = make("button", { type: "button", class: "button button-secondary button-small" }, deletes);
    button.addEventListener("click", () => deleteFound(view, id));
    block.append(make("p", {}, button));
  }
  const rest =
    level === "block"
      ? "Teksten kan ikke sendes, før det er væk."
      : "Skal det blive stående, skriver du hvorfor, når du sender.";
  block.append(make("p", { class: "quiet" }, rest));
  return block;
}

const findingNow = (state: EditorState, id: string) =>
  shownFindings.getState(state)?.findings.find((finding) => finding.id === id);

/**
 * What goes with words that are deleted: brackets that would be left empty, and the space that would stand twice, at an end of the line or
 * before a full stop.
 * @param start where the words begin in the line
 */
export function withWhatGoes(line: string, start: number, end: number): { start: number; end: number } {
  const bracketed = /[([]\s*$/.exec(line.slice(0, start));
  const closed = /^\s*[)\]]/.exec(line.slice(end));
  if (bracketed && closed) return withWhatGoes(line, bracketed.index, end + closed[0].length);
  const before = /[ \u00a0]*$/.exec(line.slice(0, start))?.[0].length ?? 0;
  const after = /^[ \u00a0]*/.exec(line.slice(end))?.[0].length ?? 0;
  const next = line.charAt(end + after);
  if (/^\n?$/.test(line.charAt(start - before - 1))) return { start: start - before, end: end + after };
  if (next === "" || /[\n.,;:!?)\]»]/.test(next)) return { start: start - before, end: end + after };
  return { start: before > 0 && after > 0 ? start - before : start, end };
}

function deleteFound(view: EditorView, id: string): void {
  const { state } = view;
  const finding = findingNow(state, id);
  if (!finding || finding.from >= finding.to) return;
  const $from = state.doc.resolve(finding.from);
  const begins = $from.start();
  const line = $from.parent.textBetween(0, $from.parent.content.size, undefined, "\n");
  const { start, end } = withWhatGoes(line, finding.from - begins, finding.to - begins);
  view.dispatch(state.tr.delete(begins + start, begins + end).scrollIntoView());
  view.focus();
}

/** The findings once more beside the text, each a button that leads to its place. */
export function wireFindingsPanel(parts: Parts, editor: Editor): void {
  const panel = parts.root.querySelector<HTMLElement>("[data-findings]");
  if (!panel) return;
  const none = parts.find("[data-findings-none]");
  const list = parts.find("[data-findings-list]");
  let last = "";
  const show = () => {
    const findings = shownFindings.getState(editor.state)?.findings ?? [];
    const now = findings.map(({ id }) => id).join(" ");
    if (now === last && list.childElementCount === findings.length) return;
    last = now;
    none.hidden = findings.length > 0;
    list.replaceChildren(
      ...findings.map(({ id, label, quote }) => {
        const button = make("button", { type: "button", class: "link-button" }, `»${quote}«`);
        button.addEventListener("click", () => {
          const here = findingNow(editor.state, id);
          if (!here) return;
          const { tr } = editor.state;
          const place =
            here.field === "pictures"
              ? NodeSelection.create(tr.doc, here.from)
              : TextSelection.create(tr.doc, here.from, here.to);
          editor.view.dispatch(tr.setSelection(place).scrollIntoView());
          editor.view.focus();
        });
        return make("li", {}, `${label}: `, button);
      }),
    );
  };
  editor.on("transaction", show);
  panel.hidden = false;
  show();
}
