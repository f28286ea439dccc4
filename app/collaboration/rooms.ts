import type { Refusal } from "./protocol.ts";

/** The texts that are open in this process, as verbs need them; routes have them as `context.rooms`. */
export interface Rooms {
  /**
   * Resolves when what writers have sent of a text until now is stored, or refused. Call it before the transaction of a verb that derives the
   * text: what is stored waits for whoever has locked the case.
   */
  flush(revisionId: string): Promise<void>;
  /** Gives the open editors of a text a change that a verb has stored, see `applyAsOneChange`. Call it after the transaction. */
  tell(revisionId: string, change: Uint8Array): void;
  /** Closes a text for those who have it open, after the transaction that has ended the writing. They are told why. */
  shut(revisionId: string, refusal: Extract<Refusal, "notWritable" | "gone" | "anew" | "noRight">): void;
}
