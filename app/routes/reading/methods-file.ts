import { danishDate } from "#app/domain/dates.ts";
import { levels, methodKinds, settings } from "#app/domain/vocabulary.ts";
import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { loader as readPage } from "./methods.tsx";

/** The list of methods, narrowed as it is, as a file. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { items } = await readPage(args);
  return csvFile<(typeof items)[number]>(
    "metoder",
    {
      Titel: ({ title }) => title,
      Type: ({ kind }) => methodKinds[kind],
      "Kort fortalt": ({ summary }) => summary,
      Område: (row) => row.settings.map((setting) => settings[setting]).join(", "),
      Indsatsniveau: (row) => row.levels.map((level) => levels[level]).join(", "),
      Opstartstid: ({ timeToStart }) => timeToStart,
      "Kommuner med eksempler": ({ municipalityCount }) => municipalityCount,
      Eksempler: ({ caseCount }) => caseCount,
      Opdateret: ({ updatedAt }) => danishDate(updatedAt),
      Adresse: ({ slug }) => `${publicUrl}/metoder/${slug}`,
    },
    [items],
  );
});
