-- Up Migration

-- What a contact person can be asked about, one row for each thing; a row of nulls stands for the municipality's work as a whole.
create table contact_topic (
  id bigint generated always as identity primary key,
  contact_id uuid not null references contact_person on delete cascade,
  method_id uuid references method on delete cascade,
  case_id uuid references case_story on delete cascade,
  declaration_year smallint,
  commitment_number smallint,
  foreign key (declaration_year, commitment_number) references commitment,
  check (num_nonnulls(declaration_year, commitment_number) in (0, 2)),
  check (num_nonnulls(method_id, case_id, declaration_year) <= 1),
  unique nulls not distinct (contact_id, method_id, case_id, declaration_year, commitment_number)
);
create index contact_topic_method on contact_topic (method_id);
create index contact_topic_case on contact_topic (case_id);
create index contact_topic_commitment on contact_topic (declaration_year, commitment_number);

insert into contact_topic (contact_id, method_id, case_id, declaration_year, commitment_number)
select id, method_id, case_id, declaration_year, commitment_number from contact_person;

alter table contact_person
  drop column method_id,
  drop column case_id,
  drop column declaration_year,
  drop column commitment_number;

-- Whoever was to be asked about nothing but a case or a method goes with it, as before.
create function delete_contact_without_topic() returns trigger language plpgsql as $$
begin
  delete from contact_person p where p.id = old.contact_id and not exists (select from contact_topic t where t.contact_id = p.id);
  return null;
end
$$;
create trigger last_topic_gone after delete on contact_topic
  for each row execute function delete_contact_without_topic();

create trigger content_changed after insert or update or delete on contact_topic
  for each row execute function tell_content_changed();
