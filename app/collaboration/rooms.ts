/** The texts that are open in this process, as verbs need them; routes have them as `context.rooms`. */
export interface Rooms {
  /**
   * Resolves when what writers have sent of a text until now is stored, or refused. Call it before the transaction of a verb that derives the
   * text: what is stored waits for whoever has locked the case. What comes in by another process may come too late, and is then refused to
   * its writer, who has it on the page still.
   */
  flush(revisionId: string): Promise<void>;
}
