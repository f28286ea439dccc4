-- Up Migration

-- Everything that the seeds have put in, so that it can follow the seeds of later releases for as long as nobody has changed it here.
create table seeded (
  kind text not null,
  key text not null,
  row_id text,
  demo boolean not null,
  checksum text,
  state jsonb not null,
  primary key (kind, key)
);
comment on column seeded.key is 'what names it in the seeds for good: a slug, a code, or several of them joined by /';
comment on column seeded.row_id is 'the row, which may bear another name by now; null: it had been changed or deleted before this table was made';
comment on column seeded.checksum is 'of the source that was last applied; null: not known, or withdrawn, so the next start compares it by value';
comment on column seeded.state is 'what stood in the row when it was last applied; a row that differs has been changed by people and is left alone';

-- The columns of a row, long values as their MD5.
create function seeded_state(stored jsonb, columns text[]) returns jsonb immutable parallel safe language sql as $$
  select jsonb_object_agg(
    name, case when length((stored -> name)::text) > 80 then to_jsonb(md5((stored -> name)::text)) else stored -> name end
  )
  from unnest(columns) as name
$$;

-- Two municipalities may trade places on the map, and a region's years may move, in one transaction.
alter table municipality
  drop constraint municipality_tile_column_tile_row_key,
  add constraint municipality_tile_column_tile_row_key unique (tile_column, tile_row) deferrable;
alter table municipality_region
  drop constraint municipality_region_municipality_code_daterange_excl,
  add constraint municipality_region_municipality_code_daterange_excl
    exclude using gist (municipality_code with =, daterange(valid_from, valid_to) with &&) deferrable;

-- A database that was filled before this table: nothing could be edited by then but units and further mail domains, so all of the
-- rest is as the seeds made it. Which release they were of is not known.
insert into seeded (kind, key, row_id, demo, state)
select 'region', slug, slug, false, seeded_state(to_jsonb(t), array['slug', 'name', 'valid_from', 'valid_to']) from region t
union all
select 'municipality', code, code, false, seeded_state(to_jsonb(t), array[
  'code', 'slug', 'name', 'full_name', 'latitude', 'longitude', 'population', 'population_on', 'homepage', 'tile_column', 'tile_row'
]) from municipality t
union all
select 'membership', key, key, false,
  seeded_state(to_jsonb(t), array['municipality_code', 'region_slug', 'valid_from', 'valid_to'])
from municipality_region t, concat_ws('/', municipality_code, to_jsonb(t) ->> 'valid_from') as key
union all
select 'mail-domain', domain, domain, false, seeded_state(to_jsonb(t), array['domain', 'municipality_code', 'own', 'approved'])
from mail_domain t where own
union all
select 'document', slug, id::text, false, seeded_state(to_jsonb(t), array[
  'slug', 'title', 'municipality_code', 'publisher', 'kind', 'body', 'dated', 'dated_note', 'summary', 'omitted', 'content', 'text'
]) from document t
union all
select 'reference', slug, slug, false,
  seeded_state(to_jsonb(t), array['slug', 'title', 'authors', 'year', 'note', 'document_id', 'anchor'])
from reference t
union all
select 'declaration', year::text, year::text, false,
  seeded_state(to_jsonb(t), array['year', 'title', 'summary', 'on_behalf_of', 'numbering_note', 'document_id'])
from declaration t
union all
select 'commitment', key, key, false,
  seeded_state(to_jsonb(t), array['declaration_year', 'number', 'title', 'plain', 'quote', 'document_id', 'anchor'])
from commitment t, concat_ws('/', declaration_year, number) as key
union all
select 'method', slug, id::text, false, jsonb_build_object(
  'slug', slug, 'visibility', visibility, 'withdrawn', withdrawn_at is not null,
  'revision', coalesce(published_revision_id, working_revision_id)
) from method
union all
select 'method-alias', slug, slug, false, seeded_state(to_jsonb(t), array['slug', 'method_id']) from retired_method_slug t
union all
select 'case', slug, id::text, demo, jsonb_build_object(
  'slug', slug, 'municipality_code', municipality_code, 'visibility', visibility, 'withdrawn', withdrawn_at is not null,
  'revision', coalesce(published_revision_id, working_revision_id)
) from case_story;

-- Units could be entered, changed and deleted: those of the seeds until now, named one by one, where they stand as they were made.
insert into seeded (kind, key, row_id, demo, state)
select 'unit', seed.key, u.id::text, seed.demo,
  seeded_state(to_jsonb(u), array['municipality_code', 'slug', 'name', 'kind', 'parent_id', 'demo'])
from (
  select key, false as demo from unnest(array[
    '0101/boerne-og-ungdomsforvaltningen', '0101/lundehusskolen', '0751/boern-og-unge', '0751/sociale-forhold-og-beskaeftigelse',
    '0751/ppr', '0165/dagtilbud-og-skole', '0165/boern-og-familie'
  ]) as key where exists (select from municipality)
  union all
  select key, true from unnest(array[
    '0151/roersangerskolen', '0159/hvidhjelmskolen', '0159/mosehjulskolen', '0167/ppr-avedoerelund', '0183/tranebrinkskolen',
    '0217/sundkronskolen', '0260/arrelundskolen', '0270/boernekontoret-egebuen', '0400/klynge-syd-bornholm',
    '0400/havnebryskolen', '0259/dagtilbudskontoret-strandporten', '0306/boernehuset-birkeporten',
    '0350/boernehuset-tangspringeren', '0360/mariboelskolen', '0370/skolekontoret-aahjoernet', '0370/boernehuset-gaerdevikken',
    '0390/fjordblinkskolen', '0461/distrikt-aabuen', '0461/kragsholtskolen', '0461/tingroellikeskolen', '0479/ppr-sundbroen',
    '0482/langhavreskolen', '0492/marstangskolen', '0550/klynge-marsken', '0561/vadegrundskolen',
    '0561/specialskolen-kvistbroen', '0563/boernekontoret-klitsporet', '0615/bygholmvangskolen',
    '0621/skolekontoret-fjordhjoernet', '0657/fuglemoseskolen-vest', '0665/vestklitbroskolen', '0707/skolekontoret-kystlinjen',
    '0730/boernehuset-gudenmosen', '0730/humlevejrskolen', '0741/boernekontoret-tangvolden', '0773/muslingebroskolen',
    '0779/sfo-krabbestien', '0787/ppr-limfjordsporten', '0825/tangrandskolen', '0840/hedebrobjergskolen',
    '0851/skolekontoret-kalkbroen', '0851/sejlmoseskolen', '0860/distrikt-nordkysten'
  ]) as key where exists (select from case_story where demo)
) as seed
left join unit u on u.municipality_code = split_part(seed.key, '/', 1) and u.slug = split_part(seed.key, '/', 2) and u.version = 1;
