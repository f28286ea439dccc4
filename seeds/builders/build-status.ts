import { freezeEdition } from "#app/domain/statuses/freeze-edition.server.ts";
import { daysOfPeriod, type PeriodCode } from "#app/domain/statuses/period-vocabulary.ts";
import type { ActivityStage, Effect } from "#app/domain/statuses/status-vocabulary.ts";
import { type Sql, transaction } from "#db/client.ts";

/** What is said of one of the ten points. */
export interface BuiltPoint {
  stage?: ActivityStage;
  effect?: Effect;
  /** Codes of `judges` with commas between. */
  judged?: string;
  text?: string;
  hard?: string;
  help?: string;
}

export interface StatusOptions {
  municipalityCode?: string;
  /** Opened, if KL has not. */
  period?: PeriodCode;
  demo?: boolean;
  origin?: "own" | "document";
  /** By the point's number in the declaration of 2025; a point that is left out is not assessed. */
  points?: Readonly<Record<number, BuiltPoint>>;
  /** `YYYY-MM-DD`; the last day of the period's fifth month unless told otherwise. */
  cutOff?: string;
  metOn?: string | null;
  body?: string | null;
  state?: "draft" | "submitted" | "approved" | "published";
  /** When it was published; noon of the day after the cut-off unless told otherwise. */
  publishedAt?: Date;
  late?: boolean;
  /** Makes it a correction of the edition before, for this reason. */
  because?: string;
  begunBy?: string | null;
}

/**
 * Stores a status of a municipality in a period, published unless told otherwise: one of Aarhus in the first half of 2026 that says nothing. Where it has
 * one already, this is the next edition.
 */
export const buildStatus = (sql: Sql, options: StatusOptions = {}): Promise<{ id: string; editionId: string }> =>
  transaction(sql, (tx) => buildStatusWithin(tx, options));

/** The same, within a transaction that holds more. */
export async function buildStatusWithin(
  tx: Sql,
  options: StatusOptions = {},
): Promise<{ id: string; editionId: string }> {
  const { municipalityCode = "0751", period = "2026H1", demo = false, origin = "own", points = {} } = options;
  const { state = "published", late = false, because = null, begunBy = null, metOn = null, body = null } = options;
  const cutOff = options.cutOff ?? daysOfPeriod(period).to.replace("-06-30", "-05-31").replace("-12-31", "-11-30");
  const publishedAt = options.publishedAt ?? new Date(new Date(`${cutOff}T12:00:00Z`).getTime() + 24 * 60 * 60 * 1000);
  await tx`insert into period (code, opened_at) values (${period}, ${`${daysOfPeriod(period).from}T09:00:00Z`}) on conflict do nothing`;
  const [status] = await tx<{ id: string }[]>`
    insert into status (municipality_code, period_code, demo) values (${municipalityCode}, ${period}, ${demo})
    on conflict (municipality_code, period_code, demo) do update set demo = excluded.demo returning id`;
  const id = status?.id ?? "";
  const [edition] = await tx<{ id: string }[]>`
    insert into status_edition (status_id, demo, number, origin, kind, because, state, cut_off, met_on, body, begun_by)
    select ${id}, ${demo}, 1 + count(*), ${origin}, ${because === null ? "meeting" : "correction"}, ${because},
      ${state === "published" ? "approved" : state}, ${cutOff}, ${metOn}, ${body}, ${begunBy}
    from status_edition where status_id = ${id}
    returning id`;
  const editionId = edition?.id ?? "";
  const answers = Object.entries(points).flatMap(([number, said]) =>
    Object.entries({ change: "aendret", ...said }).map(([field, value]) => ({
      editionId,
      subject: `point:2025:${number}`,
      field,
      value,
    })),
  );
  if (answers.length > 0) await tx`insert into status_answer ${tx(answers.map(columnsOf))}`;
  if (state === "published") {
    await freezeEdition(tx, editionId);
    await tx`
      update status_edition set state = 'published', published_at = ${publishedAt}, late = ${late} where id = ${editionId}`;
    await tx`update status set published_edition_id = ${editionId} where id = ${id}`;
  }
  return { id, editionId };
}

const columnsOf = ({ editionId, ...rest }: { editionId: string; subject: string; field: string; value: string }) => ({
  edition_id: editionId,
  ...rest,
});
