import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { editionWanted, statusAtAddress, statusWanted } from "#app/http/status-address.ts";
import { statusAddress } from "#app/ui/papers/status-head.tsx";
import { StatusReading } from "#app/ui/papers/status-reading.tsx";
import { statusLinks } from "#app/ui/statuses/status-styles.ts";
import { findStatus } from "#db/queries/statuses/page.ts";

export const links = () => [...chartLinks(), ...statusLinks()];

export async function loader({ request, params, context: { sql, viewer } }: LoaderFunctionArgs) {
  const wanted = statusWanted(request, params);
  return { item: statusAtAddress(await findStatus(sql, viewer, wanted, editionWanted(params.number)), wanted) };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Status for ${periodName(args.data.item.period)}, ${args.data.item.municipality.name}, udgave ${args.data.item.edition.number}`,
        description: `En udgave af ${args.data.item.municipality.fullName}s status for ${periodName(args.data.item.period)}.`,
        path: `${statusAddress(args.data.item)}/udgaver/${args.data.item.edition.number}`,
        type: "article",
        hidden: true,
      })
    : [];

export default function StatusEditionPage() {
  const { item } = useLoaderData<typeof loader>();
  return <StatusReading item={item} since={null} />;
}
