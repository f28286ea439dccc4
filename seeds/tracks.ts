import type { Sql } from "#db/client.ts";
import type { SeededTable } from "#db/row-types.ts";
import type { SeedItem, SeedKind, StandingRow } from "./seed-kind.ts";

/** What is known of a thing that the seeds have put in: a row of `seeded`. */
export interface Track extends Pick<SeededTable, "kind" | "key" | "rowId" | "checksum"> {
  state: StandingRow["state"];
}

/** Every track, by sort and key. */
export async function readTracks(sql: Sql): Promise<Map<string, Map<string, Track>>> {
  const rows = await sql<Track[]>`select kind, key, row_id as "rowId", checksum, state from seeded`;
  const tracks = new Map<string, Map<string, Track>>();
  for (const row of rows) {
    const ofKind = tracks.get(row.kind) ?? new Map<string, Track>();
    tracks.set(row.kind, ofKind.set(row.key, row));
  }
  return tracks;
}

/** Whether demo data of the seeds is there. */
export async function isDemoTracked(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ tracked: boolean }[]>`select exists (select from seeded where demo) as tracked`;
  return row?.tracked ?? false;
}

/** Whether a row is as the seeds left it. Columns that a later release has added or dropped say nothing about that. */
export const isAsLeft = (track: Track, { state }: StandingRow): boolean =>
  Object.entries(track.state).every(([column, value]) => !(column in state) || isSame(state[column], value));

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Notes of things that the release has just been applied to how they stand now. */
export async function keepTrack(tx: Sql, kind: SeedKind, items: readonly SeedItem[]): Promise<void> {
  if (items.length === 0) return;
  const byKey = new Map(items.map((item) => [item.key, item]));
  const standing = await kind.read(tx, "key", [...byKey.keys()]);
  const rows = standing.map(({ id, key, state }) => {
    const item = byKey.get(key);
    return { kind: kind.name, key, row_id: id, demo: item?.demo ?? false, checksum: item?.checksum ?? null, state };
  });
  await tx`
    insert into seeded (kind, key, row_id, demo, checksum, state)
    select kind, key, row_id, demo, checksum, state from jsonb_populate_recordset(null::seeded, ${tx.json(rows as never)})
    on conflict (kind, key) do update set row_id = excluded.row_id, checksum = excluded.checksum, state = excluded.state`;
}

/** Notes of a thing that the release no longer holds how it stands now; one that is gone is forgotten. */
export async function keepTrackOfWithdrawn(tx: Sql, kind: SeedKind, { key, rowId }: Track): Promise<void> {
  const [row] = rowId === null ? [] : await kind.read(tx, "id", [rowId]);
  await (row
    ? tx`
        update seeded set checksum = null, state = ${tx.json(row.state as never)} where kind = ${kind.name} and key = ${key}`
    : tx`delete from seeded where kind = ${kind.name} and key = ${key}`);
}

/** Notes what the release says of a thing that does not follow it. */
export async function noteChecksum(tx: Sql, kind: SeedKind, { key, checksum }: SeedItem): Promise<void> {
  await tx`update seeded set checksum = ${checksum} where kind = ${kind.name} and key = ${key}`;
}
