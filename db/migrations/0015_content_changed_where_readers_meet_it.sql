-- Up Migration

-- A revision is written before it is published, and read by nobody until then. Its rows no longer tell that pages have changed: a draft, and
-- each word of it, drops nothing. What readers meet changes when a case or a method points elsewhere, is shared otherwise, is hidden, shown,
-- withdrawn, renamed or deleted.
do $$
declare
  revision_table text;
begin
  foreach revision_table in array array[
    'method', 'method_revision', 'method_relation', 'method_grade', 'method_citation',
    'case_story', 'case_revision', 'case_method', 'case_commitment', 'case_citation'
  ] loop
    execute format('drop trigger content_changed on %I', revision_table);
  end loop;
end
$$;

create trigger content_changed_by_insert after insert on method
  for each row when (new.published_revision_id is not null) execute function tell_content_changed();
create trigger content_changed_by_delete after delete on method
  for each row when (old.published_revision_id is not null) execute function tell_content_changed();
create trigger content_changed_by_update after update on method
  for each row when (
    (old.published_revision_id, old.slug, old.visibility, old.withdrawn_at, old.hidden_at)
      is distinct from (new.published_revision_id, new.slug, new.visibility, new.withdrawn_at, new.hidden_at)
    and (old.published_revision_id is not null or new.published_revision_id is not null)
  ) execute function tell_content_changed();

create trigger content_changed_by_insert after insert on case_story
  for each row when (new.published_revision_id is not null) execute function tell_content_changed();
create trigger content_changed_by_delete after delete on case_story
  for each row when (old.published_revision_id is not null) execute function tell_content_changed();
create trigger content_changed_by_update after update on case_story
  for each row when (
    (old.published_revision_id, old.slug, old.visibility, old.withdrawn_at, old.hidden_at)
      is distinct from (new.published_revision_id, new.slug, new.visibility, new.withdrawn_at, new.hidden_at)
    and (old.published_revision_id is not null or new.published_revision_id is not null)
  ) execute function tell_content_changed();

create trigger content_changed_by_truncate after truncate on method for each statement execute function tell_content_changed();
create trigger content_changed_by_truncate after truncate on case_story for each statement execute function tell_content_changed();

-- Deleting a draft reaches for its former slugs and contact persons, of which it has none.
do $$
declare
  dependent text;
begin
  foreach dependent in array array['retired_method_slug', 'retired_case_slug', 'contact_person'] loop
    execute format('drop trigger content_changed on %I', dependent);
    execute format(
      'create trigger content_changed after insert or update or delete on %I for each row execute function tell_content_changed()',
      dependent
    );
  end loop;
end
$$;
