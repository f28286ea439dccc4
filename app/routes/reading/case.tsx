import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { mayWriteDraft } from "#app/domain/cases/policy.ts";
import { asTold } from "#app/domain/cases/told-in-short.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { withShownPictures } from "#app/domain/pictures/shown-pictures.server.ts";
import { codes, settings } from "#app/domain/vocabulary.ts";
import { contentToHtml, sectionsOf } from "#app/editor/content.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { atAddress } from "#app/http/respond.ts";
import { Alike } from "#app/ui/alike.tsx";
import { CaseFacts, CaseProse, CaseSide, CaseTags } from "#app/ui/case-body.tsx";
import { CaseCard } from "#app/ui/case-card.tsx";
import { unitAsItIsNow } from "#app/ui/closing-units.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { dateOf, joined, listed } from "#app/ui/format.ts";
import { InitiativesBeside } from "#app/ui/ground/initiatives-beside.tsx";
import { HidePage } from "#app/ui/hide-page.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { TableOfContents } from "#app/ui/table-of-contents.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { type SimilarCase, similarCases } from "#db/queries/cases/related.ts";
import { listCitations } from "#db/queries/citations.ts";
import { contactsOfCase } from "#db/queries/contacts/for-readers.ts";
import { initiativesLinkedTo } from "#db/queries/initiatives/list.ts";

const mostContacts = 6;
const mostInitiatives = 12;

export async function loader({ params: { slug = "" }, context: { sql, viewer } }: LoaderFunctionArgs) {
  const [found, similar, contacts, initiatives] = await Promise.all([
    findCase(sql, viewer, slug),
    similarCases(sql, viewer, slug, 3),
    contactsOfCase(sql, viewer, slug, mostContacts),
    initiativesLinkedTo(sql, viewer, { case: slug }, mostInitiatives),
  ]);
  const { content: written, revisionId, ...item } = atAddress(found, "/eksempler", "et eksempel");
  const { content, hard, hardAt } = asTold(await withShownPictures(sql, item.id, written), item.hard);
  const [citations, draft] = await Promise.all([
    listCitations(sql, "case_citation", revisionId),
    viewer.person && findDraftSubject(sql, item.id),
  ]);
  const sources = citations.map(({ address }) => address);
  return {
    item: { ...item, hard: hard && contentToHtml(hard, sources), hardAt },
    html: contentToHtml(content, sources),
    sections: sectionsOf(written),
    citations,
    similar,
    contacts,
    initiatives,
    mayBeRevised: draft !== undefined && mayWriteDraft(viewer, draft),
    mayBeHidden: mayHide(viewer, { municipality: item.municipality.code, demo: item.demo }),
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${args.data.item.demo ? "Opdigtet: " : ""}${args.data.item.title}`,
        description: `${args.data.item.demo ? "Demodata. " : ""}${args.data.item.municipality.name}: ${args.data.item.summary}`,
        path: `/eksempler/${args.data.item.slug}`,
        picture: `/eksempler/${args.data.item.slug}`,
        hidden: args.data.item.demo || args.data.item.visibility !== "public",
        type: "article",
      })
    : [];

/** Why a case is alike, in words. */
function likeness({ sharedMethods, sharedSettings }: SimilarCase): string {
  if (sharedMethods.length > 0) return `Samme metode: ${joined(sharedMethods)}`;
  const labels = codes(settings).flatMap((code) => (sharedSettings.includes(code) ? [settings[code]] : []));
  return `Samme område: ${listed(labels)}`;
}

export default function CaseStoryPage() {
  const { item, html, sections, citations, similar, contacts, initiatives, mayBeRevised, mayBeHidden } =
    useLoaderData<typeof loader>();
  const { municipality, methods } = item;
  const face = { ...item, unit: item.unit && unitAsItIsNow(item.unit) };
  const path = `/eksempler/${item.slug}`;
  return (
    <article>
      <PageHead
        trail={[{ label: "Eksempler", href: "/eksempler" }, { label: item.title }]}
        tags={<CaseTags item={item} />}
        title={item.title}
        lead={item.summary}
      >
        <CaseFacts item={face} />
      </PageHead>
      <div className="wrap reading">
        <TableOfContents sections={sections} />
        <div className="reading-text">
          <CaseProse item={face} html={html} citations={citations} />
        </div>
        <div className="reading-side">
          <CaseSide item={face}>
            <section>
              <h2>Hvem kan du spørge?</h2>
              <p>
                {contacts.total > 0 ? (
                  <a href="#kontaktpersoner">
                    {contacts.items.map(({ id, name, demo }, index) => (
                      <Fragment key={id}>
                        {index > 0 && "; "}
                        {name} {demo && <DemoTag />}
                      </Fragment>
                    ))}
                  </a>
                ) : (
                  "Der er endnu ingen kontaktperson."
                )}{" "}
                <a href={`/kommuner/${municipality.slug}`}>{municipality.name} på sitet</a>
              </p>
            </section>
            <InitiativesBeside title="Indsatser, det hører til" all={initiatives} />
          </CaseSide>
        </div>
      </div>
      <Contacts
        contacts={contacts.items}
        total={contacts.total}
        show="municipality"
        rest={<a href={`/kommuner/${municipality.slug}#kontaktpersoner`}>Se flere på kommunens side</a>}
        wide
      />
      <Alike>
        {similar.map((other) => (
          <CaseCard key={other.id} item={other} reason={likeness(other)} />
        ))}
      </Alike>
      {mayBeRevised && (
        <p className="wrap no-print">
          <a href={`/mine-tekster/${item.id}/udgivet`}>Ret eksemplet, eller træk det tilbage</a>
        </p>
      )}
      {mayBeHidden && <HidePage path={`/eksempler/${item.slug}`} municipality={item.municipality.slug} />}
      <PageFoot
        path={path}
        updated={dateOf(item.updatedAt)}
        source={
          item.demo
            ? "Ingenting. Det er opdigtet."
            : item.retold
              ? "Dokumentet, der er nævnt øverst."
              : item.document
                ? `${municipality.name}s egne ord og dokumentet, der er nævnt øverst.`
                : `${municipality.name}s egne ord.`
        }
        next={[
          ...(methods[0] ? [{ href: `/metoder/${methods[0].slug}`, label: `Guiden: ${methods[0].title}` }] : []),
          { href: `/kommuner/${municipality.slug}`, label: `Mere fra ${municipality.name}` },
          ...(item.settings[0]
            ? [
                {
                  href: `/eksempler?omraade=${item.settings[0]}`,
                  label: `Flere eksempler: ${settings[item.settings[0]].toLowerCase()}`,
                },
              ]
            : []),
          { href: "/del-et-eksempel", label: "Del dit eget eksempel" },
        ]}
      />
    </article>
  );
}
