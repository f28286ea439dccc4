import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { moneyCells, moneyColumns } from "#app/http/money-columns.ts";
import { readMunicipalityMoney } from "#app/http/municipality-money.ts";

const kinds = { line: "linje", heading: "overskrift", total: "trykt sum" } as const;

/** The money of a municipality as a file, a row for each line and year; printed totals say that they are sums already. */
export const loader = fileLoader(async (args) => {
  const { place, rows, file } = await readMunicipalityMoney(args);
  return csvFile<ReturnType<typeof moneyCells>[number]>(
    file,
    {
      Kommune: () => place.name,
      Indsats: ({ initiative }) => initiative?.title ?? null,
      Række: ({ row }) => kinds[row],
      ...moneyColumns(args.context.site.publicUrl),
      "Aftalen er afløst": ({ superseded }) => superseded,
    },
    [moneyCells(rows)],
  );
});
