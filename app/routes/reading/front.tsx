import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { CaseCard } from "#app/ui/case-card.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { OpenCircle } from "#app/ui/logo.tsx";
import { MethodCard } from "#app/ui/method-card.tsx";
import { PageFoot } from "#app/ui/page-frame.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { TileMap } from "#app/ui/tile-map.tsx";
import { newestCases } from "#db/queries/cases/list.ts";
import { listCommitments } from "#db/queries/declarations.ts";
import { methodsBySlug } from "#db/queries/methods/list.ts";
import { listMunicipalities } from "#db/queries/municipalities.ts";

/** The guides that readers come for first. Each says what to do on Monday, or has a first step for one lesson. */
const wanted = ["co-teaching", "nest", "mentalisering"];
const caseUnit = ["eksempel", "eksempler"] as const;

export async function loader({ context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const [methods, cases, commitments, municipalities] = await Promise.all([
    methodsBySlug(sql, viewer, wanted),
    newestCases(sql, viewer, 6, { real: false }),
    listCommitments(sql, viewer, 2025),
    listMunicipalities(sql, viewer, today),
  ]);
  return { methods, cases, commitments, municipalities };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Når det almene skal kunne mere for flere børn",
    description:
      "Guider til metoder, eksempler fra andre kommuner, også på det, der var svært, og de ti punkter i topmødeerklæringen 2025.",
    path: "/",
    feed: { title: "Nye eksempler", path: "/feeds/eksempler.xml" },
  });

export default function Front() {
  const { methods, cases, commitments, municipalities } = useLoaderData<typeof loader>();
  const sharing = municipalities.filter((municipality) => municipality.caseCount > 0);
  return (
    <>
      <section className="hero">
        <div className="wrap hero-row">
          <div className="hero-words">
            <h1>Find ud af, hvordan andre gør plads til flere</h1>
            <p className="lead">
              Her deler kommunerne, hvad der virker, og hvad der er svært, når dagtilbud og skole skal kunne mere for
              flere børn. Begynd med en guide.
            </p>
            <SearchBox id="forsidesoeg" label="Hvad vil du gerne have hjælp til?" />
            <ul className="hero-doors">
              <li>
                <a className="button button-primary" href="/metoder">
                  Find en metode
                </a>
              </li>
              <li>
                <a className="button button-secondary" href="/eksempler">
                  Se, hvad andre gør
                </a>
              </li>
            </ul>
          </div>
          <OpenCircle className="hero-drawing" />
        </div>
      </section>

      <section className="band" aria-labelledby="begynd">
        <div className="wrap">
          <div className="band-head">
            <h2 id="begynd">Begynd her</h2>
            <a href="/metoder">Alle metoder</a>
          </div>
          <p className="band-lead">De her guider siger, hvad du kan gøre i én lektion eller på ét møde på mandag.</p>
          <div className="cards">
            {methods.map((item) => (
              <MethodCard key={item.id} item={item} />
            ))}
          </div>
        </div>
      </section>

      <section className="band band-paper" aria-labelledby="nyt">
        <div className="wrap">
          <div className="band-head">
            <h2 id="nyt">Fra kommunerne</h2>
            <a href="/eksempler">Alle eksempler</a>
          </div>
          <div className="cards">
            {cases.map((item) => (
              <CaseCard key={item.id} item={item} />
            ))}
          </div>
        </div>
      </section>

      <section className="band band-leaf" aria-labelledby="punkter">
        <div className="wrap">
          <div className="band-head">
            <h2 id="punkter">De ti punkter</h2>
            <a href="/erklaeringer/2025">Om erklæringen</a>
          </div>
          <p className="band-lead">
            Det, landets kommunalpolitikere på børne- og ungeområdet i topmødeerklæringen 2025 vil arbejde for lokalt.
            Tallet er kommuner med eksempler, der er koblet til punktet.
          </p>
          <ol className="ten">
            {commitments.map(({ year, number, title, municipalities: working }) => (
              <li key={number}>
                <a href={`/erklaeringer/${year}/punkter/${number}`}>
                  <span className="ten-number" aria-hidden="true">
                    {number}
                  </span>
                  <span className="ten-title">{title}</span>
                  <span className="ten-count">
                    {working.length ? counted(working.length, "kommune", "kommuner") : "ingen endnu"}
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </div>
      </section>

      <section className="band" aria-labelledby="kommuner">
        <div className="wrap split">
          <div>
            <h2 id="kommuner">98 kommuner, {sharing.length} med eksempler</h2>
            <p>
              Hver sekskant er en kommune. Indtil videre er eksemplerne gengivet fra kommunernes egne dokumenter. Resten
              af kortet venter på dem, der vil dele det første.
            </p>
            <p>
              <a className="button button-secondary" href="/kommuner">
                Find din kommune
              </a>
            </p>
            <p>
              <a href="/del-et-eksempel">Del et eksempel fra din hverdag</a>
            </p>
          </div>
          <TileMap
            skipped
            tiles={municipalities.map((municipality) => ({ ...municipality, value: municipality.caseCount }))}
            unit={caseUnit}
          />
        </div>
      </section>
      <PageFoot
        path="/"
        updated={cases[0] ? dateOf(cases[0].publishedAt) : "Der er ikke lagt noget ind endnu."}
        source="Kommunernes og KL's dokumenter, kommunernes egne eksempler og almen faglig viden. Hver side siger hvilken."
        next={[
          { href: "/metoder", label: "Find en metode" },
          { href: "/eksempler", label: "Læs eksempler" },
          { href: "/om", label: "Hvad er Mere for Flere?" },
        ]}
      />
    </>
  );
}
