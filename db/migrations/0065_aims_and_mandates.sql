-- Up Migration

-- What a municipality wants in its own documents: goals, guideposts, guidelines, what it expects, how it sees children, and its theory of
-- change. Edited in the seeds until there is an editor for them.
create table aim (
  id uuid primary key default gen_random_uuid(),
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  kind text not null check (kind in (
    'maal', 'pejlemaerke', 'sigtelinje', 'forventet-effekt', 'boernesyn', 'naerhedsprincip', 'forandring', 'langsigtet-maal'
  )),
  position smallint not null,
  title text not null check (title <> ''),
  text text,
  document_id uuid not null,
  anchor text not null,
  visibility text not null default 'municipality' check (visibility in ('public', 'network', 'municipality')),
  audience text not null generated always as (
    case visibility when 'municipality' then 'municipality:' || municipality_code else visibility end
  ) stored,
  published_at timestamptz,
  unique (municipality_code, slug),
  foreign key (document_id, anchor) references document_anchor
);
comment on column aim.kind is 'forandring: a change on the short or middle term, langsigtet-maal: a goal on the long term, both of a theory of change';
comment on column aim.title is 'as the document says it, or the words that it is set in';
comment on column aim.text is 'the rest, in our words or as printed';
create index aim_municipality on aim (municipality_code, kind, position);
create index aim_passage on aim (document_id, anchor);

create table aim_initiative (
  aim_id uuid not null references aim on delete cascade,
  initiative_id uuid not null references initiative on delete cascade,
  primary key (aim_id, initiative_id)
);
create index aim_initiative_initiative on aim_initiative (initiative_id);

-- How places in special provision are given and paid.
create table placement (
  id uuid primary key default gen_random_uuid(),
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  position smallint not null,
  subject text not null check (subject <> ''),
  who_decides text check (who_decides <> ''),
  who_pays text check (who_pays <> ''),
  model text check (model <> ''),
  holds_from text check (holds_from <> ''),
  document_id uuid not null,
  anchor text not null,
  visibility text not null default 'municipality' check (visibility in ('public', 'network', 'municipality')),
  audience text not null generated always as (
    case visibility when 'municipality' then 'municipality:' || municipality_code else visibility end
  ) stored,
  published_at timestamptz,
  unique (municipality_code, slug),
  foreign key (document_id, anchor) references document_anchor
);
comment on column placement.who_decides is 'null, as in the other columns: not told by the document';
create index placement_municipality on placement (municipality_code, position);
create index placement_passage on placement (document_id, anchor);

-- Who asked for a follow-up, when, how often, and of what.
create table mandate (
  id uuid primary key default gen_random_uuid(),
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  version integer not null default 1,
  title text not null check (char_length(title) between 1 and 200),
  asked_by text not null check (char_length(asked_by) between 1 and 200),
  asked_when text check (char_length(asked_when) between 1 and 100),
  how_often text check (char_length(how_often) between 1 and 100),
  answered_by text check (char_length(answered_by) between 1 and 200),
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
  changed_at timestamptz not null default now(),
  unique (municipality_code, slug),
  foreign key (document_id, anchor) references document_anchor,
  constraint mandate_entered_by foreign key (entered_by, demo) references person (id, demo) on delete set null (entered_by),
  constraint mandate_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint mandate_one_source check (num_nonnulls(document_id, source_words) <= 1),
  constraint mandate_source_dated check ((source_words is null) = (source_dated is null)),
  constraint mandate_published_or_taken_back check (published_at is null or taken_back_at is null)
);
comment on column mandate.asked_when is 'as printed: "budget 2025"';
comment on column mandate.answered_by is 'the part of the municipality that answers';
create index mandate_passage on mandate (document_id, anchor);
create index mandate_entered_by on mandate (entered_by, demo);

create table mandate_point (
  mandate_id uuid not null references mandate on delete cascade,
  position smallint not null,
  text text not null check (text <> ''),
  document_id uuid,
  anchor text,
  primary key (mandate_id, position),
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2))
);
create index mandate_point_passage on mandate_point (document_id, anchor);

-- A paper in which the follow-up was given.
create table follow_up_paper (
  mandate_id uuid not null references mandate on delete cascade,
  position smallint not null,
  title text not null check (title <> ''),
  dated_printed text,
  body text,
  met_on date,
  document_id uuid references document,
  primary key (mandate_id, position)
);
comment on column follow_up_paper.dated_printed is 'the date on its front: "November 2026"';
comment on column follow_up_paper.met_on is 'the day of the meeting that it was for';
create index follow_up_paper_document on follow_up_paper (document_id);

create table follow_up_section (
  id uuid primary key default gen_random_uuid(),
  mandate_id uuid not null references mandate on delete cascade,
  position smallint not null,
  title text not null check (char_length(title) between 1 and 200),
  due_months smallint[] not null default '{}' check (due_months <@ array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]::smallint[]),
  due_printed text,
  document_id uuid,
  anchor text,
  unique (mandate_id, position) deferrable initially deferred,
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2))
);
comment on column follow_up_section.due_months is 'empty: in every paper';
comment on column follow_up_section.due_printed is 'as printed: "indgår i juni-opfølgningen"';
create index follow_up_section_passage on follow_up_section (document_id, anchor);

create table thematic_follow_up (
  id uuid primary key default gen_random_uuid(),
  mandate_id uuid not null references mandate on delete cascade,
  position smallint not null,
  version integer not null default 1,
  period_printed text not null check (char_length(period_printed) between 1 and 60),
  numeral text check (numeral ~ '^[IVX]+$'),
  period_from text not null check (is_partial_date(period_from)),
  period_to text not null check (is_partial_date(period_to)),
  theme text not null check (char_length(theme) between 1 and 200),
  theme_note text,
  focus_kind text not null check (focus_kind in ('spoergsmaal', 'emner', 'ikke-besluttet')),
  note text,
  initiative_id uuid references initiative on delete set null,
  document_id uuid,
  anchor text,
  unique (mandate_id, position) deferrable initially deferred,
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2)),
  check (period_to >= period_from)
);
comment on column thematic_follow_up.period_printed is 'without its numeral: "Okt./Nov. 2026"';
comment on column thematic_follow_up.theme_note is 'what the document adds to the theme in brackets or after a dash';
comment on column thematic_follow_up.focus_kind is 'questions, topics, or not decided yet';
create index thematic_follow_up_initiative on thematic_follow_up (initiative_id);
create index thematic_follow_up_passage on thematic_follow_up (document_id, anchor);

create table focus_item (
  follow_up_id uuid not null references thematic_follow_up on delete cascade,
  position smallint not null,
  under smallint,
  text text not null check (char_length(text) between 1 and 500),
  document_id uuid,
  anchor text,
  primary key (follow_up_id, position),
  foreign key (follow_up_id, under) references focus_item (follow_up_id, position) deferrable initially deferred,
  foreign key (document_id, anchor) references document_anchor,
  check (num_nonnulls(document_id, anchor) in (0, 2)),
  check (under < position)
);
comment on column focus_item.under is 'the position of the question that this one is a part of';
create index focus_item_under on focus_item (follow_up_id, under);
create index focus_item_passage on focus_item (document_id, anchor);

create table follow_up_data (
  follow_up_id uuid not null references thematic_follow_up on delete cascade,
  position smallint not null,
  kind text not null check (kind in ('cases', 'interview', 'rundringning', 'klager', 'materiale', 'andet')),
  printed text not null check (printed <> ''),
  added text,
  primary key (follow_up_id, position)
);
comment on column follow_up_data.added is 'what is added to the kind: "inklusive forældre"';

do $$
declare
  content_table text;
begin
  foreach content_table in array array[
    'aim', 'aim_initiative', 'placement', 'mandate', 'mandate_point', 'follow_up_paper', 'follow_up_section', 'thematic_follow_up',
    'focus_item', 'follow_up_data'
  ] loop
    execute format(
      'create trigger content_changed after insert or update or delete or truncate on %I for each statement execute function tell_content_changed()',
      content_table
    );
  end loop;
end
$$;
