import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { loader as readPage } from "./documents.tsx";

/** The list of documents, narrowed as it is, as a file. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { items } = await readPage(args);
  return csvFile<(typeof items)[number]>(
    "dokumenter",
    {
      Titel: ({ title }) => title,
      Type: ({ kind }) => kind,
      Udgiver: ({ publisher }) => publisher,
      Kommunekode: ({ municipality }) => municipality?.code ?? null,
      Dateret: ({ dated }) => dated,
      "Kort fortalt": ({ summary }) => summary,
      Adresse: ({ slug }) => `${publicUrl}/dokumenter/${slug}`,
    },
    [items],
  );
});
