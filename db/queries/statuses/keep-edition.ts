import type { EditionStanding } from "#app/domain/statuses/policy.ts";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import type { StatusAnswers, StatusField } from "#app/domain/statuses/subjects.ts";
import type { Place, Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { StatusEditionTable, StatusTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";
import { readStatusContent } from "./keep-content.ts";
import { type EvidenceFigure, listEvidenceFigures, listEvidenceStanding, partNow } from "./keep-evidence.ts";

/*
 * Statuses as those see them who write and answer for them: also what is not published. The policy has said that whoever asks reads a
 * municipality's drafts; invented people see the invented ones alone.
 */

/** An edition as the guard of its address and the verbs have it. */
export interface EditionSubject extends EditionStanding {
  id: string;
  statusId: string;
  slug: string;
  period: string;
  number: number;
  kind: StatusEditionTable["kind"];
  version: number;
  cutOff: string;
  metOn: string | null;
  body: string | null;
  /** Ids; null once the account is deleted. */
  begunBy: string | null;
  submittedBy: string | null;
  publishAlong: boolean;
  answeredBy: string | null;
  publishOn: string | null;
  /** It is the newest that is published. */
  newest: boolean;
  /** Of the status. */
  hidden: boolean;
  periodOpened: boolean;
  periodClosed: boolean;
  /** One pair of eyes is enough in the municipality. */
  alone: boolean;
}

/**
 * The edition of an id; undefined where there is none.
 * @param options.lock `update` holds it until the transaction ends, `share` alongside others who write in it
 */
export async function findEditionSubject(
  sql: Sql,
  id: string,
  { lock }: { lock?: "share" | "update" } = {},
): Promise<EditionSubject | undefined> {
  const [found] = await sql<EditionSubject[]>`
    select e.id, e.status_id as "statusId", k.code as municipality, k.slug, s.period_code as period, e.demo, e.number, e.kind, e.state,
      e.version, e.cut_off as "cutOff", e.met_on as "metOn", e.body, e.begun_by as "begunBy", e.submitted_by as "submittedBy", e.publish_along as "publishAlong",
      e.answered_by as "answeredBy", e.publish_on as "publishOn", s.published_edition_id is not distinct from e.id as newest,
      s.hidden_at is not null as hidden, p.opened_at is not null as "periodOpened", p.closed_at is not null as "periodClosed",
      k.pairs_of_eyes = 1 as alone,
      array(select a.person_id::text from status_author a where a.edition_id = e.id) as authors
    from status_edition e
    join status s on s.id = e.status_id
    join period p on p.code = s.period_code
    join municipality k on k.code = s.municipality_code
    where e.id = ${id}
    ${lock === "update" ? sql`for update of e` : lock === "share" ? sql`for share of e` : sql``}`;
  return found;
}

/** A status as the verbs about all of it have it. */
export interface StatusHeld extends Pick<StatusTable, "id" | "demo" | "publishedEditionId"> {
  municipality: string;
  slug: string;
  period: string;
}

/** The status of an id; undefined where there is none. @param options.lock holds it until the transaction ends */
export async function findStatusSubject(sql: Sql, id: string, { lock = false } = {}): Promise<StatusHeld | undefined> {
  const [found] = await sql<StatusHeld[]>`
    select s.id, s.municipality_code as municipality, k.slug, s.period_code as period, s.demo,
      s.published_edition_id as "publishedEditionId"
    from status s join municipality k on k.code = s.municipality_code
    where s.id = ${id}
    ${lock ? sql`for update of s` : sql``}`;
  return found;
}

/** By subject, by field. */
type ByAnswer<T> = Readonly<Record<string, Readonly<Partial<Record<StatusField, T>>>>>;

/** A person by name. */
interface Named {
  id: string;
  name: string;
}

/** An edition with all that its form and its hand-over show. */
export interface StatusDraft
  extends Pick<
    StatusEditionTable,
    | "state"
    | "version"
    | "begunAt"
    | "submittedAt"
    | "publishAlong"
    | "answeredAt"
    | "answerWords"
    | "publishOn"
    | "stoppedBecause"
    | "publishedAt"
    | "late"
  > {
  content: StatusContent;
  /** The version of what stands there. */
  versions: ByAnswer<number>;
  /** Who typed it; without an entry it was filled from the status before, or by somebody who has left. */
  changedBy: ByAnswer<string>;
  /** Ids of the evidence that still stands and is public. */
  standing: string[];
  /** Ids of the evidence that is not public yet, and becomes so when the coordinator publishes it along. */
  along: string[];
  /** The numbers that claims rest on. */
  figures: EvidenceFigure[];
  /** The published edition before this one, its parts by their positions in this one: what is new is new beside that. */
  previous: { answers: StatusAnswers; period: string; cutOff: string; metOn: string | null; number: number } | null;
  /** Names; null once the account is deleted. */
  submittedBy: string | null;
  assignedTo: Named | null;
  answeredBy: string | null;
  keptWarnings: { key: string; reason: string; by: string | null }[];
  /** Who may say yes, by name; the viewer is not among them. */
  approvers: Named[];
  /** One pair of eyes is enough in the municipality. */
  alone: boolean;
  /** Who have written in it. */
  authors: Named[];
}

/** An edition for a viewer who may open it. */
export async function findStatusDraft(sql: Sql, viewer: Viewer, editionId: string): Promise<StatusDraft | undefined> {
  const [head] = await sql<
    Omit<StatusDraft, "content" | "versions" | "changedBy" | "standing" | "along" | "figures" | "approvers">[]
  >`
    select e.state, e.version, e.begun_at as "begunAt", e.submitted_at as "submittedAt", e.publish_along as "publishAlong",
      e.answered_at as "answeredAt", e.answer_words as "answerWords", e.publish_on as "publishOn", e.stopped_because as "stoppedBecause",
      e.published_at as "publishedAt", e.late, k.pairs_of_eyes = 1 as alone,
      (select p.name from person p where p.id = e.submitted_by) as "submittedBy",
      (select p.name from person p where p.id = e.answered_by) as "answeredBy",
      (select json_build_object('id', p.id, 'name', p.name) from person p where p.id = e.assigned_to) as "assignedTo",
      coalesce((
        select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name collate danish, p.id)
        from status_author a join person p on p.id = a.person_id where a.edition_id = e.id
      ), '[]') as authors,
      coalesce((
        select json_agg(json_build_object('key', w.finding_key, 'reason', w.reason, 'by', p.name) order by w.finding_key)
        from status_kept_warning w left join person p on p.id = w.kept_by where w.edition_id = e.id
      ), '[]') as "keptWarnings",
      (
        select json_build_object(
          'period', b.period, 'cutOff', b.cut_off, 'metOn', b.met_on, 'number', b.number,
          'answers', coalesce((
            select json_object_agg(subject, fields) from (
              select at.subject, json_object_agg(a.field, a.value) as fields
              from status_answer a
              cross join lateral (
                select case when a.subject like 'part:%' then 'part:' || (${partNow(sql, sql`a.subject`, sql`b.id`, sql`e.id`)}) else a.subject end as subject
              ) at
              where a.edition_id = b.id and at.subject is not null
              group by at.subject
            ) said
          ), '{}')
        )
        from (${editionBefore(sql, sql`e.id`)}) b
      ) as previous
    from status_edition e
    join status s on s.id = e.status_id
    join municipality k on k.code = s.municipality_code
    where e.id = ${editionId} and ${keptFor(sql, viewer, "e")}`;
  if (!head) return undefined;
  const [content, answers, evidence, figures, approvers] = await Promise.all([
    readStatusContent(sql, editionId),
    sql<{ subject: string; field: StatusField; version: number; by: string | null }[]>`
      select a.subject, a.field, a.version, p.name as by
      from status_answer a left join person p on p.id = a.changed_by where a.edition_id = ${editionId}`,
    listEvidenceStanding(sql, editionId),
    listEvidenceFigures(sql, editionId),
    listStatusApprovers(sql, editionId, viewer.person?.id ?? null),
  ]);
  if (!content) return undefined;
  const versions: Record<string, Partial<Record<StatusField, number>>> = {};
  const changedBy: Record<string, Partial<Record<StatusField, string>>> = {};
  for (const { subject, field, version, by } of answers) {
    versions[subject] = { ...versions[subject], [field]: version };
    if (by !== null) changedBy[subject] = { ...changedBy[subject], [field]: by };
  }
  const ids = (wanted: "public" | "along") =>
    evidence.filter(({ standing }) => standing === wanted).map(({ id }) => id);
  return {
    ...head,
    content,
    versions,
    changedBy,
    standing: ids("public"),
    along: ids("along"),
    figures,
    approvers,
  };
}

/**
 * The published edition that another is seen beside: for a correction what it corrects, or else the municipality's newest until its period;
 * neither hidden nor removed. @param edition the id
 */
export const editionBefore = (sql: Sql, edition: ReturnType<Sql>): ReturnType<Sql> => sql`
  select b.id, b.number, b.cut_off, b.met_on, bs.period_code as period
  from status_edition now
  join status s on s.id = now.status_id
  join status bs on bs.municipality_code = s.municipality_code and bs.demo = s.demo and bs.period_code <= s.period_code
  join status_edition b on b.status_id = bs.id and b.state = 'published' and (b.id = bs.published_edition_id or bs.id = s.id)
  where now.id = ${edition} and bs.hidden_at is null and (bs.id <> s.id or b.number < now.number)
  order by bs.period_code desc, b.number desc
  limit 1`;

/**
 * The people of the municipality who may say yes to an edition: a role for all of it, and no word in the edition. To an invented one invented
 * people are those that count. By name. @param except who hands it over
 */
export async function listStatusApprovers(sql: Sql, editionId: string, except: string | null): Promise<Named[]> {
  return sql<Named[]>`
    select p.id, p.name
    from person p
    where p.id is distinct from ${except}::uuid and exists (
      select from status_edition e
      join status s on s.id = e.status_id
      join role_grant g on g.municipality_code = s.municipality_code and g.role in ('approver', 'coordinator') and g.unit_id is null
      where e.id = ${editionId} and g.person_id = p.id and p.demo = e.demo
        and not exists (select from status_author a where a.edition_id = e.id and a.person_id = p.id)
    )
    order by p.name collate danish, p.id`;
}

/** An edition in the list of those who keep a municipality's statuses; days are `YYYY-MM-DD`. */
export type KeptEdition = Pick<
  StatusEditionTable,
  | "id"
  | "number"
  | "origin"
  | "kind"
  | "state"
  | "version"
  | "cutOff"
  | "metOn"
  | "body"
  | "publishOn"
  | "late"
  | "outcome"
> & {
  /** The day. */
  publishedOn: string | null;
};

/** A status in that list, with its editions, the newest first. */
export interface KeptStatus extends Pick<StatusTable, "id" | "demo" | "removedAt" | "publishedEditionId"> {
  period: string;
  hidden: boolean;
  editions: KeptEdition[];
}

/** A municipality's statuses by period, the newest first, real ones before invented, and the periods that are open. */
export async function listKeptStatuses(
  sql: Sql,
  viewer: Viewer,
  code: Place["code"],
): Promise<{ statuses: KeptStatus[]; openPeriods: string[] }> {
  const [statuses, periods] = await Promise.all([
    sql<KeptStatus[]>`
      select s.id, s.period_code as period, s.demo, s.hidden_at is not null as hidden, s.removed_at as "removedAt",
        s.published_edition_id as "publishedEditionId",
        coalesce((
          select json_agg(json_build_object(
            'id', e.id, 'number', e.number, 'origin', e.origin, 'kind', e.kind, 'state', e.state, 'version', e.version, 'cutOff', e.cut_off, 'metOn', e.met_on,
            'body', e.body, 'publishOn', e.publish_on, 'late', e.late, 'outcome', e.outcome,
            'publishedOn', (e.published_at at time zone 'Europe/Copenhagen')::date
          ) order by e.number desc)
          from status_edition e where e.status_id = s.id
        ), '[]') as editions
      from status s
      where s.municipality_code = ${code} and ${keptFor(sql, viewer, "s")}
      order by s.period_code desc, s.demo`,
    sql<{ code: string }[]>`
      select code from period where opened_at is not null and closed_at is null order by code desc`,
  ]);
  return { statuses: [...statuses], openPeriods: periods.map((period) => period.code) };
}
