-- Up Migration

-- Identity; the text and what lists filter by are in revisions, so that a hidden working revision changes nothing that is public.
create table case_story (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  visibility text not null check (visibility in ('public', 'network', 'municipality')),
  demo boolean not null default false,
  published_revision_id uuid,
  working_revision_id uuid check (working_revision_id <> published_revision_id),
  first_published_at timestamptz,
  withdrawn_at timestamptz,
  unique (id, municipality_code),
  check ((published_revision_id is null) = (first_published_at is null))
);
create index case_story_municipality on case_story (municipality_code, first_published_at desc);
create index case_story_published_at on case_story (first_published_at desc);

create table retired_case_slug (
  slug text primary key,
  case_id uuid not null references case_story on delete cascade
);
create index retired_case_slug_case on retired_case_slug (case_id);

create table case_revision (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null,
  municipality_code text not null,
  title text not null check (title <> ''),
  summary text not null check (char_length(summary) between 1 and 300),
  hard text check (hard <> ''),
  stage text not null check (stage in ('aftalt', 'i-gang', 'erfaringer')),
  settings text[] not null default '{}' check (settings <@ known_settings()),
  levels text[] not null default '{}' check (levels <@ known_levels()),
  mellemform_levels smallint[] not null default '{}' check (mellemform_levels <@ array[1, 2, 3, 4]::smallint[]),
  class_levels smallint[] not null default '{}' check (class_levels <@ array[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::smallint[]),
  school_size integer check (school_size > 0),
  partners text[] not null default '{}',
  unit_id uuid,
  period_from text check (period_from ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?$'),
  period_to text check (period_to ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?$'),
  document_id uuid references document,
  content jsonb not null,
  text text not null,
  created_at timestamptz not null default now(),
  unique (id, case_id),
  foreign key (case_id, municipality_code) references case_story (id, municipality_code) on delete cascade,
  foreign key (unit_id, municipality_code) references unit (id, municipality_code)
);
comment on column case_revision.document_id is 'the document that the case is retold from; null: written by the municipality';
create index case_revision_case on case_revision (case_id, municipality_code);
create index case_revision_unit on case_revision (unit_id, municipality_code);
create index case_revision_document on case_revision (document_id);

alter table case_story
  add foreign key (published_revision_id, id) references case_revision (id, case_id) deferrable initially deferred,
  add foreign key (working_revision_id, id) references case_revision (id, case_id) deferrable initially deferred;
create index case_story_published on case_story (published_revision_id, id);
create index case_story_working on case_story (working_revision_id, id);

create table case_method (
  revision_id uuid not null references case_revision on delete cascade,
  method_id uuid not null references method,
  position smallint not null,
  primary key (revision_id, method_id)
);
create index case_method_method on case_method (method_id);

create table case_commitment (
  revision_id uuid not null references case_revision on delete cascade,
  declaration_year smallint not null,
  number smallint not null,
  linked_by text not null check (linked_by in ('source', 'editors')),
  why text not null,
  primary key (revision_id, declaration_year, number),
  foreign key (declaration_year, number) references commitment
);
comment on column case_commitment.linked_by is 'source: the municipality or its document makes the link; editors: we do';
create index case_commitment_commitment on case_commitment (declaration_year, number);

create table case_citation (
  revision_id uuid not null references case_revision on delete cascade,
  position smallint not null,
  document_id uuid,
  anchor text,
  reference_slug text references reference,
  primary key (revision_id, position),
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2)),
  check (num_nonnulls(document_id, reference_slug) = 1)
);
create index case_citation_anchor on case_citation (document_id, anchor);
create index case_citation_reference on case_citation (reference_slug);
