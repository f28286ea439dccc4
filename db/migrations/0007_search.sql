-- Up Migration

-- Words that are nearly right are found by their trigrams.
create extension if not exists pg_trgm;

-- What the search on Postgres looks in. Made from the rows by the worker; can be thrown away and made again.
create table search_entry (
  kind text not null check (kind in ('case', 'method', 'municipality', 'commitment', 'document')),
  id text not null,
  audience text[] not null,
  demo boolean not null,
  title text not null,
  municipality text,
  settings text[] not null,
  levels text[] not null,
  commitments text[] not null,
  methods text[] not null,
  changed_at timestamptz not null,
  words text[] not null,
  title_forms tsvector not null,
  forms tsvector not null,
  primary key (kind, id)
-- Kept in the row as far as it holds them: a search looks at the forms of everything that it ranks.
) with (toast_tuple_target = 8160);
alter table search_entry alter column words set storage external, alter column forms set storage main;
comment on column search_entry.audience is 'who may find it: public, network, or municipality:<code>';
comment on column search_entry.words is 'each word once, spelt our way: what search_word counts';
comment on column search_entry.title_forms is 'title and other names alone, for what is suggested while one types';
create index search_entry_title_forms on search_entry using gin (title_forms);
create index search_entry_forms on search_entry using gin (forms);
create index search_entry_municipality on search_entry (municipality);

-- Every word that readers without an account can find, for telling what a misspelt word was meant to be.
create table search_word (
  word text primary key,
  entries integer not null
);
create index search_word_trigrams on search_word using gin (word gin_trgm_ops);
create index search_word_beginnings on search_word (word text_pattern_ops);

-- The outbox: whatever changes what can be found leaves a job in the same transaction, so none can be forgotten. One queue, so that
-- the jobs of an entry are done in their order; one key, so that a job that waits stands for all changes until it is done.
create function leave_index_job(entry_kind text, entry_id text) returns void language plpgsql as $$
begin
  -- Whoever writes very much at once says so, and makes the whole index anew in the same transaction.
  if current_setting('mere_for_flere.indexing', true) = 'whole' then return; end if;
  perform graphile_worker.add_job(
    'index-entry', json_build_object('kind', entry_kind, 'id', entry_id),
    queue_name => 'index', job_key => format('index:%s:%s', entry_kind, entry_id), max_attempts => 100
  );
end
$$;

create function leave_rebuild_job() returns void language plpgsql as $$
begin
  if current_setting('mere_for_flere.indexing', true) = 'whole' then return; end if;
  perform graphile_worker.add_job('rebuild-index', '{}', queue_name => 'index', job_key => 'rebuild-index', max_attempts => 100);
end
$$;

create function index_changed_case() returns trigger language plpgsql as $$
begin
  -- A draft is nobody's find.
  if tg_op = 'UPDATE' and (old.published_revision_id, old.visibility, old.withdrawn_at, old.municipality_code, old.demo)
    is not distinct from (new.published_revision_id, new.visibility, new.withdrawn_at, new.municipality_code, new.demo) then
    return null;
  end if;
  perform leave_index_job('case', coalesce(new.id, old.id)::text);
  return null;
end
$$;
create trigger index_changed_case after insert or update or delete on case_story for each row execute function index_changed_case();

create function index_changed_method() returns trigger language plpgsql as $$
begin
  -- Cases are found by the slugs of their methods.
  if tg_op = 'UPDATE' and old.slug <> new.slug then
    perform leave_rebuild_job();
    return null;
  end if;
  if tg_op = 'UPDATE' and (old.published_revision_id, old.visibility, old.withdrawn_at)
    is not distinct from (new.published_revision_id, new.visibility, new.withdrawn_at) then
    return null;
  end if;
  perform leave_index_job('method', coalesce(new.id, old.id)::text);
  return null;
end
$$;
create trigger index_changed_method after insert or update or delete on method for each row execute function index_changed_method();

create function index_changed_document() returns trigger language plpgsql as $$
begin
  perform leave_index_job('document', coalesce(new.id, old.id)::text);
  return null;
end
$$;
create trigger index_changed_document after insert or update or delete on document for each row execute function index_changed_document();

create function index_changed_commitment() returns trigger language plpgsql as $$
begin
  perform leave_index_job('commitment', coalesce(new.declaration_year, old.declaration_year) || '-' || coalesce(new.number, old.number));
  return null;
end
$$;
create trigger index_changed_commitment after insert or update or delete on commitment
  for each row execute function index_changed_commitment();

create function index_changed_municipality() returns trigger language plpgsql as $$
begin
  -- Cases and documents are found by the name and slug of their municipality.
  if tg_op = 'UPDATE' and (old.slug, old.name) is distinct from (new.slug, new.name) then
    perform leave_rebuild_job();
  else
    perform leave_index_job('municipality', coalesce(new.code, old.code));
  end if;
  return null;
end
$$;
create trigger index_changed_municipality after insert or update or delete on municipality
  for each row execute function index_changed_municipality();
