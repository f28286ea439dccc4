-- Up Migration

-- A source is a thing of its own: who published it, where it stands, whom it looked at, what it found, and how far we have read it. One that a
-- document cites and that nobody has looked up is known by that place alone.
alter table reference
  add publisher text,
  add url text,
  add doi text,
  add kind text,
  add country text,
  add who text,
  add found text,
  add limits text,
  add read_on text,
  add reading text,
  add topics text[] not null default '{}',
  add withdrawn_on date,
  add added_at timestamptz not null default now(),
  alter column authors drop not null,
  alter column year drop not null,
  alter column note drop not null,
  alter column document_id drop not null,
  alter column anchor drop not null;
update reference set publisher = authors;
alter table reference
  alter column publisher set not null,
  add constraint reference_publisher_check check (publisher <> ''),
  add constraint reference_url_check check (url ~ '^https?://[^\s/]+\.[^\s/]+(/\S*)?$'),
  add constraint reference_doi_check check (doi ~ '^10\.[0-9]{4,9}/\S+$'),
  add constraint reference_kind_check check (
    kind in ('lodtraekningsforsoeg', 'effektstudie', 'evaluering', 'oversigt', 'opgoerelse', 'vejledning', 'lov', 'haandbog', 'omtale')
  ),
  add constraint reference_country_check check (
    country in ('danmark', 'norge', 'sverige', 'storbritannien', 'holland', 'usa', 'flere')
  ),
  add constraint reference_reading_check check (reading in ('helt', 'uddrag', 'kun-set')),
  add constraint reference_read_on_check check (read_on ~ '^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$'),
  add constraint reference_place_check check (num_nulls(document_id, anchor) <> 1),
  add constraint reference_address_check check (url is not null or doi is not null or document_id is not null),
  add constraint reference_seen_check check (
    num_nulls(kind, country, found, limits, read_on, reading) in (0, 6) and (read_on is null) = (url is null and doi is null)
  ),
  add constraint reference_note_check check ((note is null) = (document_id is null));
comment on column reference.publisher is 'who stands behind it: an institute, an authority, a journal';
comment on column reference.authors is 'null: not told apart from the publisher';
comment on column reference.year is 'null: not known';
comment on column reference.who is 'whom it looked at, and how many; null: not told';
comment on column reference.found is 'our own sentence: what it found or says';
comment on column reference.read_on is 'when we saw it, as precise as it is known: a month or a day';
comment on column reference.reading is 'how far we have read it';
comment on column reference.topics is 'slugs of the guides that it belongs to, of those to come too';
comment on column reference.withdrawn_on is 'the day on which its publisher took it back; it stays, and says so';
comment on column reference.note is 'what it is cited for, where a document cites it';
comment on column reference.anchor is 'the place in a document that cites it';
create index reference_topics on reference using gin (topics);

-- What studies have found of a method stands in its guide, claim by claim with the sources that carry it.
alter table method_revision add known jsonb;
comment on column method_revision.known is 'a Known; null: nobody has written what is known';

-- It can be found as everything else can. What municipalities report of how they stand is a sort of its own, that another change fills.
alter table search_entry
  drop constraint search_entry_kind_check,
  add constraint search_entry_kind_check check (
    kind in ('case', 'method', 'initiative', 'indicator', 'municipality', 'commitment', 'document', 'status', 'reference')
  );

create function index_changed_reference() returns trigger language plpgsql as $$
begin
  perform leave_index_job('reference', coalesce(new.slug, old.slug));
  return null;
end
$$;
create trigger index_changed_reference after insert or update or delete on reference
  for each row execute function index_changed_reference();

-- An index from before does not hold them.
do $$ begin
  if exists (select from search_entry) then perform leave_rebuild_job(); end if;
end $$;
