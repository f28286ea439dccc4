import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { loader as readPage } from "./municipalities.tsx";

/** The list of municipalities, narrowed as it is, as a file. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { items } = await readPage(args);
  return csvFile<(typeof items)[number]>(
    "kommuner",
    {
      Kommune: ({ name }) => name,
      Kommunekode: ({ code }) => code,
      Region: ({ region }) => region.name,
      Eksempler: ({ caseCount }) => caseCount,
      "Opdigtede eksempler (Demodata)": ({ demoCaseCount }) => demoCaseCount,
      Dokumenter: ({ documentCount }) => documentCount,
      Indbyggere: ({ population }) => population,
      "Indbyggere talt": ({ populationOn }) => populationOn,
      Adresse: ({ slug }) => `${publicUrl}/kommuner/${slug}`,
    },
    [items],
  );
});
