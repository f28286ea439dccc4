import { type Sql, savepoint } from "#db/client.ts";
import { inventedStatusKinds } from "./demo/seed-statuses.ts";
import type { FollowOutcome, Reason } from "./follow-outcome.ts";
import { groundKinds } from "./reference/seed-ground.ts";
import { methodSeeds } from "./reference/seed-methods.ts";
import { periods } from "./reference/seed-periods.ts";
import { placeKinds } from "./reference/seed-places.ts";
import { sourceKinds } from "./reference/seed-sources.ts";
import { retoldStatuses } from "./reference/seed-statuses.ts";
import { cases } from "./seed-cases.ts";
import type { SeedItem, SeedKind, StandingRow } from "./seed-kind.ts";
import { isAsLeft, keepTrack, keepTrackOfWithdrawn, noteChecksum, readTracks, type Track } from "./tracks.ts";

/** What is seeded, in the order in which things rest on each other. */
const steps: readonly { label: string; kinds: readonly SeedKind[] }[] = [
  { label: "Lægger kommunerne ind", kinds: placeKinds },
  { label: "Lægger dokumenter, kilder og erklæringen ind", kinds: sourceKinds },
  { label: "Lægger metoderne ind", kinds: methodSeeds },
  { label: "Lægger eksemplerne ind", kinds: [cases] },
  { label: "Lægger indsatser, penge, opdrag og indikatorer ind", kinds: groundKinds },
  { label: "Lægger perioder og statusser ind", kinds: [periods, retoldStatuses, ...inventedStatusKinds] },
];

/** A thing that the release holds and that has been put in before. */
interface Known {
  item: SeedItem;
  track: Track;
}

/** A thing that is in step with the release now. */
interface Followed {
  id: string;
  item: SeedItem;
}

/**
 * Brings what the seeds have put into a database in step with a release: what is new is inserted, what has changed is revised, and what is
 * gone is withdrawn or deleted. What people have changed here is left. A thing whose source is as it was when last applied is not even
 * read. Call it inside a transaction; of two at once, one must wait.
 * @param folder where the seeds of the release lie
 * @param options.demo whether demo data is part of it
 * @param options.strict whether a thing that cannot be stored is an error; otherwise it is left, and tried again at the next start
 * @throws {Error} naming the file of the seeds that has a slip
 */
export async function followRelease(
  tx: Sql,
  folder: string,
  options: { demo: boolean; strict: boolean; onStep?: (label: string) => void },
): Promise<FollowOutcome> {
  const following = new Following(tx, options.strict);
  const tracks = await readTracks(tx);
  // Two municipalities may trade places on the map: what must be unique is so in the end.
  await tx`set constraints all deferred`;
  const endings: (() => Promise<void>)[] = [];
  for (const { label, kinds } of steps) {
    options.onStep?.(label);
    for (const kind of kinds) {
      const items = (await kind.list(folder)).filter(({ demo }) => options.demo || !demo);
      const known: ReadonlyMap<string, Track> = tracks.get(kind.name) ?? new Map();
      const held = new Set(items.map(({ key }) => key));
      const added = items.filter(({ key }) => !known.has(key));
      const changed = items.flatMap((item): Known[] => {
        const track = known.get(item.key);
        return track && track.checksum !== item.checksum ? [{ item, track }] : [];
      });
      const gone = [...known.values()].filter(({ key }) => !held.has(key));
      await following.insert(kind, added);
      const revised = await following.revise(kind, changed);
      endings.unshift(
        () => following.settle(kind, revised),
        () => following.withdraw(kind, gone),
      );
    }
  }
  // Backwards: what rests on a thing goes before it, and a place in a document when the texts no longer cite it.
  for (const end of endings) await end();
  return following.outcome;
}

/** One database on its way to one release. */
class Following {
  readonly outcome: FollowOutcome = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
  readonly #tx: Sql;
  readonly #strict: boolean;

  constructor(tx: Sql, strict: boolean) {
    this.#tx = tx;
    this.#strict = strict;
  }

  /** Stores things that nobody knows of here. One that stands here already follows from now on if it is the same. */
  async insert(kind: SeedKind, added: readonly SeedItem[]): Promise<void> {
    if (added.length === 0) return;
    const standing = await this.#read(kind, "key", keysOf(added));
    const missing = added.filter(({ key }) => !standing.has(key));
    const inserted = await this.#insertWhatFits(kind, missing);
    this.outcome.inserted += inserted.length;

    const same: SeedItem[] = [];
    for (const item of added) {
      const row = standing.get(item.key);
      if (!row) continue;
      const isSame = await this.#fits(async (tx) => {
        if (await kind.revise(tx, row.id, item)) throw new RangeError("another thing of that name");
      });
      if (isSame) same.push(item);
      else this.#leave(kind, item.key, "taken");
    }
    await keepTrack(this.#tx, kind, [...inserted, ...same]);
  }

  async #insertWhatFits(kind: SeedKind, items: readonly SeedItem[]): Promise<readonly SeedItem[]> {
    // Together, for they may name each other; one at a time where some do not fit.
    if (items.length === 0 || (await this.#fits((tx) => kind.insert(tx, items)))) return items;
    const inserted: SeedItem[] = [];
    for (const item of items) {
      if (await this.#fits((tx) => kind.insert(tx, [item]))) inserted.push(item);
      else this.#leave(kind, item.key, "unfit");
    }
    return inserted;
  }

  /** Gives things that are as they were left what the release says of them now. @returns those that follow */
  async revise(kind: SeedKind, changed: readonly Known[]): Promise<Followed[]> {
    const rows = await this.#readTracked(
      kind,
      changed.map(({ track }) => track),
    );
    const followed: Followed[] = [];
    for (const { item, track } of changed) {
      const row = rows.get(track.key);
      if (!row || !isAsLeft(track, row)) {
        // What the release said of it before is not known: from now on it is.
        if (track.rowId === null && track.checksum === null) await noteChecksum(this.#tx, kind, item);
        else this.#leave(kind, item.key, "edited");
        continue;
      }
      let revised = false;
      const fits = await this.#fits(async (tx) => {
        revised = await kind.revise(tx, row.id, item);
      });
      if (fits) followed.push({ id: row.id, item });
      else this.#leave(kind, item.key, "unfit");
      if (fits && revised) this.outcome.revised += 1;
    }
    await keepTrack(
      this.#tx,
      kind,
      followed.map(({ item }) => item),
    );
    return followed;
  }

  /** Does what must wait until all else has been done. */
  async settle(kind: SeedKind, followed: readonly Followed[]): Promise<void> {
    for (const { id, item } of followed) {
      const names = (await kind.settle?.(this.#tx, id, item)) ?? [];
      this.outcome.left.push(...names.map((name) => ({ name, reason: "citedPlace" as const })));
    }
  }

  /** Withdraws or deletes what the release no longer holds, if it is as it was left. */
  async withdraw(kind: SeedKind, gone: readonly Track[]): Promise<void> {
    const rows = await this.#readTracked(kind, gone);
    let waiting: Track[] = [];
    for (const track of gone) {
      const row = rows.get(track.key);
      if (!row) await keepTrackOfWithdrawn(this.#tx, kind, track);
      else if (row.state.withdrawn) continue;
      else if (isAsLeft(track, row)) waiting.push(track);
      else this.#leave(kind, track.key, "edited");
    }
    // Again and again, for some may rest on others.
    for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
      before = waiting.length;
      const stuck: Track[] = [];
      for (const track of waiting) {
        if (await this.#fits((tx) => kind.withdraw(tx, track.rowId ?? ""))) {
          await keepTrackOfWithdrawn(this.#tx, kind, track);
          this.outcome.withdrawn += 1;
        } else stuck.push(track);
      }
      waiting = stuck;
    }
    for (const { key } of waiting) this.#leave(kind, key, "inUse");
  }

  #leave(kind: SeedKind, key: string, reason: Reason): void {
    this.outcome.left.push({ name: kind.nameOf(key), reason });
  }

  async #read(kind: SeedKind, by: "id" | "key", names: readonly string[]): Promise<Map<string, StandingRow>> {
    if (names.length === 0) return new Map();
    return new Map((await kind.read(this.#tx, by, names)).map((row) => [row[by], row]));
  }

  /** The rows of tracks that are there, by the key of the track: people may have given the row another. */
  async #readTracked(kind: SeedKind, tracks: readonly Track[]): Promise<Map<string, StandingRow>> {
    const ids = tracks.flatMap(({ rowId }) => rowId ?? []);
    const rows = await this.#read(kind, "id", ids);
    return new Map(
      tracks.flatMap(({ key, rowId }) => {
        const row = rows.get(rowId ?? "");
        return row ? [[key, row] as const] : [];
      }),
    );
  }

  /** Does a write, or none of it when the rows that are there do not allow it. @returns whether it was done */
  async #fits(write: (tx: Sql) => Promise<void>): Promise<boolean> {
    if (this.#strict) {
      await write(this.#tx);
      return true;
    }
    return savepoint(this.#tx, write).then(
      () => true,
      (error) => {
        if (isRefused(error)) return false;
        throw error;
      },
    );
  }
}

const keysOf = (items: readonly SeedItem[]) => items.map(({ key }) => key);

/** Whether a write failed because of the rows that are there: it names one that is not, or breaks a constraint (class 23 of Postgres). */
function isRefused(error: unknown): boolean {
  const reason = error instanceof Error && error.cause ? error.cause : error;
  return reason instanceof RangeError || /^23/.test(String((reason as { code?: unknown }).code));
}
