import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { loader as readPage } from "./references.tsx";

/** The list of references as a file. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { items } = await readPage(args);
  return csvFile<(typeof items)[number]>(
    "kilder",
    {
      Titel: ({ title }) => title,
      "Hvem der har skrevet den": ({ authors }) => authors,
      År: ({ year }) => year,
      "Det, dokumentet siger": ({ note }) => note,
      "Nævnt i": ({ citedIn }) => citedIn.title,
      "Bruges i": ({ citedBy }) => citedBy.map(({ title }) => title).join(", "),
      Adresse: ({ slug }) => `${publicUrl}/kilder/${slug}`,
    },
    [items],
  );
});
