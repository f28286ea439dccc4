import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { contentToHtml, sectionsOf } from "#app/editor/content.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { atAddress } from "#app/http/respond.ts";
import { dateOf } from "#app/ui/format.ts";
import { InitiativesBeside } from "#app/ui/ground/initiatives-beside.tsx";
import { HidePage } from "#app/ui/hide-page.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { TableOfContents } from "#app/ui/table-of-contents.tsx";
import { Tag } from "#app/ui/tags.tsx";
import { textsCitingDocument } from "#db/queries/documents/citing.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { initiativesRestingOn } from "#db/queries/initiatives/list.ts";

const mostInitiatives = 50;

export async function loader({ params: { slug = "" }, context: { sql, viewer } }: LoaderFunctionArgs) {
  const [found, citing, initiatives] = await Promise.all([
    findDocument(sql, slug),
    textsCitingDocument(sql, viewer, slug),
    initiativesRestingOn(sql, viewer, slug, mostInitiatives),
  ]);
  const { content, ...item } = atAddress(found, "/dokumenter", "et dokument");
  const sections = sectionsOf(content).map(({ id, label }) => ({ id, label: label.replaceAll(" [sic]", "") }));
  const texts = new Map<
    string,
    { kind: "case" | "method"; slug: string; title: string; anchor: string; places: number }
  >();
  for (const text of citing) {
    const key = `${text.kind}/${text.slug}`;
    texts.set(key, {
      ...text,
      anchor: texts.get(key)?.anchor ?? text.anchor,
      places: (texts.get(key)?.places ?? 0) + 1,
    });
  }
  return {
    item,
    html: contentToHtml(content),
    sections,
    texts: [...texts.values()],
    initiatives,
    mayBeHidden: mayHide(viewer, { municipality: item.municipality?.code ?? null, demo: false }),
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.item.title,
        description: args.data.item.summary,
        path: `/dokumenter/${args.data.item.slug}`,
        picture: `/dokumenter/${args.data.item.slug}`,
        type: "article",
      })
    : [];

export default function DocumentPage() {
  const { item, html, sections, texts, initiatives, mayBeHidden } = useLoaderData<typeof loader>();
  return (
    <article>
      <PageHead
        trail={[{ label: "Dokumenter", href: "/dokumenter" }, { label: item.title }]}
        tags={<Tag tone="document">{item.kind}</Tag>}
        title={item.title}
        lead={item.summary}
      >
        <dl className="facts">
          <div>
            <dt>Udgiver</dt>
            <dd>
              {item.municipality ? (
                <a href={`/kommuner/${item.municipality.slug}`}>{item.publisher}</a>
              ) : (
                item.publisher
              )}
            </dd>
          </div>
          <div>
            <dt>Hvem står bag</dt>
            <dd>{item.body}</dd>
          </div>
          <div>
            <dt>Dateret</dt>
            <dd>{longDate(item.dated)}</dd>
          </div>
        </dl>
      </PageHead>
      <div className="wrap reading">
        <TableOfContents sections={sections} />
        <div className="reading-text">
          <div className="provenance">
            <p>
              <strong>Teksten er dokumentets egen.</strong> [sic] betyder, at der står sådan i originalen.
            </p>
            {item.datedNote && <p>{item.datedNote}</p>}
            {item.omitted && <p>{item.omitted}</p>}
          </div>
          <div className="document-text">
            <Prose html={html} />
          </div>
        </div>
        <div className="reading-side">
          <section>
            <h2>Bygger på dokumentet</h2>
            {texts.length > 0 ? (
              <ul>
                {texts.map(({ kind, slug, title, places }) => (
                  <li key={`${kind}/${slug}`}>
                    <a href={`/${kind === "case" ? "eksempler" : "metoder"}/${slug}`}>{title}</a>
                    {places > 1 && `, ${places} steder`}
                  </li>
                ))}
              </ul>
            ) : (
              <p>Ingen eksempler eller metoder endnu.</p>
            )}
          </section>
          <InitiativesBeside title="Indsatser, der hviler på det" all={initiatives} />
        </div>
      </div>
      {mayBeHidden && <HidePage path={`/dokumenter/${item.slug}`} municipality={item.municipality?.slug ?? null} />}
      <PageFoot
        path={`/dokumenter/${item.slug}`}
        updated={`Lagt ind ${dateOf(item.addedAt)}. Dokumentet er fra ${longDate(item.dated)}.`}
        source={`${item.publisher}. Dokumentet tilhører udgiveren.`}
        next={[
          ...(item.municipality
            ? [
                {
                  href: `/kommuner/${item.municipality.slug}`,
                  label: `${item.municipality.name}: eksempler og metoder`,
                },
              ]
            : [{ href: "/erklaeringer/2025", label: "De ti punkter" }]),
          { href: "/dokumenter", label: "Alle dokumenter" },
        ]}
      />
    </article>
  );
}
