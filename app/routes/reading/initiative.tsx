import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChartFigure } from "#app/charts/chart-figure.tsx";
import { chartLinks } from "#app/charts/chart-links.ts";
import { byKindAndPriceYear, countedLines } from "#app/domain/add-up.ts";
import { longDate, longPeriod } from "#app/domain/dates.ts";
import { aimKinds, initiativeKinds, initiativeStateMeanings, moneyKinds } from "#app/domain/ground-vocabulary.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { levels, settings } from "#app/domain/vocabulary.ts";
import { chosenDay } from "#app/http/as-of.ts";
import { listQuery } from "#app/http/list-address.ts";
import { asDescription, pageMeta } from "#app/http/page-meta.ts";
import { atAddress } from "#app/http/respond.ts";
import { Blank } from "#app/ui/blank.tsx";
import { unitAsItIsNow } from "#app/ui/closing-units.tsx";
import { Facts, type LabelledFact } from "#app/ui/facts.tsx";
import { dateOf, joined, mellemforms, phrase } from "#app/ui/format.ts";
import { AsOfForm } from "#app/ui/ground/as-of-form.tsx";
import { Agreements, AmountCorrections, BudgetGrid, Differences, unitOf } from "#app/ui/ground/budgets.tsx";
import { StateTag } from "#app/ui/ground/initiatives.tsx";
import { inTime, Milestones, milestonesTitle } from "#app/ui/ground/milestones.tsx";
import { moneyCharts } from "#app/ui/ground/money-chart.ts";
import { pricesInWords } from "#app/ui/ground/money-words.ts";
import { PlaceLink, SourceLine } from "#app/ui/ground/source-line.tsx";
import { HidePage } from "#app/ui/hide-page.tsx";
import { LinkedCommitments } from "#app/ui/linked-commitments.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { budgetRowsOfInitiative } from "#db/queries/budgets/rows.ts";
import { findInitiative, type InitiativeDetails } from "#db/queries/initiatives/page.ts";

export const links = chartLinks;

export async function loader({ request, params: { slug = "" }, context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const asOf = chosenDay(listQuery(request, ["pr"]), today);
  const [found, rows] = await Promise.all([
    findInitiative(sql, viewer, slug),
    budgetRowsOfInitiative(sql, viewer, { slug, asOf }),
  ]);
  const item = atAddress(found, "/indsatser", "en indsats");
  const mayBeHidden = mayHide(viewer, { municipality: item.municipality.code, demo: item.demo });
  return { item, rows, asOf, today, mayBeHidden };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${args.data.item.title}, ${args.data.item.municipality.name}`,
        description: asDescription(
          `${args.data.item.municipality.name}: ${args.data.item.summary || `indsatsen ${args.data.item.title}.`}`,
        ),
        path: `/indsatser/${args.data.item.slug}`,
        type: "article",
        hidden: args.data.item.demo || args.data.asOf !== null,
      })
    : [];

const blank = <Blank kind="not_stated" />;

function period({ periodPrinted, periodKind, periodFrom, periodTo }: InitiativeDetails) {
  const span = longPeriod(periodFrom, periodTo);
  const words = periodPrinted ?? span;
  if (!words) return blank;
  return `${words}${periodKind ? ` (${periodKind === "skoleaar" ? "skoleår" : "kalenderår"})` : ""}`;
}

function decision({ state, decidedBy, decidedOn }: InitiativeDetails) {
  if (!state) return blank;
  const by = [decidedBy, decidedOn && longDate(decidedOn)].filter(Boolean).join(", ");
  return (
    <>
      {by || blank} <span className="cell-sub">{initiativeStateMeanings[state]}</span>
    </>
  );
}

export default function InitiativePage() {
  const { item, rows, asOf, today, mayBeHidden } = useLoaderData<typeof loader>();
  const { municipality } = item;
  const path = `/indsatser/${item.slug}`;
  const charts = moneyCharts(countedLines(rows), item.title, item.demo);
  const milestones = inTime(item.milestones);
  const facts: LabelledFact[] = [
    [
      "Kommune",
      <a key="municipality" href={`/kommuner/${municipality.slug}`}>
        {municipality.name}
      </a>,
    ],
    ["Periode", period(item)],
    ["Besluttet af", decision(item)],
    ["Område", phrase(item.settings.map((setting) => settings[setting])) || blank],
    ["Indsatsniveau", phrase(item.levels.map((level) => levels[level])) || blank],
    ["Mellemform", mellemforms(item.mellemformLevels)],
    ["Målgruppe", item.targetGroup ?? blank],
    ["Udbredelse", item.coverage ?? blank],
    ["Enheder", joined(item.units.map(unitAsItIsNow)) || blank],
    ["Samarbejdsparter", joined(item.partners) || blank],
    ["Ansvarlig", item.ownerRole ?? blank],
    ["Andre kommuner", joined(item.municipalities.map(({ name }) => name))],
  ];
  return (
    <article>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}#indsatser` },
          { label: item.title },
        ]}
        tags={
          <>
            <Tag tone="initiative">{initiativeKinds[item.kind]}</Tag> <StateTag state={item.state} />{" "}
            {item.source?.address && <Tag tone="document">Gengivet fra dokument</Tag>} {item.demo && <DemoTag />}{" "}
            {item.visibility !== "public" && (
              <Tag tone="stage">{item.visibility === "network" ? "Kun for netværket" : "Kun for kommunen"}</Tag>
            )}
          </>
        }
        title={item.title}
        lead={item.summary}
      >
        <Facts facts={facts} />
        <p className="head-source">
          <SourceLine source={item.source} />
        </p>
      </PageHead>
      <div className="wrap profile-layout">
        <div className="profile-main">
          {item.demo && (
            <p className="provenance provenance-demo">
              <strong>Demodata.</strong> Indsatsen er opdigtet for at vise, hvad sitet kan. Den er ikke fra{" "}
              {municipality.name}, og kommunen har intet med den at gøre.
            </p>
          )}
          {item.kind === "proevehandling" && (
            <section aria-labelledby="laere">
              <h2 id="laere">Hvad prøvehandlingen skal lære os</h2>
              <p>{item.toTeach ?? blank}</p>
            </section>
          )}
          <section aria-labelledby="penge">
            <h2 id="penge">Penge</h2>
            {rows.length === 0 ? (
              <p>
                {asOf === null ? (
                  <>Beløb: {blank}. Det kilden ikke siger, gætter vi ikke på.</>
                ) : (
                  "Der stod ingen beløb på den dag."
                )}
              </p>
            ) : (
              <>
                {charts.map((data, at) => (
                  <div className="chart-row" key={data.subject}>
                    <ChartFigure
                      id={`penge-${at}`}
                      data={data}
                      files={
                        asOf === null
                          ? { svg: `${path}/penge.svg${at > 0 ? `?nr=${at + 1}` : ""}`, csv: `${path}/penge.csv` }
                          : {}
                      }
                      note={
                        data.periods.some(({ part }) => part) &&
                        "Det første beløb dækker ikke et helt år. Derfor står søjlen for sig og skal ikke læses som et spring."
                      }
                    />
                  </div>
                ))}
                {byKindAndPriceYear(rows).map(({ kind, priceYear, rows: own }) => (
                  <div className="table-block" key={`${kind} ${priceYear}`}>
                    <BudgetGrid
                      caption={
                        <>
                          {own.some(({ source }) => source?.address)
                            ? "Tallene, som de er trykt"
                            : "Lagt ind af kommunen"}{" "}
                          <span className="quiet-note">
                            ({unitOf(own)}, {pricesInWords(priceYear)}, {moneyKinds[kind].toLowerCase()})
                          </span>
                        </>
                      }
                      rows={own}
                    />
                  </div>
                ))}
                <Agreements rows={rows} />
                <p className="figure-key">
                  {rows.some(({ source }) => source?.address) && "Et tal med prikket streg åbner stedet i dokumentet."}
                  {rows.some(({ cells }) => cells.some(({ blank }) => blank === "dash")) &&
                    " »-« er trykt som en streg."}
                  {rows.every(({ account }) => account === null) && " Om det er drift eller anlæg, er ikke oplyst."}
                  {rows.every(({ permanence }) => permanence === null) &&
                    " Om det er engangsmidler eller varige midler, er ikke oplyst."}
                  {rows.every(({ financing, cells }) => !financing && cells.every((cell) => !cell.financing)) &&
                    " Hvad der betaler, er ikke oplyst."}
                </p>
              </>
            )}
            {item.differences.length > 0 && (
              <div className="table-block">
                <Differences items={item.differences} />
              </div>
            )}
          </section>
          <section aria-labelledby="milepaele">
            <h2 id="milepaele">{milestonesTitle(milestones)}</h2>
            {milestones.length === 0 ? (
              <p>{blank}</p>
            ) : (
              <>
                {milestones.every(({ doneOn }) => doneOn === null) && <p>Om de er nået: {blank}</p>}
                <Milestones items={milestones} />
              </>
            )}
          </section>
          {item.aims.length > 0 && (
            <section aria-labelledby="vil">
              <h2 id="vil">Hvad {municipality.name} vil med den</h2>
              <ul className="rows">
                {item.aims.map(({ id, kind, title, passage }) => (
                  <li key={id}>
                    <span>{aimKinds[kind].one}</span> {title} <PlaceLink address={passage.address} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="rettelser">
            <h2 id="rettelser">Rettelser</h2>
            <AmountCorrections rows={rows} />
            {(rows.length > 0 || asOf !== null) && <AsOfForm path={path} asOf={asOf} today={today} />}
          </section>
        </div>
        <div className="profile-side">
          <LinkedCommitments commitments={item.commitments} none="Indsatsen er ikke koblet til et punkt." />
          <Side title="Metoder i den" items={item.methods} folder="/metoder" />
          <Side title="Eksempler" items={item.cases} folder="/eksempler" />
          {item.followUps.length > 0 && (
            <section>
              <h2>Følges op</h2>
              <ul>
                {item.followUps.map(({ id, theme, numeral, period: when }) => (
                  <li key={id}>
                    <a href={`/kommuner/${municipality.slug}#opfoelgning`}>{theme}</a>, {when}
                    {numeral && `, ${numeral}`}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      {mayBeHidden && <HidePage path={path} municipality={municipality.slug} />}
      <PageFoot
        path={path}
        query={asOf ? `pr=${asOf}` : ""}
        updated={dateOf(item.changedAt)}
        source={
          item.source ? (
            item.source.address ? (
              <a href={item.source.address}>{item.source.title}</a>
            ) : (
              item.source.title
            )
          ) : (
            "Kommunens egen oplysning"
          )
        }
        next={[
          { href: `/kommuner/${municipality.slug}#indsatser`, label: `Alle indsatser i ${municipality.name}` },
          ...item.commitments.slice(0, 2).map(({ year, number, title }) => ({
            href: `/erklaeringer/${year}/punkter/${number}#indsatser`,
            label: `Punkt ${number}: ${title}`,
          })),
          { href: "/indikatorer", label: "Alle indikatorer" },
        ]}
      />
    </article>
  );
}

/** A list beside the text; left out where it is empty. */
function Side({
  title,
  items,
  folder,
}: {
  title: string;
  items: readonly { slug: string; title: string }[];
  folder: string;
}) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.map((one) => (
          <li key={one.slug}>
            <a href={`${folder}/${one.slug}`}>{one.title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
