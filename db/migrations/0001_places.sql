-- Up Migration

-- Sorting that knows æ, ø, å and aa, whatever the database's own default is.
create collation danish (provider = icu, locale = 'da-DK');

-- Periods of one municipality must not overlap; that takes btree operators in a gist index.
create extension if not exists btree_gist;

create table region (
  slug text primary key check (slug ~ '^[a-z0-9-]+$'),
  name text not null unique,
  valid_from date not null,
  valid_to date check (valid_to > valid_from)
);
comment on column region.valid_to is 'the first day on which the region is no more';

create table municipality (
  code text primary key check (code ~ '^[0-9]{4}$'),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  name text not null unique,
  full_name text not null unique,
  latitude numeric(6, 3) not null,
  longitude numeric(6, 3) not null,
  population integer not null check (population > 0),
  population_on date not null,
  homepage text not null check (homepage ~ '^https://'),
  tile_column smallint not null check (tile_column >= 0),
  tile_row smallint not null check (tile_row >= 0),
  unique (tile_column, tile_row)
);
create index municipality_name on municipality (name collate danish);

create table municipality_region (
  municipality_code text not null references municipality,
  region_slug text not null references region,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (municipality_code, valid_from),
  exclude using gist (municipality_code with =, daterange(valid_from, valid_to) with &&)
);
create index municipality_region_region on municipality_region (region_slug);

create table unit (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  name text not null check (name <> ''),
  kind text not null check (kind in ('skole', 'dagtilbud', 'klynge', 'distrikt', 'ppr', 'afdeling', 'forvaltning')),
  parent_id uuid check (parent_id <> id),
  demo boolean not null default false,
  unique (municipality_code, slug),
  unique (id, municipality_code),
  foreign key (parent_id, municipality_code) references unit (id, municipality_code)
);
create index unit_parent on unit (parent_id, municipality_code);
