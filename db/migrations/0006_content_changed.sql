-- Up Migration

-- Every process drops its rendered pages when a row that pages are made of has changed: it listens on this channel.
create function tell_content_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('content_changed', '');
  return null;
end
$$;

do $$
declare
  content_table text;
begin
  foreach content_table in array array[
    'region', 'municipality', 'municipality_region', 'unit', 'reference', 'document', 'document_anchor', 'declaration', 'commitment',
    'signature',
    'method', 'retired_method_slug', 'method_revision', 'method_relation', 'method_grade', 'method_citation',
    'case_story', 'retired_case_slug', 'case_revision', 'case_method', 'case_commitment', 'case_citation'
  ] loop
    execute format(
      'create trigger content_changed after insert or update or delete or truncate on %I for each statement execute function tell_content_changed()',
      content_table
    );
  end loop;
end
$$;
