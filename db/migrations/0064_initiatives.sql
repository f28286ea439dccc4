-- Up Migration

-- What a municipality does and decides about the ten commitments. A row that others may read has a state of its own: it is saved for those who
-- keep the municipality's contents, published for its audience (by default the municipality's own people), and can be taken back.
-- It rests on a passage of a document, on a dated source in words, or else on the municipality's own word.

-- A part of a date as it is known: a year, a month or a day.
create function is_partial_date(value text) returns boolean immutable parallel safe language sql as $$
  select value ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'
$$;

create table initiative (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  version integer not null default 1,
  kind text not null default 'indsats' check (kind in ('indsats', 'proevehandling')),
  title text not null check (char_length(title) between 1 and 200),
  summary text not null default '' check (char_length(summary) <= 1000),
  to_teach text check (char_length(to_teach) between 1 and 1000),
  state text check (state in ('foreslaaet', 'aftalt', 'vedtaget', 'i-gang', 'afsluttet', 'stoppet')),
  decided_by text check (char_length(decided_by) between 1 and 200),
  decided_on text check (is_partial_date(decided_on)),
  period_printed text check (char_length(period_printed) between 1 and 200),
  period_kind text check (period_kind in ('kalenderaar', 'skoleaar')),
  period_from text check (is_partial_date(period_from)),
  period_to text check (is_partial_date(period_to)),
  settings text[] not null default '{}' check (settings <@ known_settings()),
  levels text[] not null default '{}' check (levels <@ known_levels()),
  mellemform_levels smallint[] not null default '{}' check (mellemform_levels <@ array[1, 2, 3, 4]::smallint[]),
  target_group text check (char_length(target_group) between 1 and 300),
  coverage text check (char_length(coverage) between 1 and 300),
  partners text[] not null default '{}',
  owner_role text check (char_length(owner_role) between 1 and 200),
  document_id uuid,
  anchor text,
  source_words text check (char_length(source_words) between 1 and 300),
  source_dated text check (is_partial_date(source_dated)),
  visibility text not null default 'municipality' check (visibility in ('public', 'network', 'municipality')),
  audience text not null generated always as (
    case visibility when 'municipality' then 'municipality:' || municipality_code else visibility end
  ) stored,
  published_at timestamptz,
  taken_back_at timestamptz,
  hidden_at timestamptz,
  begun_by uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  unique (id, municipality_code),
  unique (id, demo),
  foreign key (document_id, anchor) references document_anchor,
  constraint initiative_begun_by foreign key (begun_by, demo) references person (id, demo) on delete set null (begun_by),
  constraint initiative_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint initiative_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint initiative_source_dated check ((source_words is null) = (source_dated is null)),
  constraint initiative_trial_teaches check (to_teach is null or kind = 'proevehandling'),
  constraint initiative_period_in_order check (period_to >= period_from),
  constraint initiative_published_or_taken_back check (published_at is null or taken_back_at is null)
);
comment on column initiative.state is 'null: not told by what it rests on';
comment on column initiative.to_teach is 'what a trial is to teach';
comment on column initiative.period_printed is 'as the source has it, where it is no plain span: "over ti år"';
comment on column initiative.coverage is 'how far it reaches, in words: "fra 7 skoledistrikter til alle"';
comment on column initiative.document_id is 'with anchor: the passage that the row rests on; without it and source_words: the municipality''s own word';
comment on column initiative.taken_back_at is 'published by mistake: gone for all readers, also of earlier days';
create index initiative_of_municipality on initiative (municipality_code, demo, title collate danish);
create index initiative_passage on initiative (document_id, anchor);
create index initiative_begun_by on initiative (begun_by, demo);

create table retired_initiative_slug (
  slug text primary key,
  initiative_id uuid not null references initiative on delete cascade
);
create index retired_initiative_slug_initiative on retired_initiative_slug (initiative_id);

create table initiative_commitment (
  initiative_id uuid not null references initiative on delete cascade,
  declaration_year smallint not null,
  number smallint not null,
  linked_by text not null check (linked_by in ('source', 'editors')),
  why text not null default '',
  primary key (initiative_id, declaration_year, number),
  foreign key (declaration_year, number) references commitment
);
create index initiative_commitment_commitment on initiative_commitment (declaration_year, number);

create table initiative_method (
  initiative_id uuid not null references initiative on delete cascade,
  method_id uuid not null references method on delete cascade,
  position smallint not null,
  primary key (initiative_id, method_id)
);
create index initiative_method_method on initiative_method (method_id);

create table initiative_case (
  initiative_id uuid not null references initiative on delete cascade,
  case_id uuid not null references case_story on delete cascade,
  primary key (initiative_id, case_id)
);
create index initiative_case_case on initiative_case (case_id);

create table initiative_unit (
  initiative_id uuid not null,
  municipality_code text not null,
  unit_id uuid not null,
  primary key (initiative_id, unit_id),
  foreign key (initiative_id, municipality_code) references initiative (id, municipality_code) on delete cascade,
  foreign key (unit_id, municipality_code) references unit (id, municipality_code) on delete cascade
);
create index initiative_unit_initiative on initiative_unit (initiative_id, municipality_code);
create index initiative_unit_unit on initiative_unit (unit_id, municipality_code);

-- Others that take part in it, as where several municipalities share a PPR.
create table initiative_municipality (
  initiative_id uuid not null references initiative on delete cascade,
  municipality_code text not null references municipality,
  primary key (initiative_id, municipality_code)
);
create index initiative_municipality_municipality on initiative_municipality (municipality_code);

create table milestone (
  id uuid primary key default gen_random_uuid(),
  initiative_id uuid not null references initiative on delete cascade,
  position smallint not null,
  version integer not null default 1,
  title text not null check (char_length(title) between 1 and 200),
  planned text check (char_length(planned) between 1 and 100),
  planned_by text check (is_partial_date(planned_by)),
  expected_by text check (is_partial_date(expected_by)),
  done_on text check (is_partial_date(done_on)),
  document_id uuid,
  anchor text,
  source_words text check (char_length(source_words) between 1 and 300),
  source_dated text check (is_partial_date(source_dated)),
  unique (initiative_id, position) deferrable initially deferred,
  foreign key (document_id, anchor) references document_anchor,
  constraint milestone_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint milestone_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint milestone_source_dated check ((source_words is null) = (source_dated is null))
);
comment on column milestone.planned is 'as printed: "skoleåret 2024/2025"; null: no time is told';
comment on column milestone.planned_by is 'the last day, month or year that this means; null where it means none';
comment on column milestone.expected_by is 'what is expected now, where that is another';
create index milestone_passage on milestone (document_id, anchor);

-- A date that was moved, and why.
create table milestone_move (
  id bigint generated always as identity primary key,
  milestone_id uuid not null references milestone on delete cascade,
  was text check (is_partial_date(was)),
  became text not null check (is_partial_date(became)),
  because text not null check (char_length(because) between 10 and 300),
  moved_by uuid references person on delete set null,
  moved_at timestamptz not null default now()
);
create index milestone_move_milestone on milestone_move (milestone_id, id);
create index milestone_move_moved_by on milestone_move (moved_by);

-- Money. An agreement is what parties agreed about a budget; one that a later one took the place of stays.
create table agreement (
  id uuid primary key default gen_random_uuid(),
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  title text not null check (title <> ''),
  year smallint check (year between 1990 and 2100),
  parties text[] not null default '{}',
  superseded_by uuid references agreement,
  document_id uuid,
  anchor text,
  source_words text check (char_length(source_words) between 1 and 300),
  source_dated text check (is_partial_date(source_dated)),
  unique (municipality_code, slug),
  foreign key (document_id, anchor) references document_anchor,
  constraint agreement_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint agreement_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint agreement_source_dated check ((source_words is null) = (source_dated is null))
);
comment on column agreement.parties is 'as named; empty where the document does not name them';
create index agreement_superseded_by on agreement (superseded_by);
create index agreement_passage on agreement (document_id, anchor);

-- A table as a document prints it. Its rows are rows of `budget_row`.
create table budget_table (
  id uuid primary key default gen_random_uuid(),
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  title text not null check (title <> ''),
  note text,
  agreement_id uuid references agreement,
  document_id uuid not null,
  anchor text not null,
  unique (municipality_code, slug),
  unique (id, municipality_code),
  foreign key (document_id, anchor) references document_anchor
);
create index budget_table_agreement on budget_table (agreement_id);
create index budget_table_passage on budget_table (document_id, anchor);

-- A row of such a table, or a line that a municipality has entered: what the money is for, over the years.
create table budget_row (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  version integer not null default 1,
  table_id uuid,
  position smallint not null default 0,
  row text not null default 'line' check (row in ('line', 'heading', 'total')),
  label text not null check (char_length(label) between 1 and 300),
  initiative_id uuid,
  agreement_id uuid references agreement,
  kind text not null check (kind in ('foreslaaet', 'aftalt', 'vedtaget', 'korrigeret-budget', 'prognose', 'regnskab')),
  price_year smallint check (price_year between 1990 and 2100),
  printed_unit text not null default 'kr.' check (printed_unit in ('kr.', '1.000 kr.', 'mio. kr.')),
  account text check (account in ('drift', 'anlaeg')),
  permanence text check (permanence in ('engang', 'varig')),
  level text check (level in ('almen', 'mellemform', 'special')),
  sector text check (sector <> ''),
  proposal text check (proposal <> ''),
  financing text check (char_length(financing) between 1 and 300),
  mean_printed text,
  mean_amount bigint,
  document_id uuid,
  anchor text,
  source_words text check (char_length(source_words) between 1 and 300),
  source_dated text check (is_partial_date(source_dated)),
  visibility text not null default 'municipality' check (visibility in ('public', 'network', 'municipality')),
  audience text not null generated always as (
    case visibility when 'municipality' then 'municipality:' || municipality_code else visibility end
  ) stored,
  published_at timestamptz,
  taken_back_at timestamptz,
  entered_by uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  foreign key (table_id, municipality_code) references budget_table (id, municipality_code) on delete cascade,
  foreign key (initiative_id, municipality_code) references initiative (id, municipality_code) on delete cascade,
  foreign key (document_id, anchor) references document_anchor,
  constraint budget_row_entered_by foreign key (entered_by, demo) references person (id, demo) on delete set null (entered_by),
  constraint budget_row_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint budget_row_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint budget_row_source_dated check ((source_words is null) = (source_dated is null)),
  constraint budget_row_only_lines_belong check (row = 'line' or (initiative_id is null and level is null)),
  constraint budget_row_headings_stand_in_tables check (row = 'line' or table_id is not null),
  constraint budget_row_mean_whole check ((mean_printed is null) = (mean_amount is null)),
  constraint budget_row_published_or_taken_back check (published_at is null or taken_back_at is null)
);
comment on column budget_row.row is 'line: counts in sums; heading: has no amounts; total: a printed sum, which is checked and never summed';
comment on column budget_row.initiative_id is 'a row of an initiative is seen by whom the initiative is seen by, whatever its own state';
comment on column budget_row.level is 'of the three lines a year that a municipality without more can enter';
comment on column budget_row.permanence is 'of a total: which lines it is the sum of; null: all';
comment on column budget_row.proposal is 'as printed, such as "Forslag 5"; no key, for two may bear one number';
comment on column budget_row.financing is 'as printed; what pays in each year stands in budget_line';
comment on column budget_row.mean_amount is 'whole kroner, of the printed mean over the years';
create index budget_row_municipality on budget_row (municipality_code, demo);
create index budget_row_table on budget_row (table_id, municipality_code);
create index budget_row_initiative on budget_row (initiative_id, municipality_code);
create index budget_row_agreement on budget_row (agreement_id);
create index budget_row_passage on budget_row (document_id, anchor);
create index budget_row_entered_by on budget_row (entered_by, demo);

-- The amount of a row in a year. Never overwritten: another takes its place, with a reason, and it can still be read as of its day.
create table budget_line (
  id uuid primary key default gen_random_uuid(),
  row_id uuid not null references budget_row on delete cascade,
  year smallint not null check (year between 1990 and 2100),
  part_year boolean not null default false,
  amount bigint,
  printed text check (char_length(printed) <= 40),
  blank text check (blank in ('dash', 'empty', 'within_frame', 'hidden')),
  financing text check (char_length(financing) between 1 and 300),
  recorded_at timestamptz not null default now(),
  recorded_by uuid references person on delete set null,
  replaced_at timestamptz,
  replaced_by uuid references person on delete set null,
  replaced_because text check (char_length(replaced_because) between 1 and 300),
  constraint budget_line_amount_or_blank check ((amount is null) = (blank is not null)),
  constraint budget_line_replaced_later check (replaced_at >= recorded_at),
  constraint budget_line_replaced_with_reason check ((replaced_at is null) = (replaced_because is null))
);
comment on column budget_line.amount is 'whole kroner; a saving is negative';
comment on column budget_line.printed is 'the cell as printed, in the unit of the row';
comment on column budget_line.blank is 'why there is no amount: a printed dash, an empty cell, paid within the existing frame, or hidden';
comment on column budget_line.part_year is 'covers a part of the year alone, and is never drawn as growth';
comment on column budget_line.replaced_at is 'from when another stands in its place; null: it stands';
create unique index budget_line_stands on budget_line (row_id, year) where replaced_at is null;
create index budget_line_row on budget_line (row_id, year, recorded_at);
create index budget_line_recorded_by on budget_line (recorded_by);
create index budget_line_replaced_by on budget_line (replaced_by);

-- Where the text of a document and its table say two things: both are shown.
create table budget_difference (
  id uuid primary key default gen_random_uuid(),
  table_id uuid not null references budget_table on delete cascade,
  position smallint not null,
  initiative_id uuid references initiative on delete set null,
  subject text not null check (subject <> ''),
  text_says text not null check (text_says <> ''),
  text_document_id uuid not null,
  text_anchor text not null,
  table_says text not null check (table_says <> ''),
  unique (table_id, position) deferrable initially deferred,
  foreign key (text_document_id, text_anchor) references document_anchor
);
create index budget_difference_initiative on budget_difference (initiative_id);
create index budget_difference_passage on budget_difference (text_document_id, text_anchor);

do $$
declare
  content_table text;
begin
  foreach content_table in array array[
    'initiative', 'retired_initiative_slug', 'initiative_commitment', 'initiative_method', 'initiative_unit', 'initiative_municipality',
    'milestone', 'milestone_move', 'agreement', 'budget_table', 'budget_row', 'budget_line', 'budget_difference'
  ] loop
    execute format(
      'create trigger content_changed after insert or update or delete or truncate on %I for each statement execute function tell_content_changed()',
      content_table
    );
  end loop;
end
$$;
-- A draft that is thrown away takes none with it, and is no change of a page.
create trigger content_changed after insert or update or delete on initiative_case for each row execute function tell_content_changed();
