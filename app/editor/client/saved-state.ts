import { isFinal, type Refusal, refusalSentences } from "#app/collaboration/protocol.ts";
import type { Saving } from "#app/collaboration/watch-saving.ts";
import { make, type Parts } from "./parts.ts";

/** All that tells how far the saving of the text is. */
export interface SavedFacts {
  /** The socket is open and the text in step. */
  connected: boolean;
  /** As the browser says it. */
  online: boolean;
  saving: Saving;
  /** Why the text cannot be written in any more. */
  refusal: Refusal | null;
  now: Date;
}

/** The state in one word, what stands in the row, and what a notice says. */
export interface SavedState {
  kind: "fresh" | "opening" | "saving" | "saved" | "offline" | "unsaved" | "updated" | "locked";
  words: string;
  notice?: { name: "offline" | "unsaved" | "updated" | "locked"; title?: string; again?: boolean };
}

/** How long a change may wait before it is told that it has not been stored, in milliseconds. */
const patience = 5_000;

/** True of a refusal that ends by what one does elsewhere: signing in again. */
export const mayEnd = (refusal: Refusal): boolean => refusal === "signedOut" || refusal === "rolesChanged";

/** A time as it is said: 10.42. */
export const clock = (time: Date): string =>
  `${String(time.getHours()).padStart(2, "0")}.${String(time.getMinutes()).padStart(2, "0")}`;

/** The state of the saving, from all that is known. */
export function savedState({ connected, online, saving, refusal, now }: SavedFacts): SavedState {
  if (refusal === "oldSchema") return { kind: "updated", words: "Ny udgave af sitet", notice: { name: "updated" } };
  if (refusal && isFinal(refusal))
    return {
      kind: "locked",
      words: `Låst kl. ${clock(now)}`,
      notice: { name: "locked", title: refusalSentences[refusal], again: mayEnd(refusal) },
    };
  if (!online) return { kind: "offline", words: "Offline", notice: { name: "offline" } };
  if (!saving.saved) {
    const { waitsSince } = saving;
    const waits = waitsSince ? now.getTime() - waitsSince.getTime() : 0;
    if (waits <= patience) return { kind: "saving", words: "Gemmer …" };
    return {
      kind: "unsaved",
      words: "Ikke gemt endnu",
      notice: {
        name: "unsaved",
        title: `Det, du har skrevet siden kl. ${clock(saving.at ?? waitsSince ?? now)}, er ikke gemt endnu.`,
      },
    };
  }
  if (!connected && !saving.at) return { kind: "opening", words: "Åbner teksten …" };
  return saving.at
    ? { kind: "saved", words: `Gemt kl. ${clock(saving.at)}` }
    : { kind: "fresh", words: "Gemmes fra første ord" };
}

/** States that are said aloud when they come, and with what. */
const aloud: Readonly<Partial<Record<SavedState["kind"], (state: SavedState) => string>>> = {
  offline: () => "Du er offline. Det, du skriver, bliver her.",
  unsaved: ({ notice }) => notice?.title ?? "",
  updated: () => "Sitet er blevet opdateret. Genindlæs",
  locked: ({ notice }) => notice?.title ?? "",
};

/** Shows the state in the row and above the text, and says it when it becomes another. @returns shows the next one */
export function showSavedState(parts: Parts): (state: SavedState) => void {
  const row = parts.find("[data-save-state]");
  let last: SavedState["kind"] | undefined;
  let trouble = false;
  return (state) => {
    const words = state.words.replace("kl. ", "kl.\u00a0");
    if (row.textContent !== words || row.dataset.saveState !== state.kind) {
      row.dataset.saveState = state.kind;
      row.replaceChildren(make("span", { class: "save-mark", "aria-hidden": "true" }), words);
    }
    for (const notice of parts.all("[data-notice]")) {
      const { notice: name } = notice.dataset;
      if (name === "limit") continue;
      const shown = name === state.notice?.name;
      if (notice.hidden === shown) notice.hidden = !shown;
      const title = notice.querySelector("[data-notice-title]");
      const again = notice.querySelector<HTMLElement>('[data-notice-do="try"]');
      if (shown && again && name === "locked") again.hidden = !state.notice?.again;
      if (shown && state.notice?.title && title && title.textContent !== state.notice.title)
        title.textContent = state.notice.title;
    }
    if (state.kind !== last) {
      const sentence = aloud[state.kind]?.(state);
      if (sentence) {
        trouble = true;
        parts.say(sentence);
      } else if (state.kind === "saved" && trouble) {
        // Good news is said once it ends something; each saving by itself would be noise.
        trouble = false;
        parts.say("Alt er gemt igen");
      } else if (state.kind === "saved" && (last === "fresh" || last === undefined)) parts.say(state.words);
    }
    last = state.kind;
  };
}
