-- Up Migration

-- Whoever may no longer write in a text is told at once: each process asks anew what those may do who have texts open in it.
create function tell_of_person() returns trigger language plpgsql as $$
begin
  perform pg_notify('writing', json_build_object('person', old.person_id)::text);
  return null;
end $$;
create trigger tell_writing after delete or update on role_grant for each row execute function tell_of_person();
create trigger tell_writing after delete on session for each row execute function tell_of_person();
create trigger tell_writing after delete on case_contributor for each row execute function tell_of_person();

create function tell_of_acting() returns trigger language plpgsql as $$
begin
  perform pg_notify('writing', json_build_object('session', old.session_id)::text);
  return null;
end $$;
create trigger tell_writing after delete or update on acting for each row execute function tell_of_acting();

-- A working revision in the place of another: its versions were removed for good, and it begins anew.
create function tell_of_text() returns trigger language plpgsql as $$
declare
  what text := 'ended';
begin
  if tg_op = 'UPDATE' and new.working_revision_id <> old.working_revision_id then
    what := 'anew';
  end if;
  perform pg_notify('writing', json_build_object(what, old.working_revision_id)::text);
  return null;
end $$;
create trigger tell_writing_deleted after delete on case_story
  for each row when (old.working_revision_id is not null) execute function tell_of_text();
create trigger tell_writing after update of working_revision_id, submitted_revision_id, binned_at on case_story
  for each row when (
    old.working_revision_id is not null
    and (old.working_revision_id, old.submitted_revision_id, old.binned_at)
      is distinct from (new.working_revision_id, new.submitted_revision_id, new.binned_at)
  ) execute function tell_of_text();

create function tell_of_unit() returns trigger language plpgsql as $$
begin
  perform pg_notify('writing', json_build_object('ended', old.id)::text);
  return null;
end $$;
create trigger tell_writing after update of unit_id on case_revision
  for each row when (old.state = 'working' and old.unit_id is distinct from new.unit_id) execute function tell_of_unit();
