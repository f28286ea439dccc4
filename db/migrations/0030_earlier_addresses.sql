-- Up Migration

-- Addresses that a person has given up: what bears one of them is still the person's, and goes with the account.
create table earlier_address (
  person_id uuid not null references person on delete cascade,
  email text not null check (email = lower(email) and char_length(email) <= 200),
  given_up_at timestamptz not null default now(),
  primary key (person_id, email)
);
create index earlier_address_email on earlier_address (email);

-- The address of a post passes from one who held it to the next.
alter table contact_person add column addressed_at timestamptz not null default now();
comment on column contact_person.addressed_at is 'when this name got this address: whoever held it then is the one who is meant';
