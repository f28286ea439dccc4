import { amountBlanks } from "#app/domain/blank-vocabulary.ts";
import { moneyKinds, permanences } from "#app/domain/ground-vocabulary.ts";
import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { loader as readPage } from "./initiative.tsx";

/** The money of an initiative as a file, a row for each line and year. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { item, rows } = await readPage(args);
  const cells = rows.flatMap((row) => row.cells.map((cell) => ({ ...row, ...cell, lineFinancing: row.financing })));
  return csvFile<(typeof cells)[number]>(
    `penge-${item.slug}`,
    {
      Indsats: () => item.title,
      Kommune: () => item.municipality.name,
      Linje: ({ label }) => label,
      År: ({ year }) => year,
      "Beløb i kr.": ({ amount }) => amount,
      "Uden beløb": ({ blank }) => blank && amountBlanks[blank],
      "Som trykt": ({ printed }) => printed,
      "Trykt enhed": ({ printedUnit }) => printedUnit,
      "Ikke et helt år": ({ partYear }) => partYear,
      Type: ({ kind }) => moneyKinds[kind],
      Prisår: ({ priceYear }) => priceYear,
      Varighed: ({ permanence }) => permanence && permanences[permanence],
      Finansiering: ({ financing, lineFinancing }) => financing ?? lineFinancing,
      Demodata: ({ demo }) => demo,
      Sted: ({ source }) => (source?.address ? `${publicUrl}${source.address}` : (source?.title ?? null)),
    },
    [cells],
  );
});
