import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Place } from "#app/domain/viewer.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { readReportLists, reportIntents } from "#app/http/report-intents.ts";
import { Done } from "#app/ui/form.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { RefusedHide, ReportLists, reportsDone } from "#app/ui/report-lists.tsx";

const route = "kommuner/:slug/meldinger";
const addressOf = (slug: string) => `/kommuner/${slug}/meldinger`;

export const loader = guarded(route, async ({ request, context, subject: place }) => ({
  place,
  doors: doorsOf(context.viewer, place),
  ...(await readReportLists(request, context, place.code)),
}));

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
  const { place, doors, reports, hidden, demo } = useLoaderData<typeof loader>();
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Meldinger"
      lead="Hvad læsere har meldt om kommunens sider. Kan et barn genkendes, så skjul siden først, og ret den bagefter."
    >
      <Done sentences={reportsDone} />
      <RefusedHide reports={reports.items} />
      <ReportLists reports={reports} hidden={hidden} demo={demo} />
    </MunicipalityFrame>
  );
}
