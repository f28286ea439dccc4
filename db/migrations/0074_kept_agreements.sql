-- Up Migration

-- Agreements are kept by form: who comes second is told.
alter table agreement add column version integer not null default 1;
