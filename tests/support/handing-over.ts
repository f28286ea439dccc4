import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { buildDraft, type DraftOptions } from "#seeds/builders/build-draft.ts";
import { here, there } from "./callers.ts";
import { createPerson, type GivenRole } from "./people.ts";

/** A person of the database as the rules see one, with the second factor. */
export async function createViewer(
  sql: Sql,
  roles: readonly GivenRole[],
  options: { name?: string; email?: string; demo?: boolean } = {},
): Promise<Viewer & { person: NonNullable<Viewer["person"]> }> {
  const { id, name, email } = await createPerson(sql, { roles, ...options });
  const viewer = viewerOf({
    id,
    name,
    email,
    demo: options.demo ?? false,
    introduced: true,
    sessionId: "",
    secondFactor: true,
    acting: null,
    grants: roles.map(({ role, municipality, unitId = null }) => ({
      role,
      unitId,
      municipality: municipality ? ([here, there].find(({ code }) => code === municipality) ?? null) : null,
    })),
  });
  return viewer as Viewer & { person: NonNullable<Viewer["person"]> };
}

/** What the page of hand-over sends, unless told otherwise. */
export const handOverFields = {
  title: "Vi mødes før klokken ringer",
  summary: "Vi begynder timen ude. Der er kommet mere ro.",
  stage: "erfaringer",
  namesUnit: "nej",
  assignedTo: "",
  toAssociation: "",
  settings: ["indskoling"],
  reasons: {},
} as const;

/** A draft that its writer has handed over. @returns the ids of the case, of the working revision and of the version that waits */
export async function buildSubmitted(
  sql: Sql,
  writer: Viewer & { person: { id: string } },
  options: DraftOptions & { fields?: Partial<Parameters<typeof submitCase>[3]> } = {},
): Promise<{ id: string; workingId: string; revision: string }> {
  const { fields, ...draft } = options;
  const { id, revisionId: workingId } = await buildDraft(sql, { begunBy: writer.person.id, ...draft });
  await submitCase(sql, writer, id, { ...handOverFields, ...fields, revision: workingId });
  const [row] = await sql<
    { revision: string }[]
  >`select submitted_revision_id as revision from case_story where id = ${id}`;
  return { id, workingId, revision: row?.revision ?? "" };
}
