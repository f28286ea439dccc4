import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChartFigure } from "#app/charts/chart-figure.tsx";
import { chartLinks } from "#app/charts/chart-links.ts";
import { EmptyChart } from "#app/charts/empty-chart.tsx";
import { longDate } from "#app/domain/dates.ts";
import { countings, directions, privateSchoolWords } from "#app/domain/ground-vocabulary.ts";
import type { Owner } from "#app/domain/indicators/keep-indicators.server.ts";
import { mayPublishKept, maySaveKept } from "#app/domain/indicators/policy.ts";
import { mayHide } from "#app/domain/pages/policy.ts";
import { isDemo, type Viewer } from "#app/domain/viewer.ts";
import { markedCorrections, mostMunicipalitiesAtOnce, readIndicatorQuestion } from "#app/http/indicator-figures.ts";
import { indicatorsAddress, valuesAddress } from "#app/http/keep-indicators.ts";
import { chosenPage, listQuery, withQuery } from "#app/http/list-address.ts";
import { asDescription, pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { Blank } from "#app/ui/blank.tsx";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Facts, type LabelledFact } from "#app/ui/facts.tsx";
import { dateOf, joined } from "#app/ui/format.ts";
import { AsOfForm } from "#app/ui/ground/as-of-form.tsx";
import { WantedDirection } from "#app/ui/ground/indicators-beside.tsx";
import { PointLinks } from "#app/ui/ground/initiatives.tsx";
import { chartSources, PlaceLink, SourceLine } from "#app/ui/ground/source-line.tsx";
import { valueChart } from "#app/ui/ground/value-chart.ts";
import { ValueCorrections, ValueTable } from "#app/ui/ground/values.tsx";
import { HidePage } from "#app/ui/hide-page.tsx";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import type { IndicatorDetails } from "#db/queries/indicators/page.ts";
import { municipalitiesOfIndicator, pageOfCorrections, valuesOfIndicator } from "#db/queries/indicators/values.ts";

const correctionsOnPage = 20;

export const links = chartLinks;

export async function loader(args: LoaderFunctionArgs) {
  const { sql, viewer, today } = args.context;
  const { item, wished, asOf } = await readIndicatorQuestion(args);
  const correctionPage = chosenPage(listQuery(args.request, ["rettelser"]), "rettelser");
  const measured = await municipalitiesOfIndicator(sql, viewer, item.id);
  const shown = wished
    ? measured.filter((one) => one.slug === wished)
    : measured.length <= mostMunicipalitiesAtOnce
      ? measured
      : [];
  const wanted = { id: item.id, municipalities: shown.map((one) => one.slug) };
  const [values, corrections, marked] = await Promise.all([
    valuesOfIndicator(sql, viewer, { ...wanted, asOf }),
    // Without a chosen municipality, the corrections are those of all.
    pageOfCorrections(sql, viewer, {
      ...{ id: item.id, municipalities: wished ? wanted.municipalities : null },
      paging: { page: correctionPage, pageSize: correctionsOnPage },
    }),
    asOf === null ? markedCorrections(args.context, wanted) : [],
  ]);
  if (correctionPage > 1 && corrections.items.length === 0) refuse(404, "Så mange sider har listen ikke.");
  const mayBeHidden = mayHide(viewer, { municipality: item.municipality?.code ?? null, demo: item.demo });
  return {
    ...{ item, measured, shown, wished, values, asOf, today, marked },
    chooses: measured.length > mostMunicipalitiesAtOnce,
    corrections: { ...corrections, page: correctionPage },
    ...{ doors: doorsTo(viewer, item), mayBeHidden },
  };
}

/** Where the viewer enters values to an indicator, and changes it. */
function doorsTo(viewer: Viewer, { id, demo, municipality }: IndicatorDetails) {
  if (demo && !isDemo(viewer)) return [];
  const places = [...new Map(viewer.person?.grants.map(({ municipality: place }) => [place?.code, place])).values()];
  const owners: Owner[] = [...places.flatMap((place) => place ?? []), null];
  return owners
    .filter((owner) => maySaveKept(viewer, owner?.code ?? null))
    .filter((owner) => municipality === null || municipality.slug === owner?.slug)
    .flatMap((owner) => [
      { href: valuesAddress(owner, id), label: `Tast tal ind for ${owner?.name ?? "hele landet"}` },
      ...((owner === null || municipality) && mayPublishKept(viewer, owner?.code ?? null)
        ? [{ href: `${indicatorsAddress(owner)}?ret=${id}#ret`, label: "Ret indikatoren" }]
        : []),
    ]);
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${args.data.item.title}${args.data.item.municipality ? `, ${args.data.item.municipality.name}` : ""}`,
        description: asDescription(`${args.data.item.title}: ${args.data.item.definition}`),
        path: `/indikatorer/${args.data.item.slug}`,
        type: "article",
        hidden:
          args.data.item.demo || args.data.asOf !== null || args.data.wished !== null || args.data.corrections.page > 1,
      })
    : [];

const blank = <Blank kind="not_stated" />;

export default function IndicatorPage() {
  const { item, measured, shown, wished, values, corrections, marked, chooses, asOf, today, doors, mayBeHidden } =
    useLoaderData<typeof loader>();
  const path = `/indikatorer/${item.slug}`;
  const narrowed = new URLSearchParams({ ...(wished && { kommune: wished }), ...(asOf && { pr: asOf }) }).toString();
  const facts: LabelledFact[] = [
    ["Enhed", item.unit ?? (item.answers === "ord" ? "et ord, ikke et tal" : blank)],
    ["Måles for", item.level ?? blank],
    ["Opgøres", item.cadence ?? blank],
    ["Ønsket retning", item.direction ? directions[item.direction] : blank],
    ["Tælles efter", item.countedBy ? countings[item.countedBy] : blank],
    ["Private skoler", item.privateSchools ? privateSchoolWords[item.privateSchools] : blank],
    [
      "Kilde til tallene",
      item.sourceUrl ? (
        <a key="source" href={item.sourceUrl}>
          {item.countedFrom ?? item.sourceUrl}
        </a>
      ) : (
        (item.countedFrom ?? (item.demo ? "opdigtet, som Demodata er" : blank))
      ),
    ],
  ];
  const block = (demo: boolean) => {
    const own = values.filter((value) => value.demo === demo);
    const places = shown.filter((one) => own.some(({ municipality }) => municipality?.slug === one.slug));
    const country = own.filter(({ municipality }) => municipality === null);
    const sets =
      places.length > 0
        ? places.map(({ slug, name }) => ({
            slug,
            name,
            values: own.filter(({ municipality }) => municipality === null || municipality.slug === slug),
          }))
        : country.length > 0
          ? [{ slug: null, name: null, values: country }]
          : [];
    return sets.map(({ slug, name, values: told }) => {
      const data = valueChart(item, told, name, marked);
      const key = `${demo ? "demo" : "tal"}-${slug ?? "landet"}`;
      const of = new URLSearchParams({ ...(slug && { kommune: slug }), ...(demo && { demodata: "ja" }) }).toString();
      return (
        <div className="table-block" key={key}>
          {data && (
            <ChartFigure
              id={key}
              data={data}
              tableBelow
              source={chartSources(told)}
              files={asOf === null ? { svg: `${path}.svg${of && `?${of}`}` } : {}}
            />
          )}
          <div className={data ? "table-block" : undefined}>
            <ValueTable indicator={item} values={told} place={name} corrections={marked} />
          </div>
        </div>
      );
    });
  };
  const real = block(false);
  const invented = block(true);
  const charts = item.charts.filter(
    ({ demo, municipality }) => !demo && (wished === null || municipality.slug === wished),
  );
  return (
    <article>
      <PageHead
        trail={[{ label: "Indikatorer", href: "/indikatorer" }, { label: item.title }]}
        tags={
          <>
            <Tag tone="indicator">Indikator</Tag>{" "}
            {item.municipality ? (
              <a href={`/kommuner/${item.municipality.slug}#indikatorer`}>{item.municipality.name}, kommunens egen</a>
            ) : (
              "For alle kommuner"
            )}{" "}
            <PointLinks points={item.commitments} /> {item.demo && <DemoTag />}
          </>
        }
        title={item.title}
        lead={item.definition}
      >
        <Facts facts={facts} />
        <p className="head-source">
          <SourceLine source={item.source} />
        </p>
      </PageHead>
      <div className="wrap profile-layout">
        <div className="profile-main">
          <section aria-labelledby="forandring">
            <h2 id="forandring">Vi ser forandring ved …</h2>
            {item.changeSeenBy ? (
              <p className="big-wish">
                <WantedDirection direction={item.direction} words={`»${item.changeSeenBy}«`} />
              </p>
            ) : (
              <p>{blank}</p>
            )}
          </section>
          <section aria-labelledby="tal">
            <h2 id="tal">{asOf ? `Tallene, som de stod ${longDate(asOf)}` : "Tallene"}</h2>
            {doors.length > 0 && (
              <p className="row-actions no-print">
                {doors.map(({ href, label }) => (
                  <a href={href} key={href}>
                    {label}
                  </a>
                ))}
              </p>
            )}
            {item.notComparableBecause && (
              <p className="provenance">
                <Blank kind="not_comparable" />: {item.notComparableBecause}
              </p>
            )}
            {item.breaks.map(({ onDay, because }) => (
              <p key={onDay}>
                Fra {longDate(onDay)} er det talt på en anden måde: {because.replace(/\.$/, "")}.
              </p>
            ))}
            {chooses && (
              <form className="form as-of no-print" method="get" action={path}>
                <div className="form-group">
                  <label className="form-label" htmlFor="kommune">
                    Vælg en kommune
                  </label>
                  <select className="form-select" id="kommune" name="kommune" defaultValue={wished ?? ""}>
                    <option value="">Hele landet</option>
                    {measured.map(({ slug, name, real: isReal }) => (
                      <option value={slug} key={slug}>
                        {isReal ? name : `${name} (Demodata)`}
                      </option>
                    ))}
                  </select>
                </div>
                <button type="submit" className="button button-secondary">
                  Vis
                </button>
              </form>
            )}
            {charts.map(({ municipality, updatedPrinted, note, passage }) => (
              <EmptyChart
                id={`diagram-${municipality.slug}`}
                title={`${municipality.name}: et diagram uden trykte tal`}
                unit={[updatedPrinted && `Opdateret ${updatedPrinted}.`, note && `${note}.`].filter(Boolean).join(" ")}
                key={municipality.slug}
              >
                <PlaceLink address={passage.address} />
              </EmptyChart>
            ))}
            {real}
            {real.length === 0 && charts.length === 0 && (
              <HonestBlank title={asOf ? "Den dag var der ingen tal her." : "Ingen kommune har udgivet tal endnu."}>
                <p>Definitionen står her, så tallene kan lægges ind på samme måde.</p>
              </HonestBlank>
            )}
            {invented.length > 0 && (
              <section className="invented" aria-labelledby="opdigtede-tal">
                <h3 id="opdigtede-tal">
                  Opdigtede tal <DemoTag />
                </h3>
                <p>De viser, hvad siden kan. De er hverken målt i kommunen eller i landet.</p>
                {invented}
              </section>
            )}
            {values.length > 0 && <CsvLink path={path} query={narrowed} label="Hent tallene som CSV" />}
            <AsOfForm path={path} asOf={asOf} today={today} kept={{ kommune: wished }} />
          </section>
          <section aria-labelledby="rettelser">
            <h2 id="rettelser">Rettelser</h2>
            <ValueCorrections items={corrections.items} decimals={item.decimals} />
            <Pagination
              label="Sider med rettelser"
              page={corrections.page}
              pages={Math.ceil((corrections.total + corrections.demoTotal) / correctionsOnPage)}
              address={(next) =>
                `${withQuery(path, new URLSearchParams(narrowed), { rettelser: next > 1 ? String(next) : null })}#rettelser`
              }
            />
          </section>
        </div>
        <div className="profile-side">
          <section>
            <h2>Forbehold</h2>
            <p>{item.caveat ?? blank}</p>
          </section>
          {item.sections.length > 0 && (
            <section>
              <h2>Del af en opfølgning</h2>
              <ul>
                {item.sections.map(({ title, section, municipality }) => (
                  <li key={`${title} ${section}`}>
                    <a href={`/kommuner/${municipality}#opfoelgning`}>{title}</a>, {section}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {item.initiatives.length > 0 && (
            <section>
              <h2>Indsatser, der skal flytte det</h2>
              <ul>
                {item.initiatives.map(({ slug, title }) => (
                  <li key={slug}>
                    <a href={`/indsatser/${slug}`}>{title}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {measured.some(({ answered }) => answered) && (
            <section>
              <h2>Kommuner med tal</h2>
              <p>{joined(measured.filter(({ answered }) => answered).map(({ name }) => name))}</p>
            </section>
          )}
        </div>
      </div>
      {mayBeHidden && <HidePage path={path} municipality={item.municipality?.slug ?? null} />}
      <PageFoot
        path={path}
        query={narrowed}
        updated={dateOf(item.changedAt)}
        source={
          item.source?.address ? (
            <a href={item.source.address}>{item.source.title}</a>
          ) : (
            (item.source?.title ?? item.countedFrom ?? "Kommunens egen oplysning")
          )
        }
        next={[
          { href: "/indikatorer", label: "Alle indikatorer" },
          ...(item.municipality
            ? [
                {
                  href: `/kommuner/${item.municipality.slug}#indikatorer`,
                  label: `Indikatorer i ${item.municipality.name}`,
                },
              ]
            : []),
          ...item.commitments.slice(0, 2).map(({ year, number, title }) => ({
            href: `/erklaeringer/${year}/punkter/${number}`,
            label: `Punkt ${number}: ${title}`,
          })),
        ]}
      />
    </article>
  );
}
