-- Up Migration

-- A name is written in letters that can be seen, and holds neither an address nor a link: it stands in mails and on public pages.
create function name_is_fit(name text) returns boolean immutable parallel safe language sql as $$
  select translate(name, U&'\115F\1160\3164\FFA0', '') collate pg_catalog."und-x-icu" ~ '[[:alpha:]]'
    and name collate pg_catalog."und-x-icu" !~ '@|//|[[:alnum:]-]{2,}\.[[:alpha:]]{2,}'
$$;

create function refuse_unfit_name() returns trigger language plpgsql as $$
begin
  raise exception 'a name is written in letters and holds neither an address nor a link'
    using errcode = 'check_violation', table = tg_table_name, column = 'name', constraint = tg_name;
end
$$;

-- When a name is written, not when anything else of its row is: a check that is not valid would also refuse what a person who was called
-- otherwise before changes, such as the code that signs in, and nobody who is to be asked for another name could be asked.
create trigger name_is_fit before insert or update of name on person
  for each row when (not name_is_fit(new.name)) execute function refuse_unfit_name();
create trigger name_is_fit before insert or update of name on invitation
  for each row when (not name_is_fit(new.name)) execute function refuse_unfit_name();
create trigger name_is_fit before insert or update of name on contact_person
  for each row when (not name_is_fit(new.name)) execute function refuse_unfit_name();
