import type {
  ContentInitiative,
  ContentPart,
  ContentPoint,
  EvidencePin,
  StatusContent,
} from "#app/domain/statuses/status-content.ts";
import type { StatusAnswers } from "#app/domain/statuses/subjects.ts";
import type { Sql } from "../../client.ts";
import { publishedInitiative } from "../visible.ts";

/*
 * An edition as those see it who make it, whoever asks: the policy has been asked before. What is made of it for readers leaves out what they may not
 * see.
 */

type Head = Pick<StatusContent, "edition" | "origin" | "demo" | "period" | "municipality" | "mandate"> & {
  published: boolean;
};

/**
 * All that an edition says and stands on. One that is published has the lines that it has answers on; any other has what can be answered now:
 * the municipality's initiatives that are neither finished, stopped, taken back nor hidden, and their open milestones.
 * @returns null where there is no such edition
 */
export async function readStatusContent(sql: Sql, editionId: string): Promise<StatusContent | null> {
  const [head] = await sql<Head[]>`
    select json_build_object(
        'id', e.id, 'statusId', e.status_id, 'number', e.number, 'kind', e.kind, 'because', e.because, 'cutOff', e.cut_off,
        'metOn', e.met_on, 'body', e.body, 'outcome', e.outcome, 'outcomeOn', e.outcome_on, 'agendaItem', e.agenda_item
      ) as edition,
      e.state = 'published' as published, e.origin, s.demo, s.period_code as period,
      json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
      (
        select json_build_object('title', m.title, 'askedBy', m.asked_by, 'askedWhen', m.asked_when, 'points', coalesce((
          select json_agg(o.text order by o.position) from mandate_point o where o.mandate_id = m.id
        ), '[]'))
        from status_part p
        left join follow_up_section f on f.id = p.section_id
        left join thematic_follow_up t on t.id = p.follow_up_id
        join mandate m on m.id = coalesce(f.mandate_id, t.mandate_id)
        where p.edition_id = e.id and m.taken_back_at is null
        order by p.position limit 1
      ) as mandate
    from status_edition e
    join status s on s.id = e.status_id
    join municipality k on k.code = s.municipality_code
    where e.id = ${editionId}`;
  if (!head) return null;
  const { published, ...rest } = head;
  const [parts, initiatives, points, answers, evidence] = await Promise.all([
    partsOf(sql, editionId, head),
    initiativesOf(sql, editionId, head),
    pointsOf(sql, editionId),
    answersOf(sql, editionId),
    evidenceOf(sql, editionId),
  ]);
  return { ...rest, parts, initiatives, points, answers, evidence };
}

async function partsOf(
  sql: Sql,
  editionId: string,
  { municipality, demo }: Pick<Head, "municipality" | "demo">,
): Promise<ContentPart[]> {
  return sql<ContentPart[]>`
    select p.position, p.kind, p.title, f.due_printed as "duePrinted",
      concat_ws(' ', t.period_printed, t.numeral) as "periodPrinted",
      nullif(concat_ws(
        e'\n\n', t.note, case when t.focus_kind = 'ikke-besluttet' then 'Fokus for opfølgningen er ikke endeligt besluttet.' end
      ), '') as note,
      coalesce(
        (
          select json_agg(json_build_object('text', a.text, 'under', array(
            select u.text from focus_item u where u.follow_up_id = a.follow_up_id and u.under = a.position order by u.position
          )) order by a.position)
          from focus_item a where a.follow_up_id = t.id and a.under is null
        ),
        case when q.id is not null then json_build_array(json_build_object('text', q.question, 'under', '{}'::text[])) end,
        '[]'
      ) as asks,
      array(
        select d.printed || coalesce(' (' || d.added || ')', '') from follow_up_data d where d.follow_up_id = t.id order by d.position
      ) as data,
      coalesce((
        select json_agg(json_build_object(
          'id', x.id, 'slug', x.slug, 'title', x.title, 'changeSeenBy', x.change_seen_by,
          'note', nullif(concat_ws(
            ' ', case when x.change_seen_by is null then x.definition end, x.caveat, x.not_comparable_because, 'Opdateret ' || g.updated_printed || '.', g.note
          ), ''),
          'blank', case
            when g.indicator_id is not null then 'Diagrammet står i dokumentet, men tallene er ikke skrevet ved kurven.'
          end
        ) order by y.position)
        from indicator_section y
        join indicator x on x.id = y.indicator_id and x.taken_back_at is null and x.hidden_at is null
        left join indicator_chart g
          on g.indicator_id = x.id and g.municipality_code = ${municipality.code} and g.demo = ${demo}
        where y.section_id = f.id
      ), '[]') as indicators
    from status_part p
    left join follow_up_section f on f.id = p.section_id
    left join thematic_follow_up t on t.id = p.follow_up_id
    left join period_question q on q.id = p.question_id
    where p.edition_id = ${editionId}
    order by p.position`.then((rows) => rows.map((row) => ({ ...row, periodPrinted: row.periodPrinted || null })));
}

async function initiativesOf(
  sql: Sql,
  editionId: string,
  { municipality, demo, published, origin }: Pick<Head, "municipality" | "demo" | "published" | "origin">,
): Promise<ContentInitiative[]> {
  const answered = (kind: "initiative" | "milestone", id: ReturnType<Sql>) => sql`exists (
    select from status_answer a where a.edition_id = ${editionId} and a.subject = ${`${kind}:`} || ${id}::text
  )`;
  // What is told again from a paper has no lines but those that the paper has. What the municipality writes after it is its own.
  const open = !published && origin === "own";
  return sql<ContentInitiative[]>`
    select i.id, i.slug, i.title, i.state, ${publishedInitiative(sql)} and i.audience = 'public' as "isPublic",
      coalesce((
        select json_agg(json_build_object(
          'id', m.id, 'title', m.title, 'planned', m.planned, 'expectedBy', m.expected_by, 'doneOn', m.done_on
        ) order by m.position)
        from milestone m
        where m.initiative_id = i.id
          and (${open} and m.done_on is null and m.dropped_on is null or ${answered("milestone", sql`m.id`)})
      ), '[]') as milestones,
      coalesce((
        select json_agg(json_build_object('year', c.declaration_year, 'number', c.number) order by c.declaration_year desc, c.number)
        from initiative_commitment c where c.initiative_id = i.id
      ), '[]') as points
    from initiative i
    where i.municipality_code = ${municipality.code} and i.demo = ${demo} and i.taken_back_at is null and i.hidden_at is null
      and (
        ${open} and coalesce(i.state not in ('afsluttet', 'stoppet'), true)
        or ${answered("initiative", sql`i.id`)}
      )
    order by i.title collate danish, i.id`;
}

/** The points of the newest declaration, and those of others that the edition speaks of. */
async function pointsOf(sql: Sql, editionId: string): Promise<ContentPoint[]> {
  return sql<ContentPoint[]>`
    select c.declaration_year as year, c.number, c.title
    from commitment c
    where c.declaration_year = (select max(year) from declaration)
      or exists (
        select from status_answer a
        where a.edition_id = ${editionId} and a.subject = 'point:' || c.declaration_year || ':' || c.number
      )
    order by c.declaration_year desc, c.number`;
}

async function answersOf(sql: Sql, editionId: string): Promise<StatusAnswers> {
  const [row] = await sql<{ answers: StatusAnswers }[]>`
    select coalesce(json_object_agg(subject, fields), '{}') as answers
    from (
      select subject, json_object_agg(field, value) as fields from status_answer where edition_id = ${editionId} group by subject
    ) said`;
  return row?.answers ?? {};
}

async function evidenceOf(sql: Sql, editionId: string): Promise<EvidencePin[]> {
  return sql<EvidencePin[]>`
    select e.id, e.subject, e.kind, e.chosen, v.indicator_id as indicator
    from status_evidence e left join indicator_value v on v.id = e.value_id
    where e.edition_id = ${editionId}
    order by e.added_at, e.id`;
}
