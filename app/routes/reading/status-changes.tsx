import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { statusAtAddress, statusWanted } from "#app/http/status-address.ts";
import { comparePapers } from "#app/papers/compare-papers.ts";
import { sinceLast } from "#app/papers/since-last.ts";
import { PageFoot } from "#app/ui/page-frame.tsx";
import { sourceWithdrawn } from "#app/ui/papers/pins.tsx";
import { SinceLastBox } from "#app/ui/papers/since-last-box.tsx";
import { demoQuery, StatusTop, statusAddress, statusIsFrom } from "#app/ui/papers/status-head.tsx";
import { statusLinks } from "#app/ui/statuses/status-styles.ts";
import { Comparison } from "#app/ui/writing/comparison.tsx";
import { findStatus, readEdition } from "#db/queries/statuses/page.ts";
import type { ShownPin } from "#db/queries/statuses/pins.ts";

export const links = statusLinks;

export async function loader({ request, params, context: { sql, viewer } }: LoaderFunctionArgs) {
  const wanted = statusWanted(request, params);
  const {
    blocks,
    pins,
    indicators: _indicators,
    ...item
  } = statusAtAddress(await findStatus(sql, viewer, wanted), wanted);
  const earlier = item.before && (await readEdition(sql, viewer, item.before.id));
  if (!item.before || !earlier)
    return refuse(404, "Der er ingen tidligere status at sammenligne med. Det er den første.");
  const titles = (all: readonly ShownPin[]) => {
    const byId = new Map(all.map((pin) => [pin.id, pin.title]));
    return (id: string) => byId.get(id) ?? sourceWithdrawn;
  };
  const since = sinceLast(earlier.blocks, blocks);
  const changed = [...since.reached, ...since.moved, ...since.dropped, ...since.stopped].map(({ pin }) => pin);
  return {
    item,
    before: item.before,
    since,
    pins: pins.filter(({ id }) => changed.includes(id)),
    compared: comparePapers(
      { blocks: earlier.blocks, titleOf: titles(earlier.pins) },
      { blocks, titleOf: titles(pins) },
    ),
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Hvad er ændret i status for ${periodName(args.data.item.period)}, ${args.data.item.municipality.name}`,
        description: `${args.data.item.municipality.fullName}s status for ${periodName(args.data.item.period)} ord for ord mod den forrige.`,
        path: `${statusAddress(args.data.item)}/aendringer`,
        hidden: true,
      })
    : [];

export default function StatusChangesPage() {
  const { item, before, since, pins, compared } = useLoaderData<typeof loader>();
  const [path, query] = [statusAddress(item), demoQuery(item.demo)];
  return (
    <article className="paper">
      <StatusTop
        head={item}
        title={`Ændret siden ${periodName(before.period)}`}
        trail={[{ label: `Status for ${periodName(item.period)}`, href: path + query }]}
      />
      <div className="wrap section">
        <p>
          Denne status (tallene gælder til {longDate(item.edition.cutOff)}) holdt op mod{" "}
          <a href={`/kommuner/${item.municipality.slug}/status/${before.period}/udgaver/${before.number}${query}`}>
            udgave {before.number} for {periodName(before.period)}
          </a>{" "}
          (tallene gælder til {longDate(before.cutOff)}). Vi regner ingen retning ud.
        </p>
        <SinceLastBox since={since} pins={pins} />
        <Comparison blocks={compared} />
      </div>
      <PageFoot
        path={`${path}/aendringer${query}`}
        updated={item.edition.publishedOn ? longDate(item.edition.publishedOn) : ""}
        source={statusIsFrom(item)}
        next={[{ href: path + query, label: `Status for ${periodName(item.period)}` }]}
      />
    </article>
  );
}
