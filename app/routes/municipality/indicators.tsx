import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Place } from "#app/domain/viewer.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { indicatorIntents, readKeptIndicators } from "#app/http/keep-indicators.ts";
import { keptPageTitles } from "#app/http/kept-pages.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { KeptIndicators } from "#app/ui/keeping/kept-indicators.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";

const route = "kommuner/:slug/indikatorer";

export const loader = guarded(route, async ({ request, context, subject: place }) => ({
  place,
  doors: doorsOf(context.viewer, place),
  kept: await readKeptIndicators(request, context, place),
}));

export const action = intents(
  route,
  indicatorIntents((place: Place) => place),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.kept.one
          ? `${keptPageTitles[args.data.kept.one.doing]} ${args.data.kept.one.item.title}: indikatorer i ${args.data.place.name}`
          : listTitle(`Indikatorer i ${args.data.place.name}`, [], args.data.kept.listing?.all.page),
        description: "Kommunens egne indikatorer og tal, også dem, der ikke er udgivet.",
        path: args.data.kept.path,
        hidden: true,
      })
    : [];

export default function MunicipalityIndicators() {
  const { place, doors, kept } = useLoaderData<typeof loader>();
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Indikatorer"
      lead="Vælg en indikator, og tast kommunens tal ind. Koordinatoren udgiver."
    >
      <KeptIndicators data={kept} />
    </MunicipalityFrame>
  );
}
