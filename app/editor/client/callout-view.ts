import { Callout, type CalloutKind, calloutLabels } from "../schema/callout.ts";
import { make } from "./parts.ts";

/** The call-out as it is read, with a label that is not written in. */
export const CalloutInEditor = Callout.extend({
  addNodeView() {
    return ({ node }) => {
      const label = make("p", { class: "callout-label", contenteditable: "false" });
      const body = make("div", { class: "callout-body" });
      const box = make("div", { role: "note" }, label, body);
      const show = (kind: CalloutKind) => {
        box.dataset.callout = kind;
        box.className = `callout callout-${kind}`;
        label.textContent = calloutLabels[kind];
      };
      show(node.attrs.kind);
      return {
        dom: box,
        contentDOM: body,
        update(next) {
          if (next.type.name !== "callout") return false;
          show(next.attrs.kind);
          return true;
        },
        ignoreMutation: (mutation) => mutation.type !== "selection" && !body.contains(mutation.target),
      };
    };
  },
});
