import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { completenessOf } from "#app/domain/cases/completeness.ts";
import { contentToHtml } from "#app/editor/content.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Choices, TitleField } from "#app/ui/writing/choices.tsx";
import { Completeness } from "#app/ui/writing/completeness.tsx";
import { DraftLinks } from "#app/ui/writing/draft-links.tsx";
import { findChoiceOptions } from "#db/queries/cases/choices.ts";
import { findDraft } from "#db/queries/cases/draft.ts";

export const loader = guarded("mine-tekster/:id", async ({ context: { sql, viewer }, subject }) => {
  const draft = await findDraft(sql, viewer, subject.id);
  if (!draft) throw data({ message: "Der er ikke en kladde her." }, { status: 404 });
  return {
    draft,
    html: contentToHtml(draft.content),
    options: await findChoiceOptions(sql, viewer, draft),
    has: completenessOf(draft.content),
  };
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
  const { draft, html, options, has } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ href: "/mine-tekster", label: "Mine tekster" }, { label: "Kladde" }]}
        title={draft.title || "Uden titel"}
      />
      <div className="wrap section stack">
        <TitleField draft={draft} options={options} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own renderer from checked content */}
        <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
        <Choices draft={draft} options={options} />
        <Completeness has={has} />
        <DraftLinks id={draft.id} binned={draft.binnedAt !== null} />
      </div>
    </>
  );
}
