import type { Sql } from "#db/client.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildBigMunicipality, type MunicipalitySize } from "#seeds/builders/build-big-municipality.ts";
import { createPerson, type GivenRole, openSession } from "./people.ts";
import { startSite, type TestSite } from "./site.ts";

/** The municipality that is big. */
export const bigPlace = { code: "0101", slug: "koebenhavn" };
const home = `/kommuner/${bigPlace.slug}`;

type Asker = "reader" | "coordinator" | "admin";

/** A page that shows the things of a municipality, and who asks for it. */
export interface BigPage {
  /** What it is, also where its address is made of a row's id. */
  name: string;
  path: string;
  as: Asker;
}

/** A site with a big municipality. */
export interface BigSite extends TestSite {
  /** The `cookie` header of each who asks. A reader's says nothing, but has the page made anew. */
  cookies: Record<Asker, string>;
  /** Every page that shows the municipality's things. */
  pages: readonly BigPage[];
}

/** Starts a site whose København holds as much as told. */
export async function startBigSite(size: MunicipalitySize): Promise<BigSite> {
  const site = await startSite({ seed: "reference" });
  await buildBigMunicipality(site.sql, bigPlace.code, size);
  await rebuildIndex(site.sql);
  await site.sql`vacuum analyze`;
  const enter = async (name: string, role: GivenRole) =>
    openSession(site.sql, (await createPerson(site.sql, { name, roles: [role] })).id);
  const cookies = {
    reader: "nothing=1",
    coordinator: await enter("Karen Koordinator", { role: "coordinator", municipality: bigPlace.code }),
    admin: await enter("Anders Administrator", { role: "association_admin" }),
  };
  return { ...site, cookies, pages: await pagesOf(site.sql) };
}

const read = [
  ...[
    "/",
    "/kommuner",
    home,

    "/eksempler",
    `/eksempler?kommune=${bigPlace.slug}`,
    "/eksempler/sag-1",
  ],
  ...["/eksempler/sag-2", "/erklaeringer/2025", "/erklaeringer/2025/punkter/3", "/metoder", "/metoder/metode-3"],
  ...["/dokumenter", "/dokumenter/dokument-3", "/kilder", "/soeg?q=fællesskabet", "/soeg/forslag?q=fælles"],
  ...["/feeds/eksempler.xml", "/feeds/metoder.xml", "/sitemap.xml", "/api/v1/cases", "/api/v1/search?q=fællesskabet"],
  ...[`/api/v1/cases?municipality=${bigPlace.slug}&pageSize=200`, "/api/v1/municipalities"],
];
const keptPages = [
  "personer",
  "enheder",
  "kontaktpersoner",
  "indsatser",
  "penge",
  "opfoelgning",
  "pladser",
  "aftaler",
  "indikatorer",
  "maildomaener",
  "meldinger",
  "haendelser",
  "udtraek",
];
const searches = [
  "personer?find=anne+bach",
  "personer?rolle=coordinator",
  "enheder?find=sundby&slags=skole",
  "kontaktpersoner?find=konsulent",
];
const association = [
  "/kl",
  "/kl/indikatorer",
  "/kl/personer",
  "/kl/meldinger",
  "/kl/maildomaener",
  "/kl/haendelser",
  "/kl/optraed",
];

async function pagesOf(sql: Sql): Promise<BigPage[]> {
  const [rows] = await sql<{ unit: string; person: string; asking: string; contact: string }[]>`
    select
      (select id from unit where municipality_code = ${bigPlace.code} and parent_id is not null order by name limit 1) as unit,
      (select person_id from role_grant where municipality_code = ${bigPlace.code} and unit_id is not null order by person_id limit 1) as person,
      (select person_id from join_request where municipality_code = ${bigPlace.code} order by person_id limit 1) as asking,
      (
        select p.id from contact_person p join contact_topic t on t.contact_id = p.id
        where p.municipality_code = ${bigPlace.code} and t.case_id is not null order by p.name limit 1
      ) as contact`;
  const one = (name: string, page: string, id: string | undefined): BigPage => ({
    name,
    path: `${home}/${page}?ret=${id}`,
    as: "coordinator",
  });
  const all = (paths: readonly string[], as: Asker): BigPage[] => paths.map((path) => ({ name: path, path, as }));
  return [
    ...all(read, "reader"),
    ...all([home, "/eksempler/sag-1", "/min-side", "/min-side/data.json"], "coordinator"),
    ...all(
      [...keptPages, ...searches].map((page) => `${home}/${page}`),
      "coordinator",
    ),
    one("a unit", "enheder", rows?.unit),
    one("a person", "personer", rows?.person),
    one("one who asks for access", "personer", rows?.asking),
    one("a contact person", "kontaktpersoner", rows?.contact),
    ...all([...association, `${home}/personer`], "admin"),
  ];
}
