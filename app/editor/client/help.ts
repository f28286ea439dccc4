import { isMacOS } from "@tiptap/core";
import type { Parts } from "./parts.ts";
import type { Tool } from "./tools.ts";

/** The sheet with help: with the names that keys have on this machine. @returns the tool that opens it */
export function wireHelp(parts: Parts): Tool {
  const sheet = parts.find<HTMLDialogElement>("[data-help]");
  if (isMacOS()) for (const keys of parts.all("[data-mac]")) keys.textContent = keys.dataset.mac ?? "";
  // A press beside it closes it.
  sheet.addEventListener("click", ({ target }) => {
    if (target === sheet) sheet.close();
  });
  return {
    run() {
      sheet.showModal();
      return undefined;
    },
  };
}
