import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { refuse } from "#app/http/respond.ts";
import { readSearchQuestion } from "#app/http/search-question.ts";
import { typeNames } from "#app/ui/found-types.ts";
import { isTimeout } from "#db/client.ts";
import type { ExcerptedHit } from "#search/search.ts";

/** Most that is found at a time. */
const mostHits = 100;

/** What a search finds, the first hundred of it, as a file. */
export const loader = fileLoader(async ({ request, context }) => {
  const { search, viewer, site } = context;
  const { asked, question } = await readSearchQuestion(request, context);
  const found = asked
    ? await search.find(viewer, { ...question, page: 1, pageSize: mostHits }).catch((error) => {
        if (!isTimeout(error)) throw error;
        return refuse(503, "Søgningen tager for lang tid lige nu. Prøv igen om lidt, eller med færre ord.");
      })
    : { hits: [] };
  return csvFile<ExcerptedHit>(
    "soegning",
    {
      Titel: ({ title }) => title,
      Type: ({ kind }) => typeNames[kind],
      Kommune: ({ municipality }) => municipality,
      Uddrag: ({ excerpt }) => excerpt.map(({ text }) => text).join(""),
      Passer: ({ near }) => (near ? "næsten" : "helt"),
      Demodata: ({ demo }) => demo,
      Adresse: ({ path }) => site.publicUrl + path,
    },
    [found.hits],
  );
});
