import type { AppLoadContext } from "@remix-run/node";
import { auditSentence, whoDid } from "#app/domain/audit/vocabulary.ts";
import { danishDate, danishTime } from "#app/domain/dates.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { type AuditRow, listAudit } from "#db/queries/audit.ts";
import { type CsvColumns, csvFile } from "./csv.ts";

type Context = Pick<AppLoadContext, "sql" | "viewer">;

/** Entries on a page. */
const pageSize = 50;
/** Entries that are read at a time for the file. */
const fileSlice = 1_000;

/** One page of the log. @param address the log's own address, which `foer` goes behind */
export async function pageOfAudit(
  { sql, viewer }: Context,
  request: Request,
  municipality: string | null,
  address: string,
): Promise<{ rows: AuditRow[]; older: string | null; file: string; demo: boolean }> {
  const before = /^\d{1,15}$/.exec(new URL(request.url).searchParams.get("foer") ?? "")?.[0];
  const demo = isDemo(viewer);
  const rows = await listAudit(sql, {
    municipality,
    before: before ? Number(before) : null,
    limit: pageSize + 1,
    demo,
  });
  const shown = rows.slice(0, pageSize);
  const older = rows.length > pageSize ? `${address}?foer=${shown.at(-1)?.id}` : null;
  return { rows: shown, older, file: `${address}.csv`, demo };
}

/** All of the log as a file that spreadsheets open, read bit by bit. */
export const fileOfAudit = (context: Context, municipality: string | null, name: string): Response =>
  csvFile(name, columns, slicesOfAudit(context, municipality));

async function* slicesOfAudit({ sql, viewer }: Context, municipality: string | null): AsyncGenerator<AuditRow[]> {
  let before: number | null = null;
  for (;;) {
    const rows: AuditRow[] = await listAudit(sql, { municipality, before, limit: fileSlice, demo: isDemo(viewer) });
    yield rows;
    before = rows.at(-1)?.id ?? null;
    if (rows.length < fileSlice) return;
  }
}

const columns: CsvColumns<AuditRow> = {
  Tid: ({ happenedAt }) => `${danishDate(happenedAt)} ${danishTime(happenedAt)}`,
  Hvem: whoDid,
  Hvad: auditSentence,
  Kommune: ({ municipality }) => municipality?.name ?? "",
  Grund: ({ reason }) => reason ?? "",
  "På kommunens vegne": ({ acting }) => acting,
  Demodata: ({ demo }) => demo,
};
