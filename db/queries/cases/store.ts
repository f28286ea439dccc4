import type { Level, Setting } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseCommitmentTable, CaseRevisionTable, CaseStoryTable } from "../../row-types.ts";
import { type CitationTarget, resolveCitations } from "../citations.ts";

/** Everything that a revision of a case holds. */
export interface CaseText
  extends Pick<
    CaseRevisionTable,
    "title" | "summary" | "hard" | "stage" | "schoolSize" | "periodFrom" | "periodTo" | "text" | "visibility"
  > {
  settings: readonly Setting[];
  levels: readonly Level[];
  mellemformLevels: readonly number[];
  classLevels: readonly number[];
  partners: readonly string[];
  /** Slug of a unit of the municipality. */
  unit: string | null;
  /** Slug of the document that it is retold from; null when the municipality wrote it. */
  document: string | null;
  content: Content;
  /** Slugs of methods, the most important first. */
  methods: readonly string[];
  commitments: readonly { year: number; number: number; linkedBy: CaseCommitmentTable["linkedBy"]; why: string }[];
  /** Addresses of the citations in the text. */
  citations: readonly string[];
}

export interface NewCase extends CaseText, Pick<CaseStoryTable, "municipalityCode" | "demo"> {
  slug: string;
  /** When it was published; null stores a draft. */
  publishedAt: Date | null;
}

/**
 * Stores a new case with its first revision and all links, published or as a draft. Call it inside a transaction.
 * @returns the id of the case.
 * @throws {RangeError} when a method, unit, document or citation does not exist; a Postgres error when a constraint is broken.
 */
export async function storeCase(sql: Sql, input: NewCase): Promise<string> {
  const [identity] = await sql<{ id: string }[]>`
    insert into case_story (slug, municipality_code, visibility, demo)
    values (${input.slug}, ${input.municipalityCode}, ${input.visibility}, ${input.demo})
    returning id`;
  const caseId = identity?.id ?? "";
  const state = input.publishedAt ? "published" : "working";
  const revisionId = await storeCaseRevision(sql, caseId, input, { state, createdAt: input.publishedAt ?? new Date() });
  await (input.publishedAt
    ? sql`update case_story set published_revision_id = ${revisionId}, first_published_at = ${input.publishedAt} where id = ${caseId}`
    : sql`update case_story set working_revision_id = ${revisionId} where id = ${caseId}`);
  return caseId;
}

/**
 * Stores a revision of an existing case, its unit named, that nobody reads yet.
 * @param options.state all but the working one get the next number among the case's versions
 * @returns its id @throws as `storeCase` does
 */
export async function storeCaseRevision(
  sql: Sql,
  caseId: string,
  input: CaseText & { municipalityCode: string },
  { state, createdAt }: { state: CaseRevisionTable["state"]; createdAt: Date },
): Promise<string> {
  const [revision] = await sql<{ id: string; unitFound: boolean; documentFound: boolean }[]>`
    insert into case_revision (
      case_id, municipality_code, title, summary, hard, stage, settings, levels, mellemform_levels, class_levels,
      school_size, partners, unit_id, period_from, period_to, document_id, content, text, created_at,
      visibility, names_unit, state, number, kept_because
    ) values (
      ${caseId}, ${input.municipalityCode}, ${input.title}, ${input.summary}, ${input.hard}, ${input.stage},
      ${[...input.settings]}, ${[...input.levels]}, ${[...input.mellemformLevels]}, ${[...input.classLevels]},
      ${input.schoolSize}, ${[...input.partners]},
      (select id from unit where municipality_code = ${input.municipalityCode} and slug = ${input.unit}),
      ${input.periodFrom}, ${input.periodTo}, (select id from document where slug = ${input.document}),
      ${sql.json(input.content as never)}, ${input.text}, ${createdAt},
      ${input.visibility}, true, ${state},
      ${state === "working" ? null : nextVersionNumber(sql, sql`${caseId}`)},
      ${state === "working" ? null : state === "published" ? "published" : "handed_over"}
    )
    returning id,
      exists (select from unit where municipality_code = ${input.municipalityCode} and slug = ${input.unit}) as "unitFound", document_id is not null as "documentFound"`;
  if (!revision) throw new RangeError("no revision was stored");
  if (input.unit && !revision.unitFound) throw new RangeError(`unknown unit: ${input.unit}`);
  if (input.document && !revision.documentFound) throw new RangeError(`unknown document: ${input.document}`);

  const linked = await sql`
    insert into case_method (revision_id, method_id, position)
    select ${revision.id}, m.id, wanted.position
    from unnest(${[...input.methods]}::text[]) with ordinality as wanted (slug, position)
    join method m on m.slug = wanted.slug`;
  if (linked.count !== input.methods.length) throw new RangeError(`unknown method among: ${input.methods.join(", ")}`);

  if (input.commitments.length > 0) {
    await sql`insert into case_commitment ${sql(
      input.commitments.map((link) => ({
        revision_id: revision.id,
        declaration_year: link.year,
        number: link.number,
        linked_by: link.linkedBy,
        why: link.why,
      })),
    )}`;
  }
  await insertCaseCitations(sql, revision.id, await resolveCitations(sql, input.citations));
  return revision.id;
}

/** Stores what a revision of a case rests on, in the order of its text. */
export async function insertCaseCitations(
  sql: Sql,
  revisionId: string,
  targets: readonly CitationTarget[],
): Promise<void> {
  if (targets.length === 0) return;
  await sql`insert into case_citation ${sql(
    targets.map((target, position) => ({
      revision_id: revisionId,
      position,
      document_id: target.documentId,
      anchor: target.anchor,
      reference_slug: target.referenceSlug,
    })),
  )}`;
}

/** Gives a revision the methods and commitments of another of the same case. */
export async function copyLinks(tx: Sql, from: string, to: string): Promise<void> {
  await tx`
    insert into case_method (revision_id, method_id, position)
    select ${to}, method_id, position from case_method where revision_id = ${from}`;
  await tx`
    insert into case_commitment (revision_id, declaration_year, number, linked_by, why)
    select ${to}, declaration_year, number, linked_by, why from case_commitment where revision_id = ${from}`;
}

/** Gives a revision the citations of another of the same case. */
export async function copyCitations(tx: Sql, from: string, to: string): Promise<void> {
  await tx`
    insert into case_citation (revision_id, position, document_id, anchor, reference_slug)
    select ${to}, position, document_id, anchor, reference_slug from case_citation where revision_id = ${from}`;
}

/** The number that the next version of a case gets. @param caseId an expression of the case's id */
export const nextVersionNumber = (sql: Sql, caseId: ReturnType<Sql>) =>
  sql`(select coalesce(max(number), 0) + 1 from case_revision where case_id = ${caseId})`;
