import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { loader as readPage } from "./declaration.tsx";

/** The points of a declaration as a file. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { declaration, commitments } = await readPage(args);
  return csvFile<(typeof commitments)[number]>(
    `punkter-${declaration.year}`,
    {
      Punkt: ({ number }) => number,
      Titel: ({ title }) => title,
      "Med andre ord": ({ plain }) => plain,
      Ordlyd: ({ quote }) => quote,
      Eksempler: ({ caseCount }) => caseCount,
      Metoder: ({ methodCount }) => methodCount,
      Indsatser: ({ initiativeCount }) => initiativeCount,
      "Kommuner med eksempler": ({ municipalities }) => municipalities.map(({ name }) => name).join(", "),
      Adresse: ({ year, number }) => `${publicUrl}/erklaeringer/${year}/punkter/${number}`,
    },
    [commitments],
  );
});
