import { type Sql, transaction } from "#db/client.ts";
import { indexAsAWhole } from "#search/store.ts";

/**
 * Fills the tables of initiatives, money, aims and indicators as full as all municipalities together would, after the places and a document.
 * They cannot be searched before `rebuildIndex` has been called.
 */
export async function buildMuchGround(db: Sql): Promise<void> {
  await transaction(db, async (sql) => {
    await indexAsAWhole(sql);
    const somewhere = sql`(array(select code from municipality order by code))[1 + n % 98]`;
    const place = sql`(select document_id from document_anchor limit 1), (select anchor from document_anchor limit 1)`;
    await sql`
    insert into initiative (slug, municipality_code, title, visibility, published_at)
    select 'indsats-' || n, ${somewhere}, 'Indsats ' || n, 'public', now() from generate_series(1, 5000) n`;
    await sql`
    insert into initiative_commitment (initiative_id, declaration_year, number, linked_by)
    select id, 2025, case when slug like '%711' then 9 else 1 + length(slug) % 8 end, 'editors' from initiative`;
    await sql`insert into milestone (initiative_id, position, title) select id, 1, 'Milepæl' from initiative`;
    await sql`
    insert into budget_table (slug, municipality_code, title, document_id, anchor)
    select 'tabel-' || n, ${somewhere}, 'Tabel ' || n, ${place} from generate_series(1, 3000) n`;
    await sql`
    insert into budget_row (municipality_code, label, kind, initiative_id) select municipality_code, 'Linje', 'vedtaget', id from initiative`;
    await sql`
    insert into budget_row (municipality_code, label, kind, table_id, visibility, published_at)
    select municipality_code, 'Linje', 'vedtaget', id, 'public', now() from budget_table`;
    await sql`insert into budget_line (row_id, year, amount) select id, year, 1 from budget_row, generate_series(2023, 2026) year`;
    for (const [table, subject] of [
      ["aim", sql`kind, title`],
      ["placement", sql`subject`],
    ] as const)
      await sql`
      insert into ${sql(table)} (slug, municipality_code, position, document_id, anchor, visibility, published_at, ${subject})
      select 'raekke-' || n, ${somewhere}, n, ${place}, 'public', now(), ${table === "aim" ? sql`'maal', 'Mål'` : sql`'Pladser'`}
      from generate_series(1, 5000) n`;
    await sql`
    insert into mandate (slug, municipality_code, title, asked_by, visibility, published_at)
    select 'opdrag-' || n, ${somewhere}, 'Opdrag ' || n, 'Udvalget', 'public', now() from generate_series(1, 5000) n`;
    await sql`insert into follow_up_section (mandate_id, position, title) select id, 0, 'Trivsel' from mandate`;
    await sql`
    insert into indicator (slug, title, definition, unit, published_at)
    select 'indikator-' || n, 'Indikator ' || n, 'Definition', 'procent', now() from generate_series(1, 6000) n`;
    await sql`
    insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, visibility, published_at)
    select x.id, k.code, 'aar', make_date(2016 + n, 1, 1), make_date(2017 + n, 1, 1), 1, 'public', now()
    from indicator x
    join municipality k on (hashtext(x.slug) + k.population) % 200 = 0
    cross join generate_series(1, 10) n`;
  });
}
