import type { MethodSubject } from "#app/domain/methods/policy.ts";
import type { Sql } from "../../client.ts";
import { stateOfText } from "../visible.ts";

/** The method at an address as the rules see it, whoever asks and however far it has come. */
export async function findMethodSubject(sql: Sql, slug: string): Promise<MethodSubject | undefined> {
  const [found] = await sql<MethodSubject[]>`
    select m.id, m.slug, m.visibility, ${stateOfText(sql, "m")} as state
    from method m
    where m.slug = ${slug}`;
  return found;
}
