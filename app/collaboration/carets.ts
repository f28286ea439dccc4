import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";
import { z } from "zod";
import { textFragment } from "#app/editor/text-fragment.ts";

/** A writer as the others see one. */
export interface ShownWriter {
  name: string;
  /** Which of the colours of carets is theirs, from 0. */
  colour: number;
  /** The same in all browsers of one person, and in no other's: two may have one name. */
  who: string;
}

/** As much of an account's id as tells those apart who write in one text. */
export const whoIs = (personId: string): string => personId.slice(0, 8);

/** How many colours carets have. */
export const caretColours = 8;

const id = z.strictObject({ client: z.int().min(0), clock: z.int().min(0) });
const position = z.strictObject({
  type: id.nullish(),
  tname: z.literal(textFragment).nullish(),
  item: id.nullish(),
  assoc: z.int().min(-1).max(1).optional(),
});
/** The one thing that is taken from what a browser tells of itself. */
const told = z.looseObject({ cursor: z.strictObject({ anchor: position, head: position }).nullish() });
type Cursor = z.infer<typeof told>["cursor"];

/** Largest message about a caret, in bytes. */
export const largestCaretMessage = 64 * 1024;
/** How long carets wait to be shown together, in milliseconds. */
const waitMs = 100;
/** So many carets go into one message to other processes, which the database allows 8,000 bytes. */
const mostTold = 8;
/** Marks what comes from other processes, so that it is not told to them again. */
const elsewhere = Symbol("elsewhere");

/** A connection of a browser, by which it tells of its caret. */
export interface Teller {
  /** The browser's number in the text, once it has told one. */
  client: number | null;
}

interface Told {
  clock: number;
  /** Null when the browser has left. */
  state: { user: ShownWriter; cursor: Cursor } | null;
}

/** The carets of those who have a text open. Names are the server's: a browser tells where its caret is and nothing else. */
export class Carets {
  /** The last message of each browser that is not shown yet, by the browser's number in the text. */
  private readonly waiting = new Map<number, Told>();
  /** The connection by which each caret is told of in this process; of a browser that has come back by another, the later one. */
  private readonly tellers = new Map<number, Teller>();
  private readonly changed = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param awareness of the text; Hocuspocus gives its changes to the browsers
   * @param tellOthers gives other processes what has changed in this one
   */
  constructor(
    private readonly awareness: Awareness,
    private readonly tellOthers: (carets: Uint8Array) => void,
  ) {
    awareness.on("update", ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
      const clients = [added, updated, removed].flatMap((some) => some ?? []);
      if (origin === elsewhere) {
        for (const client of clients) this.tellers.delete(client);
        return;
      }
      for (const client of clients) this.changed.add(client);
      this.soon();
    });
  }

  /**
   * Takes in what a browser tells; what it tells of others is left out.
   * @throws {RangeError} when it cannot be read
   */
  take(teller: Teller, writer: ShownWriter, message: Uint8Array): void {
    for (const { client, clock, cursor } of readTold(message)) {
      if (teller.client === null && this.mayBe(client, writer)) teller.client = client;
      if (client !== teller.client) continue;
      this.tellers.set(client, teller);
      this.waiting.set(client, { clock, state: cursor === "left" ? null : { user: writer, cursor } });
      this.soon();
    }
  }

  /**
   * True of a number that a browser may have: nobody has it, or one who is shown the same. Somebody's connection that is lost may be known
   * here for a while yet, as that of a process that was killed is.
   */
  private mayBe(client: number, { who }: ShownWriter): boolean {
    const has = this.waiting.get(client)?.state?.user ?? this.awareness.states.get(client)?.user;
    return !has || has.who === who;
  }

  /** Everybody who has told of a caret, in this process and in others: once for each browser. */
  get shown(): ShownWriter[] {
    const users = new Map([...this.awareness.states].map(([client, { user }]) => [client, user as ShownWriter]));
    for (const [client, { state }] of this.waiting) {
      if (state) users.set(client, state.user);
      else users.delete(client);
    }
    return [...users.values()].filter(Boolean);
  }

  /**
   * A writer as the others see one: the name of the account, and a colour that nobody else has who is shown, as far as there are colours. Of
   * two who have come to one colour in two processes, one takes another with the next move.
   */
  shownAs({ id, name }: { id: string; name: string }): ShownWriter {
    const who = whoIs(id);
    const shown = this.shown;
    const own = shown.filter((one) => one.who === who).map(({ colour }) => colour);
    const others = shown.filter((one) => one.who !== who);
    const usual = Number.parseInt(who.slice(0, 2), 16) % caretColours;
    const goOn = own.find((colour) => !others.some((other) => other.colour === colour && other.who < who));
    const free = Array.from({ length: caretColours }, (_, step) => (usual + step) % caretColours).find(
      (colour) => !others.some((other) => other.colour === colour),
    );
    return { name, who, colour: goOn ?? free ?? own[0] ?? usual };
  }

  /** Takes in what another process tells. */
  takeFromElsewhere(carets: Uint8Array): void {
    applyAwarenessUpdate(this.awareness, carets, elsewhere);
  }

  /** A browser has left, by one of its ways here. */
  leave(teller: Teller): void {
    const { client } = teller;
    if (client === null || this.tellers.get(client) !== teller) return;
    this.tellers.delete(client);
    this.waiting.delete(client);
    removeAwarenessStates(this.awareness, [client], null);
  }

  /** Tells other processes of all that is known. */
  tellAll(): void {
    for (const client of this.awareness.states.keys()) this.changed.add(client);
    this.soon();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private soon(): void {
    this.timer ??= setTimeout(() => this.show(), waitMs);
  }

  private show(): void {
    this.timer = undefined;
    if (this.waiting.size > 0) applyAwarenessUpdate(this.awareness, writeTold(this.waiting), null);
    this.waiting.clear();
    // What was shown now has changed too, and has set the timer: it goes to the others at once.
    clearTimeout(this.timer);
    this.timer = undefined;
    const changed = [...this.changed].filter((client) => this.awareness.meta.has(client));
    this.changed.clear();
    for (let first = 0; first < changed.length; first += mostTold)
      this.tellOthers(encodeAwarenessUpdate(this.awareness, changed.slice(first, first + mostTold)));
  }
}

function readTold(message: Uint8Array): { client: number; clock: number; cursor: Cursor | "left" }[] {
  const decoder = decoding.createDecoder(message);
  const count = decoding.readVarUint(decoder);
  const all: { client: number; clock: number; cursor: Cursor | "left" }[] = [];
  for (let n = 0; n < count; n += 1) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    const read = told.safeParse(state ?? {});
    if (!read.success) throw new RangeError("not a caret");
    all.push({ client, clock, cursor: state === null ? "left" : read.data.cursor });
  }
  return all;
}

function writeTold(all: ReadonlyMap<number, Told>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, all.size);
    for (const [client, { clock, state }] of all) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }
  });
}
