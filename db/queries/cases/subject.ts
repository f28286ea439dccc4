import type { CaseSubject } from "#app/domain/cases/policy.ts";
import type { Sql } from "../../client.ts";
import { stateOfText } from "../visible.ts";

/** The case at an address as the rules see it, whoever asks and however far it has come. */
export async function findCaseSubject(sql: Sql, slug: string): Promise<CaseSubject | undefined> {
  const [found] = await sql<CaseSubject[]>`
    select c.id, c.slug, c.municipality_code as municipality, c.visibility, c.demo, r.unit_id as "unitId",
      ${stateOfText(sql, "c")} as state
    from case_story c join case_revision r on r.id = coalesce(c.published_revision_id, c.working_revision_id)
    where c.slug = ${slug}`;
  return found;
}
