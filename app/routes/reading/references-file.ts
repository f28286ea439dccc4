import { readings, referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { readReferenceListing } from "#app/http/reference-listing.ts";
import { outwardAddress } from "#app/ui/reference-facts.tsx";
import { listReferences, type ReferenceRow } from "#db/queries/references.ts";

/** The list of sources, narrowed as it is, as a file. */
export const loader = fileLoader(async (args) => {
  const { sql, viewer, site } = args.context;
  const { filter, sort } = await readReferenceListing(args);
  return csvFile<ReferenceRow>(
    "kilder",
    {
      Titel: ({ title }) => title,
      Udgiver: ({ publisher }) => publisher,
      Forfattere: ({ authors }) => authors,
      År: ({ year }) => year,
      Type: ({ kind }) => kind && referenceKinds[kind],
      Land: ({ country }) => country && referenceCountries[country],
      "Hvem og hvor mange": ({ who }) => who,
      "Hvad den fandt eller siger": ({ found }) => found,
      Forbehold: ({ limits }) => limits,
      "Hvor langt vi har læst": ({ reading }) => reading && readings[reading],
      Set: ({ readOn }) => readOn,
      "Trukket tilbage": ({ withdrawnOn }) => withdrawnOn,
      "Det, dokumentet siger": ({ note }) => note,
      "Nævnt i": ({ citedIn }) => citedIn?.title ?? null,
      "Hører til": ({ topics }) => topics.map(({ title }) => title).join(", "),
      "Bruges i": ({ citedBy }) => citedBy.map(({ title }) => title).join(", "),
      "Kildens egen adresse": (row) => outwardAddress(row),
      Adresse: ({ slug }) => `${site.publicUrl}/kilder/${slug}`,
    },
    [await listReferences(sql, viewer, filter, sort)],
  );
});
