import { chartSvg } from "#app/charts/svg-file.tsx";
import { countedLines } from "#app/domain/add-up.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { refuse } from "#app/http/respond.ts";
import { svgFile } from "#app/http/svg.ts";
import { drawnRows, moneyCharts } from "#app/ui/ground/money-chart.ts";
import { moneySourcesInWords } from "#app/ui/ground/source-line.tsx";
import { loader as readPage } from "./initiative.tsx";

/** The money of an initiative as a drawing; the second and later ones by `?nr=`. */
export const loader = fileLoader(async (args) => {
  const { item, rows } = await readPage(args);
  const number = Number(new URL(args.request.url).searchParams.get("nr") || "1");
  const data = moneyCharts(countedLines(rows), item.title, item.demo)[number - 1];
  if (!data) return refuse(404, "Der er ingen beløb at tegne her.");
  const source = `${moneySourcesInWords(drawnRows(rows)[number - 1] ?? [])}, ${item.municipality.name}. Mere for Flere.`;
  return svgFile(`penge-${item.slug}`, chartSvg(data, { source }));
});
