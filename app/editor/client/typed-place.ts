import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { absolutePositionToRelativePosition, type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";

interface Sync {
  binding: ProsemirrorBinding;
  isChangeOrigin: boolean;
  addToHistory?: boolean;
}

/**
 * Puts what is typed into the shared text where the caret was. The binding finds what was typed by comparing the words before and after, which
 * does not tell where a sign was put beside its like: a space typed before a space counts as one typed after it. That is the same to read, but
 * the other space may be somebody else's, who is typing there or takes it away; then the words of both are mixed.
 *
 * It runs before the binding does, which then finds nothing left to do. Whatever is more than signs typed at the caret is left to the binding.
 */
export const TypedPlace = Extension.create({
  name: "typedPlace",
  // Collaboration, which brings the binding, has 1,000.
  priority: 1_001,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: () => ({
          update(view, before) {
            const sync: Sync | undefined = ySyncPluginKey.getState(view.state);
            if (!sync?.binding || sync.isChangeOrigin) return;
            const found = typedAtCaret(before, view.state);
            if (!found) return;
            const { binding } = sync;
            const place = Y.createAbsolutePositionFromRelativePosition(
              absolutePositionToRelativePosition(found.at, binding.type, binding.mapping),
              binding.doc,
            );
            if (!(place?.type instanceof Y.XmlText)) return;
            const { type, index } = place;
            binding.mux(() => {
              binding.doc.transact((change) => {
                change.meta.set("addToHistory", sync.addToHistory);
                type.insert(index, found.typed);
              }, ySyncPluginKey);
            });
          },
        }),
      }),
    ];
  },
});

/**
 * What was typed before the caret, and where, when that is all that has changed; otherwise null. Where the caret was before is not asked: the
 * editor may hear of a caret that was moved along with the first key after it.
 */
function typedAtCaret(before: EditorState, now: EditorState): { typed: string; at: number } | null {
  const { empty, $from: $caret } = now.selection;
  const length = now.doc.content.size - before.doc.content.size;
  if (!empty || length <= 0 || $caret.parentOffset < length || !$caret.parent.inlineContent) return null;
  const at = $caret.pos - length;
  const $before = before.doc.resolve(at);
  const [from, to] = [$caret.parentOffset - length, $caret.parentOffset];
  if ($before.depth !== $caret.depth || $before.parentOffset !== from) return null;
  const isSame =
    $caret.parent.content.size === $before.parent.content.size + length &&
    $caret.parent.cut(0, from).content.eq($before.parent.cut(0, from).content) &&
    $caret.parent.cut(to).content.eq($before.parent.cut(from).content);
  const typed = isSame ? $caret.parent.textBetween(from, to) : "";
  return typed.length === length ? { typed, at } : null;
}
