import { auditSentence, whoDid } from "#app/domain/audit/vocabulary.ts";
import type { AuditRow } from "#db/queries/audit.ts";
import { momentOf } from "./format.ts";
import { DemoTag } from "./tags.tsx";

/** What has been done, newest first. @param everywhere whether each row says in which municipality */
export function AuditList({
  rows,
  everywhere,
  older,
  file,
  days,
  demo,
}: {
  rows: readonly AuditRow[];
  everywhere: boolean;
  /** The address of the next page, if there is one. */
  older: string | null;
  /** The address of the file with all of it. */
  file: string;
  days: number;
  /** Whether an invented person reads it. */
  demo: boolean;
}) {
  return (
    <>
      {demo && <p>Du er demoperson og ser kun, hvad demopersoner har gjort.</p>}
      <p>
        Gemmes i {days} dage. <a href={file}>Hent alle hændelser (CSV)</a>
      </p>
      {rows.length === 0 ? (
        <p>Der er ikke sket noget endnu.</p>
      ) : (
        <table className="log-table">
          <caption className="sr-only">Hændelser, nyeste først</caption>
          <thead>
            <tr>
              <th scope="col">Hvornår</th>
              <th scope="col">Hvem og hvad</th>
              {everywhere && <th scope="col">Kommune</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{momentOf(row.happenedAt)}</td>
                <td>
                  <strong>{whoDid(row)}</strong> {auditSentence(row)}
                  {row.reason && <p className="quiet">Grund: {row.reason}</p>} {row.demo && <DemoTag />}
                </td>
                {everywhere && <td>{row.municipality?.name}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {older && (
        <p>
          <a className="button button-secondary" href={older}>
            Ældre hændelser
          </a>
        </p>
      )}
    </>
  );
}
