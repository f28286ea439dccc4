import { z } from "zod";
import { anonymous } from "#app/domain/viewer.ts";
import { listMunicipalities, type MunicipalityRow } from "#db/queries/municipalities.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { many, oneOf, paging, slug, sortedBy } from "./query.ts";

const municipality = pieces.named(
  "Municipality",
  pieces.municipalityName.extend({
    fullName: z.string(),
    url: pieces.url,
    homepage: z.url(),
    region: z.strictObject({ slug: z.string(), name: z.string() }).describe("Regionen i dag."),
    population: pieces.count,
    populationOn: z.iso.date().describe("Den dag, indbyggertallet gælder."),
    caseCount: pieces.count.describe("Rigtige eksempler; Demodata tæller ikke med."),
    demoCaseCount: pieces.count.describe("Opdigtede eksempler (Demodata)."),
    documentCount: pieces.count,
  }),
);

const sorts = {
  name: () => 0,
  population: (a: MunicipalityRow, b: MunicipalityRow) => b.population - a.population,
  region: (a: MunicipalityRow, b: MunicipalityRow) => a.region.name.localeCompare(b.region.name, "da"),
};

function present(publicUrl: string, row: MunicipalityRow): z.output<typeof municipality> {
  const { code, slug, name, fullName, homepage, region, population, populationOn } = row;
  const { caseCount, demoCaseCount, documentCount } = row;
  const url = `${publicUrl}/kommuner/${slug}`;
  const counts = { caseCount, demoCaseCount, documentCount };
  return { code, slug, name, fullName, url, homepage, region, population, populationOn, ...counts };
}

/** `GET /municipalities` */
export const listOfMunicipalities = operation({
  id: "listMunicipalities",
  path: "/municipalities",
  summary: "De 98 kommuner.",
  query: z.strictObject({
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    has: many(
      oneOf(["cases", "documents"]),
      "Kun kommuner med rigtige eksempler eller dokumenter; begge, når begge er valgt.",
    ),
    sort: sortedBy(["name", "population", "region"]),
    ...paging,
  }),
  answer: pieces.pageOf("MunicipalityPage", municipality),
  async read({ query, context }) {
    const [all, { chosen }] = await Promise.all([
      listMunicipalities(context.sql, anonymous, context.today),
      knownNames(context, { region: query.region }),
    ]);
    const fitting = all
      .filter(({ region }) => chosen.region.length === 0 || chosen.region.includes(region.slug))
      .filter(({ caseCount }) => !query.has.includes("cases") || caseCount > 0)
      .filter(({ documentCount }) => !query.has.includes("documents") || documentCount > 0)
      .sort(sorts[query.sort]);
    const { items, ...rest } = pieces.slicePage(fitting, query);
    return { items: items.map((row) => present(context.site.publicUrl, row)), ...rest };
  },
});

/** `GET /municipalities/{code}` */
export const oneMunicipality = operation({
  id: "getMunicipality",
  path: "/municipalities/{code}",
  summary: "Én kommune.",
  params: { code: "Kommunens officielle kode, fire cifre." },
  query: z.strictObject({}),
  answer: municipality,
  async read({ params, context: { sql, today, site } }) {
    const all = await listMunicipalities(sql, anonymous, today);
    const row = all.find(({ code }) => code === params.code);
    return row ? present(site.publicUrl, row) : null;
  },
});
