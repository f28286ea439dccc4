-- Up Migration

-- A picture of a case. Its files lie beside the database, under `billeder/<id>/`; what is written of it (alternative text, caption) is part of the text.
create table picture (
  id uuid primary key,
  case_id uuid not null references case_story on delete cascade,
  width integer not null check (width between 1 and 1600),
  height integer not null check (height between 1 and 3200),
  bytes integer not null check (bytes > 0),
  consent_until date,
  consent_told_at timestamptz,
  made_by uuid references person on delete set null,
  made_at timestamptz not null default now()
);
comment on column picture.width is 'of the largest of its files, in pixels';
comment on column picture.bytes is 'of its files together';
comment on column picture.consent_until is 'the last day on which it may be shown; null: without an end';
comment on column picture.consent_told_at is 'when its writers were told that the day is near';
create index picture_case on picture (case_id, made_at);
create index picture_made_by on picture (made_by);
create index picture_consent_untold on picture (consent_until) where consent_told_at is null and consent_until is not null;

-- Which pictures of its case stand in a revision: read from its content whenever that is stored, so that nobody can forget it.
create table revision_picture (
  revision_id uuid not null references case_revision on delete cascade,
  picture_id uuid not null references picture on delete cascade,
  primary key (revision_id, picture_id)
);
create index revision_picture_picture on revision_picture (picture_id);

create function note_pictures() returns trigger language plpgsql as $$
begin
  delete from revision_picture where revision_id = new.id;
  insert into revision_picture (revision_id, picture_id)
  select new.id, p.id from picture p
  where p.case_id = new.case_id and p.id::text in (
    select node #>> '{attrs,id}' from jsonb_path_query(new.content, 'strict $.** ? (@.type == "picture")') as nodes (node)
  );
  return null;
end $$;
create trigger note_pictures_of_new after insert on case_revision
  for each row when (jsonb_path_exists(new.content, 'strict $.** ? (@.type == "picture")')) execute function note_pictures();
create trigger note_pictures after update of content on case_revision
  for each row when (old.content is distinct from new.content) execute function note_pictures();

-- The files go after the row has: should the database change its mind, they are still there.
create function leave_picture_removal() returns trigger language plpgsql as $$
begin
  perform graphile_worker.add_job('remove-picture', json_build_object('id', old.id), job_key => format('remove-picture:%s', old.id));
  return null;
end $$;
create trigger leave_picture_removal after delete on picture for each row execute function leave_picture_removal();

-- Readers no longer meet it, or meet it again.
create trigger content_changed after delete on picture for each row execute function tell_content_changed();
create trigger content_changed_by_consent after update on picture
  for each row when (old.consent_until is distinct from new.consent_until) execute function tell_content_changed();
