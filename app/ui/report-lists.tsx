import type { HideablePage } from "#db/queries/pages.ts";
import type { ProblemReportRow } from "#db/queries/problem-reports.ts";
import { ActionButton, IntentForm, Submit, TextArea } from "./form.tsx";
import { momentOf } from "./format.ts";
import { DemoTag } from "./tags.tsx";

const hideable = /^\/(eksempler|metoder|dokumenter)\/[a-z0-9-]+$/;

/** What readers have reported, with what can be done about it. */
export function ReportList({ reports }: { reports: readonly ProblemReportRow[] }) {
  if (reports.length === 0) return <p>Ingen meldinger.</p>;
  return (
    <ul className="entries">
      {reports.map(({ id, path, message, replyTo, reportedAt, handledAt, municipality }) => (
        <li key={id}>
          <h3>
            <a href={path}>{path}</a>
          </h3>
          <p className="quiet">
            {municipality && `${municipality.name}. `}Meldt {momentOf(reportedAt)}.
            {handledAt && ` Afsluttet ${momentOf(handledAt)}.`}
          </p>
          <p className="mail-text">{message}</p>
          {replyTo && (
            <p>
              Svar til <a href={`mailto:${replyTo}`}>{replyTo}</a>
            </p>
          )}
          {!handledAt && (
            <div className="row-actions">
              {hideable.test(path) && (
                <details className="folded">
                  <summary>Skjul siden</summary>
                  <IntentForm intent="hide" of={{ name: "path", value: path }}>
                    <TextArea name="reason" label="Hvorfor?" rows={2} hint="Skriv ingen navne." />
                    <Submit plain>Skjul siden nu</Submit>
                  </IntentForm>
                </details>
              )}
              <ActionButton intent="handled" of={{ name: "report", value: id }} about={`for ${path}`}>
                Meldingen er ordnet
              </ActionButton>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The pages that readers do not see now. */
export function HiddenList({ pages }: { pages: readonly HideablePage[] }) {
  if (pages.length === 0) return <p>Ingen sider er skjult.</p>;
  return (
    <ul className="entries">
      {pages.map(({ path, title, demo, hiddenAt }) => (
        <li key={path}>
          <h3>
            {title} {demo && <DemoTag />}
          </h3>
          <p className="quiet">
            {path}. Skjult {hiddenAt && momentOf(hiddenAt)}.
          </p>
          <ActionButton intent="show" of={{ name: "path", value: path }} about={title}>
            Vis igen
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}

/** What was done, by the code in the address. */
export const reportsDone = {
  skjult: "Siden er skjult for alle læsere.",
  vist: "Siden er vist igen.",
  ordnet: "Meldingen er afsluttet.",
};
