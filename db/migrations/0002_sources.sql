-- Up Migration

create table document (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  title text not null check (title <> ''),
  municipality_code text references municipality,
  publisher text not null check (publisher <> ''),
  kind text not null check (kind <> ''),
  body text not null,
  dated text not null check (dated ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
  dated_note text,
  summary text not null,
  omitted text,
  content jsonb not null,
  text text not null,
  added_at timestamptz not null default now()
);
comment on column document.municipality_code is 'null: published by the association';
comment on column document.dated is 'as precise as it is known: a year, a month or a day';
create index document_municipality on document (municipality_code);
create index document_dated on document (dated desc);

create table document_anchor (
  document_id uuid not null references document on delete cascade,
  anchor text not null check (anchor ~ '^[a-z0-9-]+$'),
  position integer not null,
  label text not null,
  primary key (document_id, anchor)
);

-- Research and guidance that a text rests on; nobody's policy.
create table reference (
  slug text primary key check (slug ~ '^[a-z0-9-]+$'),
  title text not null check (title <> ''),
  authors text not null check (authors <> ''),
  year smallint not null check (year between 1900 and 2100),
  note text not null,
  document_id uuid not null,
  anchor text not null,
  foreign key (document_id, anchor) references document_anchor
);
comment on column reference.note is 'what it is, and what it is cited for';
comment on column reference.anchor is 'the place in a document that cites it: all we know of it';
create index reference_anchor on reference (document_id, anchor);

create table declaration (
  year smallint primary key,
  title text not null,
  summary text not null,
  on_behalf_of text not null,
  numbering_note text not null,
  document_id uuid not null references document
);
create index declaration_document on declaration (document_id);

create table commitment (
  declaration_year smallint not null references declaration,
  number smallint not null check (number > 0),
  title text not null,
  plain text not null,
  quote text not null,
  document_id uuid not null,
  anchor text not null,
  primary key (declaration_year, number),
  foreign key (document_id, anchor) references document_anchor
);
comment on column commitment.quote is 'the original wording; slips of the original are marked [sic]';
comment on column commitment.plain is 'our own sentence in plain Danish';
create index commitment_anchor on commitment (document_id, anchor);

create table signature (
  municipality_code text not null references municipality,
  declaration_year smallint not null references declaration,
  signed_on date not null,
  body text not null,
  document_id uuid references document,
  primary key (municipality_code, declaration_year)
);
create index signature_declaration on signature (declaration_year);
create index signature_document on signature (document_id);
