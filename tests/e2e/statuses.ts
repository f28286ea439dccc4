import { transaction } from "#db/client.ts";
import { buildStatusWithin } from "#seeds/builders/build-status.ts";
import { ask } from "./content.ts";

/** A status that Ballerup is writing, of a half year that nothing else in the site speaks of. */
export const editionToLookAt = {
  id: "0e0bb8b4-7f4d-4b43-9a3c-6a6f6d1c5f15",
  prepare: (): Promise<void> =>
    ask((sql) =>
      transaction(sql, async (tx) => {
        await tx`select pg_advisory_xact_lock(hashtext('a status to look at'))`;
        const { id } = editionToLookAt;
        const known = await tx`select from status_edition where id = ${id}`;
        if (known.length > 0) return;
        const { editionId } = await buildStatusWithin(tx, {
          municipalityCode: "0151",
          period: "2026H2",
          state: "draft",
          cutOff: "2026-10-31",
          metOn: "2026-12-09",
          body: "Børne- og Skoleudvalget",
        });
        await tx`update status_edition set id = ${id} where id = ${editionId}`;
        await tx`insert into status_part (edition_id, position, kind, title) values (${id}, 1, 'section', 'Trivsel')`;
      }),
    ),
};
