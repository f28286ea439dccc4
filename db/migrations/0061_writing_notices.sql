-- Up Migration

-- Whoever may no longer write in a text is told at once: each process asks anew what those may do who have texts open in it.
-- The arguments are what is told, and the column of the old row that says of whom.
create function tell_writing() returns trigger language plpgsql as $$
begin
  perform pg_notify('writing', json_build_object(tg_argv[0], to_jsonb(old) ->> tg_argv[1])::text);
  return null;
end $$;

create trigger tell_writing after delete or update on role_grant
  for each row execute function tell_writing('person', 'person_id');
create trigger tell_writing after delete on session
  for each row execute function tell_writing('person', 'person_id');
create trigger tell_writing after delete on case_contributor
  for each row execute function tell_writing('person', 'person_id');
create trigger tell_writing after delete or update on acting
  for each row execute function tell_writing('session', 'session_id');

create trigger tell_writing_deleted after delete on case_story
  for each row when (old.working_revision_id is not null)
  execute function tell_writing('ended', 'working_revision_id');
-- A working revision in the place of another: the versions before were removed for good, and the text begins anew.
create trigger tell_writing_anew after update of working_revision_id on case_story
  for each row when (new.working_revision_id <> old.working_revision_id)
  execute function tell_writing('anew', 'working_revision_id');
create trigger tell_writing after update of working_revision_id, submitted_revision_id, binned_at on case_story
  for each row when (
    old.working_revision_id is not null and (
      new.working_revision_id is null
      or (old.submitted_revision_id, old.binned_at) is distinct from (new.submitted_revision_id, new.binned_at)
    )
  ) execute function tell_writing('ended', 'working_revision_id');

create trigger tell_writing after update of unit_id on case_revision
  for each row when (old.state = 'working' and old.unit_id is distinct from new.unit_id)
  execute function tell_writing('ended', 'id');
