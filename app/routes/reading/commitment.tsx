import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { CaseCard } from "#app/ui/case-card.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { counted } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { KindTag, Tag } from "#app/ui/tags.tsx";
import { casesOfCommitment } from "#db/queries/cases/related.ts";
import { contactsOfCommitment } from "#db/queries/contacts/for-readers.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { methodsOfCommitment } from "#db/queries/methods/related.ts";

/** Numbers that a year and a commitment can have; anything else is not asked for. */
const whole = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : 0);

export async function loader({ params, context: { sql, viewer } }: LoaderFunctionArgs) {
  const year = whole(params.year ?? "");
  const number = whole(params.number ?? "");
  const [item, cases, methods, all, contacts] = await Promise.all([
    findCommitment(sql, viewer, year, number),
    casesOfCommitment(sql, viewer, year, number),
    methodsOfCommitment(sql, viewer, year, number),
    listCommitments(sql, viewer, year),
    contactsOfCommitment(sql, viewer, year, number),
  ]);
  if (!item) return refuse(404, "Det punkt findes ikke. Erklæringen fra 2025 har ti.");
  const beside = all
    .filter((other) => Math.abs(other.number - number) === 1)
    .map(({ number: other, title }) => ({ number: other, title }));
  return { item, cases, methods, beside, contacts };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Punkt ${args.data.item.number}: ${args.data.item.title}`,
        description: args.data.item.plain,
        path: `/erklaeringer/${args.data.item.year}/punkter/${args.data.item.number}`,
        picture: `/erklaeringer/${args.data.item.year}/punkter/${args.data.item.number}`,
      })
    : [];

export default function CommitmentPage() {
  const { item, cases, methods, beside, contacts } = useLoaderData<typeof loader>();
  const real = cases.filter((one) => !one.demo);
  const invented = cases.filter((one) => one.demo);
  const byEditors = real.filter((one) => one.linkedBy === "editors").length;
  const folder = `/erklaeringer/${item.year}`;
  return (
    <>
      <PageHead
        trail={[{ label: item.declarationTitle, href: folder }, { label: `Punkt ${item.number}` }]}
        tags={<Tag tone="commitment">Punkt {item.number} af de ti</Tag>}
        title={item.title}
        lead={item.plain}
      />
      <div className="wrap profile-layout">
        <div className="profile-main">
          <section aria-labelledby="ordlyd">
            <h2 id="ordlyd">Som det står i erklæringen</h2>
            <blockquote className="quote" cite={item.source}>
              {item.quote.split("\n\n").map((paragraph) => (
                <p key={paragraph.slice(0, 40)}>{paragraph.trim()}</p>
              ))}
            </blockquote>
            <p className="quote-source">
              <a href={item.source}>Læs stedet i erklæringen</a>. [sic] betyder, at der står sådan i originalen.
              Nummeret er vores.
            </p>
          </section>
          <section aria-labelledby="eksempler">
            <h2 id="eksempler">Eksempler</h2>
            {real.length > 0 ? (
              <>
                {byEditors > 0 && (
                  <p>
                    Kommunernes dokumenter nævner ikke selv erklæringen.{" "}
                    {counted(byEditors, "eksempel er", "eksempler er")} koblet til punktet af redaktionen, og hvert
                    siger hvorfor.
                  </p>
                )}
                <div className="cards cards-two">
                  {real.map((one) => (
                    <CaseCard
                      key={one.id}
                      item={one}
                      reason={`${one.why}${one.linkedBy === "editors" ? " Koblet af redaktionen." : ""}`}
                    />
                  ))}
                </div>
              </>
            ) : (
              <HonestBlank title="Her mangler eksempler.">
                <p>
                  Ingen kommune har delt noget om punktet endnu. Det siger ikke, at ingen arbejder med det.{" "}
                  <a href="/del-et-eksempel">Del det første</a>.
                </p>
              </HonestBlank>
            )}
            {invented.length > 0 && (
              <details className="invented">
                <summary>{counted(invented.length, "opdigtet eksempel", "opdigtede eksempler")} (Demodata)</summary>
                <div className="cards cards-two">
                  {invented.map((one) => (
                    <CaseCard key={one.id} item={one} />
                  ))}
                </div>
              </details>
            )}
          </section>
        </div>
        <div className="profile-side">
          <section>
            <h2>Hvem arbejder med det?</h2>
            {item.municipalities.length > 0 ? (
              <ul>
                {item.municipalities.map(({ slug, name }) => (
                  <li key={slug}>
                    <a href={`/kommuner/${slug}`}>{name}</a>
                  </li>
                ))}
              </ul>
            ) : (
              <p>Ingen har fortalt om det her endnu.</p>
            )}
          </section>
          <section>
            <h2>Metoder i eksemplerne</h2>
            <p className="side-note">Alle metoder, som eksemplerne under punktet bruger eller nævner.</p>
            {methods.length > 0 ? (
              <ul>
                {methods.map(({ slug, title, kind }) => (
                  <li key={slug}>
                    <a href={`/metoder/${slug}`}>{title}</a> <KindTag kind={kind} />
                  </li>
                ))}
              </ul>
            ) : (
              <p>Ingen af eksemplerne under punktet bruger en metode fra sitet. Det mangler.</p>
            )}
          </section>
          <section>
            <h2>Status</h2>
            <p>Der er ingen status fra kommunerne endnu.</p>
          </section>
        </div>
      </div>
      <Contacts contacts={contacts} show="municipality" wide />
      <PageFoot
        path={`${folder}/punkter/${item.number}`}
        updated="Eksemplerne er de nyeste; ordlyden er fra 11. november 2024."
        source={<a href={item.source}>KL’s topmødeerklæring</a>}
        next={[
          ...beside.map(({ number, title }) => ({
            href: `${folder}/punkter/${number}`,
            label: `Punkt ${number}: ${title}`,
          })),
          { href: `/eksempler?punkt=${item.year}-${item.number}`, label: "Alle eksempler under punktet" },
          { href: folder, label: "Alle ti punkter" },
        ]}
      />
    </>
  );
}
