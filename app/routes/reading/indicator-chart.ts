import { chartSvg } from "#app/charts/svg-file.tsx";
import { fileLoader } from "#app/http/file-loader.ts";
import { refuse } from "#app/http/respond.ts";
import { svgFile } from "#app/http/svg.ts";
import { valueChart } from "#app/ui/ground/value-chart.ts";
import { loader as readPage } from "./indicator.tsx";

/** The chart of an indicator for a municipality, or for the country, as a drawing; invented values are left out. */
export const loader = fileLoader(async (args) => {
  const { item, shown, values, corrections } = await readPage(args);
  const real = values.filter(({ demo }) => !demo);
  const place = shown.find((one) => real.some(({ municipality }) => municipality?.slug === one.slug)) ?? null;
  const told = real.filter(({ municipality }) => municipality === null || municipality.slug === place?.slug);
  const data = valueChart(item, told, place?.name ?? null, corrections);
  if (!data) return refuse(404, "Der er ingen tal at tegne her.");
  const source = `${told[0]?.source?.title ?? item.countedFrom ?? "kommunens egen oplysning"}. Mere for Flere.`;
  return svgFile(`indikator-${item.slug}${place ? `-${place.slug}` : ""}`, chartSvg(data, { source }));
});
