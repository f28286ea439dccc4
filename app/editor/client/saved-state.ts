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
  /** What is typed is kept in the browser until the server has stored it. */
  kept: boolean;
  /** The text has been opened from the browser's copy, and the server has not been reached yet. */
  fromCopy: boolean;
  /** Why the text cannot be written in any more. */
  refusal: Refusal | null;
  now: Date;
}

/** The state in one word, what stands in the row, and what a notice says. */
export interface SavedState {
  kind: "fresh" | "opening" | "saving" | "saved" | "offline" | "unsaved" | "updated" | "locked";
  words: string;
  notice?: { name: "offline" | "unsaved" | "updated" | "locked"; title?: string; more?: string; again?: boolean };
}

/** How long a change may wait before it is told that it has not been stored, in milliseconds. */
const patience = 5_000;

/** True of a refusal that ends by what one does elsewhere: signing in again. */
export const mayEnd = (refusal: Refusal): boolean => refusal === "signedOut" || refusal === "rolesChanged";

/** A time as it is said: 10.42. */
export const clock = (time: Date): string =>
  `${String(time.getHours()).padStart(2, "0")}.${String(time.getMinutes()).padStart(2, "0")}`;

const offline = "Du er offline. Det, du skriver, bliver her.";
const noConnection = "Vi kan ikke få forbindelse lige nu. Det, du skriver, bliver her.";

function wordsAway(saved: boolean, kept: boolean, online: boolean): string {
  if (!saved) return kept ? "Gemt på denne enhed, ikke sendt endnu" : "Ikke gemt endnu";
  return online ? "Ingen forbindelse" : "Offline";
}

/** The state of the saving, from all that is known. */
export function savedState({ connected, online, saving, kept, fromCopy, refusal, now }: SavedFacts): SavedState {
  if (refusal === "oldSchema")
    return {
      kind: "updated",
      words: "Ny udgave af sitet",
      notice: {
        name: "updated",
        more: `Genindlæs siden for at skrive videre. ${kept ? "Det, der ikke er sendt, ligger på denne enhed og kommer med." : "Kopiér først det, der ikke er gemt."}`,
      },
    };
  if (refusal && isFinal(refusal))
    return {
      kind: "locked",
      words: `Låst kl. ${clock(now)}`,
      notice: { name: "locked", title: refusalSentences[refusal], again: mayEnd(refusal) },
    };
  if (!online || (fromCopy && !connected)) {
    const back = online ? "forbindelsen" : "nettet";
    return {
      kind: "offline",
      words: wordsAway(saving.saved, kept, online),
      notice: {
        name: "offline",
        title: online ? noConnection : offline,
        more: kept
          ? `Det gemmes på denne enhed og sendes, når ${back} er tilbage.`
          : `Det gemmes, når ${back} er tilbage. Lad siden stå åben så længe.`,
      },
    };
  }
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
        more: `Vi prøver igen hele tiden. ${kept ? "Imens ligger det på denne enhed." : "Lad siden stå åben."}`,
      },
    };
  }
  if (!connected && !saving.at) return { kind: "opening", words: "Åbner teksten …" };
  return saving.at ? { kind: "saved", words: `Gemt kl. ${clock(saving.at)}` } : { kind: "fresh", words: "Alt er gemt" };
}

/** States that are said aloud when they come, and with what. */
const aloud: Readonly<Partial<Record<SavedState["kind"], (state: SavedState) => string>>> = {
  offline: ({ notice }) => notice?.title ?? "",
  unsaved: ({ notice }) => notice?.title ?? "",
  updated: () => "Sitet er blevet opdateret. Genindlæs",
  locked: ({ notice }) => notice?.title ?? "",
};

/** Where the state of the saving is shown. */
export interface SavedStateShown {
  /** Shows the state in the row and above the text, and says it when it becomes another. */
  show(state: SavedState): void;
  /**
   * Takes the mark off what was saved. A key does not wait for the words, which would move what stands beside them: `show` is to follow with
   * them within a moment.
   */
  begins(): void;
}

/** Makes the row and the notices above the text ready to show the state. */
export function showSavedState(parts: Parts): SavedStateShown {
  const row = parts.find("[data-save-state]");
  const shownWords = document.createTextNode("");
  row.replaceChildren(make("span", { class: "save-mark", "aria-hidden": "true" }), shownWords);
  const notices = parts.all("[data-notice]");
  let last: SavedState["kind"] | undefined;
  let trouble = false;
  const begins = () => {
    if (last === "saved" || last === "fresh") row.dataset.saveState = "saving";
  };
  const show = (state: SavedState) => {
    const words = state.words.replace("kl. ", "kl.\u00a0");
    if (shownWords.data !== words) shownWords.data = words;
    if (row.dataset.saveState !== state.kind) row.dataset.saveState = state.kind;
    for (const notice of notices) {
      const { notice: name } = notice.dataset;
      if (name === "limit") continue;
      const shown = name === state.notice?.name;
      if (notice.hidden === shown) notice.hidden = !shown;
      const title = notice.querySelector("[data-notice-title]");
      const more = notice.querySelector("[data-notice-more]");
      if (shown && state.notice?.more && more && more.textContent !== state.notice.more)
        more.textContent = state.notice.more;
      const again = notice.querySelector<HTMLElement>('[data-notice-do="try"]');
      if (shown && again && name === "locked") again.hidden = !state.notice?.again;
      if (shown && state.notice?.title && title && title.textContent !== state.notice.title)
        title.textContent = state.notice.title;
    }
    if (state.kind !== last) {
      const sentence = aloud[state.kind]?.(state);
      if (sentence) {
        trouble = true;
        parts.saySaving(sentence);
      } else if (state.kind === "saved" && trouble) {
        // Good news is said once it ends something; each saving by itself would be noise.
        trouble = false;
        parts.saySaving("Alt er gemt igen");
      } else if (state.kind === "saved" && (last === "fresh" || last === undefined)) parts.saySaving(state.words);
    }
    last = state.kind;
  };
  return { show, begins };
}
