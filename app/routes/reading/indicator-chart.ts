import { chartSvg } from "#app/charts/svg-file.tsx";
import { fileLoader } from "#app/http/file-loader.ts";
import { readIndicatorFigures } from "#app/http/indicator-figures.ts";
import { refuse } from "#app/http/respond.ts";
import { svgFile } from "#app/http/svg.ts";
import { sourcesInWords } from "#app/ui/ground/source-line.tsx";
import { valueChart } from "#app/ui/ground/value-chart.ts";

/** The chart of an indicator for a municipality, or for the country, as a drawing: of real values, or of invented ones where the address asks for them. */
export const loader = fileLoader(async (args) => {
  const { item, shown, values, marked } = await readIndicatorFigures(args);
  const invented = item.demo || new URL(args.request.url).searchParams.get("demodata") === "ja";
  const own = values.filter(({ demo }) => demo === invented);
  const place = shown.find((one) => own.some(({ municipality }) => municipality?.slug === one.slug)) ?? null;
  const told = own.filter(({ municipality }) => municipality === null || municipality.slug === place?.slug);
  const data = valueChart(item, told, place?.name ?? null, marked);
  if (!data) return refuse(404, "Der er ingen tal at tegne her.");
  const source = `${sourcesInWords(told) || (item.countedFrom ?? "ikke oplyst")}. Mere for Flere.`;
  return svgFile(
    [`indikator-${item.slug}`, place?.slug, invented && "demodata"].filter(Boolean).join("-"),
    chartSvg(data, { source }),
  );
});
