import { useLocation } from "@remix-run/react";
import { hideablePath } from "#app/domain/pages/policy.ts";
import type { HiddenPage } from "#db/queries/hidden-pages.ts";
import type { Page } from "#db/queries/paging.ts";
import type { ProblemReportRow } from "#db/queries/problem-reports.ts";
import { ActionButton, Folded, IntentForm, Submit, TextArea, useReply } from "./form.tsx";
import { momentOf } from "./format.ts";
import { Pagination } from "./pagination.tsx";
import { DemoTag } from "./tags.tsx";

/** A report with what can be done about the page. */
export interface ReportToHandle extends ProblemReportRow {
  /** Readers do not see the page now. */
  isHidden: boolean;
  /** The viewer may hide the page, and show it again. */
  hides: boolean;
}

/** The form to hide a page, when it was sent from the page itself and has come back with what is wrong. */
export function RefusedHide({ reports }: { reports: readonly ProblemReportRow[] }) {
  const reply = useReply();
  const path = reply?.intent === "hide" ? (reply.typed.path?.[0] ?? "") : "";
  if (!hideablePath.test(path) || reports.some((report) => report.path === path && !report.handledAt)) return null;
  return (
    <section>
      <h2>Skjul {path}</h2>
      <HideForm path={path} />
    </section>
  );
}

function HideForm({ path }: { path: string }) {
  return (
    <IntentForm intent="hide" of={{ name: "path", value: path }} failed="Siden er ikke skjult endnu">
      <TextArea name="reason" label="Hvorfor?" rows={2} hint="Skriv ingen navne." />
      <Submit plain>Skjul siden nu</Submit>
    </IntentForm>
  );
}

/** What readers have reported, and what is hidden for it, a page of each. @param demo whether an invented person reads it */
export function ReportLists({
  reports,
  hidden,
  demo,
  passesOn = false,
}: {
  reports: Page<ReportToHandle>;
  hidden: Page<HiddenPage>;
  demo: boolean;
  /** The viewer can show a report to those who write the case. */
  passesOn?: boolean;
}) {
  const { pathname } = useLocation();
  const pages = { side: reports.page, skjulte: hidden.page };
  const address = (change: Partial<typeof pages>) => {
    const query = Object.entries({ ...pages, ...change }).filter(([, page]) => page > 1);
    return query.length > 0
      ? `${pathname}?${new URLSearchParams(query.map(([name, page]) => [name, String(page)]))}`
      : pathname;
  };
  return (
    <>
      <section>
        <h2>Meldinger</h2>
        {demo && <p>Du er demoperson og ser kun, hvad demopersoner har meldt.</p>}
        <ReportList reports={reports.items} passesOn={passesOn} />
        <Pagination
          label="Sider med meldinger"
          page={reports.page}
          pages={Math.ceil(reports.total / reports.pageSize)}
          address={(side) => address({ side })}
        />
      </section>
      <section>
        <h2 id="skjulte">Skjulte sider</h2>
        <HiddenList pages={hidden.items} />
        <Pagination
          label="Sider, der er skjult"
          page={hidden.page}
          pages={Math.ceil(hidden.total / hidden.pageSize)}
          address={(skjulte) => `${address({ skjulte })}#skjulte`}
        />
      </section>
    </>
  );
}

/** What readers have reported, with what can be done about it. */
function ReportList({ reports, passesOn }: { reports: readonly ReportToHandle[]; passesOn: boolean }) {
  if (reports.length === 0) return <p>Ingen meldinger.</p>;
  return (
    <ul className="entries">
      {reports.map(
        ({ id, path, message, replyTo, reportedAt, handledAt, passedOnAt, municipality, demo, isHidden, hides }) => (
          <li key={id}>
            <h3>
              <a href={path}>{path}</a>
            </h3>
            <p className="quiet">
              {municipality && `${municipality.name}. `}Meldt {momentOf(reportedAt)}.{isHidden && " Siden er skjult."}
              {passedOnAt && ` Sendt videre ${momentOf(passedOnAt)}.`}
              {handledAt && ` Afsluttet ${momentOf(handledAt)}.`} {demo && <DemoTag />}
            </p>
            <p className="mail-text">{message}</p>
            {replyTo && (
              <p>
                Svar til <a href={`mailto:${replyTo}`}>{replyTo}</a>
              </p>
            )}
            {!handledAt && (
              <div className="row-actions">
                {hides && !isHidden && (
                  <Folded summary="Skjul siden" intent="hide" of={{ name: "path", value: path }}>
                    <HideForm path={path} />
                  </Folded>
                )}
                {passesOn && !passedOnAt && path.startsWith("/eksempler/") && (
                  <ActionButton intent="pass-on" of={{ name: "report", value: id }} about={`om ${path}`}>
                    Send videre til forfatterne
                  </ActionButton>
                )}
                <ActionButton intent="handled" of={{ name: "report", value: id }} about={`for ${path}`}>
                  Meldingen er ordnet
                </ActionButton>
              </div>
            )}
          </li>
        ),
      )}
    </ul>
  );
}

/** The pages that readers do not see now. */
function HiddenList({ pages }: { pages: readonly HiddenPage[] }) {
  if (pages.length === 0) return <p>Ingen sider er skjult.</p>;
  return (
    <ul className="entries">
      {pages.map(({ path, title, demo, hiddenAt, reason }) => (
        <li key={path}>
          <h3>
            {title} {demo && <DemoTag />}
          </h3>
          <p className="quiet">
            {path}. Skjult {momentOf(hiddenAt)}.
          </p>
          {reason && <p>Grunden: {reason}</p>}
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
  videre: "Dem, der skriver eksemplet, kan nu se meldingen i Mine tekster, uden hvem den er fra.",
};
