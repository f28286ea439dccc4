import { danishDate } from "#app/domain/dates.ts";
import { classLevelLabel, levels, settings, stages } from "#app/domain/vocabulary.ts";
import { readCaseListing, shownCaseFacets } from "#app/http/case-listing.ts";
import { type CsvColumns, csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { refuseValue } from "#app/http/list-address.ts";
import { countCaseFacets, listCases } from "#db/queries/cases/list.ts";
import { type CaseRecord, readCases } from "#db/queries/cases/record.ts";

/** Cases that are read at a time. */
const slice = 200;

/** The list of cases, narrowed as it is, as a file. */
export const loader = fileLoader(async ({ request, context }) => {
  const { sql, viewer, today, site } = context;
  const { query: _query, ...narrowed } = readCaseListing(request);
  const listing = { ...narrowed, pageSize: slice, today };
  const { unknown } = await countCaseFacets(sql, viewer, { ...listing, page: 1 });
  const [stranger] = unknown;
  if (stranger) refuseValue(shownCaseFacets[stranger.facet].name, stranger.value);
  async function* slices() {
    for (let page = 1; ; page++) {
      const { items } = await listCases(sql, viewer, { ...listing, page });
      yield await readCases(
        sql,
        viewer,
        items.map(({ id }) => id),
      );
      if (items.length < slice) return;
    }
  }
  return csvFile("eksempler", columnsOf(site.publicUrl), slices());
});

const columnsOf = (publicUrl: string): CsvColumns<CaseRecord> => ({
  Titel: ({ title }) => title,
  Kommune: ({ municipality }) => municipality.name,
  Kommunekode: ({ municipality }) => municipality.code,
  "Hvor langt det er": ({ stage }) => stages[stage],
  "Kort fortalt": ({ summary }) => summary,
  "Det svære": ({ hard }) => hard,
  Område: (row) => row.settings.map((setting) => settings[setting]).join(", "),
  Indsatsniveau: (row) => row.levels.map((level) => levels[level]).join(", "),
  Klassetrin: ({ classLevels }) => classLevels.map(classLevelLabel).join(", "),
  Metoder: ({ methods }) => methods.map(({ title }) => title).join(", "),
  Punkter: ({ commitments }) => commitments.map(({ year, number }) => `${year}-${number}`).join(", "),
  "Gengivet fra": ({ document }) => document?.title ?? null,
  "Lagt ind": ({ publishedAt }) => danishDate(publishedAt),
  Demodata: ({ demo }) => demo,
  Adresse: ({ slug }) => `${publicUrl}/eksempler/${slug}`,
});
