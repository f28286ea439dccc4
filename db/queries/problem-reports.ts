import type { Sql } from "../client.ts";
import type { ProblemReportTable } from "../row-types.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "./paging.ts";

/**
 * Stores what a reader says is wrong with a page.
 * @param report.replyTo how to answer, when the reader wants it
 * @param report.municipality code of the one that the page belongs to
 * @param report.demo whether an invented person has sent it; then only such people read it
 * @returns the report's id
 */
export async function storeProblemReport(
  sql: Sql,
  report: { path: string; message: string; replyTo: string | null; municipality: string | null; demo: boolean },
): Promise<string> {
  const { path, message, replyTo, municipality, demo } = report;
  const [row] = await sql<{ id: string }[]>`
    insert into problem_report (path, message, reply_to, municipality_code, demo)
    values (${path}, ${message}, ${replyTo}, ${municipality}, ${demo}) returning id`;
  if (!row) throw new Error("no report was stored");
  return row.id;
}

/** A report as those read it who can do something. */
export interface ProblemReportRow
  extends Pick<ProblemReportTable, "id" | "path" | "message" | "replyTo" | "reportedAt" | "handledAt" | "demo"> {
  municipality: { code: string; slug: string; name: string } | null;
}

/** Which reports are wanted. */
export interface ReportQuestion {
  /** Code of the municipality that the pages belong to; null for all. */
  municipality: string | null;
  /** Those of invented people, which they alone read; otherwise those of real readers. */
  demo: boolean;
}

/** One page of the reports, those that nobody has dealt with first. */
export async function listProblemReports(
  sql: Sql,
  { municipality, demo }: ReportQuestion,
  asked: Paging,
): Promise<Page<ProblemReportRow>> {
  const there = () =>
    sql`r.demo = ${demo} and (${municipality}::text is null or r.municipality_code = ${municipality})`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(ProblemReportRow & { total: number })[]>`
    select r.id, r.path, r.message, r.reply_to as "replyTo", r.reported_at as "reportedAt", r.handled_at as "handledAt", r.demo,
      case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality,
      count(*) over ()::int as total
    from problem_report r left join municipality k on k.code = r.municipality_code
    where ${there()}
    order by r.handled_at is not null, r.reported_at desc, r.id
    ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<
        { total: number }[]
      >`select count(*)::int as total from problem_report r where ${there()}`;
      return row?.total ?? 0;
    });
  });
}

/** The page that a report is about, the code of the municipality that it belongs to, and whether an invented person has sent the report. */
export async function findProblemReport(
  sql: Sql,
  id: string,
): Promise<{ path: string; municipality: string | null; demo: boolean } | undefined> {
  const [row] = await sql<{ path: string; municipality: string | null; demo: boolean }[]>`
    select path, municipality_code as municipality, demo from problem_report where id = ${id}`;
  return row;
}

/** @returns false when it has been dealt with already */
export async function setHandled(sql: Sql, id: string): Promise<boolean> {
  const updated = await sql`update problem_report set handled_at = now() where id = ${id} and handled_at is null`;
  return updated.count > 0;
}

/** How many days a report is kept. The privacy page says the same number. */
export const daysReportsAreKept = 180;

/** Deletes reports that are older than they may be. @returns how many. */
export async function deleteOldProblemReports(sql: Sql): Promise<number> {
  const deleted =
    await sql`delete from problem_report where reported_at < now() - make_interval(days => ${daysReportsAreKept})`;
  return deleted.count;
}
