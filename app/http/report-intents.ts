import { hidePage, showPage } from "#app/domain/pages/hide-page.server.ts";
import { hideInput, showInput } from "#app/domain/pages/input.ts";
import { handleReport } from "#app/domain/problem-reports/handle-report.server.ts";
import { reportIdInput } from "#app/domain/problem-reports/input.ts";
import type { Sent } from "./form.ts";
import { type Admitted, taken } from "./guard.ts";

/** The forms of the lists of reports, KL's and a municipality's. @param addressOf the list's own address */
export const reportIntents = <S = undefined>(addressOf: (subject: S) => string) => ({
  async hide({ context: { sql, viewer }, subject }: Admitted<S>, sent: Sent) {
    await hidePage(sql, viewer, sent.parse(hideInput));
    return taken(addressOf(subject), "skjult");
  },
  async show({ context: { sql, viewer }, subject }: Admitted<S>, sent: Sent) {
    await showPage(sql, viewer, sent.parse(showInput).path);
    return taken(addressOf(subject), "vist");
  },
  async handled({ context: { sql, viewer }, subject }: Admitted<S>, sent: Sent) {
    await handleReport(sql, viewer, sent.parse(reportIdInput).report);
    return taken(addressOf(subject), "ordnet");
  },
});
