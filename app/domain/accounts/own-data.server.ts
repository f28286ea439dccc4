import type { Sql } from "#db/client.ts";
import { readOwnData } from "#db/queries/people/own-data.ts";
import { goneMeanwhile } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { personOf } from "./totp.server.ts";

/** Everything that is held on the one who asks, for the person to keep. Secrets are named, not shown. */
export async function ownData(sql: Sql, viewer: Viewer) {
  const data = await readOwnData(sql, personOf(viewer).id);
  if (!data) throw goneMeanwhile();
  return data;
}
