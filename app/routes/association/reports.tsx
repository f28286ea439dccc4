import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded, intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { readReportLists, reportIntents } from "#app/http/report-intents.ts";
import { Done } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { RefusedHide, ReportLists, reportsDone } from "#app/ui/report-lists.tsx";

const path = "/kl/meldinger";

export const loader = guarded("kl/meldinger", async ({ request, context }) => readReportLists(request, context, null));

export const action = intents(
  "kl/meldinger",
  reportIntents(() => path),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Meldinger", description: "Hvad læsere har meldt.", path, hidden: true });

export default function AssociationReports() {
  const { reports, hidden, demo } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Meldinger" }]}
        title="Meldinger"
        lead="Hvad læsere har meldt om alle sider. Kan et barn genkendes, så skjul siden først."
      />
      <div className="wrap section stack">
        <Done sentences={reportsDone} />
        <RefusedHide reports={reports.items} />
        <ReportLists reports={reports} hidden={hidden} demo={demo} />
      </div>
    </>
  );
}
