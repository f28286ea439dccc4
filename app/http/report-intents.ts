import { hidePage, showPage } from "#app/domain/pages/hide-page.server.ts";
import { hideInput, showInput } from "#app/domain/pages/input.ts";
import { handleReport } from "#app/domain/problem-reports/handle-report.server.ts";
import { reportIdInput } from "#app/domain/problem-reports/input.ts";
import { type Admitted, type Sent, taken } from "./guard.ts";

/** The forms of the lists of reports, KL's and a municipality's. @param addressOf the list's own address */
export const reportIntents = (addressOf: (slug: string) => string) => ({
  async hide({ context: { sql, viewer }, place }: Admitted, sent: Sent) {
    await hidePage(sql, viewer, sent.parse(hideInput));
    return taken(addressOf(place.slug), "skjult");
  },
  async show({ context: { sql, viewer }, place }: Admitted, sent: Sent) {
    await showPage(sql, viewer, sent.parse(showInput).path);
    return taken(addressOf(place.slug), "vist");
  },
  async handled({ context: { sql, viewer }, place }: Admitted, sent: Sent) {
    await handleReport(sql, viewer, sent.parse(reportIdInput).report);
    return taken(addressOf(place.slug), "ordnet");
  },
});
