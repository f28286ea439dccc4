import type { Place } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import { dropDemoJobs, dropJobsNaming } from "./outbox.ts";

/** Whether the database holds demo data. */
export async function hasDemoData(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ there: boolean }[]>`
    select exists (select from case_story where demo) or exists (select from unit where demo)
      or exists (select from initiative where demo) or exists (select from budget_row where demo)
      or exists (select from mandate where demo) or exists (select from placement where demo)
      or exists (select from status where demo) as there`;
  return row?.there ?? false;
}

/** The municipality that is named by name, slug or code, however it is cased; without one, the one with most invented cases. */
export async function findDemoPlace(sql: Sql, named?: string): Promise<Place | undefined> {
  const [place] = await sql<Place[]>`
    select k.code, k.slug, k.name from municipality k
    where ${named === undefined ? sql`true` : sql`lower(${named.normalize("NFC")}) in (lower(k.name), k.slug, k.code)`}
    order by (select count(*) from case_story c where c.municipality_code = k.code and c.demo) desc, k.name collate danish
    limit 1`;
  return place;
}

/** What is followed, that which rests on others first; the rows that belong to them go with them. */
const groundTables = [
  ...["status", "status_reminder", "period_question", "treatment", "ambition"],
  ...["budget_row", "budget_table", "agreement", "indicator_value", "indicator_chart", "indicator"],
  ...["aim", "placement", "mandate", "initiative"],
];

/**
 * Removes every demo row and nothing else: cases, initiatives, money, indicators with values, statuses with
 * what is asked and reminded of, units, people with their sessions and deeds, contact persons, invitations, domains,
 * reports, exports, the letters about them that wait, and what tells that it was seeded.
 * Call it inside a transaction. @returns the number of cases removed.
 */
export async function removeDemoRows(sql: Sql): Promise<number> {
  const removed = await sql`delete from case_story where demo`;
  const ids = await sql<{ id: string }[]>`
    select id from person where demo union all select id from contact_person where demo union all select id from invitation where demo`;
  await dropJobsNaming(
    sql,
    ids.map(({ id }) => id),
  );
  await dropDemoJobs(sql);
  await sql`update status set published_edition_id = null where demo`;
  for (const table of groundTables) await sql`delete from ${sql(table)} where demo`;
  await sql`delete from contact_person where demo`;
  await sql`delete from mail_domain where demo`;
  await sql`delete from problem_report where demo`;
  await sql`delete from audit_log where demo`;
  await sql`delete from invitation where demo`;
  // Their files are found without a row, and removed.
  await sql`delete from municipality_export where demo`;
  await sql`delete from person where demo`;
  await sql`delete from unit where demo`;
  await sql`delete from seeded where demo`;
  return removed.count;
}
