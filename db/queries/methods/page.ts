import type { Known } from "#app/domain/methods/known.ts";
import type { Monday } from "#app/domain/methods/monday.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { MethodRevisionTable, MethodTable } from "../../row-types.ts";
import { type Found, foundTrace, type Trace } from "../found.ts";
import { knownText, stateOfText, visibleCase, visibleMethod } from "../visible.ts";
import {
  commitmentsColumn,
  type LawRow,
  lawsColumn,
  type MethodCardRow,
  type MethodCommitment,
  methodColumns,
  type ProfileAspect,
  profileColumn,
} from "./card.ts";

/** A method as its own page shows it. */
export interface MethodDetails
  extends MethodCardRow,
    Pick<MethodRevisionTable, "aliases" | "mellemformLevels" | "useFor"> {
  content: Content;
  profile: ProfileAspect[];
  /** What studies have found; null where nobody has written it. */
  known: Known | null;
  /** The first things to do; null where nobody has written them. */
  monday: Monday | null;
  commitments: MethodCommitment[];
  laws: LawRow[];
  related: (Pick<MethodTable, "slug"> & Pick<MethodRevisionTable, "title">)[];
  /** Who to call: municipalities with a real case. */
  municipalities: { slug: string; name: string }[];
  revisionId: string;
}

/** The method at an address, for this viewer. */
export async function findMethod(sql: Sql, viewer: Viewer, slug: string): Promise<Found<MethodDetails>> {
  const [item] = await sql<MethodDetails[]>`
    select r.aliases, r.mellemform_levels as "mellemformLevels", r.use_for as "useFor", r.content, r.known, r.monday, r.id as "revisionId",
      ${profileColumn(sql)}, ${commitmentsColumn(sql)}, ${lawsColumn(sql)},
      coalesce((
        select json_agg(json_build_object('slug', o.slug, 'title', orev.title) order by x.position)
        from method_relation x
        join method o on o.id = x.related_method_id
        join method_revision orev on orev.id = o.published_revision_id
        where x.revision_id = r.id and ${visibleMethod(sql, viewer, "o")}
      ), '[]') as related,
      coalesce((
        select json_agg(json_build_object('slug', k.slug, 'name', k.name) order by k.name collate danish)
        from municipality k
        where exists (
          select from case_method x join case_story c on c.published_revision_id = x.revision_id
          where x.method_id = m.id and c.municipality_code = k.code and not c.demo and ${visibleCase(sql, viewer)}
        )
      ), '[]') as municipalities,
      ${methodColumns(sql, viewer)}
    where m.slug = ${slug} and ${visibleMethod(sql, viewer)}`;
  if (item) return { state: "here", item };

  const [trace] = await sql<Trace[]>`
    select ${stateOfText(sql, "m")} as state, m.slug
    from method m
    where (m.slug = ${slug} or m.id = (select method_id from retired_method_slug where slug = ${slug}))
      and ${knownText(sql, viewer, "m")}
    order by m.slug = ${slug} desc
    limit 1`;
  return foundTrace(trace);
}
