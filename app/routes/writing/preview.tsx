import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asTold, nameOf } from "#app/domain/cases/told-in-short.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { withShownPictures } from "#app/domain/pictures/shown-pictures.server.ts";
import { contentToHtml } from "#app/editor/content.ts";
import { withoutEmptySections } from "#app/editor/written.ts";
import { guarded } from "#app/http/guard.ts";
import { chosenOne } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { CaseFacts, CaseProse, CaseSheet, CaseSide, CaseTags } from "#app/ui/case-body.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { findUnpublished } from "#db/queries/cases/hand-over.ts";

const route = "mine-tekster/:id/forhaandsvisning";
const views = ["side", "telefon", "print"] as const;
const labels = { side: "Som side", telefon: "På telefon", print: "På papir" };

export const loader = guarded(route, async ({ request, context: { sql, viewer, rooms }, subject }) => {
  const view = chosenOne(new URL(request.url).searchParams, "som", "visningen", views);
  const which = subject.state === "submitted" ? "submitted" : "working";
  const found = await findUnpublished(sql, viewer, subject.id, which);
  if (!found) return refuse(404, "Der er ikke en kladde her. Det udgivne ser du på dets egen adresse.");
  const { content: derived, ...item } = found;
  if (which === "working") await rooms.flush(item.revisionId);
  const content = (which === "working" && (await storedContentOf(sql, item.revisionId))) || derived;
  const told = asTold(await withShownPictures(sql, subject.id, withoutEmptySections(content)), item.hard);
  return {
    id: subject.id,
    view,
    title: nameOf({ title: item.title, content }),
    item: { ...item, hard: told.hard && contentToHtml(told.hard), hardAt: told.hardAt },
    html: contentToHtml(told.content),
  };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Sådan kommer det til at se ud: ${args.data.title}`,
        description: "En kladde, som læserne får den.",
        path: `/mine-tekster/${args.data.id}/forhaandsvisning`,
        hidden: true,
      })
    : [];

export default function Preview() {
  const { id, view, title, item, html } = useLoaderData<typeof loader>();
  const trail = [
    { href: "/mine-tekster", label: "Mine tekster" },
    { href: `/mine-tekster/${id}`, label: title },
    { label: "Sådan kommer det til at se ud" },
  ];
  return (
    <>
      <div className="wrap preview-bar no-print">
        <nav className="sister-menu" aria-label="Forhåndsvisning">
          <ul>
            {views.map((one) => (
              <li key={one}>
                <a
                  href={`/mine-tekster/${id}/forhaandsvisning${one === "side" ? "" : `?som=${one}`}`}
                  aria-current={one === view ? "page" : undefined}
                >
                  {labels[one]}
                </a>
              </li>
            ))}
            <li>
              <a href={`/mine-tekster/${id}`}>Tilbage til teksten</a>
            </li>
          </ul>
        </nav>
      </div>
      {view === "side" ? (
        <article>
          <PageHead
            trail={trail}
            tags={<CaseTags item={item} />}
            title={item.title || "Uden titel"}
            lead={item.summary}
          >
            <CaseFacts item={item} />
          </PageHead>
          <div className="wrap reading">
            <div className="reading-text">
              <CaseProse item={item} html={html} citations={[]} />
            </div>
            <div className="reading-side">
              <CaseSide item={item} />
            </div>
          </div>
        </article>
      ) : (
        <div className="wrap section">
          <h1 className="small-heading no-print">{labels[view]}</h1>
          {view === "print" && (
            <p className="no-print">
              Brug browserens »Udskriv« for at få det på papir. Der står »Udkast« på hvert ark, indtil det er udgivet.
            </p>
          )}
          <div className={view === "telefon" ? "preview-phone" : "preview-paper"}>
            {view === "print" && <p className="preview-draft">Udkast</p>}
            <CaseSheet item={item} html={html} citations={[]} />
          </div>
        </div>
      )}
    </>
  );
}
