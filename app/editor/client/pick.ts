import { type Editor, Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { exitSuggestion, Suggestion, type SuggestionOptions, type SuggestionProps } from "@tiptap/suggestion";
import { isChangeFromOthers } from "./change-origin.ts";
import { make, type Parts } from "./parts.ts";

/** Something that can be picked from a list that opens while one writes. */
export interface Choice {
  label: string;
  /** A word for its kind, in front of its label. */
  tag?: string;
  /** The class that colours the tag. */
  tagClass?: string;
  note?: string;
  /** Choices with the same one stand under it. */
  group?: string;
  pick(editor: Editor, range: Range): void;
}

interface PickOptions
  extends Pick<
    SuggestionOptions<Choice>,
    "char" | "startOfLine" | "allowSpaces" | "items" | "debounce" | "minQueryLength" | "allow"
  > {
  name: string;
  /** The name of the list, for those who do not see it. */
  label: string;
  foot: string;
  /** Stands there while there is nothing to choose from yet, and when nothing was found. */
  none: (query: string) => string;
  parts: Parts;
}

/** A sign that opens a list below the caret: the text keeps the focus, arrow keys walk in the list, Enter picks, Esc closes. */
export const pickList = ({ name, label, foot, none, parts, ...options }: PickOptions) =>
  Extension.create({
    name,
    addProseMirrorPlugins() {
      const pluginKey = new PluginKey(name);
      return [
        Suggestion<Choice>({
          editor: this.editor,
          pluginKey,
          decorationClass: "pick-query",
          shouldShow: ({ transaction }) => !isChangeFromOthers(transaction),
          ...options,
          command: ({ editor, range, props }) => props.pick(editor, range),
          render: () => shownList({ name, label, foot, none, parts, close: (view) => exitSuggestion(view, pluginKey) }),
        }),
      ];
    },
  });

function shownList({
  name,
  label,
  foot,
  none,
  parts,
  close,
}: Pick<PickOptions, "name" | "label" | "foot" | "none" | "parts"> & { close: (view: Editor["view"]) => void }) {
  const place = parts.find("[data-pick-place]");
  const id = `liste-${name}`;
  let box: HTMLElement | undefined;
  let now: SuggestionProps<Choice> | undefined;
  let options: HTMLElement[] = [];
  let active = 0;
  let said = "";

  const choose = (index: number) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) now?.editor.view.dom.setAttribute("aria-activedescendant", option.id);
    else now?.editor.view.dom.removeAttribute("aria-activedescendant");
  };
  const put = () => {
    const caret = now?.clientRect?.();
    if (!box || !caret) return;
    // On a phone the style sheet docks it above the tools.
    const { height, width } = box.getBoundingClientRect();
    const below = caret.bottom + 6 + height < innerHeight || caret.top < height;
    box.style.setProperty("top", `${scrollY + (below ? caret.bottom + 6 : caret.top - height - 6)}px`);
    box.style.setProperty(
      "left",
      `${scrollX + Math.max(8, Math.min(caret.left, document.documentElement.clientWidth - width - 8))}px`,
    );
  };
  const draw = (props: SuggestionProps<Choice>) => {
    now = props;
    if (!box) return;
    const { items, query, loading } = props;
    options = [];
    const list = make("div", { id, role: "listbox", "aria-label": label, tabindex: "0" });
    let group = "";
    let holder: HTMLElement = list;
    for (const item of items) {
      if (item.group && item.group !== group) {
        group = item.group;
        const heading = make("div", { class: "pick-label", id: `${id}-gruppe-${options.length}` }, group);
        holder = make("div", { role: "group", "aria-labelledby": heading.id }, heading);
        list.append(holder);
      }
      holder.append(optionOf(item));
    }
    const silent = items.length === 0;
    if (silent && !loading) list.replaceChildren();
    box.replaceChildren(
      ...(silent ? [make("p", { class: "pick-none" }, loading ? "Leder …" : none(query))] : [list]),
      make("p", { class: "pick-foot" }, foot),
    );
    const { dom } = props.editor.view;
    if (silent) dom.removeAttribute("aria-controls");
    else dom.setAttribute("aria-controls", id);
    choose(0);
    put();
    if (loading) return;
    const sentence = silent ? none(query) : items.length === 1 ? "1 forslag" : `${items.length} forslag`;
    if (sentence !== said) parts.say(sentence);
    said = sentence;
  };
  const optionOf = (item: Choice): HTMLElement => {
    const words = make("span", {}, item.label);
    if (item.note) words.append(make("small", {}, item.note));
    const option = make("div", { id: `${id}-valg-${options.length}`, role: "option", "aria-selected": "false" });
    if (item.tag) option.append(make("span", { class: `mark-tag ${item.tagClass ?? ""}` }, item.tag));
    option.append(words);
    const index = options.push(option) - 1;
    option.addEventListener("pointermove", () => {
      if (active !== index) choose(index);
    });
    option.addEventListener("click", () => now?.command(item));
    return option;
  };
  return {
    onStart(props: SuggestionProps<Choice>) {
      said = "";
      box = make("div", { class: "pick" });
      // The text keeps the focus when the list is pressed.
      box.addEventListener("mousedown", (event) => event.preventDefault());
      place.append(box);
      props.editor.view.dom.setAttribute("aria-autocomplete", "list");
      addEventListener("scroll", put, { passive: true });
      draw(props);
    },
    onUpdate: draw,
    onKeyDown({ event, view }: { event: KeyboardEvent; view: Editor["view"] }) {
      const last = options.length - 1;
      if (event.key === "Escape") {
        close(view);
        return true;
      }
      if (last < 0) return false;
      if (event.key === "ArrowDown") choose(active === last ? 0 : active + 1);
      else if (event.key === "ArrowUp") choose(active === 0 ? last : active - 1);
      else if (event.key === "Enter" || event.key === "Tab") options[active]?.click();
      else return false;
      return true;
    },
    onExit(props: SuggestionProps<Choice>) {
      box?.remove();
      box = undefined;
      options = [];
      removeEventListener("scroll", put);
      for (const attribute of ["aria-controls", "aria-activedescendant", "aria-autocomplete"])
        props.editor.view.dom.removeAttribute(attribute);
    },
  };
}
