-- Up Migration

-- How places are given and paid can be typed by the municipality itself, as mandates can.
alter table placement
  alter column document_id drop not null,
  alter column anchor drop not null,
  add column version integer not null default 1,
  add column source_words text check (char_length(source_words) between 1 and 300),
  add column source_dated text check (is_partial_date(source_dated)),
  add column taken_back_at timestamptz,
  add column entered_by uuid,
  add column changed_at timestamptz not null default now(),
  add constraint placement_entered_by foreign key (entered_by, demo) references person (id, demo) on delete set null (entered_by),
  add constraint placement_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  add constraint placement_one_source check (num_nonnulls(document_id, source_words) <= 1),
  add constraint placement_source_dated check ((source_words is null) = (source_dated is null)),
  add constraint placement_published_or_taken_back check (published_at is null or taken_back_at is null);
create index placement_entered_by on placement (entered_by, demo);

-- What belongs to a mandate is changed row by row.
alter table follow_up_section add column version integer not null default 1;
alter table follow_up_paper
  add column id uuid not null default gen_random_uuid(),
  add column version integer not null default 1,
  add constraint follow_up_paper_id unique (id);
