-- Up Migration

alter table person add column device_generation integer not null default 0;
comment on column person.device_generation is 'goes up when the devices that the person has signed in on are to be strangers again';
