import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { contentToHtml } from "#app/editor/content.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { FindingsPanel, WritingPage } from "#app/ui/writing/writing-page.tsx";
import { findDraft } from "#db/queries/cases/draft.ts";

export const loader = guarded("mine-tekster/:id", async ({ context: { sql, viewer }, subject }) => {
  const draft = await findDraft(sql, viewer, subject.id);
  if (!draft) throw data({ message: "Der er ikke en kladde her." }, { status: 404 });
  return { draft, html: contentToHtml(draft.content) };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.draft.title || "Kladde",
        description: "En kladde.",
        path: `/mine-tekster/${args.data.draft.id}`,
        hidden: true,
      })
    : [];

export default function Write() {
  const { draft, html } = useLoaderData<typeof loader>();
  const writes = draft.state !== "submitted" && draft.binnedAt === null;
  return (
    <WritingPage
      trail={[{ href: "/mine-tekster", label: "Mine tekster" }, { label: "Kladde" }]}
      tags={
        <>
          <span className="mark-tag mark-tag-case">Eksempel</span>
          <span className="mark-tag mark-tag-stage">{writes ? "Kladde" : "Låst"}</span>
          {draft.demo && <span className="mark-tag mark-tag-demo">Demodata</span>}
        </>
      }
      title={<h1 className="writing-title">{draft.title || "Uden titel"}</h1>}
      html={html}
      editing={writes ? { document: draft.revisionId } : null}
      locked={draft.binnedAt ? "Ligger i papirkurven" : "Låst, mens den venter på svar"}
      primary={
        writes && (
          <a className="button button-primary" href={`/mine-tekster/${draft.id}/send`}>
            <span>
              Send<span className="send-more"> til godkendelse</span>
            </span>
          </a>
        )
      }
    >
      <FindingsPanel />
    </WritingPage>
  );
}
