import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { referenceCountries, referenceKindMeanings } from "#app/domain/reference-vocabulary.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { Facts, type LabelledFact } from "#app/ui/facts.tsx";
import { dateOf } from "#app/ui/format.ts";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { outwardAddress, ReferenceTags, readingOf, TopicLinks } from "#app/ui/reference-facts.tsx";
import { findReference, type ReferenceRow } from "#db/queries/references.ts";

export async function loader({ params: { slug = "" }, context: { sql, viewer } }: LoaderFunctionArgs) {
  return { item: (await findReference(sql, viewer, slug)) ?? refuse(404, "Den kilde har vi ikke.") };
}

const longestDescription = 300;

/** The title and what it found, as far as there is room. */
function describedBriefly({ title, found, note }: Pick<ReferenceRow, "title" | "found" | "note">): string {
  const whole = `${title}: ${found ?? note ?? ""}`;
  return whole.length <= longestDescription ? whole : `${whole.slice(0, longestDescription).replace(/\s+\S*$/, "")} …`;
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Kilde: ${args.data.item.title}`,
        description: describedBriefly(args.data.item),
        path: `/kilder/${args.data.item.slug}`,
        type: "article",
      })
    : [];

export default function ReferencePage() {
  const { item } = useLoaderData<typeof loader>();
  const address = outwardAddress(item);
  const facts: LabelledFact[] = [
    ["Udgiver", item.publisher],
    ["Forfattere", item.authors],
    ["År", item.year ?? "Ikke oplyst"],
    ["Land", item.country && referenceCountries[item.country]],
    ["Hvem og hvor mange", item.kind && (item.who ?? "Ikke oplyst")],
  ];
  const guides = item.citedBy.filter(({ kind }) => kind === "method");
  const cases = item.citedBy.filter(({ kind }) => kind === "case");
  const path = `/kilder/${item.slug}`;
  return (
    <article>
      <PageHead
        trail={[{ label: "Kilder", href: "/kilder" }, { label: item.title }]}
        tags={<ReferenceTags kind={item.kind} withdrawnOn={item.withdrawnOn} />}
        title={item.title}
      >
        <Facts facts={facts} />
      </PageHead>
      <div className="wrap reading">
        <div className="reading-text prose">
          {item.withdrawnOn && (
            <div className="provenance">
              <p>
                <strong>Kilden er trukket tilbage</strong> af dem, der udgav den ({longDate(item.withdrawnOn)}). Den
                står her, fordi tekster har bygget på den. Byg ikke nyt på den.
              </p>
            </div>
          )}
          {item.kind && (
            <>
              <h2 id="fund">Hvad den fandt eller siger</h2>
              <p>{item.found}</p>
              <h2 id="forbehold">Forbehold</h2>
              <p>{item.limits}</p>
              <p>{referenceKindMeanings[item.kind]}</p>
            </>
          )}
          {item.citedIn && (
            <>
              <h2 id="naevnt">Nævnt i et dokument</h2>
              <p>{item.note}</p>
              <p>
                Nævnt i: <a href={item.citedIn.address}>{item.citedIn.title}</a>
              </p>
            </>
          )}
          <h2 id="laes">Læs den selv</h2>
          {address ? (
            <p>
              <a href={address} rel="external noopener noreferrer">
                {new URL(address).hostname.replace(/^www\./, "")}
              </a>
              . Linket fører væk fra Mere for Flere.
              {item.doi && ` DOI: ${item.doi}.`}
            </p>
          ) : (
            <p>Vi har ingen adresse på den.</p>
          )}
          <p>{readingOf(item)} Tal, love og priser kan være ændret siden. Slå dem op hos udgiveren.</p>
        </div>
        <div className="reading-side">
          <section>
            <h2>Guider, der hviler på den</h2>
            {guides.length > 0 ? (
              <ul>
                {guides.map(({ slug, title }) => (
                  <li key={slug}>
                    <a href={`/metoder/${slug}`}>{title}</a>
                  </li>
                ))}
              </ul>
            ) : (
              <p>Ingen endnu.</p>
            )}
          </section>
          {item.topics.length > 0 && (
            <section>
              <h2>Hører til</h2>
              <p>
                <TopicLinks topics={item.topics} />
              </p>
            </section>
          )}
          {cases.length > 0 && (
            <section>
              <h2>Eksempler, der nævner den</h2>
              <ul>
                {cases.map(({ slug, title }) => (
                  <li key={slug}>
                    <a href={`/eksempler/${slug}`}>{title}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <PageFoot
        path={path}
        updated={`Lagt ind ${dateOf(item.addedAt)}.`}
        source="Kilden selv. Ordene her er redaktionens."
        next={[
          ...guides.slice(0, 2).map(({ slug, title }) => ({ href: `/metoder/${slug}`, label: title })),
          { href: "/kilder", label: "Alle kilder" },
        ]}
      />
    </article>
  );
}
