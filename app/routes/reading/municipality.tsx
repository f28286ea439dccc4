import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { danishNumber, longDate } from "#app/domain/dates.ts";
import { maySaveKept } from "#app/domain/indicators/policy.ts";
import { mayPublish } from "#app/domain/initiatives/policy.ts";
import { mayChange } from "#app/domain/viewer.ts";
import { chosenDay } from "#app/http/as-of.ts";
import { chosenPage, listQuery } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { mostBudgetRows } from "#app/http/municipality-money.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { CaseCard } from "#app/ui/case-card.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { isAnyReal, MunicipalitySections } from "#app/ui/ground/municipality-sections.tsx";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { statusLinks } from "#app/ui/statuses/status-styles.ts";
import { Treated } from "#app/ui/statuses/treated.tsx";
import { DemoTag, KindTag, Tag } from "#app/ui/tags.tsx";
import { ambitionsOfMunicipality } from "#db/queries/ambitions/list.ts";
import { budgetRowsOfMunicipality, budgetTablesOfMunicipality } from "#db/queries/budgets/rows.ts";
import { casesOfMunicipality } from "#db/queries/cases/related.ts";
import { contactsOfMunicipality } from "#db/queries/contacts/for-readers.ts";
import { aimsOfMunicipality, placementsOfMunicipality } from "#db/queries/follow-ups/aims.ts";
import { mandatesOfMunicipality } from "#db/queries/follow-ups/mandates.ts";
import { indicatorsOfMunicipality } from "#db/queries/indicators/list.ts";
import { initiativesOfMunicipality } from "#db/queries/initiatives/list.ts";
import { methodsOfMunicipality } from "#db/queries/methods/related.ts";
import { commitmentsOfMunicipality, findMunicipality, nearMunicipalities } from "#db/queries/municipalities.ts";
import { pointsOverPeriods } from "#db/queries/statuses/over-periods.ts";
import { treatmentsOfMunicipality } from "#db/queries/treatments/list.ts";

/** More cases are on the list of cases. */
const mostCases = 6;
const mostInvented = 4;
const mostUnits = 12;
const contactsOnPage = 24;
const initiativesOnPage = 60;
const mostIndicators = 100;
/** The declaration whose commitments are followed. */
const year = 2025;

export const links = () => [...chartLinks(), ...statusLinks()];

export async function loader({ request, params: { slug = "" }, context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const item = await findMunicipality(sql, viewer, slug, today);
  if (!item) return refuse(404, "Vi kender ikke den kommune. Måske er navnet stavet anderledes i adressen.");
  const query = listQuery(request, ["side", "indsatser", "pr"]);
  const asOf = chosenDay(query, today);
  const page = chosenPage(query);
  const initiativePage = chosenPage(query, "indsatser");
  const [real, invented, methods, commitments, near, contacts, treatments, ground] = await Promise.all([
    casesOfMunicipality(sql, viewer, item.code, { demo: false, limit: mostCases }),
    casesOfMunicipality(sql, viewer, item.code, { demo: true, limit: mostInvented }),
    methodsOfMunicipality(sql, viewer, item.code),
    commitmentsOfMunicipality(sql, viewer, item.code, year),
    nearMunicipalities(sql, viewer, slug, 6),
    contactsOfMunicipality(sql, viewer, item.code, { page, pageSize: contactsOnPage }),
    treatmentsOfMunicipality(sql, item.code),
    readGround({ sql, viewer }, item.code, { page: initiativePage, asOf }),
  ]);
  if ((page > 1 && contacts.items.length === 0) || (initiativePage > 1 && ground.initiatives.items.length === 0))
    refuse(404, "Så mange sider har listen ikke.");
  const publishes = mayPublish(viewer, item.code);
  return {
    ...{ item, real, invented, methods, commitments, near, contacts, treatments, ground, doors: doorsOf(viewer, item) },
    today,
    changes: {
      real: publishes && mayChange(viewer, false),
      invented: publishes && mayChange(viewer, true),
      values: maySaveKept(viewer, item.code),
    },
  };
}

/** What the municipality does, spends, wants and measures. */
async function readGround(
  { sql, viewer }: Pick<LoaderFunctionArgs["context"], "sql" | "viewer">,
  code: string,
  { page, asOf }: { page: number; asOf: string | null },
) {
  const [initiatives, invented, budgetTables, budget, aims, placements, mandates, indicators, ...rest] =
    await Promise.all([
      initiativesOfMunicipality(sql, viewer, code, { demo: false, page, pageSize: initiativesOnPage }),
      initiativesOfMunicipality(sql, viewer, code, { demo: true, page: 1, pageSize: initiativesOnPage }),
      budgetTablesOfMunicipality(sql, viewer, code, asOf),
      budgetRowsOfMunicipality(sql, viewer, code, { most: mostBudgetRows, asOf }),
      aimsOfMunicipality(sql, viewer, code),
      placementsOfMunicipality(sql, viewer, code),
      mandatesOfMunicipality(sql, viewer, code),
      indicatorsOfMunicipality(sql, viewer, code, mostIndicators),
      pointsOverPeriods(sql, viewer, { code, year, demo: false }),
      pointsOverPeriods(sql, viewer, { code, year, demo: true }),
      ambitionsOfMunicipality(sql, viewer, code),
    ]);
  const [real, demo, ambitions] = rest;
  const overPeriods = { real, invented: demo };
  const ground = { initiatives, invented, budgetTables, budget, aims, placements, mandates, indicators };
  return { ...ground, moneyAsOf: asOf, overPeriods, ambitions };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: listTitle(args.data.item.fullName, [], args.data.contacts.page),
        description: `${args.data.item.fullName}: eksempler, metoder i brug, dokumenter og de ti punkter.`,
        path: `/kommuner/${args.data.item.slug}`,
        picture: `/kommuner/${args.data.item.slug}`,
        hidden:
          args.data.contacts.page > 1 || args.data.ground.initiatives.page > 1 || args.data.ground.moneyAsOf !== null,
      })
    : [];

export default function MunicipalityPage() {
  const { item, real, invented, methods, commitments, near, contacts, treatments, ground, today, doors, changes } =
    useLoaderData<typeof loader>();
  const { caseCount, demoCaseCount } = item;
  const all = `/eksempler?kommune=${item.slug}`;
  const units = item.units.filter((one) => !one.demo).map(({ name }) => name);
  const realMethods = methods.filter((method) => !method.demo).length;
  const initiatives = ground.initiatives.total;
  const served = commitments.filter((commitment) => commitment.cases > 0);
  return (
    <>
      <PageHead
        trail={[{ label: "Kommuner", href: "/kommuner" }, { label: item.name }]}
        tags={<Tag tone="municipality">Kommune</Tag>}
        title={item.fullName}
        lead={
          caseCount > 0
            ? `${initiatives > 0 ? `${counted(initiatives, "indsats", "indsatser")} og ` : ""}${counted(caseCount, "eksempel", "eksempler")} på sitet. ${realMethods > 0 ? `De bruger eller nævner ${counted(realMethods, "metode", "metoder")}.` : ""}`
            : isAnyReal(ground)
              ? "Ingen eksempler endnu, men her er, hvad kommunen gør og følger."
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

      <MunicipalitySections ground={ground} place={item} changes={changes} today={today} />
      <div className="wrap profile-layout">
        <div className="profile-main">
          <section aria-labelledby="eksempler">
            <h2 id="eksempler">Eksempler</h2>
            {real.length > 0 ? (
              <>
                <div className="cards cards-two">
                  {real.map((one) => (
                    <CaseCard key={one.id} item={one} />
                  ))}
                </div>
                {caseCount > real.length && (
                  <p>
                    <a href={`${all}&demodata=skjul`}>
                      Se alle {danishNumber(caseCount)} eksempler fra {item.name}
                    </a>
                  </p>
                )}
              </>
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
                <p>De viser, hvad sitet kan, og er ikke sket i {item.name}. Kommunen har intet med dem at gøre.</p>
                <div className="cards cards-two">
                  {invented.map((one) => (
                    <CaseCard key={one.id} item={one} level={4} />
                  ))}
                </div>
                {demoCaseCount > invented.length && (
                  <p>
                    Her er {invented.length} af {danishNumber(demoCaseCount)}. <a href={all}>Se alle eksempler</a>
                  </p>
                )}
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

          <Contacts contacts={contacts.items} show="topic">
            <Pagination
              label="Sider med kontaktpersoner"
              page={contacts.page}
              pages={Math.ceil(contacts.total / contactsOnPage)}
              address={(page) => `/kommuner/${item.slug}${page > 1 ? `?side=${page}` : ""}#kontaktpersoner`}
            />
          </Contacts>
        </div>

        <div className="profile-side">
          <section>
            <h2>De ti punkter</h2>
            {treatments.map((one) => (
              <p key={`${one.year} ${one.demo}`}>
                <Treated item={one} />. {one.demo && <DemoTag />}
              </p>
            ))}
            {!ground.overPeriods.real && !ground.overPeriods.invented && (
              <p>Status fra kommunen: ingen status endnu.</p>
            )}
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
          {units.length > 0 && (
            <section>
              <h2>Enheder, der er nævnt</h2>
              <Names names={units.slice(0, mostUnits)} />
              {units.length > mostUnits && (
                <details className="folded">
                  <summary>{counted(units.length - mostUnits, "enhed", "enheder")} mere</summary>
                  <Names names={units.slice(mostUnits)} />
                </details>
              )}
            </section>
          )}
        </div>
      </div>
      <PageFoot
        path={`/kommuner/${item.slug}`}
        updated={item.newestCaseAt ? dateOf(item.newestCaseAt) : "Der er ikke lagt noget ind endnu."}
        source={
          caseCount + item.documentCount > 0
            ? "Kommunens eksempler og dokumenter. Indbyggertal fra Danmarks Statistik."
            : "Indbyggertal fra Danmarks Statistik. Der er ikke lagt noget fra kommunen ind endnu."
        }
        next={[
          ...doors
            .slice(0, 1)
            .map(({ page }) => ({ href: `/kommuner/${item.slug}/${page}`, label: `Hold styr på ${item.name}` })),
          ...(caseCount + demoCaseCount > 0 ? [{ href: all, label: `Alle eksempler fra ${item.name}` }] : []),
          { href: `/eksempler?region=${item.region.slug}`, label: `Eksempler fra ${item.region.name}` },
          { href: "/del-et-eksempel", label: "Del et eksempel" },
        ]}
      />
    </>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
