import { cellOf, type MatrixRow } from "#app/domain/statuses/status-matrix.ts";
import { activityStages, effects, noStatusYet, notAssessed } from "#app/domain/statuses/status-vocabulary.ts";
import { type CsvColumns, csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { readPicture, type StatusPicture } from "#app/http/status-picture.ts";
import { stageParts } from "#app/ui/statuses/count-parts.ts";

/** Stands in every row, so that it comes along wherever the rows go. */
const noRanking =
  "Trinnet er det, kommunen selv skriver i sin status eller i det papir, den er gengivet fra. Trinnene er ingen rangliste og kan ikke lægges sammen.";

/** The picture as a file: each municipality for the network, counts for all others. */
export const loader = fileLoader(async ({ request, params: { year = "" }, context }) => {
  const picture = await readPicture(request, context, /^\d{4}$/.test(year) ? Number(year) : 0);
  const name = `status-${picture.year}-${(picture.period?.code ?? "ingen").toLowerCase()}${picture.demo ? "-demodata" : ""}`;
  const about = {
    Periode: () => picture.period?.name ?? "",
    Demodata: () => picture.demo,
    "Læs det sådan": () => noRanking,
  };
  return picture.named
    ? csvFile<MatrixRow>(name, { ...ofMunicipality(picture), ...about }, [picture.named.rows])
    : csvFile<StatusPicture["counts"][number]>(name, { ...ofPoint(picture), ...about }, [picture.counts]);
});

function ofMunicipality({ points }: StatusPicture): CsvColumns<MatrixRow> {
  const columns: CsvColumns<MatrixRow> = {
    Kommune: ({ name }) => name,
    Kommunekode: ({ code }) => code,
    Region: ({ region }) => region.name,
    Indbyggere: ({ population }) => population,
    "Opgjort til": ({ status }) => status?.cutOff ?? null,
    Udgivet: ({ status }) => status?.publishedOn ?? null,
  };
  const ofPoints = points.flatMap(({ number, title }): [string, CsvColumns<MatrixRow>[string]][] => [
    [
      `${number}. ${title}`,
      (row) => {
        const { stage } = cellOf(row, number);
        return row.status === null ? noStatusYet : stage === null ? notAssessed : activityStages[stage];
      },
    ],
    [
      `${number}. Hvad de ser`,
      (row) => {
        const { effect } = cellOf(row, number);
        return effect === null ? null : effects[effect];
      },
    ],
    [`${number}. Beder om hjælp`, (row) => cellOf(row, number).help],
  ]);
  return { ...columns, ...Object.fromEntries(ofPoints) };
}

function ofPoint({ points, counts: [first] }: StatusPicture): CsvColumns<StatusPicture["counts"][number]> {
  const parts = first ? stageParts(first) : [];
  return {
    Punkt: ({ number }) => number,
    Titel: ({ number }) => points.find((point) => point.number === number)?.title ?? "",
    Kommuner: ({ municipalities }) => municipalities,
    ...Object.fromEntries(
      parts.map(({ code, words }): [string, CsvColumns<StatusPicture["counts"][number]>[string]] => [
        words,
        (point) => stageParts(point).find((part) => part.code === code)?.count ?? 0,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(effects).map(([code, words]): [string, CsvColumns<StatusPicture["counts"][number]>[string]] => [
        `Hvad de ser: ${words}`,
        (point) => point.effects[code as keyof typeof effects],
      ]),
    ),
    "Hvad de ser: ikke vurderet": ({ effectUntold }) => effectUntold,
    "Beder om hjælp": ({ help }) => help,
  };
}
