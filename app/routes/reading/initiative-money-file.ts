import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { moneyCells, moneyColumns } from "#app/http/money-columns.ts";
import { loader as readPage } from "./initiative.tsx";

/** The money of an initiative as a file, a row for each line and year. */
export const loader = fileLoader(async (args) => {
  const { item, rows } = await readPage(args);
  return csvFile<ReturnType<typeof moneyCells>[number]>(
    `penge-${item.slug}`,
    {
      Indsats: () => item.title,
      Kommune: () => item.municipality.name,
      ...moneyColumns(args.context.site.publicUrl),
    },
    [moneyCells(rows)],
  );
});
