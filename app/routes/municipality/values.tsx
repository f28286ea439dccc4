import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Place } from "#app/domain/viewer.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { readKeptValues, valueIntents } from "#app/http/keep-indicators.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { KeptValues } from "#app/ui/keeping/kept-values.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";

const route = "kommuner/:slug/indikatorer/:id/tal";

export const loader = guarded(route, async ({ request, params: { id = "" }, context, subject: place }) => ({
  place,
  doors: doorsOf(context.viewer, place),
  kept: await readKeptValues(request, context, place, id),
}));

export const action = intents(
  route,
  valueIntents((place: Place) => place),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Tal til ${args.data.kept.indicator.title}: ${args.data.place.name}`,
        description: "Kommunens tal, også dem, der ikke er udgivet.",
        path: args.data.kept.path,
        hidden: true,
      })
    : [];

export default function MunicipalityValues() {
  const { place, doors, kept } = useLoaderData<typeof loader>();
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Tal"
      of={{ page: "indikatorer", label: "Indikatorer", name: kept.indicator.title }}
    >
      <KeptValues data={kept} />
    </MunicipalityFrame>
  );
}
