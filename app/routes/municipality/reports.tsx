import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Place } from "#app/domain/viewer.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { reportIntents } from "#app/http/report-intents.ts";
import { Done } from "#app/ui/form.tsx";
import { MunicipalityPage } from "#app/ui/municipality-page.tsx";
import { HiddenList, RefusedHide, ReportList, reportsDone } from "#app/ui/report-lists.tsx";
import { listHidden } from "#db/queries/hidden-pages.ts";
import { listProblemReports } from "#db/queries/problem-reports.ts";

const route = "kommuner/:slug/meldinger";
const addressOf = (slug: string) => `/kommuner/${slug}/meldinger`;

export const loader = guarded(route, async ({ context: { sql, viewer }, subject: place }) => {
  const [reports, hidden] = await Promise.all([listProblemReports(sql, place.code), listHidden(sql, place.code)]);
  return { place, doors: doorsOf(viewer, place), reports, hidden };
});

export const action = intents(
  route,
  reportIntents(({ slug }: Place) => addressOf(slug)),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Meldinger i ${args.data.place.name}`,
        description: "Hvad læsere har meldt om kommunens sider.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

export default function Reports() {
  const { place, doors, reports, hidden } = useLoaderData<typeof loader>();
  return (
    <MunicipalityPage
      place={place}
      doors={doors}
      title="Meldinger"
      lead="Hvad læsere har meldt om kommunens sider. Kan et barn genkendes, så skjul siden først, og ret den bagefter."
    >
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
    </MunicipalityPage>
  );
}
