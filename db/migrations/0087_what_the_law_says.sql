-- Up Migration

-- What the law says where it binds, with the sources of each sentence. Guides name it by its slug.
create table law (
  slug text primary key check (slug ~ '^[a-z0-9-]+$'),
  title text not null check (title <> ''),
  statements jsonb not null check (jsonb_array_length(statements) > 0),
  read text not null check (read <> '')
);
comment on column law.statements is 'a list of LawStatement';
comment on column law.read is 'which text of the law was read, with its number and date, and what was not';
create trigger content_changed after insert or update or delete or truncate on law
  for each statement execute function tell_content_changed();
