import type { AppLoadContext } from "@remix-run/node";
import { hidePage, showPage } from "#app/domain/pages/hide-page.server.ts";
import { hideInput, showInput } from "#app/domain/pages/input.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { handleReport } from "#app/domain/problem-reports/handle-report.server.ts";
import { reportIdInput } from "#app/domain/problem-reports/input.ts";
import { isDemo } from "#app/domain/viewer.ts";
import type { ReportToHandle } from "#app/ui/report-lists.tsx";
import { listHidden, listHideable } from "#db/queries/hidden-pages.ts";
import { listProblemReports } from "#db/queries/problem-reports.ts";
import type { Sent } from "./form.ts";
import { type Admitted, taken } from "./guard.ts";
import { chosenPage, listQuery, sameList } from "./list-address.ts";

type Context = Pick<AppLoadContext, "sql" | "viewer">;

/** The parameters that say which pages of the two lists are shown. */
const parameters = ["side", "skjulte"];
const pageSize = 25;

/** The lists of reports and of hidden pages, at the pages that an address asks for. @param municipality code; null for everywhere */
export async function readReportLists(request: Request, { sql, viewer }: Context, municipality: string | null) {
  const query = listQuery(request, parameters);
  const asked = { municipality, demo: isDemo(viewer) };
  const [reports, hidden] = await Promise.all([
    listProblemReports(sql, asked, { page: chosenPage(query), pageSize }),
    listHidden(sql, asked, { page: chosenPage(query, "skjulte"), pageSize }),
  ]);
  const pages = await listHideable(
    sql,
    reports.items.map(({ path }) => path),
  );
  const items = reports.items.map((report): ReportToHandle => {
    const page = pages.find(({ path }) => path === report.path);
    return { ...report, isHidden: Boolean(page?.hiddenAt), hides: page !== undefined && mayHide(viewer, page) };
  });
  return { reports: { ...reports, items }, hidden, demo: asked.demo };
}

/** The forms of the lists of reports, KL's and a municipality's. @param addressOf the lists' own address */
export const reportIntents = <S = undefined>(addressOf: (subject: S) => string) => {
  const back = ({ request, subject }: Admitted<S>, done: string) =>
    taken(sameList(request, addressOf(subject), parameters), done);
  return {
    async hide(args: Admitted<S>, sent: Sent) {
      await hidePage(args.context.sql, args.context.viewer, sent.parse(hideInput));
      return back(args, "skjult");
    },
    async show(args: Admitted<S>, sent: Sent) {
      await showPage(args.context.sql, args.context.viewer, sent.parse(showInput).path);
      return back(args, "vist");
    },
    async handled(args: Admitted<S>, sent: Sent) {
      await handleReport(args.context.sql, args.context.viewer, sent.parse(reportIdInput).report);
      return back(args, "ordnet");
    },
  };
};
