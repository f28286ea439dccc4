-- Up Migration

-- A guide says what to do on Monday, and which laws bind. A theme is a guide with the same parts as the others; it is not graded.
alter table method_revision
  drop constraint method_revision_kind_check,
  drop constraint method_revision_check,
  add constraint method_revision_kind_check check (kind in ('metode', 'program', 'organisering', 'styring', 'tema')),
  add constraint method_revision_check check ((use_for is null) = (kind in ('metode', 'program', 'tema'))),
  add monday jsonb,
  add laws text[] not null default '{}';
comment on column method_revision.use_for is 'what it is for; stands where a method or program has its knowledge profile, and is not needed of a theme';
comment on column method_revision.monday is 'a Monday; null: nobody has written it';
comment on column method_revision.laws is 'slugs of what the law says, in the order of the page';

-- The points of a declaration that a guide belongs to. The editors make the link; which cases make one stands with them.
create table method_commitment (
  revision_id uuid not null references method_revision on delete cascade,
  declaration_year smallint not null,
  number smallint not null,
  why text not null check (why <> ''),
  primary key (revision_id, declaration_year, number),
  foreign key (declaration_year, number) references commitment
);
create index method_commitment_commitment on method_commitment (declaration_year, number);
