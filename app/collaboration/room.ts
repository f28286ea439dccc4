import type { Document } from "@hocuspocus/server";
import * as Y from "yjs";
import type { SignedIn } from "#app/domain/viewer.ts";
import { takeIn } from "#app/editor/shared-text.ts";
import type { UnstoredUpdate } from "#db/queries/cases/shared-text.ts";
import { Carets, type Teller, whoIs } from "./carets.ts";
import { nothing, TrialText } from "./check.ts";
import type { Gate } from "./gate.ts";
import type { Persister } from "./persist.ts";
import { mostWriters, type Refusal, type SavedMessage } from "./protocol.ts";

/** Somebody who has the text open in one browser. */
export interface Writer extends Teller {
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
  private readonly carets: Carets;
  private trial: TrialText;
  /** Other processes that have the text open. */
  private readonly elsewhere = new Set<string>();

  /**
   * @param document what the browsers share: nothing is in it that has not been tried
   * @param unmerged updates stored since they were last merged into the snapshot, as far as this process knows
   * @param tellCarets gives other processes an awareness update
   */
  constructor(
    readonly document: Document,
    private readonly persister: Persister,
    public unmerged: number,
    tellCarets: (carets: Uint8Array) => void,
  ) {
    this.trial = new TrialText(Y.encodeStateAsUpdate(document));
    this.carets = new Carets(document.awareness, (carets) => {
      if (this.elsewhere.size > 0) tellCarets(carets);
    });
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
    takeIn(this.document, [changed]);
  }

  /** A browser has sent all that the server had not got: what it asked before that is asked again. */
  inStep(writer: Writer): void {
    if (writer.asked) this.ask(writer, writer.asked.mark);
  }

  /** Takes in changes that are stored already: they have been tried where they were made. */
  learn(changes: readonly Uint8Array[]): void {
    this.trial.learn(changes);
    takeIn(this.document, changes);
    this.unmerged += changes.length;
  }

  /** Takes in where a browser's caret is. @throws {RangeError} when that cannot be read */
  caret(writer: Writer, message: Uint8Array): void {
    this.carets.take(writer, this.carets.shownAs(writer.person), message);
  }

  /** Takes in where the carets of another process are. */
  caretsFrom(process: string, carets: Uint8Array): void {
    // One that had nobody to tell of when this one opened the text is heard of here for the first time.
    if (!this.elsewhere.has(process)) this.openedBy(process);
    this.carets.takeFromElsewhere(carets);
  }

  /** Another process has the text open. It is told who is here. */
  openedBy(process: string): void {
    this.elsewhere.add(process);
    this.carets.tellAll();
  }

  /** Another process has let go of the text. */
  leftBy(process: string): void {
    this.elsewhere.delete(process);
  }

  /**
   * True when as many people as may have the text open, and this one has not: each counts once, however many browsers they have it open in. Those
   * in other processes count as soon as they have told of their caret, as the editor does when it opens.
   */
  isFullFor(personId: string): boolean {
    const here = [...this.writers].map(({ person }) => whoIs(person.id));
    const people = new Set([...here, ...this.carets.shown.map(({ who }) => who)]);
    return people.size >= mostWriters && !people.has(whoIs(personId));
  }

  leave(writer: Writer): void {
    this.writers.delete(writer);
    this.carets.leave(writer);
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
    this.carets.close();
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
