-- Up Migration

alter table indicator add column taken_back_at timestamptz;
comment on column indicator.taken_back_at is 'published by mistake: gone for all readers, with its values';
alter table indicator add constraint indicator_published_or_taken_back check (published_at is null or taken_back_at is null) not valid;
alter table indicator validate constraint indicator_published_or_taken_back;

alter table indicator_value add column version integer not null default 1;
comment on column indicator_value.version is 'one that no reader has seen is written over, and so counted';
