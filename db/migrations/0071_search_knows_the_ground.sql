-- Up Migration

-- What municipalities do and what is measured can be found as everything else can, and their pages can be hidden.
alter table search_entry
  drop constraint search_entry_kind_check,
  add constraint search_entry_kind_check check (
    kind in ('case', 'method', 'initiative', 'indicator', 'municipality', 'commitment', 'document')
  );

create function index_changed_initiative() returns trigger language plpgsql as $$
begin
  -- What is saved and not published is nobody's find.
  if coalesce(old.published_at, new.published_at) is not null then
    perform leave_index_job('initiative', coalesce(new.id, old.id)::text);
  end if;
  return null;
end
$$;
create trigger index_changed_initiative after insert or update or delete on initiative
  for each row execute function index_changed_initiative();

create function index_changed_indicator() returns trigger language plpgsql as $$
begin
  if coalesce(old.published_at, new.published_at) is not null then
    perform leave_index_job('indicator', coalesce(new.id, old.id)::text);
  end if;
  return null;
end
$$;
create trigger index_changed_indicator after insert or update or delete on indicator
  for each row execute function index_changed_indicator();

-- They are found by what they are linked to. A link that goes with its row leaves nothing: the row does.
create function index_linked_initiative() returns trigger language plpgsql as $$
begin
  perform leave_index_job('initiative', id::text) from initiative
  where id = coalesce(new.initiative_id, old.initiative_id) and published_at is not null;
  return null;
end
$$;
create trigger index_linked_initiative after insert or update or delete on initiative_commitment
  for each row execute function index_linked_initiative();
create trigger index_linked_initiative after insert or update or delete on initiative_method
  for each row execute function index_linked_initiative();

create function index_linked_indicator() returns trigger language plpgsql as $$
begin
  perform leave_index_job('indicator', id::text) from indicator
  where id = coalesce(new.indicator_id, old.indicator_id) and published_at is not null;
  return null;
end
$$;
create trigger index_linked_indicator after insert or update or delete on indicator_commitment
  for each row execute function index_linked_indicator();

create index initiative_hidden on initiative (municipality_code) where hidden_at is not null;
create index indicator_hidden on indicator (municipality_code) where hidden_at is not null;

-- An index from before does not hold them.
do $$ begin
  if exists (select from search_entry) then perform leave_rebuild_job(); end if;
end $$;
