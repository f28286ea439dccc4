import type { initiativeStates } from "#app/domain/ground-vocabulary.ts";
import type { Sql } from "#db/client.ts";

/** An invented initiative as statuses speak of it. */
export interface StatusInitiative {
  id: string;
  municipality: string;
  state: keyof typeof initiativeStates | null;
  isPublic: boolean;
  /** The first day that it runs or was decided, and the last; parts of dates. */
  begunBy: string | null;
  endedBy: string | null;
  milestones: {
    id: string;
    doneOn: string | null;
    moves: { became: string; because: string; on: string }[];
  }[];
}

/** Something invented that a claim about a point can rest on, the first before others. */
export interface StatusSource {
  municipality: string;
  number: number;
  kind: "case" | "value" | "initiative" | "milestone";
  id: string;
  /** A figure that has been corrected since. */
  corrected: boolean;
  /** The first day after the time that a figure is of; null for anything else. */
  until: string | null;
}

/** What the invented statuses can stand on, by the code of the municipality. */
export interface StatusGrounds {
  initiatives: Map<string, StatusInitiative[]>;
  sources: Map<string, StatusSource[]>;
  /** Ids of KL's invented questions, by period and theme. */
  questions: Map<string, string>;
}

/** Reads all that invented statuses can stand on. */
export async function readStatusGrounds(tx: Sql): Promise<StatusGrounds> {
  const initiatives = await tx<StatusInitiative[]>`
    select i.id, i.municipality_code as municipality, i.state,
      i.published_at is not null and i.hidden_at is null and i.audience = 'public' as "isPublic",
      coalesce(i.period_from, i.decided_on) as "begunBy", i.period_to as "endedBy",
      coalesce((
        select json_agg(json_build_object('id', m.id, 'doneOn', m.done_on, 'moves', coalesce((
          select json_agg(json_build_object('became', v.became, 'because', v.because, 'on', v.moved_at::date) order by v.id)
          from milestone_move v where v.milestone_id = m.id
        ), '[]')) order by m.position)
        from milestone m where m.initiative_id = i.id and m.dropped_on is null
      ), '[]') as milestones
    from initiative i where i.demo and i.taken_back_at is null and i.hidden_at is null
    order by i.slug`;
  const sources = await tx<StatusSource[]>`
    select municipality, number, kind, id, corrected, until::text from (
      select c.municipality_code as municipality, x.number, 'case' as kind, c.id, false as corrected, null::date as until, 1 as rank, c.slug as name
      from case_story c join case_commitment x on x.revision_id = c.published_revision_id
      where c.demo and c.withdrawn_at is null and c.hidden_at is null and c.audience = 'public'
      union all
      select i.municipality_code, x.number, 'initiative', i.id, false, null, 3, i.slug
      from initiative i join initiative_commitment x on x.initiative_id = i.id
      where i.demo and i.published_at is not null and i.hidden_at is null and i.audience = 'public'
      union all
      select i.municipality_code, x.number, 'milestone', m.id, false, null, 4, i.slug || m.position
      from initiative i join initiative_commitment x on x.initiative_id = i.id join milestone m on m.initiative_id = i.id
      where i.demo and i.published_at is not null and i.hidden_at is null and i.audience = 'public' and m.done_on is not null
      union all
      select v.municipality_code, x.number, 'value', v.id, v.replaced_at is not null, v.time_to, 2, i.slug || v.recorded_at
      from indicator_value v join indicator i on i.id = v.indicator_id join indicator_commitment x on x.indicator_id = i.id
      where v.demo and v.number is not null and v.published_at is not null and v.audience = 'public'
        and i.published_at is not null and i.hidden_at is null and v.time_to is not null and not v.projected
        and (v.replaced_at is null or not exists (
          select from indicator_value n where n.indicator_id = v.indicator_id and n.municipality_code = v.municipality_code
            and n.time_from = v.time_from and n.replaced_at is null and n.blank = 'skjult'
        ))
    ) source
    order by municipality, number, rank, until desc nulls last, corrected desc, name, id`;
  const questions = await tx<{ key: string; id: string }[]>`
    select period_code || '/' || theme as key, id from period_question where demo`;
  return {
    initiatives: byMunicipality(initiatives),
    sources: byMunicipality(sources),
    questions: new Map(questions.map(({ key, id }) => [key, id])),
  };
}

function byMunicipality<T extends { municipality: string }>(all: readonly T[]): Map<string, T[]> {
  const held = new Map<string, T[]>();
  for (const one of all) held.set(one.municipality, [...(held.get(one.municipality) ?? []), one]);
  return held;
}
