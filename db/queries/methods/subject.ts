import type { MethodSubject } from "#app/domain/methods/policy.ts";
import type { Sql } from "../../client.ts";

/** The method at an address as the rules see it, whoever asks and however far it has come. */
export async function findMethodSubject(sql: Sql, slug: string): Promise<MethodSubject | undefined> {
  const [found] = await sql<MethodSubject[]>`
    select m.id, m.slug, m.visibility,
      case
        when m.withdrawn_at is not null then 'withdrawn'
        when m.published_revision_id is null then 'draft'
        when m.hidden_at is not null then 'hidden'
        when m.working_revision_id is not null then 'revised'
        else 'published'
      end as state
    from method m
    where m.slug = ${slug}`;
  return found;
}
