import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { findStatusDraft } from "#db/queries/statuses/keep-edition.ts";
import type { Admitted } from "./guard.ts";
import { refuse } from "./respond.ts";

/** The address of an edition where a municipality keeps its statuses. */
export const editionAddress = ({ slug, id }: Pick<EditionSubject, "slug" | "id">) =>
  `/kommuner/${slug}/statusser/${id}`;

/** An edition with all that its pages show, for who has been let in. Ends in a 404 page under the address of another municipality. */
export async function readStatusPart({ params, context: { sql, viewer }, subject }: Admitted<EditionSubject>) {
  const draft = params.slug === subject.slug ? await findStatusDraft(sql, viewer, subject.id) : undefined;
  if (!draft) return refuse(404, "Vi kan ikke finde en status her. Måske er adressen skrevet forkert.");
  return { draft, path: editionAddress(subject) };
}
