import { stages } from "#app/domain/vocabulary.ts";
import { readCommitmentAddress } from "#app/http/commitment-address.ts";
import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { refuse } from "#app/http/respond.ts";
import { type CommittedCase, casesOfCommitment } from "#db/queries/cases/related.ts";
import { findCommitment } from "#db/queries/declarations.ts";

/** Cases that are read at a time. */
const slice = 200;

/** The municipalities under a point with their cases and what was hard, real ones before invented ones, as a file. */
export const loader = fileLoader(async ({ params, context: { sql, viewer, site } }) => {
  const { year, number } = readCommitmentAddress(params);
  if (!(await findCommitment(sql, viewer, year, number)))
    return refuse(404, "Det punkt findes ikke. Erklæringen fra 2025 har ti.");
  async function* slices() {
    for (const demo of [false, true]) {
      for (let page = 1; ; page++) {
        const { items } = await casesOfCommitment(sql, viewer, { year, number }, { demo, page, pageSize: slice });
        yield items;
        if (items.length < slice) break;
      }
    }
  }
  return csvFile<CommittedCase>(
    `punkt-${year}-${number}-kommuner`,
    {
      Kommune: ({ municipality }) => municipality.name,
      Kommunekode: ({ municipality }) => municipality.code,
      Eksempel: ({ title }) => title,
      "Hvor langt det er": ({ stage }) => stages[stage],
      "Det svære": ({ hard }) => hard,
      "Koblet af redaktionen": ({ linkedBy }) => linkedBy === "editors",
      "Hvorfor det hører til punktet": ({ why }) => why,
      Demodata: ({ demo }) => demo,
      Adresse: ({ slug }) => `${site.publicUrl}/eksempler/${slug}`,
    },
    slices(),
  );
});
