import { make } from "../client/parts.ts";
import { type Copies, copiesHere, type UnsentText } from "./copies.ts";
import { copyButton, shownBlocks } from "./show-unsent.ts";

const clock = new Intl.DateTimeFormat("da", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

/** A moment as it is said: 30. november kl. 10.42. */
const momentHere = (at: number): string => clock.format(at);

/** The words of a text that wait in the browser, and a button that copies them. What reads them is fetched when there are some. */
async function wordsShown(copies: Copies, text: UnsentText): Promise<(HTMLElement | string)[]> {
  try {
    const { readUnsent } = await import("./read-unsent.ts");
    const blocks = await readUnsent(copies, text);
    if (blocks.length === 0)
      return ["Du har slettet ord eller rettet, hvordan de ser ud. Der er ikke noget at kopiere."];
    const shown = shownBlocks(blocks);
    return [shown, copyButton(blocks, shown)];
  } catch {
    // Without a network, what reads them may not be here.
    return [];
  }
}

/** Texts that wait in the browser, with their words. @param removed is told when one has been let go of; left out where none can be */
export async function listShown(texts: readonly UnsentText[], removed?: () => void): Promise<HTMLElement> {
  const copies = await copiesHere();
  const rows = await Promise.all(
    texts.map(async (text) => {
      const [words = "", copy = ""] = copies ? await wordsShown(copies, text) : [];
      const acts = make("p", { class: "unsent-acts" }, copy);
      if (removed) acts.append(" ", removeButton(text, removed));
      return make(
        "li",
        {},
        make("h3", {}, make("a", { href: `/mine-tekster/${text.text}` }, text.title)),
        make("p", { class: "quiet" }, `Skrevet ${momentHere(text.at)}`),
        typeof words === "string" ? make("p", {}, words) : words,
        acts,
      );
    }),
  );
  return make("ul", { class: "unsent-texts" }, ...rows);
}

function removeButton(text: UnsentText, removed: () => void): HTMLElement {
  const about = make("span", { class: "sr-only" }, `: ${text.title}`);
  const button = make("button", { type: "button", class: "button button-secondary button-small" }, "Slet det", about);
  button.addEventListener("click", async () => {
    if (!confirm("Vil du slette det, der ikke er sendt? Det kan ikke fortrydes.")) return;
    await (await copiesHere())?.remove(text);
    removed();
  });
  return button;
}
