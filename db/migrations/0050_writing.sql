-- Up Migration

-- A case is written here: it is a row from its first word, has no address before it is published, and lies in a bin before it is deleted.
alter table case_story
  alter column slug drop not null,
  alter column visibility set default 'municipality',
  add column submitted_revision_id uuid,
  add column begun_by uuid,
  add column begun_at timestamptz not null default now(),
  add column binned_at timestamptz,
  add column withdrawn_because text check (char_length(withdrawn_because) between 1 and 300),
  add column awaits_approval boolean not null default false,
  add unique (id, demo),
  add constraint case_story_begun_by foreign key (begun_by, demo) references person (id, demo) on delete set null (begun_by),
  add constraint case_story_published_has_slug check (published_revision_id is null or slug is not null),
  add constraint case_story_submitted_is_worked_on check (submitted_revision_id is null or working_revision_id is not null),
  add constraint case_story_bin_is_not_public check (binned_at is null or published_revision_id is null or withdrawn_at is not null),
  add constraint case_story_binned_is_not_submitted check (binned_at is null or submitted_revision_id is null),
  add constraint case_story_awaiting_is_hidden check (not awaits_approval or hidden_at is not null);
comment on column case_story.slug is 'made at the first publication; drafts of the seeds have theirs before';
comment on column case_story.visibility is 'with whom what is published is shared now; narrower than its revision asks for when it has been narrowed since';
comment on column case_story.submitted_revision_id is 'the version that waits for a yes; while there is one, nobody changes the working revision';
comment on column case_story.awaits_approval is 'hidden because words of it were removed for good: a new approval shows it again';
create index case_story_begun_by on case_story (begun_by, demo);
create index case_story_binned_at on case_story (binned_at) where binned_at is not null;

-- One table for every state of a text. The working revision is changed in place; all others are versions, which have a number and never change.
alter table case_revision
  alter column title set default '',
  alter column summary set default '',
  alter column stage drop not null,
  drop constraint case_revision_title_check,
  drop constraint case_revision_summary_check,
  add column state text not null default 'published' check (state in ('working', 'kept', 'submitted', 'published')),
  add column number integer check (number > 0),
  add column kept_because text check (kept_because in ('pause', 'handed_over', 'restored', 'published')),
  add column visibility text not null default 'public' check (visibility in ('public', 'network', 'municipality')),
  add column names_unit boolean;
comment on column case_revision.state is 'working: being written; kept: a version of its history; submitted: waits for a yes; published: is or was public';
comment on column case_revision.number is 'of the version, from 1; null for the working revision';
comment on column case_revision.visibility is 'with whom it is to be shared once it is published';
comment on column case_revision.names_unit is 'whether readers are told the unit; null: not answered yet';

update case_revision r set
  state = case when r.id = c.working_revision_id then 'working' else 'published' end,
  visibility = c.visibility,
  names_unit = case when r.id = c.working_revision_id then null else true end
from case_story c where c.id = r.case_id;
update case_revision r set number = counted.number, kept_because = 'published'
from (
  select id, row_number() over (partition by case_id order by created_at, id) as number from case_revision where state = 'published'
) counted
where counted.id = r.id;

alter table case_revision
  alter column state drop default,
  add constraint case_revision_summary_length check (char_length(summary) <= 300),
  add constraint case_revision_title_length check (char_length(title) <= 200),
  add constraint case_revision_working_has_no_number check ((state = 'working') = (number is null)),
  add constraint case_revision_version_has_reason check ((number is null) = (kept_because is null)),
  add constraint case_revision_whole_when_handed_over check (
    state in ('working', 'kept') or (title <> '' and summary <> '' and stage is not null and names_unit is not null)
  ),
  add unique (case_id, number);

alter table case_story
  add constraint case_story_submitted foreign key (submitted_revision_id, id) references case_revision (id, case_id) deferrable initially deferred;
create index case_story_submitted on case_story (submitted_revision_id, id);

-- Who has written: of the working revision since the last publication, of a version since the version before.
create table case_revision_author (
  revision_id uuid not null references case_revision on delete cascade,
  person_id uuid not null references person on delete cascade,
  last_wrote_at timestamptz not null default now(),
  primary key (revision_id, person_id)
);
create index case_revision_author_person on case_revision_author (person_id);

-- The text of a working revision as the writers' browsers share it (Yjs): a snapshot, and the updates since, each a row as soon as it came.
create table shared_text (
  revision_id uuid primary key references case_revision on delete cascade,
  snapshot bytea not null
);
create table text_update (
  id bigint generated always as identity primary key,
  revision_id uuid not null references shared_text on delete cascade,
  person_id uuid references person on delete set null,
  written_at timestamptz not null default now(),
  bytes bytea not null
);
create index text_update_revision on text_update (revision_id, id);
create index text_update_person on text_update (person_id);

-- Who writes along, beside those whose role opens the draft.
create table case_contributor (
  case_id uuid not null,
  person_id uuid not null,
  demo boolean not null,
  added_at timestamptz not null default now(),
  primary key (case_id, person_id),
  foreign key (case_id, demo) references case_story (id, demo) on delete cascade,
  foreign key (person_id, demo) references person (id, demo) on delete cascade
);
create index case_contributor_person on case_contributor (person_id, demo);
create index case_contributor_case on case_contributor (case_id, demo);

-- A version on its way to a yes, and what came of it.
create table case_hand_over (
  revision_id uuid primary key references case_revision on delete cascade,
  handed_over_by uuid references person on delete set null,
  handed_over_at timestamptz not null default now(),
  assigned_to uuid references person on delete set null,
  to_association boolean not null default false,
  answer text check (answer in ('approved', 'returned', 'taken_back')),
  answered_by uuid references person on delete set null,
  answered_at timestamptz,
  words text check (char_length(words) between 1 and 4000),
  quotes text[] not null default '{}',
  check ((answer is null) = (answered_at is null)),
  check (answer <> 'returned' or words is not null)
);
comment on column case_hand_over.assigned_to is 'the approver who is asked; null: any who may';
comment on column case_hand_over.to_association is 'KL decides, for the municipality has no second person';
create index case_hand_over_by on case_hand_over (handed_over_by);
create index case_hand_over_assigned on case_hand_over (assigned_to);
create index case_hand_over_answered_by on case_hand_over (answered_by);
create index case_hand_over_association on case_hand_over (handed_over_at) where to_association and answer is null;

-- A warning of the privacy check that a writer has kept, with the reason. The key holds nothing of what was found.
create table kept_warning (
  case_id uuid not null references case_story on delete cascade,
  finding_key text not null check (char_length(finding_key) between 8 and 64),
  reason text not null check (char_length(reason) between 10 and 300),
  kept_by uuid references person on delete set null,
  kept_at timestamptz not null default now(),
  primary key (case_id, finding_key)
);
create index kept_warning_person on kept_warning (kept_by);

alter table municipality add column pairs_of_eyes smallint not null default 2 check (pairs_of_eyes in (1, 2));
comment on column municipality.pairs_of_eyes is 'one: who writes a case publishes it; two: another approves it first';

-- A unit that is no more keeps its name in the texts; what belonged to it moves.
alter table unit
  add column closed_at timestamptz,
  add column merged_into uuid,
  add constraint unit_merged_into foreign key (merged_into, municipality_code) references unit (id, municipality_code),
  add constraint unit_merged_is_closed check (merged_into is null or closed_at is not null),
  add constraint unit_not_into_itself check (merged_into <> id);
create index unit_merged_into on unit (merged_into, municipality_code);

-- What a reader has reported reaches the writers once the coordinator passes it on.
alter table problem_report add column passed_on_at timestamptz;
