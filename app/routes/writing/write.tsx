import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { completenessOf } from "#app/domain/cases/completeness.ts";
import { nameOf } from "#app/domain/cases/told-in-short.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { withShownPictures } from "#app/domain/pictures/shown-pictures.server.ts";
import { contentToHtml } from "#app/editor/content.ts";
import { withoutEmptySections } from "#app/editor/written.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { Island } from "#app/ui/island.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { Choices, TitleField } from "#app/ui/writing/choices.tsx";
import { Completeness } from "#app/ui/writing/completeness.tsx";
import { DraftLinks, waysOf } from "#app/ui/writing/draft-links.tsx";
import { WordsBack } from "#app/ui/writing/words-back.tsx";
import { FindingsPanel, WritingPage } from "#app/ui/writing/writing-page.tsx";
import { findChoiceOptions } from "#db/queries/cases/choices.ts";
import { findDraft } from "#db/queries/cases/draft.ts";
import { findLastHandOver, findWorkingRevision } from "#db/queries/cases/hand-over.ts";

export const loader = guarded("mine-tekster/:id", async ({ context: { sql, viewer }, subject }) => {
  const draft = await findDraft(sql, viewer, subject.id);
  // What is published and not being revised has a page for what can be done with it.
  if (!draft && subject.state === "published") throw redirect(`/mine-tekster/${subject.id}/udgivet`, 303);
  if (!draft) return refuse(404, "Der er ikke en kladde her.");
  // What was derived may be older than what is being written.
  const content = (await storedContentOf(sql, draft.revisionId)) ?? draft.content;
  const writes = draft.state !== "submitted" && draft.binnedAt === null;
  return {
    draft,
    me: viewer.person?.name ?? "",
    person: viewer.person?.id ?? "",
    name: nameOf({ title: draft.title, content }),
    writes,
    // Only those who can write in them see the sections that are empty.
    html: contentToHtml(await withShownPictures(sql, draft.id, writes ? content : withoutEmptySections(content))),
    options: await findChoiceOptions(sql, viewer, draft),
    has: completenessOf(content),
    ways: waysOf(viewer, subject),
    alone: (await findWorkingRevision(sql, draft.id))?.alone ?? false,
    returned: draft.state === "returned" ? await findLastHandOver(sql, draft.id) : null,
  };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.name,
        description: "En kladde.",
        path: `/mine-tekster/${args.data.draft.id}`,
        hidden: true,
      })
    : [];

export default function Write() {
  const { draft, writes, me, person, name, html, options, has, returned, alone, ways } = useLoaderData<typeof loader>();
  return (
    <WritingPage
      trail={[{ href: "/mine-tekster", label: "Mine tekster" }, { label: "Kladde" }]}
      tags={
        <>
          <Tag tone="case">Eksempel</Tag>
          <Tag tone="stage">{writes ? "Kladde" : "Låst"}</Tag>
          {draft.demo && <DemoTag />}
        </>
      }
      title={
        writes ? (
          <>
            <h1 className="sr-only">{name}</h1>
            <TitleField draft={draft} options={options} />
          </>
        ) : (
          <h1 className="writing-title">{name}</h1>
        )
      }
      html={html}
      editing={
        writes
          ? {
              document: draft.revisionId,
              me,
              person,
              text: draft.id,
              title: name,
              pictures: `/mine-tekster/${draft.id}/billeder/ny`,
            }
          : null
      }
      unsent={<Island name="unsent" data={{ person, text: draft.id, open: writes ? draft.revisionId : null }} />}
      locked={draft.binnedAt ? "Ligger i papirkurven" : "Låst, mens den venter på svar"}
      first={
        returned && (
          <section className="returned" aria-labelledby="sendt-tilbage">
            <h2 id="sendt-tilbage" className="small-heading">
              Sendt tilbage{returned.answeredBy && ` af ${returned.answeredBy.name}`}
            </h2>
            <WordsBack {...returned} />
          </section>
        )
      }
      primary={
        writes && (
          <a className="button button-primary" href={`/mine-tekster/${draft.id}/send`}>
            {alone ? (
              <span>
                Videre<span className="send-more"> til udgivelse</span>
              </span>
            ) : (
              <span>
                Send<span className="send-more"> til godkendelse</span>
              </span>
            )}
          </a>
        )
      }
    >
      {writes && <Choices draft={draft} options={options} />}
      {writes && <FindingsPanel />}
      {writes && <Completeness has={has} />}
      <DraftLinks draft={draft} ways={ways} />
    </WritingPage>
  );
}
