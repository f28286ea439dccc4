-- Up Migration

-- A mail server that turns a letter away for good tells why; so does the page where the letter was sent from.
alter table invitation add column undeliverable text check (char_length(undeliverable) between 1 and 300);
comment on column invitation.undeliverable is 'what the mail server said that will not take the letter; null: it has, or has not been asked';
alter table contact_person add column undeliverable text check (char_length(undeliverable) between 1 and 300);
comment on column contact_person.undeliverable is 'what the mail server said that will not take the letter; null: it has, or has not been asked';
