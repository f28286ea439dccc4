import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { guarded } from "#app/http/guard.ts";
import { chosenOne, listQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { comparedWithBefore, draftPaper } from "#app/http/status-paper.server.ts";
import { readStatusPart } from "#app/http/status-part.server.ts";
import { StatusTop } from "#app/ui/papers/status-head.tsx";
import { PaperOrChanges, PaperViews } from "#app/ui/statuses/keeping/draft-paper.tsx";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";

const route = "kommuner/:slug/statusser/:id/forhaandsvisning";

export const links = () => [...chartLinks(), ...statusWritingLinks()];

export const loader = guarded(route, async (args) => {
  const { sql, viewer } = args.context;
  const { draft, path } = await readStatusPart(args);
  const compares =
    chosenOne(listQuery(args.request, ["vis"]), "vis", "visningen", ["papir", "aendret"] as const) === "aendret";
  const paper = await draftPaper(sql, viewer, draft);
  return {
    path,
    compares,
    paper,
    changes: compares ? await comparedWithBefore(sql, viewer, paper) : null,
    published: draft.state === "published",
  };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Udkast til status for ${periodName(args.data.paper.head.period)}: ${args.data.paper.head.municipality.name}`,
        description: "Status, som udvalget læser den.",
        path: `${args.data.path}/forhaandsvisning`,
        hidden: true,
      })
    : [];

export default function StatusPreview() {
  const { path, paper, changes, compares, published } = useLoaderData<typeof loader>();
  return (
    <article className={published ? "paper" : "paper paper-draft"}>
      <StatusTop
        head={paper.head}
        draft={!published}
        trail={[{ label: "Status", href: `/kommuner/${paper.head.municipality.slug}/statusser` }]}
      >
        <p className="head-actions no-print">
          <a className="button button-secondary" href={path}>
            Tilbage til status
          </a>{" "}
          <button type="button" className="button button-secondary print-button" data-print>
            Print som bilag
          </button>
        </p>
        <PaperViews path={`${path}/forhaandsvisning`} changes={compares} />
      </StatusTop>
      <div className="wrap section paper-body">
        <PaperOrChanges {...{ paper, changes, compares }} />
      </div>
    </article>
  );
}
