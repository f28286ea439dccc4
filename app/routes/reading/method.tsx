import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { letterOf } from "#app/domain/methods/letter-policy.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { codes, levels, methodKindMeanings, settings } from "#app/domain/vocabulary.ts";
import { contentToHtml, sectionsOf } from "#app/editor/content.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { atAddress } from "#app/http/respond.ts";
import { Alike } from "#app/ui/alike.tsx";
import { CaseCard } from "#app/ui/case-card.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { Facts, type LabelledFact } from "#app/ui/facts.tsx";
import { counted, dateOf, joined, listed, mellemforms, phrase } from "#app/ui/format.ts";
import { InitiativesBeside } from "#app/ui/ground/initiatives-beside.tsx";
import { HidePage } from "#app/ui/hide-page.tsx";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { KnowledgeProfile, ProfileReasons } from "#app/ui/knowledge-profile.tsx";
import { LinkedCommitments } from "#app/ui/linked-commitments.tsx";
import { MethodCard } from "#app/ui/method-card.tsx";
import { OnMonday } from "#app/ui/monday.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Sources } from "#app/ui/sources.tsx";
import { TableOfContents } from "#app/ui/table-of-contents.tsx";
import { DemoTag, KindTag } from "#app/ui/tags.tsx";
import { TheLaw } from "#app/ui/the-law.tsx";
import { WhatIsKnown } from "#app/ui/what-is-known.tsx";
import { casesOfMethod } from "#db/queries/cases/related.ts";
import { listCitations } from "#db/queries/citations.ts";
import { contactsOfMethod, type ReadableContact } from "#db/queries/contacts/for-readers.ts";
import { initiativesLinkedTo } from "#db/queries/initiatives/list.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { type SimilarMethod, similarMethods } from "#db/queries/methods/related.ts";

const mostCases = 12;
const mostSimilar = 3;
const mostContacts = 24;
const mostNamed = 3;
const mostInitiatives = 12;

export async function loader({ params: { slug = "" }, context: { sql, viewer } }: LoaderFunctionArgs) {
  const [found, cases, similar, contacts, initiatives] = await Promise.all([
    findMethod(sql, viewer, slug),
    casesOfMethod(sql, viewer, slug, mostCases),
    similarMethods(sql, viewer, slug, mostSimilar),
    contactsOfMethod(sql, viewer, slug, mostContacts),
    initiativesLinkedTo(sql, viewer, { method: slug }, mostInitiatives),
  ]);
  const { content, revisionId, ...item } = atAddress(found, "/metoder", "en metode");
  const citations = await listCitations(sql, "method_citation", revisionId);
  return {
    item,
    html: contentToHtml(
      content,
      citations.map(({ address }) => address),
    ),
    sections: sectionsOf(content),
    citations,
    cases,
    similar,
    contacts,
    initiatives,
    mayBeHidden: mayHide(viewer, { municipality: null, demo: false }),
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.item.title,
        description: args.data.item.summary,
        path: `/metoder/${args.data.item.slug}`,
        picture: `/metoder/${args.data.item.slug}`,
        type: "article",
      })
    : [];

/** Why a method is alike, in words. */
function likeness({ together, sharedSettings }: SimilarMethod): string {
  if (together > 0) return `Bruges sammen i ${counted(together, "eksempel", "eksempler")}`;
  const labels = codes(settings).flatMap((code) => (sharedSettings.includes(code) ? [settings[code]] : []));
  return `Samme område: ${listed(labels)}`;
}

/** Who has said yes to being asked; of more than a few, only the first are named. */
function Askable({
  items,
  total,
}: {
  items: readonly Pick<ReadableContact, "id" | "name" | "municipality" | "demo">[];
  total: number;
}) {
  const named = items.slice(0, mostNamed);
  return (
    <>
      {named.map(({ id, name, municipality, demo }, index) => (
        <Fragment key={id}>
          {index > 0 && "; "}
          {name}, {municipality.name} {demo && <DemoTag />}
        </Fragment>
      ))}
      {total > named.length && ` og ${total - named.length} mere`}
    </>
  );
}

export default function MethodPage() {
  const { item, html, sections, citations, cases, similar, contacts, initiatives, mayBeHidden } =
    useLoaderData<typeof loader>();
  const graded = item.profile.length > 0;
  const lettered = item.profile.some(({ grade, sourceKind }) => letterOf(grade, sourceKind) !== null);
  const facts: LabelledFact[] = [
    ["Område", phrase(item.settings.map((setting) => settings[setting]))],
    ["Indsatsniveau", phrase(item.levels.map((level) => levels[level]))],
    ["Mellemform", mellemforms(item.mellemformLevels)],
    ["Opstartstid", item.timeToStart],
    ["Kaldes også", joined(item.aliases)],
  ];
  const allSections = [
    ...sections,
    ...(item.laws.length ? [{ id: "loven", label: "Det siger loven" }] : []),
    ...(item.known ? [{ id: "undersoegelser", label: "Hvad undersøgelser viser" }] : []),
    ...(graded ? [{ id: "begrundelser", label: "Vidensprofilens begrundelser" }] : []),
    { id: "eksempler", label: "Eksempler" },
    ...(citations.length ? [{ id: "kilder", label: "Kilder" }] : []),
  ];
  const aside = [{ id: "kommuner", label: "Kommuner, der nævner metoden" }];
  return (
    <article>
      <PageHead
        trail={[{ label: "Metoder", href: "/metoder" }, { label: item.title }]}
        tags={<KindTag kind={item.kind} />}
        title={item.title}
        lead={item.summary}
      >
        {item.monday && <OnMonday monday={item.monday} />}
        <Facts facts={facts} />
      </PageHead>
      <div className="wrap reading">
        <TableOfContents sections={allSections} aside={aside} />
        <div className="reading-side reading-first">
          {graded ? (
            <section>
              <h2 id="vidensprofil">Vidensprofil</h2>
              <KnowledgeProfile profile={item.profile} known={item.known !== null} />
              <p>
                {lettered
                  ? "Et bogstav står kun, hvor en undersøgelse eller officiel vejledning bærer det. Skalaen er vores egen, fra A til D. Resten bygger på det, der står ved hver linje. "
                  : "Profilen siger, hvad fem dokumenter siger. "}
                {item.known ? (
                  <a href="#undersoegelser">Hvad forskningen ved</a>
                ) : (
                  "Den siger ikke, hvad forskningen ved."
                )}{" "}
                <a href="#begrundelser">Se begrundelserne</a>
              </p>
            </section>
          ) : (
            <section>
              <h2 id="formaalet">{item.kind === "tema" ? "Hvad et tema er" : "Hvad det er til"}</h2>
              {item.useFor && <p>{item.useFor}</p>}
              <p className="side-note">{methodKindMeanings[item.kind]} Derfor har guiden ingen vidensprofil.</p>
            </section>
          )}
          <section>
            <h2>Hvem kan du spørge?</h2>
            <p>
              {contacts.total > 0 ? (
                <a href="#kontaktpersoner">
                  <Askable {...contacts} />
                </a>
              ) : (
                "Der er endnu ingen kontaktpersoner. Begynd med kommunens hjemmeside."
              )}
            </p>
            <button type="button" className="button button-secondary print-button" data-print>
              Print guiden
            </button>
          </section>
        </div>
        <div className="reading-text">
          <Prose html={html} numbered />
          {item.laws.length > 0 && <TheLaw laws={item.laws} />}
          {item.known && <WhatIsKnown known={item.known} citations={citations} />}
          {graded && (
            <section className="prose" aria-labelledby="begrundelser">
              <h2 id="begrundelser">Vidensprofilens begrundelser</h2>
              <p>
                {lettered
                  ? "Et bogstav hviler på en undersøgelse eller en officiel vejledning, resten på det, der står ved hver linje. Skalaen er vores egen. "
                  : "Profilen siger, hvad fem dokumenter siger om metoden. "}
                Forholdene er dem, som Social- og Boligstyrelsen bruger i sin vidensdeklaration, men vurderingen er
                redaktionens og ikke styrelsens. <a href="/om/vidensprofil">Sådan læser du profilen</a>
              </p>
              <ProfileReasons profile={item.profile} known={item.known !== null} />
            </section>
          )}
          <section className="method-cases" aria-labelledby="eksempler">
            <h2 id="eksempler">Eksempler med {item.title}</h2>
            {cases.length === 0 ? (
              <HonestBlank title="Ingen kommuner har delt et eksempel endnu.">
                <p>
                  Bruger I metoden? <a href={`/del-et-eksempel?metode=${item.slug}`}>Del det første eksempel</a>.
                </p>
              </HonestBlank>
            ) : (
              <div className="cards cards-two">
                {cases.map((other) => (
                  <CaseCard key={other.id} item={other} />
                ))}
              </div>
            )}
            {cases.length === mostCases && (
              <p>
                <a href={`/eksempler?metode=${item.slug}`}>Alle eksempler med {item.title}</a>
              </p>
            )}
          </section>
          {citations.length > 0 && (
            <section className="prose" aria-labelledby="kilder">
              <h2 id="kilder">Kilder</h2>
              <Sources citations={citations} />
            </section>
          )}
        </div>
        <div className="reading-side reading-rest">
          <section>
            <h2 id="kommuner">Kommuner, der nævner metoden</h2>
            {item.municipalities.length > 0 ? (
              <>
                <p className="side-note">Ud fra deres eksempler her på sitet.</p>
                <ul>
                  {item.municipalities.map(({ slug, name }) => (
                    <li key={slug}>
                      <a href={`/kommuner/${slug}`}>{name}</a>
                    </li>
                  ))}
                </ul>
              </>
            ) : (
              <p>Ingen har fortalt om det her endnu.</p>
            )}
          </section>
          {item.commitments.length > 0 && (
            <LinkedCommitments
              commitments={item.commitments.map((point) => ({ ...point, linkedBy: "editors" as const }))}
            />
          )}
          {item.related.length > 0 && (
            <section>
              <h2>Hænger sammen med</h2>
              <ul>
                {item.related.map(({ slug, title }) => (
                  <li key={slug}>
                    <a href={`/metoder/${slug}`}>{title}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <InitiativesBeside title="Indsatser med metoden" all={initiatives} />
        </div>
      </div>
      <Contacts
        contacts={contacts.items}
        total={contacts.total}
        show="municipality"
        rest="De andre står på deres kommuners sider."
        wide
      />
      <Alike>
        {similar.map((other) => (
          <MethodCard key={other.id} item={other} reason={likeness(other)} />
        ))}
      </Alike>
      {mayBeHidden && <HidePage path={`/metoder/${item.slug}`} municipality={null} />}
      <PageFoot
        path={`/metoder/${item.slug}`}
        updated={dateOf(item.updatedAt)}
        source="De kilder, der er nævnt. Resten er almen faglig viden, samlet af redaktionen."
        next={[
          { href: `/eksempler?metode=${item.slug}`, label: `Eksempler med ${item.title}` },
          ...item.related.slice(0, 2).map(({ slug, title }) => ({ href: `/metoder/${slug}`, label: title })),
          { href: `/del-et-eksempel?metode=${item.slug}`, label: "Sådan gjorde vi: del jeres erfaringer" },
        ]}
      />
    </article>
  );
}
