import { ownData } from "#app/domain/accounts/own-data.server.ts";
import { guarded } from "#app/http/guard.ts";

/** All that is held on the one who asks, as a file. */
export const loader = guarded(
  "min-side/data.json",
  async ({ context: { sql, viewer, mail } }) =>
    new Response(JSON.stringify(await ownData(sql, viewer, { mailFolder: mail.folder }), null, 2), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": 'attachment; filename="mine-data.json"',
      },
    }),
);
