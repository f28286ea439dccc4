import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { UnitTable } from "../../row-types.ts";
import { holdsWords } from "../holds-words.ts";
import { visibleCase, visibleMethod } from "../visible.ts";

/** What an initiative is linked to, by id; municipalities by their official code. */
export interface InitiativeLinks {
  methods: string[];
  cases: string[];
  units: string[];
  /** Others that take part. */
  municipalities: string[];
}

/** Something that an initiative can be linked to. */
export interface LinkChoice {
  id: string;
  name: string;
}

/** What one who keeps an initiative can link it to. What it is linked to already is among it, unless the viewer may not see it. */
export interface LinkChoices {
  methods: LinkChoice[];
  /** Those that it is linked to, and the newest of its municipality. */
  cases: LinkChoice[];
  units: (LinkChoice & Pick<UnitTable, "kind">)[];
  municipalities: LinkChoice[];
}

/** An initiative as far as its links go. */
interface Linked extends InitiativeLinks {
  municipality: string;
  demo: boolean;
}

/** What an initiative can be linked to by name. Invented ones are linked to invented cases and units, real ones to real. @param mostCases of its municipality */
export async function listLinkChoices(
  sql: Sql,
  viewer: Viewer,
  { municipality, demo, cases, units }: Linked,
  mostCases: number,
): Promise<LinkChoices> {
  const [methodChoices, caseChoices, unitChoices, municipalityChoices] = await Promise.all([
    sql<LinkChoice[]>`
      select m.id, r.title as name from method m join method_revision r on r.id = m.published_revision_id
      where ${visibleMethod(sql, viewer)}
      order by r.title collate danish`,
    sql<LinkChoice[]>`
      select c.id, r.title as name
      from case_story c join case_revision r on r.id = c.published_revision_id
      where ${visibleCase(sql, viewer)} and c.id = any(array(
        select own.id from case_story own
        where own.municipality_code = ${municipality} and own.demo = ${demo} and ${visibleCase(sql, viewer, "own")}
        order by own.first_published_at desc, own.id
        limit ${mostCases}
      ) || ${cases}::uuid[])
      order by r.title collate danish, c.id`,
    sql<LinkChoices["units"]>`
      select u.id, u.name, u.kind from unit u
      where u.municipality_code = ${municipality} and (u.id = any(${units}::uuid[]) or (u.closed_at is null and u.demo = ${demo}))
      order by u.name collate danish, u.id`,
    sql<LinkChoice[]>`
      select code as id, name from municipality where code <> ${municipality} order by name collate danish`,
  ]);
  return {
    methods: [...methodChoices],
    cases: [...caseChoices],
    units: [...unitChoices],
    municipalities: [...municipalityChoices],
  };
}

/** A case that is meant by what somebody has written. */
export interface MeantCase {
  id: string;
  slug: string;
  title: string;
}

/**
 * The cases that a viewer may read and that are meant by some words, for an initiative: those of its municipality by a part of the title,
 * those of all municipalities by their address. The one that is called just that comes first.
 * @param options.slug of a case that is meant whatever it is called; null for none
 */
export async function listMeantCases(
  sql: Sql,
  viewer: Viewer,
  { municipality, demo }: Pick<Linked, "municipality" | "demo">,
  { words, slug, limit }: { words: string; slug: string | null; limit: number },
): Promise<MeantCase[]> {
  return sql<MeantCase[]>`
    select c.id, c.slug, r.title
    from case_story c join case_revision r on r.id = c.published_revision_id
    where c.demo = ${demo} and ${visibleCase(sql, viewer)}
      and (c.slug = ${slug} or (c.municipality_code = ${municipality} and ${holdsWords(sql, sql`r.title`, words)}))
    order by c.slug is not distinct from ${slug} desc, lower(r.title collate danish) = lower(${words} collate danish) desc,
      c.first_published_at desc, c.id
    limit ${limit}`;
}

/**
 * Links an initiative to what is chosen, and to nothing else that could be chosen: what the viewer may not see stays linked.
 * @param could what there was to choose from
 */
export async function updateLinks(
  sql: Sql,
  { id, municipality }: { id: string; municipality: string },
  chosen: InitiativeLinks,
  could: InitiativeLinks,
): Promise<void> {
  await sql`
    delete from initiative_method
    where initiative_id = ${id} and method_id = any(${could.methods}::uuid[]) and method_id <> all(${chosen.methods}::uuid[])`;
  await sql`
    insert into initiative_method (initiative_id, method_id, position)
    select ${id}, method_id, at + (select coalesce(max(position), -1) from initiative_method where initiative_id = ${id})
    from unnest(${chosen.methods}::uuid[]) with ordinality as x (method_id, at)
    on conflict do nothing`;
  await sql`
    delete from initiative_case
    where initiative_id = ${id} and case_id = any(${could.cases}::uuid[]) and case_id <> all(${chosen.cases}::uuid[])`;
  await sql`
    insert into initiative_case (initiative_id, case_id) select ${id}, unnest(${chosen.cases}::uuid[]) on conflict do nothing`;
  await sql`
    delete from initiative_unit
    where initiative_id = ${id} and unit_id = any(${could.units}::uuid[]) and unit_id <> all(${chosen.units}::uuid[])`;
  await sql`
    insert into initiative_unit (initiative_id, municipality_code, unit_id)
    select ${id}, ${municipality}, unnest(${chosen.units}::uuid[]) on conflict do nothing`;
  await sql`
    delete from initiative_municipality
    where initiative_id = ${id} and municipality_code <> all(${chosen.municipalities}::text[])`;
  await sql`
    insert into initiative_municipality (initiative_id, municipality_code)
    select ${id}, unnest(${chosen.municipalities}::text[]) on conflict do nothing`;
}
