import { valueBlanks } from "#app/domain/blank-vocabulary.ts";
import { csvFile } from "#app/http/csv.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { readIndicatorFigures } from "#app/http/indicator-figures.ts";
import { restsOnInWords } from "#app/ui/ground/source-line.tsx";
import { timeInWords } from "#app/ui/ground/value-words.tsx";

/** The values that the page of an indicator shows, as a file. */
export const loader = fileLoader(async (args) => {
  const { publicUrl } = args.context.site;
  const { item, values } = await readIndicatorFigures(args);
  return csvFile<(typeof values)[number]>(
    `indikator-${item.slug}`,
    {
      Indikator: () => item.title,
      Sted: ({ municipality }) => municipality?.name ?? "Hele landet",
      Tid: (value) => timeInWords(value),
      Fra: ({ timeFrom }) => timeFrom,
      "Til (første dag efter)": ({ timeTo }) => timeTo,
      Serie: ({ series }) => series,
      "Fordelt på": ({ part }) => part,
      Tal: ({ number }) => number,
      Ord: ({ word }) => word,
      "Uden tal": ({ blank }) => blank && valueBlanks[blank],
      "Som trykt": ({ printed }) => printed,
      "Cirka, over eller under": ({ qualifier }) => qualifier,
      Fremskrevet: ({ projected }) => projected,
      "Flere år lagt sammen": ({ pooledYears }) => pooledYears !== null,
      Af: ({ denominator }) => denominator,
      Enhed: () => item.unit,
      "Kan ikke sammenlignes": () => item.notComparableBecause,
      Demodata: ({ demo }) => demo,
      Udgivet: ({ publishedPrinted }) => publishedPrinted,
      Opdateret: ({ updatedPrinted }) => updatedPrinted,
      Ventes: ({ expected }) => expected,
      Kilde: ({ source, municipality }) => (source || municipality ? restsOnInWords(source) : item.countedFrom),
      "Kildens adresse": ({ source }) => (source?.address ? `${publicUrl}${source.address}` : null),
    },
    [values],
  );
});
