/** How long a browser keeps a text that nobody has come back to, in days. */
export const daysCopiesAreKept = 30;

const databaseName = "mine-tekster";

/** A text of which a browser keeps a copy. */
export interface CopiedText {
  /** Whose copy it is: nobody else is shown it. */
  person: string;
  /** The name of the shared document. One that begins anew has another, so that an older copy is never merged into it. */
  document: string;
  /** The case. */
  text: string;
  title: string;
  /** When it was last changed here, in milliseconds since 1970. */
  at: number;
}

export type CopyKey = Pick<CopiedText, "person" | "document">;

/** A change that the server has not said to have stored, as Yjs writes one. */
export interface UnsentChange {
  id: string;
  bytes: Uint8Array;
}

/** A copy: changes that together make the text, and among them those that are not sent. */
export interface Copy {
  kept: Uint8Array[];
  unsent: UnsentChange[];
}

/** A text with changes that wait in the browser. */
export interface UnsentText extends CopiedText {
  changes: UnsentChange[];
}

/** A step of keeping a copy, done as one. */
export interface CopyStep {
  /** Changes that wait to be sent. */
  unsent?: readonly UnsentChange[];
  /** The ids of those that wait no more. */
  sent?: readonly string[];
  /** A change that the server has. */
  kept?: Uint8Array;
  /** The whole text, in place of all that was kept of it. */
  whole?: Uint8Array;
  /** Another copy that is forgotten in the same moment. */
  insteadOf?: CopyKey;
}

type Row = [person: string, document: string, id: string];

const rowsOf = ({ person, document }: CopyKey) => IDBKeyRange.bound([person, document], [person, document, []]);
const rowsOfPerson = (person: string) => IDBKeyRange.bound([person], [person, []]);

/**
 * The texts that this browser keeps, in three tables: `text` tells whose they are, `kept` holds what the server has of them, `unsent` what it
 * has not. Two windows on one text each write rows of their own.
 */
export class Copies {
  private constructor(private readonly database: IDBDatabase) {
    database.onversionchange = () => database.close();
  }

  /** Opens them; null where the browser keeps nothing, as some private windows do. */
  static async open(): Promise<Copies | null> {
    // As the other means that a copy rests on, only where the page came safely: by https, or from this machine.
    if (!isSecureContext) return null;
    try {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(databaseName, 1);
        opening.onupgradeneeded = () => {
          for (const table of ["text", "kept", "unsent"]) opening.result.createObjectStore(table);
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
        opening.onblocked = () => reject(new Error("blocked"));
        setTimeout(() => reject(new Error("no answer")), 2_000);
      });
      return new Copies(database);
    } catch {
      return null;
    }
  }

  /** The copy of a text; empty when there is none. */
  async read(key: CopyKey): Promise<Copy> {
    const read = this.reading("kept", "unsent");
    const [kept, unsent, ids] = await Promise.all([
      read<Uint8Array[]>("kept", (table) => table.getAll(rowsOf(key))),
      read<Uint8Array[]>("unsent", (table) => table.getAll(rowsOf(key))),
      read<IDBValidKey[]>("unsent", (table) => table.getAllKeys(rowsOf(key))),
    ]);
    return { kept, unsent: unsent.map((bytes, at) => ({ id: (ids[at] as Row)[2], bytes })) };
  }

  /** Keeps more of a text. @throws {DOMException} `QuotaExceededError` when there is no room; then nothing of the step is kept */
  write(about: CopiedText, { unsent = [], sent = [], kept, whole, insteadOf }: CopyStep): Promise<void> {
    const { person, document } = about;
    return this.changing(({ text, kept: keptTable, unsent: unsentTable }) => {
      if (insteadOf) {
        text.delete([insteadOf.person, insteadOf.document]);
        for (const table of [keptTable, unsentTable]) table.delete(rowsOf(insteadOf));
      }
      text.put(about, [person, document]);
      if (whole) {
        keptTable.delete(rowsOf(about));
        keptTable.put(whole, [person, document, crypto.randomUUID()]);
      }
      if (kept) keptTable.put(kept, [person, document, crypto.randomUUID()]);
      for (const { id, bytes } of unsent) unsentTable.put(bytes, [person, document, id]);
      for (const id of sent) unsentTable.delete([person, document, id]);
    });
  }

  /** The texts of a person that hold what is not sent, the last changed first. */
  async listUnsent(person: string): Promise<UnsentText[]> {
    const read = this.reading("text", "unsent");
    const [texts, changes, rows] = await Promise.all([
      read<CopiedText[]>("text", (table) => table.getAll(rowsOfPerson(person))),
      read<Uint8Array[]>("unsent", (table) => table.getAll(rowsOfPerson(person))),
      read<IDBValidKey[]>("unsent", (table) => table.getAllKeys(rowsOfPerson(person))),
    ]);
    const of = new Map<string, UnsentChange[]>();
    for (const [at, [, document, id]] of (rows as Row[]).entries())
      of.set(document, [...(of.get(document) ?? []), { id, bytes: changes[at] as Uint8Array }]);
    return texts
      .flatMap((text) => (of.has(text.document) ? [{ ...text, changes: of.get(text.document) ?? [] }] : []))
      .sort((one, other) => other.at - one.at);
  }

  /** All texts that a copy is kept of, with whether anything in them is not sent. */
  async listAll(): Promise<(CopiedText & { unsent: boolean })[]> {
    const read = this.reading("text", "unsent");
    const [texts, rows] = await Promise.all([
      read<CopiedText[]>("text", (table) => table.getAll()),
      read<IDBValidKey[]>("unsent", (table) => table.getAllKeys()),
    ]);
    const waiting = new Set((rows as Row[]).map(([person, document]) => `${person} ${document}`));
    return texts.map((text) => ({ ...text, unsent: waiting.has(`${text.person} ${text.document}`) }));
  }

  /** Forgets a text. @param sent where given, of what is kept as not sent these go alone: another window may have written the rest */
  remove(key: CopyKey, { sent }: { sent?: readonly string[] } = {}): Promise<void> {
    return this.changing(({ text, kept, unsent }) => {
      text.delete([key.person, key.document]);
      kept.delete(rowsOf(key));
      if (sent) for (const id of sent) unsent.delete([key.person, key.document, id]);
      else unsent.delete(rowsOf(key));
    });
  }

  /** Forgets everything of a person. */
  removeAllOf(person: string): Promise<void> {
    return this.changing((tables) => {
      for (const table of Object.values(tables)) table.delete(rowsOfPerson(person));
    });
  }

  private reading(...names: string[]) {
    const transaction = this.database.transaction(names, "readonly");
    return <T>(name: string, ask: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const request = ask(transaction.objectStore(name));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
  }

  private changing(work: (tables: Record<"text" | "kept" | "unsent", IDBObjectStore>) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(["text", "kept", "unsent"], "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
      work({
        text: transaction.objectStore("text"),
        kept: transaction.objectStore("kept"),
        unsent: transaction.objectStore("unsent"),
      });
      // Of a window that is being closed, only what is committed is kept.
      transaction.commit?.();
    });
  }
}

/** Copies for as long as a page is open, opened once. */
let opened: Promise<Copies | null> | undefined;

export function copiesHere(): Promise<Copies | null> {
  opened ??= Copies.open();
  return opened;
}
