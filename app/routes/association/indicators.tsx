import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded, intents } from "#app/http/guard.ts";
import { indicatorIntents, readKeptIndicators } from "#app/http/keep-indicators.ts";
import { keptPageTitles } from "#app/http/kept-pages.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { KeptIndicators } from "#app/ui/keeping/kept-indicators.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";

const route = "kl/indikatorer";

export const loader = guarded(route, async ({ request, context }) => ({
  kept: await readKeptIndicators(request, context, null),
}));

export const action = intents(
  route,
  indicatorIntents(() => null),
);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.kept.one
          ? `${keptPageTitles[args.data.kept.one.doing]} ${args.data.kept.one.item.title}: indikatorer for alle kommuner`
          : listTitle("Indikatorer for alle kommuner", [], args.data.kept.listing?.all.page),
        description: "De indikatorer, alle kommuner deler, og landets tal.",
        path: args.data.kept.path,
        hidden: true,
      })
    : [];

export default function AssociationIndicators() {
  const { kept } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Indikatorer" }]}
        title="Indikatorer for alle kommuner"
        lead="Det, kommunerne kan måle på samme måde, og tallene for hele landet."
      />
      <div className="wrap section stack">
        <KeptIndicators data={kept} />
      </div>
    </>
  );
}
