-- Up Migration

-- With whom a text is shared, once: queries and the search's index compare it with the audiences that a viewer is part of.
alter table case_story add column audience text not null generated always as (
  case visibility when 'municipality' then 'municipality:' || municipality_code else visibility end
) stored;
alter table method add column audience text not null generated always as (visibility) stored;
comment on column case_story.audience is 'who may read it while it is published: public, network, or municipality:<code>';
comment on column method.audience is 'who may read it while it is published: public or network';
