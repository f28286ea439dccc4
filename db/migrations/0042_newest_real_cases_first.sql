-- Up Migration

-- The newest cases are read real before invented.
drop index case_story_published_at;
create index case_story_newest on case_story (demo, first_published_at desc);
