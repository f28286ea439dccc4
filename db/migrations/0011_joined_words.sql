-- Up Migration

-- Words that a hyphen joins are now spelt as one word is (`aa` across the hyphen is `å` too): an index from before is made anew.
do $$ begin
  if exists (select from search_entry) then perform leave_rebuild_job(); end if;
end $$;
