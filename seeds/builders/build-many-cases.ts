import { type Sql, transaction } from "#db/client.ts";
import { indexAsAWhole } from "#search/store.ts";

/** What a database with very many cases holds besides them. */
export interface ManyCases {
  /** How many cases. */
  cases: number;
  /** How many methods and documents they are spread over. */
  sources: number;
  /** What each case says, one for each, where that matters. */
  says?: readonly { title: string; text: string }[];
  /** Code of the municipality that all of them belong to; spread over all 98 when left out. */
  municipality?: string;
}

/**
 * Fills a database that holds the municipalities and a declaration with methods, documents and cases that are spread evenly over
 * all of them: `metode-1`, `dokument-1`, `sag-1` and so on. In bulk, for tests and measurements of what many rows do. They
 * cannot be searched before `rebuildIndex` has been called.
 */
export async function buildManyCases(sql: Sql, { cases, sources, says = [], municipality }: ManyCases): Promise<void> {
  const text = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Sådan gjorde vi." }] }] };
  await transaction(sql, async (tx) => {
    await indexAsAWhole(tx);
    await tx`
      insert into document (slug, title, publisher, kind, body, dated, summary, content, text)
      select 'dokument-' || n, 'Dokument ' || n, 'KL', 'Notat', 'KL', '2025', 'Et dokument.', ${tx.json(text)}, 'Tekst'
      from generate_series(1, ${sources}) n`;
    await tx`
      insert into document_anchor (document_id, anchor, position, label)
      select id, 'sted-' || n, n, 'Sted ' || n from document, generate_series(1, 20) n where slug like 'dokument-%'`;
    await tx`insert into method (slug) select 'metode-' || n from generate_series(1, ${sources}) n`;
    await tx`
      insert into method_revision (method_id, title, kind, summary, time_to_start, use_for, content, text)
      select id, 'Titel på ' || slug, 'organisering', 'En metode.', 'Et år', 'Til noget.', ${tx.json(text)}, 'Tekst'
      from method where slug like 'metode-%'`;
    await tx`
      update method m set published_revision_id = r.id, first_published_at = now()
      from method_revision r where r.method_id = m.id and m.slug like 'metode-%'`;
    await tx`
      insert into case_story (slug, municipality_code, visibility)
      select 'sag-' || n, coalesce(${municipality ?? null}, (select array_agg(code order by code) from municipality)[1 + n % 98]),
        case when n % 20 = 0 then 'network' else 'public' end
      from generate_series(1, ${cases}) n`;
    await tx`
      insert into case_revision (case_id, municipality_code, title, summary, stage, settings, class_levels, content, text,
        state, number, kept_because, names_unit)
      select id, municipality_code, 'Titel på ' || slug, 'En sag.', (array['erfaringer', 'i-gang', 'vedtaget', 'aftalt', 'foreslaaet'])[1 + number % 5],
        array[(known_settings())[1 + number % 9]], array[number % 11]::smallint[], ${tx.json(text)}, repeat('Ord om en sag. ', 100),
        'published', 1, 'published', true
      from case_story, lateral (select substr(slug, 5)::int as number) n where slug like 'sag-%'`;
    await tx`
      update case_story c set published_revision_id = r.id, first_published_at = now() - make_interval(hours => substr(c.slug, 5)::int)
      from case_revision r where r.case_id = c.id and c.slug like 'sag-%'`;
    await tx`
      update case_revision r set title = said.title, text = said.text
      from unnest(${says.map(({ title }) => title)}::text[], ${says.map(({ text: words }) => words)}::text[])
        with ordinality as said (title, text, number)
      join case_story c on c.slug = 'sag-' || said.number
      where r.case_id = c.id`;
    await tx`
      insert into case_method (revision_id, method_id, position)
      select c.published_revision_id, m.id, 1 from case_story c
      join method m on m.slug = 'metode-' || 1 + substr(c.slug, 5)::int % ${sources}::int where c.slug like 'sag-%'`;
    await tx`
      insert into case_commitment (revision_id, declaration_year, number, linked_by, why)
      select c.published_revision_id, p.declaration_year, p.number, 'editors', 'Fordi.' from case_story c
      join lateral (
        select declaration_year, number from commitment
        order by number = 1 + substr(c.slug, 5)::int % (select max(number) from commitment) desc, number limit 1
      ) p on true
      where c.slug like 'sag-%'`;
    await tx`
      insert into case_citation (revision_id, position, document_id, anchor)
      select c.published_revision_id, n, d.id, 'sted-' || n from case_story c
      join document d on d.slug = 'dokument-' || 1 + substr(c.slug, 5)::int % ${sources}::int
      cross join generate_series(1, 4) n where c.slug like 'sag-%'`;
  });
  await sql`analyze`;
}
