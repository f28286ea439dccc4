import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { moneyKinds } from "#app/domain/ground-vocabulary.ts";
import { readCommitmentAddress } from "#app/http/commitment-address.ts";
import { chosenPage, listQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { byLink } from "#app/ui/by-link.ts";
import { CaseCard } from "#app/ui/case-card.tsx";
import { Contacts } from "#app/ui/contacts.tsx";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { counted } from "#app/ui/format.ts";
import { SumTable } from "#app/ui/ground/budgets.tsx";
import { InitiativeList } from "#app/ui/ground/initiatives.tsx";
import { pricesInWords } from "#app/ui/ground/money-words.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { CommitmentStatuses } from "#app/ui/statuses/commitment-statuses.tsx";
import { statusLinks } from "#app/ui/statuses/status-styles.ts";
import { KindTag, Tag } from "#app/ui/tags.tsx";
import { ambitionsOfCommitment } from "#db/queries/ambitions/list.ts";
import { type BudgetSum, sumsOfCommitment } from "#db/queries/budgets/sums.ts";
import { casesOfCommitment } from "#db/queries/cases/related.ts";
import { contactsOfCommitment } from "#db/queries/contacts/for-readers.ts";
import { type CommitmentDetail, findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { initiativesOfCommitment } from "#db/queries/initiatives/list.ts";
import { methodsLinkedTo, methodsOfCommitment } from "#db/queries/methods/related.ts";
import { statusesOfCommitment } from "#db/queries/statuses/over-periods.ts";

const pageSize = 24;
const mostInvented = 12;
const mostContacts = 24;
const initiativesOnPage = 20;

export const links = () => [...chartLinks(), ...statusLinks()];

export async function loader({ request, params, context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const { year, number } = readCommitmentAddress(params);
  const page = chosenPage(listQuery(request, ["side"]));
  const initiativePage = chosenPage(listQuery(request, ["indsatsside"]), "indsatsside");
  const [item, real, invented, methods, all, contacts, initiatives, inventedInitiatives, sums, ...rest] =
    await Promise.all([
      findCommitment(sql, viewer, year, number),
      casesOfCommitment(sql, viewer, { year, number }, { demo: false, page, pageSize }),
      casesOfCommitment(sql, viewer, { year, number }, { demo: true, page: 1, pageSize: mostInvented }),
      methodsOfCommitment(sql, viewer, year, number),
      listCommitments(sql, viewer, year),
      contactsOfCommitment(sql, viewer, year, number, mostContacts),
      initiativesOfCommitment(
        sql,
        viewer,
        { year, number },
        { demo: false, page: initiativePage, pageSize: initiativesOnPage },
      ),
      initiativesOfCommitment(sql, viewer, { year, number }, { demo: true, page: 1, pageSize: mostInvented }),
      sumsOfCommitment(sql, viewer, { year, number }),
      statusesOfCommitment(sql, viewer, { year, number }, { demo: false }),
      statusesOfCommitment(sql, viewer, { year, number }, { demo: true }),
      ambitionsOfCommitment(sql, viewer, { year, number }),
      methodsLinkedTo(sql, viewer, year, number),
    ]);
  const [realStatuses, inventedStatuses, ambitions, guides] = rest;
  if (!item) return refuse(404, "Det punkt findes ikke. Erklæringen fra 2025 har ti.");
  if (page > 1 && real.items.length === 0) refuse(404, "Så mange sider har listen ikke.");
  if (initiativePage > 1 && initiatives.items.length === 0) refuse(404, "Så mange sider har listen ikke.");
  const beside = all
    .filter((other) => Math.abs(other.number - number) === 1)
    .map(({ number: other, title }) => ({ number: other, title }));
  return {
    item,
    real,
    invented,
    methods,
    guides,
    beside,
    contacts,
    initiatives,
    inventedInitiatives,
    sums,
    ambitions,
    today,
    statuses: { real: realStatuses, invented: inventedStatuses },
  };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: listTitle(`Punkt ${args.data.item.number}: ${args.data.item.title}`, [], args.data.real.page),
        description: args.data.item.plain,
        path: `/erklaeringer/${args.data.item.year}/punkter/${args.data.item.number}`,
        picture: `/erklaeringer/${args.data.item.year}/punkter/${args.data.item.number}`,
        hidden: args.data.real.page > 1 || args.data.initiatives.page > 1,
      })
    : [];

const Municipalities = ({ all }: { all: CommitmentDetail["municipalities"] }) => (
  <ul>
    {all.map(({ slug, name }) => (
      <li key={slug}>
        <a href={`/kommuner/${slug}`}>{name}</a>
      </li>
    ))}
  </ul>
);

/** What the initiatives under a commitment come to: a sum for each kind and price year, never across. */
function Sums({ sums }: { sums: readonly BudgetSum[] }) {
  const groups = [...new Set(sums.map(({ kind, priceYear }) => `${kind} ${priceYear}`))];
  const shares = groups.flatMap((key) => {
    const own = sums.filter(({ kind, priceYear }) => `${kind} ${priceYear}` === key);
    const [first] = own;
    return first
      ? [
          {
            key,
            name: `${moneyKinds[first.kind]}, ${pricesInWords(first.priceYear)}`,
            sums: own.map(({ year, amount, lines, partYear, blank }) => ({
              ...{ year, partYear, blank },
              amount: lines > 0 ? amount : null,
            })),
          },
        ]
      : [];
  });
  return (
    <div className="table-block">
      <SumTable caption="Penge, lagt sammen af os" head="Type og prisår" shares={shares} />
      <p className="figure-key">
        Én sum for hver type og hvert prisår, aldrig på tværs. Felter uden beløb er ikke regnet som 0. En indsats kan
        høre under flere punkter, så punkternes summer kan ikke lægges sammen.
      </p>
    </div>
  );
}

export default function CommitmentPage() {
  const {
    item,
    real,
    invented,
    methods,
    guides,
    beside,
    contacts,
    initiatives,
    inventedInitiatives,
    sums,
    ambitions,
    today,
    statuses,
  } = useLoaderData<typeof loader>();
  const { byEditors } = real;
  const linked = byLink(item.municipalities);
  const folder = `/erklaeringer/${item.year}`;
  const path = `${folder}/punkter/${item.number}`;
  const all = `/eksempler?punkt=${item.year}-${item.number}`;
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
          {initiatives.total + inventedInitiatives.total > 0 && (
            <section aria-labelledby="indsatser">
              <h2 id="indsatser">Indsatser og penge</h2>
              {initiatives.total > 0 && (
                <>
                  <p>
                    {counted(initiatives.total, "indsats", "indsatser")} fra kommunernes egne dokumenter eller lagt ind
                    af kommunerne. Hvorfor en indsats står her, kan du læse på dens egen side.
                  </p>
                  <InitiativeList items={initiatives.items} place />
                  <Pagination
                    label="Sider med indsatser"
                    page={initiatives.page}
                    pages={Math.ceil(initiatives.total / initiativesOnPage)}
                    address={(page) => `${path}${page > 1 ? `?indsatsside=${page}` : ""}#indsatser`}
                  />
                  {sums.some(({ demo }) => !demo) && <Sums sums={sums.filter(({ demo }) => !demo)} />}
                </>
              )}
              {inventedInitiatives.total > 0 && (
                <details className="invented">
                  <summary>
                    {counted(inventedInitiatives.total, "opdigtet indsats", "opdigtede indsatser")} (Demodata)
                  </summary>
                  <InitiativeList items={inventedInitiatives.items} place />
                  {sums.some(({ demo }) => demo) && <Sums sums={sums.filter(({ demo }) => demo)} />}
                </details>
              )}
            </section>
          )}
          <CommitmentStatuses point={item} statuses={statuses} ambitions={ambitions} today={today} />
          <section aria-labelledby="eksempler">
            <h2 id="eksempler">Eksempler</h2>
            {real.total > 0 ? (
              <>
                {byEditors > 0 && (
                  <p>
                    Kommunernes dokumenter nævner ikke selv erklæringen. Redaktionen har koblet{" "}
                    {counted(byEditors, "eksempel", "eksempler")} til punktet, og der står hvorfor ved{" "}
                    {byEditors === 1 ? "eksemplet" : "hvert af dem"}.
                  </p>
                )}
                <div className="cards cards-two">
                  {real.items.map((one) => (
                    <CaseCard
                      key={one.id}
                      item={one}
                      reason={`${one.why}${one.linkedBy === "editors" ? " Koblet af redaktionen." : ""}`}
                    />
                  ))}
                </div>
                <Pagination
                  page={real.page}
                  pages={Math.ceil(real.total / pageSize)}
                  address={(page) => `${path}${page > 1 ? `?side=${page}` : ""}#eksempler`}
                />
              </>
            ) : (
              <HonestBlank title="Her mangler eksempler.">
                <p>
                  Ingen kommune har delt noget om punktet endnu. Det siger ikke, at ingen arbejder med det.{" "}
                  <a href="/del-et-eksempel">Del det første</a>.
                </p>
              </HonestBlank>
            )}
            {real.total + invented.total > 0 && (
              <CsvLink path={`${path}/kommuner`} label="Hent kommunerne og det svære som CSV" />
            )}
            {invented.total > 0 && (
              <details className="invented">
                <summary>{counted(invented.total, "opdigtet eksempel", "opdigtede eksempler")} (Demodata)</summary>
                <div className="cards cards-two">
                  {invented.items.map((one) => (
                    <CaseCard key={one.id} item={one} />
                  ))}
                </div>
                {invented.total > invented.items.length && (
                  <p>
                    Her er {invented.items.length} af {invented.total}. <a href={all}>Se alle eksempler</a>
                  </p>
                )}
              </details>
            )}
          </section>
        </div>
        <div className="profile-side">
          <section>
            <h2>Hvem har eksempler?</h2>
            {item.municipalities.length > 0 ? (
              <>
                {linked.byThemselves.length > 0 && <Municipalities all={linked.byThemselves} />}
                {linked.byEditors.length > 0 && (
                  <>
                    <p className="side-note">Koblet af redaktionen, ikke af kommunen:</p>
                    <Municipalities all={linked.byEditors} />
                  </>
                )}
              </>
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
          {guides.length > 0 && (
            <section>
              <h2>Guider til punktet</h2>
              <p className="side-note">Koblet af redaktionen:</p>
              <ul>
                {guides.map(({ slug, title, kind }) => (
                  <li key={slug}>
                    <a href={`/metoder/${slug}`}>{title}</a> <KindTag kind={kind} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <Contacts
        contacts={contacts.items}
        total={contacts.total}
        show="municipality"
        rest="De andre står på deres kommuners sider."
        wide
      />
      <PageFoot
        path={path}
        updated="Eksemplerne er de nyeste; ordlyden er fra 11. november 2024."
        source={<a href={item.source}>Topmødeerklæringen 2025</a>}
        next={[
          ...beside.map(({ number, title }) => ({
            href: `${folder}/punkter/${number}`,
            label: `Punkt ${number}: ${title}`,
          })),
          { href: all, label: "Alle eksempler under punktet" },
          { href: folder, label: "Alle ti punkter" },
        ]}
      />
    </>
  );
}
