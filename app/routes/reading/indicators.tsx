import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { chosenPage, listQuery, refuseValue, withQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { Blank } from "#app/ui/blank.tsx";
import { counted } from "#app/ui/format.ts";
import { WantedDirection } from "#app/ui/ground/indicators-beside.tsx";
import { PointLinks } from "#app/ui/ground/initiatives.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { type IndicatorCard, listIndicators } from "#db/queries/indicators/list.ts";
import { findPlace } from "#db/queries/municipalities.ts";

const pageSize = 50;

export const links = chartLinks;

export async function loader({ request, context: { sql, viewer } }: LoaderFunctionArgs) {
  const query = listQuery(request, ["side", "kommune"]);
  const page = chosenPage(query);
  const slug = query.get("kommune") || null;
  const place = slug ? await findPlace(sql, slug) : null;
  if (slug && !place) refuseValue("kommunen", slug);
  const list = await listIndicators(sql, viewer, { municipality: slug, page, pageSize });
  if (page > 1 && list.items.length === 0) refuse(404, "Så mange sider har listen ikke.");
  return { ...list, place: place ?? null, query: query.toString() };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: listTitle(args.data.place ? `Indikatorer, ${args.data.place.name}` : "Indikatorer", [], args.data.page),
        description: "Hvad kommunerne følger: definition, enhed, kilde og de tal, der er trykt.",
        path: "/indikatorer",
        hidden: args.data.page > 1 || args.data.place !== null,
      })
    : [];

/** What there is to see of an indicator. */
function Seen({ item }: { item: IndicatorCard }) {
  if (item.hasValues) return "tal";
  if (item.hasChart) return "et diagram uden trykte tal";
  return item.hasInvented ? <DemoTag /> : <Blank kind="not_stated">ingen tal endnu</Blank>;
}

function Rows({ items, caption }: { items: readonly IndicatorCard[]; caption: string }) {
  if (items.length === 0) return null;
  return (
    <div className="table-block">
      <table className="figures stack-table stack-one">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Indikator</th>
            <th scope="col">Enhed</th>
            <th scope="col">Ønsket retning</th>
            <th scope="col">Her er</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <a href={`/indikatorer/${item.slug}`}>{item.title}</a> {item.demo && <DemoTag />}
                <span className="cell-sub">
                  {item.municipality?.name} <PointLinks points={item.commitments} />
                </span>
              </th>
              <td data-label="Enhed">{item.unit ?? <Blank kind="not_stated" />}</td>
              <td data-label="Ønsket retning">
                <WantedDirection direction={item.direction} words={null} />
              </td>
              <td data-label="Her er">
                <Seen item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export default function IndicatorsPage() {
  const { items, total, page, place, query } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Indikatorer" }]}
        tags={<Tag tone="indicator">Indikatorer</Tag>}
        title={place ? `Indikatorer i ${place.name}` : "Indikatorer"}
        lead="Hvad kommunerne følger, og hvordan det er talt. Tal fra to steder står kun ved siden af hinanden, hvor de kan sammenlignes. Ingen rangliste."
      />
      <div className="wrap section">
        <p>
          {counted(total, "indikator", "indikatorer")}.{" "}
          {place && <a href="/indikatorer">Se indikatorer for alle kommuner</a>}
        </p>
        <Rows items={items.filter(({ municipality }) => !municipality)} caption="For alle kommuner" />
        <Rows items={items.filter(({ municipality }) => municipality)} caption="Kommunernes egne" />
        <Pagination
          page={page}
          pages={Math.ceil(total / pageSize)}
          address={(next) =>
            withQuery("/indikatorer", new URLSearchParams(query), { side: next > 1 ? String(next) : null })
          }
        />
      </div>
      <PageFoot
        path="/indikatorer"
        query={query}
        updated="Hver indikator siger selv, hvor gammel den er."
        source="Kommunernes dokumenter og officielle kilder, som er nævnt ved hver indikator."
        next={[
          { href: "/kommuner", label: "Kommunerne" },
          { href: "/erklaeringer/2025", label: "De ti punkter" },
        ]}
      />
    </>
  );
}
