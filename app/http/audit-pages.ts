import type { AppLoadContext } from "@remix-run/node";
import { auditSentence, whoDid } from "#app/domain/audit/vocabulary.ts";
import { danishDate, danishTime } from "#app/domain/dates.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { type AuditRow, listAudit } from "#db/queries/audit.ts";

/** Entries on a page. */
const pageSize = 50;
/** Entries that are read at a time for the file. */
const fileSlice = 1_000;

/** One page of the log. @param address the log's own address, which `foer` goes behind */
export async function pageOfAudit(
  { sql, viewer }: Pick<AppLoadContext, "sql" | "viewer">,
  request: Request,
  municipality: string | null,
  address: string,
): Promise<{ rows: AuditRow[]; older: string | null; file: string }> {
  const before = /^\d{1,15}$/.exec(new URL(request.url).searchParams.get("foer") ?? "")?.[0];
  const rows = await listAudit(sql, {
    municipality,
    before: before ? Number(before) : null,
    limit: pageSize + 1,
    ...seenBy(viewer),
  });
  const shown = rows.slice(0, pageSize);
  const older = rows.length > pageSize ? `${address}?foer=${shown.at(-1)?.id}` : null;
  return { rows: shown, older, file: `${address}.csv` };
}

/** All of the log as a file that spreadsheets open, read bit by bit. */
export function fileOfAudit(
  { sql, viewer }: Pick<AppLoadContext, "sql" | "viewer">,
  municipality: string | null,
  name: string,
): Response {
  let before: number | null = null;
  let begun = false;
  const lines = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const write = (text: string) => controller.enqueue(new TextEncoder().encode(text));
      if (!begun) {
        begun = true;
        write(`\uFEFF${line(["Tid", "Hvem", "Hvad", "Kommune", "Grund", "På kommunens vegne", "Demodata"])}`);
        return;
      }
      const rows = await listAudit(sql, { municipality, before, limit: fileSlice, ...seenBy(viewer) });
      before = rows.at(-1)?.id ?? null;
      if (rows.length > 0) write(rows.map(lineOf).join(""));
      if (rows.length < fileSlice) controller.close();
    },
  });
  return new Response(lines, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
    },
  });
}

/** Invented people see what invented people have done. */
const seenBy = ({ person }: Viewer) => ({ demoOnly: person?.demo === true });

const lineOf = (row: AuditRow) =>
  line([
    `${danishDate(row.happenedAt)} ${danishTime(row.happenedAt)}`,
    whoDid(row),
    auditSentence(row),
    row.municipality?.name ?? "",
    row.reason ?? "",
    row.acting ? "ja" : "",
    row.demo ? "ja" : "",
  ]);

/** A cell that a spreadsheet would reckon with is made plain text. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const line = (cells: readonly string[]) => `${cells.map(cell).join(";")}\r\n`;
