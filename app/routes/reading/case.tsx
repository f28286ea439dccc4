import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longPeriod } from "#app/domain/dates.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import {
  classLevelLabel,
  codes,
  levels,
  mellemformLevels,
  settings,
  stageMeanings,
  stages,
} from "#app/domain/vocabulary.ts";
import { contentToHtml, sectionsOf } from "#app/editor/content.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { atAddress } from "#app/http/respond.ts";
import { Alike } from "#app/ui/alike.tsx";
import { CaseCard } from "#app/ui/case-card.tsx";
import { unitAsItIsNow } from "#app/ui/closing-units.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { dateOf, inSentence, joined, listed, phrase } from "#app/ui/format.ts";
import { HidePage } from "#app/ui/hide-page.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Sources } from "#app/ui/sources.tsx";
import { TableOfContents } from "#app/ui/table-of-contents.tsx";
import { DemoTag, StageTag, Tag } from "#app/ui/tags.tsx";
import { findCase } from "#db/queries/cases/page.ts";
import { type SimilarCase, similarCases } from "#db/queries/cases/related.ts";
import { listCitations } from "#db/queries/citations.ts";
import { contactsOfCase } from "#db/queries/contacts/for-readers.ts";

const mostContacts = 6;

export async function loader({ params: { slug = "" }, context: { sql, viewer } }: LoaderFunctionArgs) {
  const [found, similar, contacts] = await Promise.all([
    findCase(sql, viewer, slug),
    similarCases(sql, viewer, slug, 3),
    contactsOfCase(sql, viewer, slug, mostContacts),
  ]);
  const { content, revisionId, ...item } = atAddress(found, "/eksempler", "et eksempel");
  const citations = await listCitations(sql, "case_citation", revisionId);
  return {
    item,
    html: contentToHtml(
      content,
      citations.map(({ address }) => address),
    ),
    sections: sectionsOf(content),
    citations,
    similar,
    contacts,
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

function classes(trin: readonly number[]): string {
  const first = trin[0] ?? 0;
  const last = trin[trin.length - 1] ?? 0;
  const whole = trin.length > 2 && last - first === trin.length - 1;
  return whole ? `${classLevelLabel(first)} til ${classLevelLabel(last)}` : joined(trin.map(classLevelLabel));
}

export default function CaseStoryPage() {
  const { item, html, sections, citations, similar, contacts, mayBeHidden } = useLoaderData<typeof loader>();
  const { municipality, commitments, methods } = item;
  const path = `/eksempler/${item.slug}`;
  const facts: [string, string | null][] = [
    ["Hvor langt det er", `${stages[item.stage]}: ${inSentence(stageMeanings[item.stage])}`],
    ["Kilden er fra", item.sourceYear],
    ["Område", phrase(item.settings.map((setting) => settings[setting]))],
    ["Indsatsniveau", phrase(item.levels.map((level) => levels[level]))],
    [
      "Mellemform",
      joined(item.mellemformLevels.map((level) => `${level} (${mellemformLevels[level]?.toLowerCase()})`)),
    ],
    ["Klassetrin", item.classLevels.length ? classes(item.classLevels) : null],
    ["Skolens størrelse", item.schoolSize ? `${item.schoolSize} elever` : null],
    ["Enhed", item.unit && unitAsItIsNow(item.unit)],
    ["Periode", longPeriod(item.periodFrom, item.periodTo)],
    ["Samarbejdsparter", joined(item.partners)],
  ];
  return (
    <article>
      <PageHead
        trail={[{ label: "Eksempler", href: "/eksempler" }, { label: item.title }]}
        tags={
          <>
            <Tag tone="case">Eksempel</Tag>
            <StageTag stage={item.stage} />
            {item.demo && <DemoTag />}
          </>
        }
        title={item.title}
        lead={item.summary}
      >
        <dl className="facts">
          <div>
            <dt>Kommune</dt>
            <dd>
              <a href={`/kommuner/${municipality.slug}`}>{municipality.name}</a>
            </dd>
          </div>
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </PageHead>
      <div className="wrap reading">
        <TableOfContents sections={sections} />
        <div className="reading-text">
          {item.demo && (
            <p className="provenance provenance-demo">
              <strong>Demodata.</strong> Eksemplet er opdigtet for at vise, hvad sitet kan. Det er ikke sket i{" "}
              {municipality.name}. Kommunen har intet med det at gøre og har hverken skrevet eller godkendt det. Ligner
              det et virkeligt sted, er det tilfældigt.
            </p>
          )}
          {item.document && (
            <p className="provenance">
              <strong>Gengivet fra dokument, ikke skrevet af kommunen.</strong> Kilden er{" "}
              <a href={`/dokumenter/${item.document.slug}`}>{item.document.title}</a>. Eksemplet siger kun det,
              dokumentet siger; område og stadie er redaktionens vurdering.
            </p>
          )}
          {item.hard && (
            <div className="hard-box">
              <p className="hard-label">Det svære</p>
              <p>{item.hard}</p>
            </div>
          )}
          <Prose html={html} />
          {citations.length > 0 && (
            <section className="prose" aria-labelledby="kilder">
              <h2 id="kilder">Kilder</h2>
              <Sources citations={citations} />
            </section>
          )}
        </div>
        <div className="reading-side">
          {methods.length > 0 && (
            <section>
              <h2>{methods.length === 1 ? "Metoden" : "Metoderne"}</h2>
              <ul>
                {methods.map(({ slug, title }) => (
                  <li key={slug}>
                    <a href={`/metoder/${slug}`}>{title}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {commitments.length > 0 && (
            <section>
              <h2>Punkter i erklæringen</h2>
              <ul className="side-commitments">
                {commitments.map(({ year, number, title, linkedBy, why }) => (
                  <li key={`${year}-${number}`}>
                    <a href={`/erklaeringer/${year}/punkter/${number}`}>
                      {number}. {title}
                    </a>
                    <p>{why}</p>
                    {linkedBy === "editors" && <p className="linked-by">Koblet af redaktionen</p>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section>
            <h2>Hvem kan du spørge?</h2>
            <p>
              {contacts.total > 0 ? (
                <a href="#kontaktpersoner">{contacts.items.map(({ name }) => name).join(", ")}</a>
              ) : (
                "Der er endnu ingen kontaktperson."
              )}{" "}
              <a href={`/kommuner/${municipality.slug}`}>{municipality.name} på sitet</a>
            </p>
          </section>
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
      {mayBeHidden && <HidePage path={`/eksempler/${item.slug}`} municipality={item.municipality.slug} />}
      <PageFoot
        path={path}
        updated={dateOf(item.updatedAt)}
        source={
          item.demo
            ? "Ingenting. Det er opdigtet."
            : item.retold
              ? "Dokumentet, der er nævnt øverst."
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
