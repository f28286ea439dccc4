import type { Sql } from "../../client.ts";
import type { PeriodQuestionTable, PeriodTable } from "../../row-types.ts";

/** A period as KL keeps it. */
export type KeptPeriod = Pick<PeriodTable, "code" | "version" | "openedAt" | "closedAt">;

/** A period, held until the transaction ends. */
export async function findKeptPeriod(sql: Sql, code: string): Promise<KeptPeriod | undefined> {
  const [row] = await sql<KeptPeriod[]>`
    select code, version, opened_at as "openedAt", closed_at as "closedAt" from period where code = ${code} for update`;
  return row;
}

/** Opens a period that has never been. @returns false when somebody else has */
export async function insertPeriod(sql: Sql, code: string): Promise<boolean> {
  const inserted = await sql`insert into period (code, opened_at) values (${code}, now()) on conflict do nothing`;
  return inserted.count > 0;
}

/** Opens a period that is there, or closes it. @returns false when somebody else has changed it meanwhile */
export async function updatePeriod(
  sql: Sql,
  code: string,
  { version, open }: { version: number; open: boolean },
): Promise<boolean> {
  const updated = await sql`
    update period set
      version = version + 1, opened_at = coalesce(opened_at, now()), closed_at = case when ${open} then null else now() end
    where code = ${code} and version = ${version}`;
  return updated.count > 0;
}

/** A thematic follow-up as KL keeps it. */
export type KeptQuestion = Pick<
  PeriodQuestionTable,
  "id" | "demo" | "version" | "theme" | "question" | "withdrawnAt"
> & {
  period: PeriodQuestionTable["periodCode"];
};

/** A thematic follow-up, held until the transaction ends. */
export async function findKeptQuestion(sql: Sql, id: string): Promise<KeptQuestion | undefined> {
  const [row] = await sql<KeptQuestion[]>`
    select id, demo, version, theme, question, withdrawn_at as "withdrawnAt", period_code as period
    from period_question where id = ${id} for update`;
  return row;
}

/** Adds a thematic follow-up to a period, the last of it. @returns its id */
export async function insertQuestion(
  sql: Sql,
  row: { period: string; demo: boolean; theme: string; question: string },
): Promise<string> {
  const [added] = await sql<{ id: string }[]>`
    insert into period_question (period_code, demo, theme, question) values (${row.period}, ${row.demo}, ${row.theme}, ${row.question})
    returning id`;
  if (!added) throw new Error("no question was stored");
  return added.id;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updateQuestion(
  sql: Sql,
  id: string,
  { version, theme, question }: { version: number; theme: string; question: string },
): Promise<boolean> {
  const updated = await sql`
    update period_question set version = version + 1, theme = ${theme}, question = ${question}
    where id = ${id} and version = ${version} and withdrawn_at is null`;
  return updated.count > 0;
}

/** Withdraws a thematic follow-up: statuses that are begun from now on do not have it. @returns false when somebody else has changed it meanwhile */
export async function withdrawQuestionRow(sql: Sql, id: string, version: number): Promise<boolean> {
  const updated = await sql`
    update period_question set version = version + 1, withdrawn_at = now()
    where id = ${id} and version = ${version} and withdrawn_at is null`;
  return updated.count > 0;
}
