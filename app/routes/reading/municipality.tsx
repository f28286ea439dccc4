import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { danishNumber, longDate } from "#app/domain/dates.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { CaseCard } from "#app/ui/case-card.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag, KindTag, Tag } from "#app/ui/tags.tsx";
import { casesOfMunicipality } from "#db/queries/cases/related.ts";
import { contactsOfMunicipality } from "#db/queries/contacts/for-readers.ts";
import { methodsOfMunicipality } from "#db/queries/methods/related.ts";
import { commitmentsOfMunicipality, findMunicipality, nearMunicipalities } from "#db/queries/municipalities.ts";

export async function loader({ params: { slug = "" }, context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const item = await findMunicipality(sql, viewer, slug, today);
  if (!item) return refuse(404, "Vi kender ikke den kommune. Måske er navnet stavet anderledes i adressen.");
  const [cases, methods, commitments, near, contacts] = await Promise.all([
    casesOfMunicipality(sql, viewer, item.code),
    methodsOfMunicipality(sql, viewer, item.code),
    commitmentsOfMunicipality(sql, viewer, item.code, 2025),
    nearMunicipalities(sql, viewer, slug, 6),
    contactsOfMunicipality(sql, viewer, item.code),
  ]);
  return { item, cases, methods, commitments, near, contacts, doors: doorsOf(viewer, item) };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.item.fullName,
        description: `${args.data.item.fullName}: eksempler, metoder i brug, dokumenter og de ti punkter.`,
        path: `/kommuner/${args.data.item.slug}`,
        picture: `/kommuner/${args.data.item.slug}`,
      })
    : [];

export default function MunicipalityPage() {
  const { item, cases, methods, commitments, near, contacts, doors } = useLoaderData<typeof loader>();
  const real = cases.filter((one) => !one.demo);
  const invented = cases.filter((one) => one.demo);
  const realMethods = methods.filter((method) => !method.demo).length;
  const served = commitments.filter((commitment) => commitment.cases > 0);
  const newest = real.reduce((latest, one) => Math.max(latest, one.publishedAt.getTime()), 0);
  return (
    <>
      <PageHead
        trail={[{ label: "Kommuner", href: "/kommuner" }, { label: item.name }]}
        tags={<Tag tone="municipality">Kommune</Tag>}
        title={item.fullName}
        lead={
          real.length > 0
            ? `${counted(real.length, "eksempel", "eksempler")} på sitet. ${realMethods > 0 ? `De bruger eller nævner ${counted(realMethods, "metode", "metoder")}.` : ""}`
            : item.documentCount > 0
              ? "Ingen eksempler endnu, men dokumenter at læse."
              : "Har ikke delt noget på sitet endnu."
        }
      >
        <dl className="facts">
          <div>
            <dt>Region</dt>
            <dd>{item.region.name}</dd>
          </div>
          <div>
            <dt>Indbyggere</dt>
            <dd>{`${danishNumber(item.population)} (${longDate(item.populationOn)})`}</dd>
          </div>
          <div>
            <dt>Kommunekode</dt>
            <dd>{item.code}</dd>
          </div>
          <div>
            <dt>Hjemmeside</dt>
            <dd>
              <a href={item.homepage}>{item.homepage.replace("https://", "")}</a>
            </dd>
          </div>
        </dl>
      </PageHead>

      <div className="wrap profile-layout">
        <div className="profile-main">
          <section aria-labelledby="eksempler">
            <h2 id="eksempler">Eksempler</h2>
            {real.length > 0 ? (
              <div className="cards cards-two">
                {real.map((one) => (
                  <CaseCard key={one.id} item={one} />
                ))}
              </div>
            ) : (
              <HonestBlank title={`${item.name} har ikke delt et eksempel endnu.`}>
                <p>
                  Arbejder du her? Så <a href="/del-et-eksempel">del det første</a>. Det behøver ikke være en succes.
                </p>
              </HonestBlank>
            )}
            {invented.length > 0 && (
              <section className="invented" aria-labelledby="demodata">
                <h3 id="demodata">
                  Opdigtede eksempler <DemoTag />
                </h3>
                <p>De viser, hvad sitet kan, og er ikke sket i {item.name}.</p>
                <div className="cards cards-two">
                  {invented.map((one) => (
                    <CaseCard key={one.id} item={one} level={4} />
                  ))}
                </div>
              </section>
            )}
          </section>

          <section aria-labelledby="metoder">
            <h2 id="metoder">Metoder i eksemplerne</h2>
            {methods.length > 0 ? (
              <ul className="rows">
                {methods.map((method) => (
                  <li key={method.slug}>
                    <a href={`/metoder/${method.slug}`}>{method.title}</a>
                    <span>
                      <KindTag kind={method.kind} /> {method.demo && <DemoTag />}{" "}
                      {counted(method.cases, "eksempel", "eksempler")}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <p>Ingen endnu. Metoder kommer på listen, når et eksempel bruger dem.</p>
            )}
          </section>

          <section aria-labelledby="dokumenter">
            <h2 id="dokumenter">Dokumenter</h2>
            {item.documents.length > 0 ? (
              <ul className="rows">
                {item.documents.map((document) => (
                  <li key={document.slug}>
                    <a href={`/dokumenter/${document.slug}`}>{document.title}</a>
                    <span>
                      {document.kind}, {longDate(document.dated)}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <p>Ingen endnu.</p>
            )}
          </section>

          <Contacts contacts={contacts} show="topic" />
        </div>

        <div className="profile-side">
          <section>
            <h2>De ti punkter</h2>
            {served.length > 0 ? (
              <ul className="point-bars">
                {commitments.map(({ year, number, title, cases: count }) => (
                  <li key={number} className={count ? undefined : "quiet"}>
                    <a href={`/erklaeringer/${year}/punkter/${number}`}>
                      {number}. {title}
                    </a>{" "}
                    <span>{count ? counted(count, "eksempel", "eksempler") : "intet endnu"}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p>
                Intet eksempel herfra hører under <a href="/erklaeringer/2025">de ti punkter</a> endnu. Det siger ikke,
                at kommunen ikke arbejder med dem.
              </p>
            )}
          </section>
          <section>
            <h2>Tæt på</h2>
            <p className="side-note">De nærmeste på kortet.</p>
            <ul>
              {near.map((one) => (
                <li key={one.slug}>
                  <a href={`/kommuner/${one.slug}`}>{one.name}</a>
                  {one.caseCount > 0 && `, ${counted(one.caseCount, "eksempel", "eksempler")}`}
                </li>
              ))}
            </ul>
          </section>
          {item.units.some((one) => !one.demo) && (
            <section>
              <h2>Enheder, der er nævnt</h2>
              <ul>
                {item.units
                  .filter((one) => !one.demo)
                  .map((one) => (
                    <li key={one.name}>{one.name}</li>
                  ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <PageFoot
        path={`/kommuner/${item.slug}`}
        updated={newest ? dateOf(new Date(newest)) : "Der er ikke lagt noget ind endnu."}
        source={
          real.length + item.documentCount > 0
            ? "Kommunens eksempler og dokumenter. Indbyggertal fra Danmarks Statistik."
            : "Indbyggertal fra Danmarks Statistik. Der er ikke lagt noget fra kommunen ind endnu."
        }
        next={[
          ...doors
            .slice(0, 1)
            .map(({ page }) => ({ href: `/kommuner/${item.slug}/${page}`, label: `Hold styr på ${item.name}` })),
          ...(cases.length > 0
            ? [{ href: `/eksempler?kommune=${item.slug}`, label: `Alle eksempler fra ${item.name}` }]
            : []),
          { href: `/eksempler?region=${item.region.slug}`, label: `Eksempler fra ${item.region.name}` },
          { href: "/del-et-eksempel", label: "Del et eksempel" },
        ]}
      />
    </>
  );
}
