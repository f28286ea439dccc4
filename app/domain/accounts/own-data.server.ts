import type { Sql } from "#db/client.ts";
import { listAddressesOf } from "#db/queries/people/addresses.ts";
import { readOwnData } from "#db/queries/people/own-data.ts";
import { listMailsOf } from "../../mail/post.ts";
import { goneMeanwhile } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { personOf } from "./totp.server.ts";

/**
 * Everything that is held on the one who asks, for the person to keep. Secrets are named, not shown; of mails that lie on the site, when
 * they were written, for their links may still open something.
 */
export async function ownData(sql: Sql, viewer: Viewer, { mailFolder }: { mailFolder: string }) {
  const { id } = personOf(viewer);
  const data = await readOwnData(sql, id);
  if (!data) throw goneMeanwhile();
  const mails = await listMailsOf(mailFolder, { id, addresses: await listAddressesOf(sql, id) });
  return { ...data, mails: mails.map(({ sentAt }) => ({ skrevet: sentAt })) };
}
