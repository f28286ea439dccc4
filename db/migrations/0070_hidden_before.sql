-- Up Migration

alter table case_story add column hidden_before boolean not null default false;
comment on column case_story.hidden_before is 'was hidden already when words of it were removed for good: a new approval leaves it hidden';
alter table case_story add constraint case_story_hidden_before_awaits check (not hidden_before or awaits_approval) not valid;
alter table case_story validate constraint case_story_hidden_before_awaits;
