-- Up Migration

-- What is measured. An indicator is public; its values are a municipality's own until they are published, or the country's.
create table indicator (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  demo boolean not null default false,
  version integer not null default 1,
  municipality_code text references municipality,
  title text not null check (char_length(title) between 1 and 200),
  definition text not null check (char_length(definition) between 1 and 2000),
  answers text not null default 'tal' check (answers in ('tal', 'ord')),
  unit text check (char_length(unit) between 1 and 100),
  decimals smallint not null default 0 check (decimals between 0 and 4),
  level text check (char_length(level) between 1 and 200),
  cadence text check (char_length(cadence) between 1 and 200),
  source text check (char_length(source) between 1 and 300),
  source_url text check (source_url ~ '^https://'),
  counted_by text check (counted_by in ('bopael', 'skole', 'begge')),
  private_schools text check (private_schools in ('med', 'uden', 'kan-vaelges')),
  caveat text check (char_length(caveat) between 1 and 1000),
  direction text check (direction in ('op', 'ned', 'balance')),
  change_seen_by text check (char_length(change_seen_by) between 1 and 500),
  not_comparable_because text check (char_length(not_comparable_because) between 1 and 500),
  document_id uuid,
  anchor text,
  source_words text check (char_length(source_words) between 1 and 300),
  source_dated text check (is_partial_date(source_dated)),
  published_at timestamptz,
  hidden_at timestamptz,
  entered_by uuid,
  changed_at timestamptz not null default now(),
  foreign key (document_id, anchor) references document_anchor,
  constraint indicator_entered_by foreign key (entered_by, demo) references person (id, demo) on delete set null (entered_by),
  constraint indicator_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint indicator_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint indicator_source_dated check ((source_words is null) = (source_dated is null)),
  constraint indicator_numbers_have_unit check (answers = 'ord' or unit is not null or document_id is not null)
);
comment on column indicator.municipality_code is 'whose own it is; null: of all, kept by the association';
comment on column indicator.answers is 'with a number, or with a word of its list';
comment on column indicator.unit is 'null: words, or not told by the document that it rests on';
comment on column indicator.counted_by is 'by where the children live, or by where they go to school; null: not told';
comment on column indicator.direction is 'that is wanted; null: not told';
comment on column indicator.change_seen_by is 'as printed after "Vi ser forandring ved"';
comment on column indicator.not_comparable_because is 'why values of two places, or of two years, must not be laid beside each other; null: they may';
create index indicator_municipality on indicator (municipality_code);
create index indicator_title on indicator (title collate danish);
create index indicator_passage on indicator (document_id, anchor);
create index indicator_entered_by on indicator (entered_by, demo);

create table retired_indicator_slug (
  slug text primary key,
  indicator_id uuid not null references indicator on delete cascade
);
create index retired_indicator_slug_indicator on retired_indicator_slug (indicator_id);

create table indicator_commitment (
  indicator_id uuid not null references indicator on delete cascade,
  declaration_year smallint not null,
  number smallint not null,
  primary key (indicator_id, declaration_year, number),
  foreign key (declaration_year, number) references commitment
);
create index indicator_commitment_commitment on indicator_commitment (declaration_year, number);

-- Its lists: series (forecast, accounts, corrected budget), parts that it is broken down by, and words that it answers with.
create table indicator_choice (
  indicator_id uuid not null references indicator on delete cascade,
  list text not null check (list in ('serie', 'del', 'ord')),
  code text not null check (code ~ '^[a-z0-9-]+$'),
  position smallint not null,
  label text not null check (label <> ''),
  primary key (indicator_id, list, code)
);

-- From this day on it is counted in another way.
create table indicator_break (
  indicator_id uuid not null references indicator on delete cascade,
  on_day date not null,
  because text not null check (because <> ''),
  primary key (indicator_id, on_day)
);

-- A chart that a document has without printing its values: it stands with its date and no number.
create table indicator_chart (
  indicator_id uuid not null references indicator on delete cascade,
  municipality_code text not null references municipality,
  demo boolean not null default false,
  updated_printed text,
  note text,
  document_id uuid not null,
  anchor text not null,
  primary key (indicator_id, municipality_code),
  foreign key (document_id, anchor) references document_anchor
);
create index indicator_chart_municipality on indicator_chart (municipality_code);
create index indicator_chart_passage on indicator_chart (document_id, anchor);

create table indicator_section (
  section_id uuid not null references follow_up_section on delete cascade,
  position smallint not null,
  indicator_id uuid not null references indicator on delete cascade,
  primary key (section_id, position),
  unique (section_id, indicator_id)
);
create index indicator_section_indicator on indicator_section (indicator_id);

create table aim_indicator (
  aim_id uuid not null references aim on delete cascade,
  indicator_id uuid not null references indicator on delete cascade,
  primary key (aim_id, indicator_id)
);
create index aim_indicator_indicator on aim_indicator (indicator_id);

-- A number or a word, or why there is none. Never overwritten: another takes its place, with a reason.
create table indicator_value (
  id uuid primary key default gen_random_uuid(),
  indicator_id uuid not null references indicator on delete cascade,
  municipality_code text references municipality,
  demo boolean not null default false,
  series text,
  part text,
  time_kind text not null check (time_kind in ('aar', 'skoleaar', 'dato', 'spaend', 'ikke-oplyst')),
  time_from date,
  time_to date,
  time_printed text check (char_length(time_printed) between 1 and 60),
  number numeric,
  word text,
  blank text check (blank in ('mangler', 'ikke-relevant', 'skjult', 'paa-vej')),
  expected text check (is_partial_date(expected)),
  printed text check (char_length(printed) between 1 and 60),
  qualifier text check (qualifier in ('cirka', 'over', 'under')),
  denominator bigint check (denominator > 0),
  projected boolean not null default false,
  pooled_years smallint check (pooled_years between 2 and 10),
  published_printed text,
  updated_printed text,
  document_id uuid,
  anchor text,
  source_words text check (char_length(source_words) between 1 and 300),
  source_dated text check (is_partial_date(source_dated)),
  visibility text not null default 'municipality' check (visibility in ('public', 'network', 'municipality')),
  audience text not null generated always as (
    case visibility when 'municipality' then 'municipality:' || coalesce(municipality_code, '') else visibility end
  ) stored,
  published_at timestamptz,
  taken_back_at timestamptz,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  replaced_at timestamptz,
  replaced_by uuid references person on delete set null,
  replaced_because text check (char_length(replaced_because) between 1 and 300),
  series_list text generated always as (case when series is not null then 'serie' end) stored,
  part_list text generated always as (case when part is not null then 'del' end) stored,
  word_list text generated always as (case when word is not null then 'ord' end) stored,
  foreign key (indicator_id, series_list, series) references indicator_choice (indicator_id, list, code),
  foreign key (indicator_id, part_list, part) references indicator_choice (indicator_id, list, code),
  foreign key (indicator_id, word_list, word) references indicator_choice (indicator_id, list, code),
  foreign key (document_id, anchor) references document_anchor,
  constraint indicator_value_recorded_by foreign key (recorded_by, demo) references person (id, demo) on delete set null (recorded_by),
  constraint indicator_value_one_answer check (num_nonnulls(number, word, blank) = 1),
  constraint indicator_value_coming_alone_expected check (expected is null or blank = 'paa-vej'),
  constraint indicator_value_time_known check (
    (time_kind = 'ikke-oplyst') = (time_from is null) and (time_from is null) = (time_to is null)
  ),
  constraint indicator_value_time_in_order check (time_to > time_from),
  constraint indicator_value_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint indicator_value_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint indicator_value_source_dated check ((source_words is null) = (source_dated is null)),
  constraint indicator_value_replaced_later check (replaced_at >= recorded_at),
  constraint indicator_value_replaced_with_reason check ((replaced_at is null) = (replaced_because is null)),
  constraint indicator_value_published_or_taken_back check (published_at is null or taken_back_at is null)
);
comment on column indicator_value.municipality_code is 'null: of the country';
comment on column indicator_value.time_to is 'the first day after the time that it is of';
comment on column indicator_value.time_printed is 'as printed: "2022-2023", "nu"';
comment on column indicator_value.blank is 'why there is neither number nor word; none of them is 0';
comment on column indicator_value.denominator is 'of how many';
comment on column indicator_value.pooled_years is 'small municipalities may lay years together';
comment on column indicator_value.published_printed is 'when the source published it, as printed; updated_printed likewise';
create unique index indicator_value_stands on indicator_value
  (indicator_id, municipality_code, series, part, time_from, time_to, time_printed, demo) nulls not distinct where replaced_at is null;
create index indicator_value_history on indicator_value (indicator_id, municipality_code, time_from);
create index indicator_value_municipality on indicator_value (municipality_code, indicator_id) where replaced_at is null;
create index indicator_value_of_municipality on indicator_value (municipality_code);
create index indicator_value_series on indicator_value (indicator_id, series_list, series);
create index indicator_value_part on indicator_value (indicator_id, part_list, part);
create index indicator_value_word on indicator_value (indicator_id, word_list, word);
create index indicator_value_passage on indicator_value (document_id, anchor);
create index indicator_value_recorded_by on indicator_value (recorded_by, demo);
create index indicator_value_replaced_by on indicator_value (replaced_by);

do $$
declare
  content_table text;
begin
  foreach content_table in array array[
    'indicator', 'retired_indicator_slug', 'indicator_commitment', 'indicator_choice', 'indicator_break', 'indicator_chart',
    'indicator_section', 'aim_indicator', 'indicator_value'
  ] loop
    execute format(
      'create trigger content_changed after insert or update or delete or truncate on %I for each statement execute function tell_content_changed()',
      content_table
    );
  end loop;
end
$$;
