-- Up Migration

-- All that is kept of a municipality's texts, taken out as one file for those who run the municipality. The file lies in the file store
-- under `udtraek/<id>/<attempt>.zip`, and goes with its row.
create table municipality_export (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  asked_by uuid,
  asked_at timestamptz not null default now(),
  attempt uuid,
  ready_at timestamptz,
  expires_at timestamptz check (expires_at >= ready_at),
  bytes bigint check (bytes > 0),
  texts integer check (texts >= 0),
  versions integer check (versions >= 0),
  pictures integer check (pictures >= 0),
  foreign key (asked_by, demo) references person (id, demo) on delete set null (asked_by),
  constraint municipality_export_ready_whole check (num_nulls(ready_at, expires_at, bytes, texts, versions, pictures) in (0, 6)),
  constraint municipality_export_ready_has_file check (ready_at is null or attempt is not null)
);
comment on column municipality_export.demo is 'asked for by an invented person, and holds invented texts alone';
comment on column municipality_export.attempt is 'the try that makes the file now, or has made it; null: none has begun, or what it has read has been removed for good since';
create index municipality_export_municipality on municipality_export (municipality_code, demo, asked_at desc);
create index municipality_export_asked_by on municipality_export (asked_by, demo);
create unique index municipality_export_one_at_a_time on municipality_export (municipality_code, demo) where ready_at is null;

-- The texts of a municipality, real and invented apart.
create index case_story_municipality_demo on case_story (municipality_code, demo);
