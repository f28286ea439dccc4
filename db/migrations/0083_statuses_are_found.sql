-- Up Migration

-- Statuses can be found as everything else can.
alter table search_entry
  drop constraint search_entry_kind_check,
  add constraint search_entry_kind_check check (
    kind in ('case', 'method', 'initiative', 'indicator', 'status', 'municipality', 'commitment', 'document')
  );

create function index_changed_status() returns trigger language plpgsql as $$
begin
  -- What is being made is nobody's find.
  if coalesce(old.published_edition_id, new.published_edition_id) is not null then
    perform leave_index_job('status', coalesce(new.id, old.id)::text);
  end if;
  return null;
end
$$;
create trigger index_changed_status after insert or update or delete on status
  for each row execute function index_changed_status();

create index status_hidden on status (municipality_code) where hidden_at is not null;
