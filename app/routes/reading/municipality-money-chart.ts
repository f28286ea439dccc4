import { chartSvg } from "#app/charts/svg-file.tsx";
import { fileLoader } from "#app/http/file-loader.ts";
import { readMunicipalityMoney } from "#app/http/municipality-money.ts";
import { refuse } from "#app/http/respond.ts";
import { svgFile } from "#app/http/svg.ts";
import { chartsOfMunicipality, drawnRows } from "#app/ui/ground/money-chart.ts";
import { moneySourcesInWords } from "#app/ui/ground/source-line.tsx";

/** The money of a municipality as a drawing; the second and later ones by `?nr=`. */
export const loader = fileLoader(async (args) => {
  const { place, rows, isCut, invented, file, number } = await readMunicipalityMoney(args);
  const { charts, levelled } = chartsOfMunicipality(isCut ? [] : rows, place.name, invented);
  const data = [...charts, ...levelled][number - 1];
  if (!data) return refuse(404, "Der er ingen beløb at tegne her.");
  const source = `${moneySourcesInWords(drawnRows(rows)[number - 1] ?? [])}. Mere for Flere.`;
  return svgFile(number > 1 ? `${file}-${number}` : file, chartSvg(data, { source }));
});
