import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOfAudit } from "#app/http/audit-pages.ts";
import { guarded } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AuditList } from "#app/ui/audit-list.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";

const addressOf = (slug: string) => `/kommuner/${slug}/haendelser`;

export const loader = guarded("kommuner/:slug/haendelser", async ({ request, context, subject: place }) => ({
  place,
  doors: doorsOf(context.viewer, place),
  days: context.site.auditDays,
  ...(await pageOfAudit(context, request, place.code, addressOf(place.slug))),
}));

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Hændelser i ${args.data.place.name}`,
        description: "Hvem der har gjort hvad.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

export default function Audit() {
  const { place, doors, ...log } = useLoaderData<typeof loader>();
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Hændelser"
      lead="Hvem der har gjort hvad, også når KL har handlet på kommunens vegne."
    >
      <AuditList {...log} everywhere={false} />
    </MunicipalityFrame>
  );
}
