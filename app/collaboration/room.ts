import type { Document } from "@hocuspocus/server";
import * as Y from "yjs";
import type { SignedIn } from "#app/domain/viewer.ts";
import type { UnstoredUpdate } from "#db/queries/cases/shared-text.ts";
import { nothing, TrialText } from "./check.ts";
import type { Gate } from "./gate.ts";
import type { Persister } from "./persist.ts";
import type { Refusal, SavedMessage } from "./protocol.ts";

/** Somebody who has the text open in one browser. */
export interface Writer {
  person: SignedIn;
  gate: Gate;
  /** The place, in the order of what is stored, of the last that came from here. */
  last: number;
  /** The mark to be answered when all up to a place is stored. */
  asked: { mark: number; after: number } | null;
}

/** One open text: who writes in it, and what they share. */
export class Room {
  readonly writers = new Set<Writer>();
  /** When it is next to be asked whether a version is due, in milliseconds since 1970. */
  versionDue = 0;
  /** It is being merged, or a version of it kept. */
  tidying = false;
  private storedThrough = 0;
  private storedAt = Date.now();
  private trial: TrialText;

  /**
   * @param document what the browsers share: nothing is in it that has not been tried
   * @param unmerged updates stored since they were last merged into the snapshot, as far as this process knows
   */
  constructor(
    readonly document: Document,
    private readonly persister: Persister,
    public unmerged: number,
  ) {
    this.trial = new TrialText(Y.encodeStateAsUpdate(document));
  }

  get revisionId(): string {
    return this.document.name;
  }

  /** Takes in a change from a browser. @throws {Refused} when it must not be in the text; then it is not */
  change(writer: Writer, change: Uint8Array): void {
    const changed = this.attempt(change);
    if (changed === nothing) return;
    const { person } = writer;
    writer.last = this.persister.add({
      revisionId: this.revisionId,
      personId: person.id,
      sessionId: person.sessionId,
      bytes: changed,
    });
    Y.applyUpdate(this.document, changed);
  }

  /** A browser has sent all that the server had not got: what it asked before that is asked again. */
  inStep(writer: Writer): void {
    if (writer.asked) this.ask(writer, writer.asked.mark);
  }

  /** Takes in a change that is stored already. */
  tell(change: Uint8Array): void {
    Y.applyUpdate(this.document, this.attempt(change));
  }

  /** A browser asks to be told when what it has sent is stored. */
  ask(writer: Writer, mark: number): void {
    writer.asked = { mark, after: writer.last };
    this.answer(writer);
  }

  /** Everything up to a place in the order is stored. */
  stored(through: number): void {
    this.storedThrough = through;
    this.storedAt = Date.now();
    this.unmerged += 1;
    for (const writer of this.writers) this.answer(writer);
  }

  /** Closes every socket. @param why those whose own updates were refused are told so; the others are told to come back */
  shut(refusal: Refusal, why: readonly UnstoredUpdate[] = []): void {
    const ofText = why.find(({ because }) => because === "gone" || because === "notWritable")?.because;
    for (const { person, gate } of [...this.writers]) {
      const own = why.find(({ because, sessionId }) => because && sessionId === person.sessionId)?.because;
      gate.refuse(ofText ?? own ?? refusal);
    }
  }

  close(): void {
    this.trial.destroy();
  }

  private answer(writer: Writer): void {
    const { gate, asked } = writer;
    if (!asked || !gate.inStep || asked.after > this.storedThrough) return;
    writer.asked = null;
    gate.tell(JSON.stringify({ type: "saved", mark: asked.mark, at: this.storedAt } satisfies SavedMessage));
  }

  private attempt(change: Uint8Array): Uint8Array {
    try {
      return this.trial.take(change);
    } catch (error) {
      this.trial.destroy();
      this.trial = new TrialText(Y.encodeStateAsUpdate(this.document));
      throw error;
    }
  }
}
