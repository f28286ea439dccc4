-- Up Migration

-- The forms under which words are found have changed (endings on endings, compounds spelt as one word is): an index from before is
-- made anew.
do $$ begin
  if exists (select from search_entry) then perform leave_rebuild_job(); end if;
end $$;
