import { isId } from "#app/domain/id.ts";
import { mayChangeKept } from "#app/domain/initiatives/policy.ts";
import type { Place } from "#app/domain/viewer.ts";
import { findKeptInitiative } from "#db/queries/initiatives/keep.ts";
import type { Admitted } from "./guard.ts";
import { refuseGoneRow } from "./list-address.ts";
import { doorsOf } from "./municipality-doors.ts";

/** The id of the initiative that an address names. Ends in a 404 page when none can have it. */
export const namedInitiative = ({ id = "" }: { id?: string }): string => (isId(id) ? id : refuseGoneRow());

/** The initiative that an address names, and what each of these pages shows. Ends in a 404 page when it is not there. */
export async function readInitiativePart({ params, context: { sql, viewer }, subject: place }: Admitted<Place>) {
  const item = await findKeptInitiative(sql, viewer, { code: place.code, id: namedInitiative(params) });
  if (!item) return refuseGoneRow();
  const { id, slug, title, demo, publishedAt, takenBackAt, visibility } = item;
  return {
    place,
    doors: doorsOf(viewer, place),
    initiative: { id, slug, title, demo, publishedAt, takenBackAt, visibility },
    /** Readers have seen it, so what is changed in it is told. */
    wasSeen: publishedAt !== null || takenBackAt !== null,
    changes: mayChangeKept(viewer, item),
  };
}
