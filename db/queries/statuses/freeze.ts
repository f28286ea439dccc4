import type { Block } from "#app/papers/blocks.ts";
import type { Sql } from "../../client.ts";
import { audiencesOf, visibleIndicator } from "../visible.ts";

/** What all may read. */
const everybody = audiencesOf({ network: false, municipalities: [] });

/** Of what an edition stands on, that which all may read. */
export interface PublicGround {
  mandate: boolean;
  /** Positions of the parts whose follow-up all may read, and of those that have none. */
  parts: number[];
  /** Ids of indicators. */
  indicators: string[];
}

/** What all may read of the follow-ups and indicators that an edition stands on. */
export async function findPublicGround(sql: Sql, editionId: string): Promise<PublicGround> {
  const [row] = await sql<PublicGround[]>`
    select coalesce(bool_or(ok), false) as mandate,
      coalesce(array_agg(position) filter (where ok or not has), '{}') as parts,
      array(
        select x.id::text from status_part p
        join indicator_section y on y.section_id = p.section_id
        join indicator x on x.id = y.indicator_id
        where p.edition_id = ${editionId} and ${visibleIndicator(sql)}
      ) as indicators
    from (
      select p.position, m.id is not null as has,
        m.published_at is not null and m.audience = any(${everybody}) as ok
      from status_part p
      left join follow_up_section f on f.id = p.section_id
      left join thematic_follow_up t on t.id = p.follow_up_id
      left join mandate m on m.id = coalesce(f.mandate_id, t.mandate_id)
      where p.edition_id = ${editionId}
    ) part`;
  return row ?? { mandate: false, parts: [], indicators: [] };
}

/**
 * What comes along when an edition is published, as rows of `status_evidence` without an id: the title of each line, and the standing figures of its
 * sections that all may read.
 */
export const alongRows = (sql: Sql, editionId: string): ReturnType<typeof visibleIndicator> => sql`
  select 'part:' || p.position as subject, 'value' as kind, v.id as value_id, null::uuid as initiative_id, null::uuid as milestone_id
  from status_part p
  join status_edition e on e.id = p.edition_id
  join status s on s.id = e.status_id
  join indicator_section y on y.section_id = p.section_id
  join indicator x on x.id = y.indicator_id
  join indicator_value v on v.indicator_id = x.id and v.municipality_code = s.municipality_code and v.demo = s.demo
  where p.edition_id = ${editionId} and ${visibleIndicator(sql)} and v.replaced_at is null and v.published_at is not null
    and v.audience = any(${everybody})
    and not exists (
      select from status_evidence had
      where had.edition_id = p.edition_id and had.subject = 'part:' || p.position and had.value_id = v.id
    )`;

/** Pins what comes along with an edition. Whatever came along before is forgotten. @param lines ids of the initiatives and milestones that it speaks of */
export async function pinAlong(
  sql: Sql,
  editionId: string,
  lines: { initiatives: readonly string[]; milestones: readonly string[] },
): Promise<void> {
  await sql`delete from status_evidence where edition_id = ${editionId} and not chosen`;
  await sql`
    insert into status_evidence (edition_id, subject, kind, value_id, initiative_id, milestone_id, chosen)
    select ${editionId}, subject, kind, value_id, initiative_id, milestone_id, false from (
      ${alongRows(sql, editionId)}
      union all
      select 'initiative:' || id, 'initiative', null, id, null from unnest(${[...lines.initiatives]}::uuid[]) id
      union all
      select 'milestone:' || id, 'milestone', null, null, id from unnest(${[...lines.milestones]}::uuid[]) id
    ) along`;
}

/** Keeps what an edition says, as its readers are to read it. */
export async function storeBlocks(sql: Sql, editionId: string, blocks: readonly Block[]): Promise<void> {
  await sql`update status_edition set blocks = ${sql.json(blocks as never)} where id = ${editionId}`;
}
