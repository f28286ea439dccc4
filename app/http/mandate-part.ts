import { passageOptions } from "#app/domain/chosen-source.server.ts";
import type { OfMandate } from "#app/domain/follow-ups/keep-mandates.server.ts";
import { isId } from "#app/domain/id.ts";
import { mayChangeKept } from "#app/domain/initiatives/policy.ts";
import type { Place, Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findKeptMandate } from "#db/queries/follow-ups/keep.ts";
import { refuseGoneRow } from "./list-address.ts";
import { doorsOf } from "./municipality-doors.ts";

/** The mandate that an address names. Ends in the page about a row that is no more. */
export const mandateOf = ({ code }: Place, id = ""): OfMandate => ({ code, mandate: isId(id) ? id : refuseGoneRow() });

/** What every page has where parts of a mandate are kept. */
export async function loadMandatePart(
  { sql, viewer }: { sql: Sql; viewer: Viewer },
  place: Place,
  id: string | undefined,
) {
  const mandate =
    (await findKeptMandate(sql, viewer, { code: place.code, id: mandateOf(place, id).mandate })) ?? refuseGoneRow();
  const changes = mayChangeKept(viewer, mandate);
  const passages = changes ? await passageOptions(sql, place.code) : [];
  return {
    place,
    doors: doorsOf(viewer, place),
    mandate,
    changes,
    passages,
  };
}

/** What is done with a part of a mandate, by the parameter that opens its page. */
export const mandatePartPages = { ret: "change", fjern: "remove" } as const;
