import { Extension, InputRule, isMacOS, textblockTypeInputRule } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { wholeAddress } from "./link-form.ts";

/**
 * Makes the editor look where the caret is, and what stands there: the browser tells of both a moment after they have changed. What is done to
 * the text in that moment, by a key or by another who writes, would else be done at the place before, or would put the caret back there.
 */
export const readCaret = () => document.dispatchEvent(new Event("selectionchange"));

/**
 * Keys beside those that the nodes and marks bring. Where Ctrl and Alt make the third sign of a key, as on Danish keyboards on Windows, a
 * shortcut with both would take `@` and `{` away: there Ctrl and Shift go with the numbers.
 */
export const Keys = Extension.create<{ use: (tool: string) => void }>({
  name: "keys",
  addOptions: () => ({ use: () => {} }),
  addKeyboardShortcuts() {
    const tool = (name: string) => () => {
      this.options.use(name);
      return true;
    };
    const [text, heading, subheading] = isMacOS()
      ? ["Mod-Alt-0", "Mod-Alt-2", "Mod-Alt-3"]
      : ["Mod-Shift-1", "Mod-Shift-2", "Mod-Shift-3"];
    return {
      "Mod-k": tool("link"),
      "Alt-F1": tool("help"),
      "Mod-b": tool("bold"),
      "Mod-i": tool("italic"),
      [text as string]: tool("text"),
      [heading as string]: tool("heading"),
      [subheading as string]: tool("subheading"),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Keys that come so soon are those of a text expander, or on a slow machine.
            keydown(_view, event) {
              const writes = event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey);
              if (!writes) readCaret();
              return false;
            },
            // On a slow machine ProseMirror puts the caret back where it was before it has heard of the click that came with the focus.
            focus() {
              setTimeout(readCaret);
              return false;
            },
          },
        },
      }),
    ];
  },
  addInputRules() {
    const { heading } = this.editor.schema.nodes;
    return [
      // One number sign, the first heading elsewhere, is a heading here too.
      ...(heading ? [textblockTypeInputRule({ find: /^#\s$/, type: heading, getAttributes: { level: 2 } })] : []),
      new InputRule({
        find: /\[([^\]]+)\]\(([^\s)]+)\)$/,
        handler: ({ range, match, chain }) => {
          const [, words = "", address = ""] = match;
          const href = wholeAddress(address, location.origin);
          if (!href) return;
          chain()
            .insertContentAt(range, { type: "text", text: words, marks: [{ type: "link", attrs: { href } }] })
            .unsetMark("link")
            .run();
        },
      }),
    ];
  },
});
