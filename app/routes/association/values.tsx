import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded, intents } from "#app/http/guard.ts";
import { readKeptValues, valueIntents } from "#app/http/keep-indicators.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { KeptValues } from "#app/ui/keeping/kept-values.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";

const route = "kl/indikatorer/:id/tal";

export const loader = guarded(route, async ({ request, params: { id = "" }, context }) => ({
  kept: await readKeptValues(request, context, null, id),
}));

export const action = intents(
  route,
  valueIntents(() => null),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Tal til ${args.data.kept.indicator.title}: hele landet`,
        description: "Landets tal, også dem, der ikke er udgivet.",
        path: args.data.kept.path,
        hidden: true,
      })
    : [];

export default function AssociationValues() {
  const { kept } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[
          { label: "KL", href: "/kl" },
          { label: "Indikatorer", href: "/kl/indikatorer" },
          { label: "Tal for hele landet" },
        ]}
        title={`Tal for hele landet: ${kept.indicator.title}`}
      />
      <div className="wrap section stack">
        <KeptValues data={kept} />
      </div>
    </>
  );
}
