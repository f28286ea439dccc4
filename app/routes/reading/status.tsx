import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { asDescription, pageMeta } from "#app/http/page-meta.ts";
import { statusAtAddress, statusWanted } from "#app/http/status-address.ts";
import { sinceLast } from "#app/papers/since-last.ts";
import { HidePage } from "#app/ui/hide-page.tsx";
import { demoQuery, statusAddress } from "#app/ui/papers/status-head.tsx";
import { StatusReading } from "#app/ui/papers/status-reading.tsx";
import { statusLinks } from "#app/ui/statuses/status-styles.ts";
import { findStatus, readEdition } from "#db/queries/statuses/page.ts";

export const links = () => [...chartLinks(), ...statusLinks()];

export async function loader({ request, params, context: { sql, viewer } }: LoaderFunctionArgs) {
  const wanted = statusWanted(request, params);
  const item = statusAtAddress(await findStatus(sql, viewer, wanted), wanted);
  const earlier = item.before && (await readEdition(sql, viewer, item.before.id));
  return {
    item,
    since: earlier && sinceLast(earlier.blocks, item.blocks),
    mayBeHidden: mayHide(viewer, { municipality: item.municipality.code, demo: item.demo }),
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Status for ${periodName(args.data.item.period)}, ${args.data.item.municipality.name}`,
        description: asDescription(
          `${args.data.item.municipality.fullName}: status for ${periodName(args.data.item.period)} om de ti punkter og de børn, det handler om.`,
        ),
        path: statusAddress(args.data.item),
        type: "article",
        hidden: args.data.item.demo,
      })
    : [];

export default function StatusPageOfMunicipality() {
  const { item, since, mayBeHidden } = useLoaderData<typeof loader>();
  return (
    <StatusReading item={item} since={since}>
      {mayBeHidden && (
        <HidePage path={`${statusAddress(item)}${demoQuery(item.demo)}`} municipality={item.municipality.slug} />
      )}
    </StatusReading>
  );
}
