import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded, intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { reportIntents } from "#app/http/report-intents.ts";
import { Done } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { HiddenList, RefusedHide, ReportList, reportsDone } from "#app/ui/report-lists.tsx";
import { listHidden } from "#db/queries/hidden-pages.ts";
import { listProblemReports } from "#db/queries/problem-reports.ts";

const path = "/kl/meldinger";

export const loader = guarded("kl/meldinger", async ({ context: { sql } }) => {
  const [reports, hidden] = await Promise.all([listProblemReports(sql, null), listHidden(sql, null)]);
  return { reports, hidden };
});

export const action = intents(
  "kl/meldinger",
  reportIntents(() => path),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Meldinger", description: "Hvad læsere har meldt.", path, hidden: true });

export default function AssociationReports() {
  const { reports, hidden } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Meldinger" }]}
        title="Meldinger"
        lead="Hvad læsere har meldt om alle sider. Kan et barn genkendes, så skjul siden først."
      />
      <div className="wrap section stack">
        <Done sentences={reportsDone} />
        <RefusedHide reports={reports} />
        <section>
          <h2>Meldinger</h2>
          <ReportList reports={reports} />
        </section>
        <section>
          <h2>Skjulte sider</h2>
          <HiddenList pages={hidden} />
        </section>
      </div>
    </>
  );
}
