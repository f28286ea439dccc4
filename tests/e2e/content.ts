import type { Setting, Stage } from "#app/domain/vocabulary.ts";
import { createDatabase, type Sql } from "#db/client.ts";

/** Asks the database of the site that the tests visit. */
export async function ask<T>(question: (sql: Sql) => Promise<T>): Promise<T> {
  const address = process.env.TEST_SITE_DATABASE_URL;
  if (!address) throw new Error("TEST_SITE_DATABASE_URL is not set: browser tests are run by `npm test`");
  const sql = createDatabase(address, { max: 1 });
  return question(sql).finally(() => sql.end());
}

/** A case that its authors have taken back. Nothing else in the site knows of it. */
export const withdrawnCase = {
  slug: "trukket-tilbage-til-en-proeve",
  prepare: () =>
    ask((sql) =>
      sql.begin(async (transaction) => {
        const [made] = await transaction<{ id: string }[]>`
          insert into case_story (slug, municipality_code, visibility) values (${withdrawnCase.slug}, '0101', 'public')
          on conflict (slug) do nothing returning id`;
        if (!made) return;
        const [revision] = await transaction<{ id: string }[]>`
          insert into case_revision (
            case_id, municipality_code, title, summary, stage, content, text, state, number, kept_because, names_unit
          ) values (
            ${made.id}, '0101', 'Trukket tilbage', 'Det blev trukket tilbage.', 'aftalt', '{"type":"doc","content":[]}', '',
            'published', 1, 'published', true
          )
          returning id`;
        await transaction`
          update case_story set published_revision_id = ${revision?.id ?? null}, first_published_at = now(), withdrawn_at = now()
          where id = ${made.id}`;
      }),
    ).then(() => {}),
};

/** A case as the tests count and sort them by themselves, apart from the site's own queries. */
export interface KnownCase {
  title: string;
  demo: boolean;
  stage: Stage;
  settings: Setting[];
  classLevels: number[];
  methods: string[];
  commitments: string[];
  municipality: string;
  municipalityName: string;
  publishedAt: Date;
}

/** Every case that a reader who is not signed in may see, in no order. */
export const knownCases = (): Promise<KnownCase[]> =>
  ask(
    async (sql) => sql<KnownCase[]>`
      select r.title, c.demo, r.stage, r.settings, r.class_levels as "classLevels", k.slug as municipality, k.name as "municipalityName",
        c.first_published_at as "publishedAt",
        array(select m.slug from case_method x join method m on m.id = x.method_id where x.revision_id = r.id) as methods,
        array(select x.declaration_year || '-' || x.number from case_commitment x where x.revision_id = r.id) as commitments
      from case_story c
      join case_revision r on r.id = c.published_revision_id
      join municipality k on k.code = c.municipality_code
      where c.visibility = 'public' and c.withdrawn_at is null`,
  );
