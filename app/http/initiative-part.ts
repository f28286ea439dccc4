import type { MetaArgs } from "@remix-run/react";
import { isId } from "#app/domain/id.ts";
import { mayChangeKept } from "#app/domain/initiatives/policy.ts";
import type { Place } from "#app/domain/viewer.ts";
import { findKeptInitiative } from "#db/queries/initiatives/keep.ts";
import type { Admitted } from "./guard.ts";
import { openedRow, refuseGoneRow } from "./list-address.ts";
import { doorsOf } from "./municipality-doors.ts";
import { pageMeta } from "./page-meta.ts";

/*
 * The pages on which a part of an initiative is kept, its milestones or its money: a list, and a page of its own for each thing that can be
 * done with one of the rows.
 */

/** The address of such a page. */
export const partAddress = (place: string, initiative: string, part: "milepaele" | "penge") =>
  `/kommuner/${place}/indsatser/${initiative}/${part}`;

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

/**
 * The row that an address opens, with what is to be done with it; null for the list. Ends in a 404 page when it is gone, or is not the
 * viewer's to change.
 * @param pages what is done, by the parameter that opens each
 */
export function openedWith<D extends string, R extends { id: string }>(
  request: Request,
  pages: Readonly<Record<string, D>>,
  rows: readonly R[],
  changes: boolean,
): { doing: D; row: R } | null {
  for (const [parameter, doing] of Object.entries(pages)) {
    const id = openedRow(request, parameter);
    if (id === null) continue;
    const row = rows.find((one) => one.id === id);
    return row && changes ? { doing, row } : refuseGoneRow();
  }
  return null;
}

/** The head of such a page. @param what "Milepæle" */
export const partMeta = (
  args: MetaArgs,
  { place, initiative }: { place: { slug: string; name: string }; initiative: { id: string; title: string } },
  { what, part }: { what: string; part: "milepaele" | "penge" },
) =>
  pageMeta(args, {
    title: `${what} i ${initiative.title}: ${place.name}`,
    description: `Indsatsens ${what.toLowerCase()}.`,
    path: partAddress(place.slug, initiative.id, part),
    hidden: true,
  });
