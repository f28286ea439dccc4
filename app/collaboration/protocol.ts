/**
 * What browser and server say to each other about a text that is written. A browser opens one socket for one text, at `textAddress`, with
 * Hocuspocus' provider:
 *
 *     const socket = new HocuspocusProviderWebsocket({ url: textAddress(location.origin, revisionId, schemaHash, personId) });
 *     const provider = new HocuspocusProvider({ websocketProvider: socket, name: revisionId, document });
 *     provider.attach();
 *     watchSaving(provider, tell); // watch-saving.ts
 *
 * The server decides on everything before it reads a word. A refusal is the closing of the socket with one of the codes of `refusals`:
 * `refusalOf(event.code)` in the `onClose` that the socket is made with. Those that `isFinal` are not tried again (`socket.disconnect()` there
 * and then, the text becomes read-only, its words stay on the page); after the others the provider comes back by itself and sends what the
 * server has not got.
 */

/** Where texts are written. */
export const writingPath = "/skriv";

/**
 * The address of a text's socket.
 * @param origin of the page, `https://…`
 * @param revisionId of the working revision; the name of the shared document too
 * @param schemaHash `schemaHash` of the browser's own editor
 * @param personId who writes: when somebody else has signed in since the page was loaded, the socket is refused as `anotherPerson`
 */
export function textAddress(origin: string, revisionId: string, schemaHash: string, personId?: string): string {
  const parameters = new URLSearchParams({
    tekst: revisionId,
    skema: schemaHash,
    ...(personId && { person: personId }),
  });
  return `${origin.replace(/^http/, "ws")}${writingPath}?${parameters}`;
}

/** Largest message that is read, in bytes. */
export const largestMessage = 4 * 1024 * 1024;

/** How many sockets a person may have open. */
export const mostSockets = 20;

/** How many people may write in one text at a time. */
export const mostWriters = 30;

/** Why a socket is closed, and the code it is closed with. */
export const refusals = {
  /** The session is over. */
  signedOut: 4401,
  /** The session is over because the person's roles have changed. */
  rolesChanged: 4402,
  /** Somebody else is signed in in the same browser: the page shows nothing to that person. */
  anotherPerson: 4405,
  /** The person may not write in the text, or no longer. */
  noRight: 4403,
  /** There is no such text any more: published or removed. */
  gone: 4404,
  /** The versions before were removed for good, and the text begins anew under another name. */
  anew: 4410,
  /** The text waits for an answer or lies in the bin. */
  notWritable: 4423,
  /** The page is older, or newer, than the server. Nothing of it is merged; the page is to be loaded anew. */
  oldSchema: 4426,
  /** The change makes the text longer, or one of its tables larger, than may be, or is too large by itself (1009 is the same). */
  tooMuch: 4413,
  /** The change holds something that no writer can have written. */
  notAllowed: 4422,
  /** The person has too many texts open. */
  tooMany: 4429,
  /** As many people as may already write in the text. */
  full: 4409,
  /** The socket has said nothing, or something that cannot be understood. */
  notUnderstood: 4400,
  /** The text is opened anew, or the site is about to start again: come back. */
  again: 4503,
} as const;

export type Refusal = keyof typeof refusals;

const codeOfTooLarge = 1009;

/** The refusal that a socket was closed with; null when the connection was lost. @param code of the browser's `CloseEvent` */
export function refusalOf(code: number): Refusal | null {
  if (code === codeOfTooLarge) return "tooMuch";
  const found = Object.entries(refusals).find(([, known]) => known === code);
  return found ? (found[0] as Refusal) : null;
}

/** True of a refusal after which trying again leads nowhere, as long as the page is the same. */
export const isFinal = (refusal: Refusal): boolean => refusal !== "again";

/** The sentences in which a writer is told of a refusal. The words on the page are still there. */
export const refusalSentences: Readonly<Record<Refusal, string>> = {
  signedOut:
    "Du er blevet logget ud. Log ind igen i et nyt vindue, og kom så tilbage hertil. Det, du har skrevet, står her endnu.",
  rolesChanged:
    "Dine roller er ændret, så du er logget ud. Log ind igen i et nyt vindue. Må du stadig skrive i teksten, kan du komme tilbage hertil. Det, du nåede at skrive, står her endnu.",
  noRight: "Du kan ikke længere skrive i den her tekst. Det, du nåede at skrive, står her endnu.",
  gone: "Teksten findes ikke mere på den her adresse. Gå til Mine tekster, og åbn den derfra.",
  anew: "Kommunens koordinator har fjernet de tidligere versioner for altid. Genindlæs siden for at skrive videre.",
  notWritable: "Teksten er sendt videre eller lagt i papirkurven, så ingen kan skrive i den lige nu.",
  oldSchema: "Siden er blevet opdateret. Hent den igen, før du skriver videre.",
  tooMuch:
    "Det er for meget på én gang eller for langt til én tekst. Det sidste er ikke gemt. Kopiér det, du vil beholde, og hent siden igen.",
  notAllowed: "Det sidste, du satte ind, kan vi ikke gemme. Kopiér det, du vil beholde, og hent siden igen.",
  full: `Der skriver allerede ${mostWriters} i teksten. Vent, til nogen er færdige, og hent så siden igen.`,
  tooMany: "Du har for mange tekster åbne. Luk nogle af vinduerne, og hent så siden igen.",
  notUnderstood: "Forbindelsen gik i stykker. Hent siden igen.",
  anotherPerson: "En anden er logget ind i den her browser, så teksten bliver lukket.",
  again: "Vi mister lige forbindelsen og prøver igen.",
};

/**
 * Asks, as a stateless message, to be told when everything is stored that the browser has sent until now. Answered with `Saved` of the same
 * mark; see `watchSaving`, which does this.
 */
export interface MarkMessage {
  type: "mark";
  mark: number;
}

/** The server's stateless message to one browser: all that it had sent before the mark is stored. */
export interface SavedMessage {
  type: "saved";
  mark: number;
  /** When the last of it was stored, in milliseconds since 1970, by the server's clock. */
  at: number;
}

/** Reads what a stateless message says; null for every other, such as the `here` that the server sends now and then to show that it is there. */
export function readSaved(payload: string): SavedMessage | null {
  try {
    const { type, mark, at } = JSON.parse(payload);
    return type === "saved" && Number.isSafeInteger(mark) && Number.isFinite(at) ? { type, mark, at } : null;
  } catch {
    return null;
  }
}

/** Reads what a browser asks; null when it is no mark. */
export function readMark(payload: string): MarkMessage | null {
  try {
    const { type, mark } = JSON.parse(payload);
    return type === "mark" && Number.isSafeInteger(mark) ? { type, mark } : null;
  } catch {
    return null;
  }
}
