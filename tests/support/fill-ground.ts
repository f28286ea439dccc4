import type { Sql } from "#db/client.ts";

/** Where the rows below stand. */
export const groundPlace = { code: "0101", slug: "koebenhavn" };

/**
 * Adds to a database with the reference texts what they lack for every column of initiatives, money, mandates and indicators to be read
 * with and without a value. Everything is published for all.
 */
export async function fillGround(sql: Sql): Promise<void> {
  const { code } = groundPlace;
  const said = { words: "Svar fra forvaltningen", dated: "2026-10" };
  const [passage] = await sql<{ document: string; anchor: string }[]>`
    select document_id as document, anchor from document_anchor order by document_id, position limit 1`;
  const { document = "", anchor = "" } = passage ?? {};

  const [full] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, kind, title, summary, to_teach, state, decided_by, decided_on, period_printed, period_kind,
      period_from, period_to, settings, levels, mellemform_levels, target_group, coverage, partners, owner_role, source_words, source_dated,
      visibility, published_at)
    values ('fuld-indsats', ${code}, 'proevehandling', 'Fuld indsats', 'Kort', 'Om det virker', 'i-gang', 'Udvalget', '2026-06-10', 'i to år', 'skoleaar',
      '2026-08', '2028-07', '{dagtilbud}', '{almen}', '{1}', 'Alle', 'Alle skoler', '{BUA}', 'Skolechefen', ${said.words}, ${said.dated},
      'public', now())
    returning id`;
  const [bare] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, title, visibility, published_at) values ('bar-indsats', ${code}, 'Bar indsats', 'public', now())
    returning id`;
  const [invented] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, demo, title, visibility, published_at)
    values ('opdigtet-indsats', ${code}, true, 'Opdigtet indsats', 'public', now()) returning id`;
  const [id, bareId, inventedId] = [full?.id ?? "", bare?.id ?? "", invented?.id ?? ""];
  await sql`insert into retired_initiative_slug (slug, initiative_id) values ('fuld-indsats-foer', ${id})`;
  await sql`
    insert into initiative_commitment (initiative_id, declaration_year, number, linked_by, why)
    values (${id}, 2025, 1, 'source', ''), (${inventedId}, 2025, 1, 'editors', 'Opdigtet')`;
  await sql`insert into initiative_municipality (initiative_id, municipality_code) values (${id}, '0751')`;
  const [milestone] = await sql<{ id: string }[]>`
    insert into milestone (initiative_id, position, title, planned, planned_by, expected_by, done_on, source_words, source_dated)
    values (${id}, 1, 'Begyndt', 'i 2026', '2026', '2026-09', '2026-10-01', ${said.words}, ${said.dated}) returning id`;
  await sql`insert into milestone (initiative_id, position, title) values (${id}, 2, 'Uden tid')`;
  await sql`
    insert into milestone_move (milestone_id, was, became, because)
    values (${milestone?.id ?? ""}, null, '2026-08', 'Der kom en dato.'), (${milestone?.id ?? ""}, '2026-08', '2026-09', 'Lærerne var optaget.')`;

  const [agreement] = await sql<{ id: string }[]>`
    insert into agreement (slug, municipality_code, title) values ('ny-aftale', ${code}, 'Ny aftale') returning id`;
  const [older] = await sql<{ id: string }[]>`
    insert into agreement (slug, municipality_code, title, year, parties, superseded_by, source_words, source_dated)
    values ('gammel-aftale', ${code}, 'Gammel aftale', 2025, '{A, B}', ${agreement?.id ?? ""}, ${said.words}, ${said.dated}) returning id`;
  const tables: string[] = [];
  for (const [slug, agreed, note, demo] of [
    ["tabel-med-aftale", older?.id ?? null, "1.000 kr.", false],
    ["tabel-uden-aftale", null, null, true],
  ] as const) {
    const [table] = await sql<{ id: string }[]>`
      insert into budget_table (slug, municipality_code, title, note, agreement_id, document_id, anchor, demo)
      values (${slug}, ${code}, 'Tabel', ${note}, ${agreed}, ${document}, ${anchor}, ${demo}) returning id`;
    tables.push(table?.id ?? "");
  }
  const [table = "", inventedTable = ""] = tables;
  await sql`
    insert into budget_difference (table_id, position, initiative_id, subject, text_says, text_document_id, text_anchor, table_says)
    values (${table}, 1, ${id}, 'Beløbet', 'to', ${document}, ${anchor}, 'tre')`;
  const [row] = await sql<{ id: string }[]>`
    insert into budget_row (municipality_code, table_id, position, label, initiative_id, agreement_id, kind, price_year, printed_unit, account,
      permanence, sector, proposal, financing, mean_printed, mean_amount, source_words, source_dated)
    values (${code}, ${table}, 1, 'Linje', ${id}, ${older?.id ?? null}, 'vedtaget', 2026, 'mio. kr.', 'anlaeg', 'varig', '5.51', 'Forslag 1', 'Pulje',
      '2,0', 2000000, ${said.words}, ${said.dated})
    returning id`;
  await sql`
    insert into budget_row (municipality_code, table_id, position, row, label, kind, visibility, published_at)
    values (${code}, ${table}, 2, 'heading', 'Overskrift', 'vedtaget', 'public', now()), (${code}, ${table}, 3, 'total', 'I alt', 'vedtaget', 'public', now())`;
  await sql`
    insert into budget_row (municipality_code, demo, table_id, label, kind, initiative_id)
    values (${code}, true, ${inventedTable}, 'Opdigtet linje', 'regnskab', ${inventedId})`;
  await sql`
    insert into budget_row (municipality_code, label, kind, level, visibility, published_at)
    values (${code}, 'Det almene', 'regnskab', 'almen', 'public', now())`;
  const [loose] = await sql<{ id: string }[]>`
    insert into budget_row (municipality_code, label, kind, level, initiative_id, agreement_id)
    values (${code}, 'Løs linje', 'prognose', 'mellemform', ${bareId}, ${agreement?.id ?? null}) returning id`;
  const rowId = row?.id ?? "";
  await sql`
    insert into budget_line (row_id, year, part_year, amount, printed, blank, financing, recorded_at, replaced_at, replaced_because)
    values (${rowId}, 2026, true, 1000000, '1,0', null, 'Ny finansiering', now() - interval '9 days', now() - interval '2 days', 'En fejl i tabellen.'),
      (${rowId}, 2026, true, 2000000, '2,0', null, 'Ny finansiering', now() - interval '2 days', null, null),
      (${rowId}, 2027, false, null, '-', 'dash', null, now(), null, null),
      (${rowId}, 2028, false, 2, null, null, null, now() - interval '9 days', now() - interval '1 day', 'Kan vise et barn.'),
      (${rowId}, 2028, false, null, null, 'hidden', null, now() - interval '1 day', null, null),
      (${loose?.id ?? ""}, 2026, false, 5, null, null, null, now(), null, null)`;
  await sql`
    insert into budget_line (row_id, year, amount)
    select id, 2026, 1 from budget_row where label = 'Opdigtet linje'`;

  await sql`
    insert into aim (slug, municipality_code, kind, position, title, text, document_id, anchor, visibility, published_at)
    values ('fuldt-maal', ${code}, 'maal', 90, 'Mål', 'Mere', ${document}, ${anchor}, 'public', now())`;
  await sql`insert into aim_initiative (aim_id, initiative_id) select id, ${id} from aim where slug = 'fuldt-maal'`;
  await sql`
    insert into placement (
      slug, municipality_code, position, subject, who_decides, who_pays, model, holds_from, document_id, anchor, source_words, source_dated,
      visibility, published_at
    ) values
      ('fuld-plads', ${code}, 90, 'Pladser', 'PPR', 'Skolen', 'Model', '2026', ${document}, ${anchor}, null, null, 'public', now()),
      ('talt-plads', ${code}, 91, 'Pladser', null, null, null, null, null, null, ${said.words}, ${said.dated}, 'public', now()),
      ('bar-plads', ${code}, 92, 'Pladser', null, null, null, null, null, null, null, null, 'public', now())`;
  const mandates: string[] = [];
  for (const [slug, when, often, by, words] of [
    ["fuldt-opdrag", "2026", "årligt", "PPR", said.words],
    ["bart-opdrag", null, null, null, null],
  ] as const) {
    const [mandate] = await sql<{ id: string }[]>`
      insert into mandate (slug, municipality_code, title, asked_by, asked_when, how_often, answered_by, source_words, source_dated, visibility, published_at)
      values (${slug}, ${code}, 'Opdrag', 'Udvalget', ${when}, ${often}, ${by}, ${words}, ${words && said.dated}, 'public', now()) returning id`;
    mandates.push(mandate?.id ?? "");
  }
  const [mandate = ""] = mandates;
  await sql`insert into mandate_point (mandate_id, position, text) values (${mandate}, 1, 'Punkt')`;
  await sql`insert into follow_up_paper (mandate_id, position, title) values (${mandate}, 1, 'Sag')`;
  const [section] = await sql<{ id: string }[]>`
    insert into follow_up_section (mandate_id, position, title) values (${mandate}, 1, 'Afsnit') returning id`;
  const [followUp] = await sql<{ id: string }[]>`
    insert into thematic_follow_up (mandate_id, position, period_printed, numeral, period_from, period_to, theme, theme_note, focus_kind, note, initiative_id)
    values (${mandate}, 1, 'Juni 2026', 'I', '2026-06', '2026-06', 'Tema', 'note', 'spoergsmaal', 'Note', ${id}) returning id`;
  await sql`
    insert into thematic_follow_up (mandate_id, position, period_printed, period_from, period_to, theme, focus_kind)
    values (${mandate}, 2, 'Juni 2027', '2027-06', '2027-06', 'Tema', 'ikke-besluttet')`;
  await sql`insert into thematic_follow_up (mandate_id, position, period_printed, period_from, period_to, theme, focus_kind, initiative_id)
    values (${mandate}, 3, 'Juni 2028', '2028-06', '2028-06', 'Tema', 'emner', ${id})`;
  await sql`
    insert into focus_item (follow_up_id, position, under, text) values (${followUp?.id ?? ""}, 1, null, 'Hvad?'), (${followUp?.id ?? ""}, 2, 1, 'Hvordan?')`;

  const indicators: string[] = [];
  for (const [slug, owner, extra, demo] of [
    ["fuld-indikator", code, "Fuldt", false],
    ["opdigtet-indikator", null, null, true],
  ] as const) {
    const [indicator] = await sql<{ id: string }[]>`
      insert into indicator (slug, municipality_code, title, definition, unit, level, cadence, source, source_url, counted_by, private_schools, caveat,
        direction, change_seen_by, not_comparable_because, source_words, source_dated, published_at, demo)
      values (${slug}, ${owner}, 'Indikator', 'Definition', 'procent', ${extra}, ${extra}, ${extra}, ${extra && "https://example.org"},
        ${extra && "bopael"}, ${extra && "med"}, ${extra}, ${extra && "op"}, ${extra}, ${extra}, ${extra && said.words}, ${extra && said.dated}, now(), ${demo})
      returning id`;
    indicators.push(indicator?.id ?? "");
  }
  const [indicator = "", inventedIndicator = ""] = indicators;
  await sql`insert into retired_indicator_slug (slug, indicator_id) values ('fuld-indikator-foer', ${indicator})`;
  await sql`
    insert into indicator_choice (indicator_id, list, code, position, label)
    values (${indicator}, 'serie', 's', 1, 'Serie'), (${indicator}, 'del', 'd', 1, 'Del'), (${indicator}, 'ord', 'o', 1, 'Ord')`;
  await sql`insert into indicator_break (indicator_id, on_day, because) values (${indicator}, '2025-08-01', 'ny optælling')`;
  await sql`
    insert into indicator_chart (indicator_id, municipality_code, updated_printed, note, document_id, anchor)
    values (${indicator}, ${code}, 'juni 2026', 'Figur', ${document}, ${anchor}), (${indicator}, '0751', null, null, ${document}, ${anchor})`;
  await sql`insert into indicator_section (section_id, position, indicator_id) values (${section?.id ?? ""}, 1, ${indicator})`;
  await sql`insert into aim_indicator (aim_id, indicator_id) select id, ${indicator} from aim where slug = 'fuldt-maal'`;
  const whole = {
    ...{
      indicator_id: indicator,
      municipality_code: code,
      series: "s",
      part: "d",
      time_kind: "aar",
      time_from: "2025-01-01",
    },
    ...{
      time_to: "2026-01-01",
      time_printed: "2025",
      printed: "over 5",
      qualifier: "over",
      denominator: 40,
      projected: true,
    },
    ...{
      pooled_years: 3,
      published_printed: "juni",
      updated_printed: "maj",
      source_words: said.words,
      source_dated: said.dated,
    },
  };
  const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const year = { indicator_id: indicator, time_kind: "aar", time_from: "2025-01-01", time_to: "2026-01-01" };
  const coming = { ...year, series: "s", blank: "paa-vej", expected: "2027" };
  const values = [
    { ...whole, number: 5, recorded_at: day(9), replaced_at: day(5), replaced_because: "Talt forkert." },
    { ...whole, number: 6, recorded_at: day(5) },
    { ...whole, municipality_code: null, number: 7 },
    {
      ...whole,
      time_printed: "skjult",
      number: 2,
      recorded_at: day(9),
      replaced_at: day(5),
      replaced_because: "Kan vise et barn.",
    },
    { ...whole, time_printed: "skjult", blank: "skjult", printed: null, qualifier: null, recorded_at: day(5) },
    {
      ...whole,
      time_printed: "ord",
      word: "o",
      recorded_at: day(9),
      replaced_at: day(5),
      replaced_because: "Et andet ord.",
      printed: null,
      qualifier: null,
    },
    {
      ...whole,
      time_printed: "ord",
      blank: "mangler",
      recorded_at: day(5),
      replaced_at: day(4),
      replaced_because: "Det kom.",
    },
    { ...whole, time_printed: "ord", word: "o", recorded_at: day(4) },
    { ...whole, time_printed: "venter", blank: "paa-vej", expected: "2027", printed: null, qualifier: null },
    { ...coming, municipality_code: code },
    coming,
    { ...year, part: "d", municipality_code: code, word: "o" },
    { ...year, part: "d", word: "o" },
    {
      ...{ ...year, municipality_code: code, number: 1 },
      ...{ recorded_at: day(9), replaced_at: day(5), replaced_because: "Talt forkert." },
    },
    { indicator_id: indicator, municipality_code: code, time_kind: "ikke-oplyst", number: 1 },
    {
      indicator_id: indicator,
      municipality_code: code,
      time_kind: "ikke-oplyst",
      time_printed: "nu",
      number: 1,
      recorded_at: day(9),
      replaced_at: day(5),
      replaced_because: "Talt forkert.",
    },
    {
      indicator_id: indicator,
      time_kind: "ikke-oplyst",
      time_printed: "nu",
      number: 1,
      recorded_at: day(9),
      replaced_at: day(5),
      replaced_because: "Talt forkert.",
    },
    { indicator_id: indicator, time_kind: "ikke-oplyst", time_printed: "nu", number: 3, recorded_at: day(5) },
    { indicator_id: inventedIndicator, municipality_code: code, time_kind: "ikke-oplyst", number: 1, demo: true },
    { indicator_id: inventedIndicator, time_kind: "ikke-oplyst", number: 1, demo: true },
  ];
  for (const value of values) {
    const all = {
      demo: false,
      visibility: "public",
      published_at: day(8),
      projected: false,
      recorded_at: day(7),
      ...value,
    };
    const row = Object.fromEntries(Object.entries(all).filter(([, one]) => one !== null));
    await sql`insert into indicator_value ${sql(row)}`;
  }
}
