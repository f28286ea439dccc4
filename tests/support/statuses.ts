import { DomainError } from "#app/domain/domain-error.ts";
import { approveStatus } from "#app/domain/statuses/answer-status.server.ts";
import { addEvidence } from "#app/domain/statuses/choose-evidence.server.ts";
import { submitStatus } from "#app/domain/statuses/hand-over-status.server.ts";
import { beginStatus } from "#app/domain/statuses/keep-status.server.ts";
import { closeGroup, saveAnswers, type TypedAnswer } from "#app/domain/statuses/save-answers.server.ts";
import type { StatusField } from "#app/domain/statuses/subjects.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findEditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { here } from "./callers.ts";
import { createViewer } from "./handing-over.ts";

/** The fields that begin a status, unless told otherwise. */
export const heading = { cutOff: "2026-05-31", metOn: "2026-06-15", body: "Børne- og Ungeudvalget" } as const;

/** Stores what statuses stand on: the places, a document, a declaration of two points. @returns those of a municipality who write, run and approve */
export async function setUpStatuses(sql: Sql) {
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat", municipalityCode: here.code });
  await buildDeclaration(sql, { commitments: 2, quotedFrom: "/dokumenter/notat#sted" });
  const municipality = here.code;
  return {
    writer: await createViewer(sql, [{ role: "contributor", municipality }], { name: "Frida" }),
    coordinator: await createViewer(sql, [{ role: "coordinator", municipality }], { name: "Karen" }),
    approver: await createViewer(sql, [{ role: "approver", municipality }], { name: "Gerda" }),
  };
}

/** Why a deed was refused; null when it was done. */
export const refused = (deed: Promise<unknown>) =>
  deed.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return { status: error.status, field: error.field, message: error.message, also: error.also };
    },
  );

/** Leaves nothing of statuses, initiatives and indicators, and opens the first half of 2026. */
export async function clearStatuses(sql: Sql): Promise<void> {
  await sql`update status set published_edition_id = null`;
  for (const table of ["status", "initiative", "budget_row", "indicator", "mandate", "period_question", "period"])
    await sql`delete from ${sql(table)}`;
  await sql`delete from graphile_worker._private_jobs`;
  await sql`update municipality set pairs_of_eyes = 2`;
  await sql`insert into period (code, opened_at) values ('2026H1', now()), ('2026H2', now())`;
}

let count = 0;

/** Stores an initiative with milestones, public unless told otherwise. @returns ids */
export async function storeInitiativeFor(
  sql: Sql,
  { demo = false, isPublic = true, milestones = ["Første skridt"] } = {},
): Promise<{ id: string; slug: string; milestones: string[] }> {
  count += 1;
  const slug = `indsats-${count}`;
  const [row] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, demo, title, state, visibility, published_at)
    values (${slug}, ${here.code}, ${demo}, ${`Indsats ${count}`}, 'i-gang', ${isPublic ? "public" : "municipality"},
      ${isPublic ? new Date() : null})
    returning id`;
  const id = row?.id ?? "";
  const ids: string[] = [];
  for (const [at, title] of milestones.entries()) {
    const [milestone] = await sql<{ id: string }[]>`
      insert into milestone (initiative_id, position, title, planned_by) values (${id}, ${at + 1}, ${title}, '2026-09') returning id`;
    ids.push(milestone?.id ?? "");
  }
  return { id, slug, milestones: ids };
}

/** Stores a public number of a municipality's own indicator. @returns the id of the value */
export async function storeNumber(
  sql: Sql,
  { number, unit = "børn", demo = false }: { number: number; unit?: string; demo?: boolean },
): Promise<string> {
  count += 1;
  const [indicator] = await sql<{ id: string }[]>`
    insert into indicator (slug, title, definition, unit, published_at, demo)
    values (${`tal-${count}`}, ${`Tal ${count}`}, 'Det, der tælles.', ${unit}, now(), ${demo}) returning id`;
  const [value] = await sql<{ id: string }[]>`
    insert into indicator_value (indicator_id, municipality_code, demo, time_kind, time_from, time_to, number, visibility, published_at)
    values (${indicator?.id ?? ""}, ${here.code}, ${demo}, 'aar', '2025-01-01', '2025-12-31', ${number}, 'public', now()) returning id`;
  return value?.id ?? "";
}

/** Answers as their form would send them, resting on what stands. */
export async function answer(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  said: Readonly<Record<string, Readonly<Partial<Record<StatusField, string>>>>>,
) {
  const stands = await sql<{ subject: string; field: string; version: number }[]>`
    select subject, field, version from status_answer where edition_id = ${editionId}`;
  const rows = Object.entries(said).flatMap(([subject, fields]) =>
    Object.entries(fields).map(
      ([field, value]): TypedAnswer => ({
        subject,
        field: field as StatusField,
        value,
        version: stands.find((one) => one.subject === subject && one.field === field)?.version ?? 0,
      }),
    ),
  );
  return saveAnswers(sql, viewer, editionId, rows);
}

/** Says of all lines that they are unchanged. */
export async function closeAll(sql: Sql, viewer: Viewer, editionId: string): Promise<void> {
  for (const group of ["initiatives", "parts", "points"] as const) await closeGroup(sql, viewer, editionId, group);
}

/** The version of an edition now. */
export const versionOf = async (sql: Sql, editionId: string): Promise<number> =>
  (await findEditionSubject(sql, editionId))?.version ?? 0;

/** The state of an edition now. */
export const stateOf = async (sql: Sql, editionId: string) => (await findEditionSubject(sql, editionId))?.state;

/** Begins a status with every line unchanged. @returns the id of the edition */
export async function beginUnchanged(sql: Sql, viewer: Viewer, period = "2026H1"): Promise<string> {
  const id = await beginStatus(sql, viewer, here.code, { period, ...heading });
  await closeAll(sql, viewer, id);
  return id;
}

/** Sends an edition to any who may say yes, unless told otherwise. */
export const submit = async (
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  options: Partial<Parameters<typeof submitStatus>[3]> = {},
) =>
  submitStatus(sql, viewer, editionId, {
    version: await versionOf(sql, editionId),
    assignedTo: "",
    publishAlong: false,
    reasons: {},
    ...options,
  });

/** Says yes to an edition that waits. */
export const approve = async (
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  options: Partial<Parameters<typeof approveStatus>[3]> = {},
) =>
  approveStatus(sql, viewer, editionId, {
    version: await versionOf(sql, editionId),
    publishOn: null,
    held: [],
    ...options,
  });

/** Lets a claim rest on something. */
export const restOn = (
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  subject: string,
  [kind, thing]: ["value" | "initiative" | "milestone" | "passage" | "case" | "line", string],
) => addEvidence(sql, viewer, editionId, { subject, kind, thing });
