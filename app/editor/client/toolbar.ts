import type { Editor } from "@tiptap/core";
import { afterFrame } from "./after-frame.ts";
import type { Parts } from "./parts.ts";
import { type Tool, tools } from "./tools.ts";

/** Tools that open something rather than change the text, by name. */
export type Openers = Readonly<Record<string, Tool>>;

/** The node that the caret stands in, or on, where tools of its own are shown. */
const contexts: Readonly<Record<string, string>> = { list: "listItem", table: "table", picture: "picture" };

/** Does what a button or a menu is for, and says so. */
export function use(parts: Parts, editor: Editor, name: string, openers: Openers): void {
  const said = (openers[name] ?? tools[name])?.run(editor);
  if (said) parts.say(said);
}

/** Wires the toolbar: buttons, menus, arrow keys, and what is on where the caret stands. */
export function wireToolbar(parts: Parts, editor: Editor, openers: Openers): void {
  const bar = parts.find("[data-toolbar]");
  const buttons = parts.all<HTMLButtonElement>("[data-tool]");
  const menus = parts.all<HTMLButtonElement>("[data-menu]").map((button) => wireMenu(button, editor));
  const closeMenus = () => {
    for (const menu of menus) menu.close();
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      closeMenus();
      use(parts, editor, button.dataset.tool ?? "", openers);
    });
  }
  // The text keeps the focus when a tool is pressed, and a phone its keyboard.
  bar.addEventListener("mousedown", (event) => event.preventDefault());

  const show = () => {
    for (const context of parts.all("[data-context]")) {
      const on = editor.isActive(contexts[context.dataset.context ?? ""] ?? "");
      if (context.hidden === on) context.hidden = !on;
    }
    for (const button of buttons) {
      const tool = openers[button.dataset.tool ?? ""] ?? tools[button.dataset.tool ?? ""];
      const mark = button.hasAttribute("aria-pressed") ? "aria-pressed" : "aria-checked";
      if (tool?.isOn && button.hasAttribute(mark)) setIfNew(button, mark, String(tool.isOn(editor)));
      if (tool?.can) setIfNew(button, "aria-disabled", String(!tool.can(editor)));
    }
    keepOneStop();
  };

  const stops = () =>
    [...bar.querySelectorAll<HTMLButtonElement>(".tool")].filter((tool) => tool.offsetParent !== null);
  const first = () => parts.find<HTMLButtonElement>(".tools-all .tool");
  let stop: HTMLButtonElement | undefined;
  const keepOneStop = () => {
    const all = stops();
    if (!stop || (all.length > 0 && !all.includes(stop))) stop = first();
    for (const tool of bar.querySelectorAll<HTMLButtonElement>(".tool")) {
      const index = tool === stop ? 0 : -1;
      if (tool.tabIndex !== index) tool.tabIndex = index;
    }
  };
  const goTo = (tool: HTMLButtonElement | undefined) => {
    if (!tool) return;
    stop = tool;
    keepOneStop();
    tool.focus();
  };
  bar.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLButtonElement && target.classList.contains("tool")) {
      stop = target;
      keepOneStop();
    }
  });
  bar.addEventListener("keydown", (event) => {
    if (event.target instanceof Element && event.target.closest("[role=menu]")) return;
    const all = stops();
    const index = walked(event.key, { back: "ArrowLeft", on: "ArrowRight" }, stop ? all.indexOf(stop) : 0, all.length);
    if (event.key === "Escape") editor.commands.focus();
    else if (index === undefined) return;
    else goTo(all[index]);
    event.preventDefault();
  });
  parts.root.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    closeMenus();
    goTo(stop && stops().includes(stop) ? stop : stops()[0]);
  });

  editor.on("transaction", afterFrame(show));
  bar.hidden = false;
  show();
}

interface Menu {
  close(): void;
}

/** A button that opens a menu: arrow keys, Home and End walk in it, Esc leads back to the button. */
function wireMenu(button: HTMLButtonElement, editor: Editor): Menu {
  const menu = document.getElementById(button.dataset.menu ?? "");
  if (!menu) throw new Error(`The page has no menu ${button.dataset.menu}`);
  const items = () =>
    [...menu.querySelectorAll<HTMLButtonElement>("[role^=menuitem]")].filter((item) => item.offsetParent !== null);
  const close = () => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const open = () => {
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
  };
  button.addEventListener("click", (event) => {
    if (!menu.hidden) return close();
    open();
    // By a finger or a mouse the text keeps the focus, and a phone its keyboard.
    if (event.detail === 0) items()[0]?.focus();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) {
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      open();
      items()[0]?.focus();
    }
  });
  menu.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const index = walked(event.key, { back: "ArrowUp", on: "ArrowDown" }, at, all.length);
    if (event.key === "Escape") {
      close();
      button.focus();
    } else if (event.key === "Tab") {
      close();
      return;
    } else if (index === undefined) return;
    else all[index]?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("mousedown", ({ target }) => {
    if (target instanceof Node && !menu.contains(target) && !button.contains(target)) close();
  });
  editor.on("selectionUpdate", close);
  return { close };
}

/** The place in a row of so many that a key leads to from another, round its ends; undefined for a key that leads nowhere. */
function walked(key: string, arrows: { back: string; on: string }, at: number, many: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return many - 1;
  if (key === arrows.on) return (at + 1) % many;
  return key === arrows.back ? (at - 1 + many) % many : undefined;
}

function setIfNew(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
