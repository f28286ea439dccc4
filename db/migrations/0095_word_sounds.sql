-- Up Migration

-- What a word sounds like, for putting right what was spelt by ear: `resurse` sounds like `ressource`.
alter table search_word add column sound text not null default '';
comment on column search_word.sound is 'the word as soundOf in search/sounds.ts folds it';
create index search_word_sounds on search_word (sound);

-- Texts are now also found by the words within their compounds.
do $$
begin
  if exists (select from search_entry) then perform leave_rebuild_job(); end if;
end $$;
