import type { Known } from "#app/domain/methods/known.ts";
import type { Monday } from "#app/domain/methods/monday.ts";
import type { Aspect, Grade, Level, Setting } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { MethodCommitmentTable, MethodRevisionTable } from "../../row-types.ts";
import { resolveCitations } from "../citations.ts";

/** One aspect of a knowledge profile: a grade on a cited basis, or what it would take to give one. */
export type GradeInput =
  | { aspect: Aspect; grade: Grade; basis: string; source: string }
  | { aspect: Aspect; grade: null; needed: string };

/** Everything that a revision of a method holds. */
export interface MethodText
  extends Pick<MethodRevisionTable, "title" | "kind" | "summary" | "timeToStart" | "useFor" | "text"> {
  aliases: readonly string[];
  settings: readonly Setting[];
  levels: readonly Level[];
  mellemformLevels: readonly number[];
  content: Content;
  related: readonly string[];
  grades: readonly GradeInput[];
  known?: Known | null;
  monday?: Monday | null;
  /** Slugs of what the law says. */
  laws?: readonly string[];
  /** Points of a declaration that the editors link it to. */
  commitments?: readonly Pick<MethodCommitmentTable, "declarationYear" | "number" | "why">[];
  /** Addresses of the citations in the text. */
  citations: readonly string[];
}

/** Stores the identity of methods that do not exist yet, so that texts can point at them. */
export async function storeMethodIdentities(sql: Sql, slugs: readonly string[]): Promise<void> {
  await sql`insert into method ${sql(slugs.map((slug) => ({ slug })))}`;
}

/**
 * Stores a revision of an existing method and publishes it. Call it inside a transaction.
 * @throws {RangeError} when the method, a related method or a citation does not exist; a Postgres error when a constraint is broken.
 */
export async function publishMethodText(sql: Sql, slug: string, input: MethodText, publishedAt: Date): Promise<void> {
  const revisionId = await storeMethodRevision(sql, slug, input, publishedAt);
  await sql`
    update method set published_revision_id = ${revisionId}, first_published_at = coalesce(first_published_at, ${publishedAt})
    where slug = ${slug}`;
}

/** Stores a revision of an existing method that nobody reads yet. @returns its id @throws as `publishMethodText` does */
export async function storeMethodRevision(sql: Sql, slug: string, input: MethodText, createdAt: Date): Promise<string> {
  const [revision] = await sql<{ id: string }[]>`
    insert into method_revision (
      method_id, title, kind, summary, aliases, settings, levels, mellemform_levels, time_to_start, use_for, known, monday, laws,
      content, text, created_at
    )
    select m.id, ${input.title}, ${input.kind}, ${input.summary}, ${[...input.aliases]}, ${[...input.settings]}, ${[...input.levels]},
      ${[...input.mellemformLevels]}, ${input.timeToStart}, ${input.useFor},
      ${input.known ? sql.json(input.known as never) : null}, ${input.monday ? sql.json(input.monday as never) : null},
      ${[...(input.laws ?? [])]}, ${sql.json(input.content as never)}, ${input.text}, ${createdAt}
    from method m where m.slug = ${slug}
    returning id`;
  if (!revision) throw new RangeError(`unknown method: ${slug}`);

  const related = await sql`
    insert into method_relation (revision_id, related_method_id, position)
    select ${revision.id}, m.id, wanted.position
    from unnest(${[...input.related]}::text[]) with ordinality as wanted (slug, position)
    join method m on m.slug = wanted.slug`;
  if (related.count !== input.related.length) throw new RangeError(`unknown method among: ${input.related.join(", ")}`);

  const commitments = input.commitments ?? [];
  if (commitments.length > 0) {
    await sql`insert into method_commitment ${sql(
      commitments.map(({ declarationYear, number, why }) => ({
        revision_id: revision.id,
        declaration_year: declarationYear,
        number,
        why,
      })),
    )}`;
  }

  const sources = await resolveCitations(
    sql,
    input.grades.flatMap((item) => (item.grade ? [item.source] : [])),
  );
  if (input.grades.length > 0) {
    const rows = input.grades.map((item) => {
      const source = item.grade ? sources.shift() : undefined;
      return {
        revision_id: revision.id,
        aspect: item.aspect,
        grade: item.grade,
        basis: item.grade ? item.basis : null,
        needed: item.grade ? null : item.needed,
        document_id: source?.documentId ?? null,
        anchor: source?.anchor ?? null,
        reference_slug: source?.referenceSlug ?? null,
      };
    });
    await sql`insert into method_grade ${sql(rows)}`;
  }
  const targets = await resolveCitations(sql, input.citations);
  if (targets.length > 0) {
    await sql`insert into method_citation ${sql(
      targets.map((target, position) => ({
        revision_id: revision.id,
        position,
        document_id: target.documentId,
        anchor: target.anchor,
        reference_slug: target.referenceSlug,
      })),
    )}`;
  }
  return revision.id;
}
