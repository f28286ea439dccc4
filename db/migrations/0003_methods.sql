-- Up Migration

create function known_settings() returns text[] immutable parallel safe language sql as $$
  select array['dagtilbud', 'overgang', 'indskoling', 'mellemtrin', 'udskoling', 'sfo-klub', 'specialtilbud', 'ppr', 'forvaltning']
$$;
create function known_levels() returns text[] immutable parallel safe language sql as $$
  select array['almen', 'mellemform', 'behandling-special']
$$;

-- Identity; the text is in revisions. The association owns every method.
create table method (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  visibility text not null default 'public' check (visibility in ('public', 'network')),
  published_revision_id uuid,
  working_revision_id uuid check (working_revision_id <> published_revision_id),
  first_published_at timestamptz,
  withdrawn_at timestamptz,
  check ((published_revision_id is null) = (first_published_at is null))
);

create table retired_method_slug (
  slug text primary key,
  method_id uuid not null references method on delete cascade
);
create index retired_method_slug_method on retired_method_slug (method_id);

create table method_revision (
  id uuid primary key default gen_random_uuid(),
  method_id uuid not null references method on delete cascade,
  title text not null check (title <> ''),
  kind text not null check (kind in ('metode', 'program', 'organisering', 'styring')),
  summary text not null check (char_length(summary) between 1 and 300),
  aliases text[] not null default '{}',
  settings text[] not null default '{}' check (settings <@ known_settings()),
  levels text[] not null default '{}' check (levels <@ known_levels()),
  mellemform_levels smallint[] not null default '{}' check (mellemform_levels <@ array[1, 2, 3, 4]::smallint[]),
  time_to_start text not null,
  use_for text,
  content jsonb not null,
  text text not null,
  created_at timestamptz not null default now(),
  unique (id, method_id),
  check ((use_for is null) = (kind in ('metode', 'program')))
);
comment on column method_revision.use_for is 'what it is for; stands where a method or program has its knowledge profile';
create index method_revision_method on method_revision (method_id, created_at desc);

alter table method
  add foreign key (published_revision_id, id) references method_revision (id, method_id) deferrable initially deferred,
  add foreign key (working_revision_id, id) references method_revision (id, method_id) deferrable initially deferred;
create index method_published on method (published_revision_id, id);
create index method_working on method (working_revision_id, id);

create table method_relation (
  revision_id uuid not null references method_revision on delete cascade,
  related_method_id uuid not null references method on delete cascade,
  position smallint not null,
  primary key (revision_id, related_method_id)
);
create index method_relation_related on method_relation (related_method_id);

create table method_citation (
  revision_id uuid not null references method_revision on delete cascade,
  position smallint not null,
  document_id uuid,
  anchor text,
  reference_slug text references reference,
  primary key (revision_id, position),
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2)),
  check (num_nonnulls(document_id, reference_slug) = 1)
);
create index method_citation_anchor on method_citation (document_id, anchor);
create index method_citation_reference on method_citation (reference_slug);

-- The knowledge profile. A grade stands on a cited basis; without one, what it would take is said.
create table method_grade (
  revision_id uuid not null references method_revision on delete cascade,
  aspect text not null check (aspect in ('target_group', 'method', 'implementation', 'effect', 'economy')),
  grade text check (grade in ('A', 'B', 'C', 'D')),
  basis text,
  needed text,
  document_id uuid,
  anchor text,
  reference_slug text references reference,
  primary key (revision_id, aspect),
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2)),
  check (
    case when grade is null then needed is not null and num_nonnulls(basis, document_id, reference_slug) = 0
    else basis is not null and num_nonnulls(document_id, reference_slug) = 1 end
  )
);
create index method_grade_anchor on method_grade (document_id, anchor);
create index method_grade_reference on method_grade (reference_slug);
