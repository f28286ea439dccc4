import type { MetaArgs } from "@remix-run/react";
import { pageMeta } from "./page-meta.ts";

/*
 * The pages on which a part of an initiative is kept, its milestones or its money: a list, and a page of its own for each thing that can be
 * done with one of the rows.
 */

/** The address of such a page. */
export const partAddress = (place: string, initiative: string, part: "milepaele" | "penge") =>
  `/kommuner/${place}/indsatser/${initiative}/${part}`;

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
