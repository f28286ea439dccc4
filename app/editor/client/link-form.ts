import { type Editor, getMarkRange } from "@tiptap/core";
import { allowedAddress } from "../schema/address.ts";
import { longestAttribute } from "../schema/limits.ts";
import type { Parts } from "./parts.ts";
import type { Tool } from "./tools.ts";

/** An address as people write it, made whole: `www.kl.dk`, a mail address, a place on this site. Null when no link can lead there. */
export function wholeAddress(written: string, origin: string): string | null {
  const address = written.trim();
  if (!address || /\s/.test(address) || address.length > longestAttribute) return null;
  if (address === origin) return "/";
  if (address.startsWith(`${origin}/`)) return address.slice(origin.length);
  if (allowedAddress.test(address)) return address;
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(address)) return `mailto:${address}`;
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#:].*)?$/u.test(address)) return `https://${address}`;
  return null;
}

/** The form below the tools in which a link's address is written. @returns the tool that opens it */
export function wireLinkForm(parts: Parts, editor: Editor): Tool {
  const form = parts.find<HTMLFormElement>("[data-link-form]");
  const words = parts.find<HTMLInputElement>("#link-ord");
  const wordsRow = parts.find("[data-link-words]");
  const address = parts.find<HTMLInputElement>("#link-adresse");
  const wrong = parts.find("#link-fejl");
  const close = () => {
    form.hidden = true;
    editor.commands.focus();
  };
  const complain = (sentence: string) => {
    wrong.textContent = sentence;
    address.setAttribute("aria-invalid", "true");
    address.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const href = wholeAddress(address.value, location.origin);
    if (!href) return complain("Skriv en adresse, for eksempel www.kl.dk eller /metoder/nest.");
    const chain = editor.chain().focus();
    if (wordsRow.hidden) chain.extendMarkRange("link").setLink({ href }).run();
    else {
      const text = words.value.trim() || address.value.trim();
      chain
        .insertContentAt(editor.state.selection.from, {
          type: "text",
          text,
          marks: [{ type: "link", attrs: { href } }],
        })
        .unsetMark("link")
        .run();
    }
    form.hidden = true;
    parts.say("Link sat");
  });
  parts.find("[data-link-remove]").addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    form.hidden = true;
    parts.say("Link fjernet");
  });
  parts.find("[data-link-cancel]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
  return {
    isOn: (current) => current.isActive("link"),
    run(current) {
      const { selection, schema } = current.state;
      const around = schema.marks.link ? getMarkRange(selection.$from, schema.marks.link) : undefined;
      // Asked for at the place itself: the caret may stand just before the link.
      const marks = around ? current.state.doc.nodeAt(around.from)?.marks : undefined;
      const known = marks?.find(({ type }) => type === schema.marks.link)?.attrs.href;
      // A selection may hold nothing but the end of a line.
      const asksWords = !around && !current.state.doc.textBetween(selection.from, selection.to).trim();
      wordsRow.hidden = !asksWords;
      words.value = "";
      address.value = typeof known === "string" ? known : "";
      address.removeAttribute("aria-invalid");
      wrong.textContent = "";
      parts.find("[data-link-remove]").hidden = !around;
      form.hidden = false;
      (asksWords ? words : address).focus();
      return undefined;
    },
  };
}
