import { mount } from "./mount.ts";

/** A button that copies a text. Without this script there is no button, and one copies by hand. */
mount("copy-text", (element, { text, label, done }: { text: string; label: string; done: string }) => {
  // Only where the page came safely, by https or from this machine.
  if (!navigator.clipboard) return;
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button button-secondary",
  });
  button.textContent = label;
  const said = Object.assign(document.createElement("span"), { role: "status", className: "quiet" });
  button.addEventListener("click", () => navigator.clipboard.writeText(text).then(() => said.replaceChildren(done)));
  element.replaceChildren(button, " ", said);
});
