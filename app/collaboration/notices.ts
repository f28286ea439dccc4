/** A message of the database to every process about the texts that are written, on the channel `writing`. */
export type Notice =
  /**
   * Updates are stored. `teller` is the process that has them in memory; null when all are to learn them. Few bytes are told along, in base64;
   * where `bytes` is null, they are fetched by their ids.
   */
  | { text: string; teller: string | null; updates: number[]; bytes: string[] | null }
  /** A process has opened the text, or let go of it. */
  | { text: string; teller: string; opened: boolean }
  /** Where the carets are of those who have the text open in another process: an awareness update in base64. */
  | { text: string; teller: string; carets: string }
  /** A right to write may have ended: that of a person, of a session, or of all in a text. */
  | { person: string }
  | { session: string }
  | { ended: string }
  /** A text begins anew: the versions before are removed for good. */
  | { anew: string };

/** The channel of the notices. */
export const noticeChannel = "writing";

/** Reads a notice. The database and our own processes alone write them. */
export const readNotice = (payload: string): Notice => JSON.parse(payload);
