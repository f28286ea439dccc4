-- Up Migration

-- The half-yearly status. A period is the shelf on which statuses stand; KL opens and closes it.
create table period (
  code text primary key check (code ~ '^20[0-9]{2}H[12]$'),
  version integer not null default 1,
  opened_at timestamptz,
  closed_at timestamptz,
  constraint period_closed_was_open check (closed_at is null or opened_at is not null)
);
comment on column period.code is 'year and half: 2026H1';
comment on column period.closed_at is 'no status is begun any more; one that is begun can still be published, and is then late';

-- KL's own thematic follow-ups of a period. Whoever likes answers them.
create table period_question (
  id uuid primary key default gen_random_uuid(),
  period_code text not null references period,
  demo boolean not null default false,
  version integer not null default 1,
  theme text not null check (char_length(theme) between 1 and 200),
  question text not null check (char_length(question) between 1 and 1000),
  added_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create index period_question_period on period_question (period_code, added_at);

-- One status of a municipality in a period, in one or several editions: of a second meeting, or corrected.
create table status (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  period_code text not null references period,
  demo boolean not null default false,
  published_edition_id uuid,
  hidden_at timestamptz,
  removed_at timestamptz,
  unique (municipality_code, period_code, demo),
  unique (id, demo),
  constraint status_removed_has_no_words check (removed_at is null or published_edition_id is null)
);
comment on column status.published_edition_id is 'the newest that is published';
comment on column status.removed_at is 'its words were removed for good; a notice with this date stands instead';
create index status_period on status (period_code);

create table status_edition (
  id uuid primary key default gen_random_uuid(),
  status_id uuid not null,
  demo boolean not null,
  number smallint not null check (number > 0),
  origin text not null default 'own' check (origin in ('own', 'document')),
  kind text not null check (kind in ('meeting', 'correction')),
  because text check (char_length(because) between 10 and 1000),
  state text not null default 'draft' check (state in ('draft', 'returned', 'submitted', 'approved', 'published')),
  version integer not null default 1,
  cut_off date not null,
  met_on date,
  body text check (char_length(body) between 1 and 200),
  begun_by uuid,
  begun_at timestamptz not null default now(),
  submitted_by uuid,
  submitted_at timestamptz,
  assigned_to uuid,
  publish_along boolean not null default false,
  answered_by uuid,
  answered_at timestamptz,
  answer_words text check (char_length(answer_words) between 1 and 4000),
  publish_on date,
  stopped_because text check (char_length(stopped_because) between 1 and 1000),
  published_at timestamptz,
  late boolean not null default false,
  outcome text check (outcome in ('til-efterretning', 'godkendt', 'udsat', 'sendt-tilbage')),
  outcome_on date,
  agenda_item text check (char_length(agenda_item) between 1 and 100),
  blocks jsonb,
  document_id uuid,
  anchor text,
  unique (status_id, number),
  unique (id, status_id),
  foreign key (status_id, demo) references status (id, demo) on delete cascade,
  foreign key (document_id, anchor) references document_anchor,
  constraint status_edition_begun_by foreign key (begun_by, demo) references person (id, demo) on delete set null (begun_by),
  constraint status_edition_submitted_by foreign key (submitted_by, demo) references person (id, demo) on delete set null (submitted_by),
  constraint status_edition_assigned_to foreign key (assigned_to, demo) references person (id, demo) on delete set null (assigned_to),
  constraint status_edition_answered_by foreign key (answered_by, demo) references person (id, demo) on delete set null (answered_by),
  constraint status_edition_corrected_with_reason check ((kind = 'correction') = (because is not null)),
  constraint status_edition_published_whole check ((state = 'published') = (published_at is not null and blocks is not null)),
  constraint status_edition_waits_for_day check (state = 'approved' or state = 'published' or publish_on is null),
  constraint status_edition_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint status_edition_outcome_dated check ((outcome is null) = (outcome_on is null))
);
comment on column status_edition.number is 'from 1, in the order in which they were begun';
comment on column status_edition.origin is 'own: the municipality''s own word; document: told again from a paper of its own';
comment on column status_edition.kind is 'meeting: for a meeting of the committee; correction: takes the place of the edition before, because of something';
comment on column status_edition.cut_off is 'the day that its figures are of, where none has another';
comment on column status_edition.publish_along is 'the coordinator lets what it rests on and is not public become so with it; else that is left out';
comment on column status_edition.publish_on is 'approved: the day on which a job publishes it; null there: at once';
comment on column status_edition.stopped_because is 'why the job did not publish it';
comment on column status_edition.late is 'published after its period was closed; a correction, where what it takes the place of was';
comment on column status_edition.outcome is 'what the committee did with it';
comment on column status_edition.blocks is 'what it says, as it was published (app/papers/blocks.ts); what it rests on is named by id and read where it stands';
create index status_edition_status on status_edition (status_id, demo);
create unique index status_edition_being_made on status_edition (status_id) where state <> 'published';
create index status_edition_begun_by on status_edition (begun_by, demo);
create index status_edition_submitted_by on status_edition (submitted_by, demo);
create index status_edition_assigned_to on status_edition (assigned_to, demo);
create index status_edition_answered_by on status_edition (answered_by, demo);
create index status_edition_passage on status_edition (document_id, anchor);

alter table status add constraint status_published foreign key (published_edition_id, id) references status_edition (id, status_id)
  deferrable initially deferred;
create index status_published on status (published_edition_id, id);

-- What an edition has beside initiatives and points: sections of the municipality's own follow-up, thematic follow-ups, KL's questions.
create table status_part (
  edition_id uuid not null references status_edition on delete cascade,
  position smallint not null check (position > 0),
  kind text not null check (kind in ('section', 'theme', 'question')),
  title text not null check (char_length(title) between 1 and 300),
  section_id uuid references follow_up_section on delete set null,
  follow_up_id uuid references thematic_follow_up on delete set null,
  question_id uuid references period_question on delete set null,
  primary key (edition_id, position)
);
comment on column status_part.title is 'as it stood when the edition was begun';
create index status_part_section on status_part (section_id);
create index status_part_follow_up on status_part (follow_up_id);
create index status_part_question on status_part (question_id);

-- What is answered, field by field: several write at once, and each field has its version.
create table status_answer (
  edition_id uuid not null references status_edition on delete cascade,
  subject text not null check (subject ~ '^(point:[0-9]{4}:[0-9]{1,2}|(initiative|milestone):[0-9a-f-]{36}|part:[0-9]{1,3}|people:[a-z]+)$'),
  field text not null check (
    field in ('change', 'stage', 'effect', 'judged', 'text', 'hard', 'help', 'state', 'because', 'done', 'expected')
  ),
  value text not null check (char_length(value) <= 4000),
  version integer not null default 1,
  changed_by uuid references person on delete set null,
  changed_at timestamptz not null default now(),
  primary key (edition_id, subject, field),
  constraint status_answer_stage check (
    field <> 'stage' or value in ('', 'ikke-begyndt', 'planlagt', 'i-gang', 'gennemfoert', 'forankret', 'ikke-prioriteret')
  ),
  constraint status_answer_effect check (
    field <> 'effect' or value in ('', 'for-tidligt', 'ingen-endnu', 'tidlige-tegn', 'dokumenteret', 'forkert-vej')
  ),
  constraint status_answer_change check (
    field <> 'change' or value in ('', 'uaendret', 'aendret', 'stoppet', 'naaet', 'flyttet', 'droppet')
  )
);
comment on table status_answer is 'a field that was filled from the status before has no changed_by';
comment on column status_answer.subject is 'what it is said of: point:<year>:<number>, initiative:<id>, milestone:<id>, part:<position>, people:<group>';
create index status_answer_changed_by on status_answer (changed_by);
create index status_answer_point on status_answer (subject, field, edition_id) where field in ('stage', 'effect', 'help') and value <> '';

-- Who has written in an edition, typed, chosen or taken out: not its second reader.
create table status_author (
  edition_id uuid not null references status_edition on delete cascade,
  person_id uuid not null references person on delete cascade,
  last_wrote_at timestamptz not null default now(),
  primary key (edition_id, person_id)
);
create index status_author_person on status_author (person_id);

-- What a claim rests on. Its words are read where it stands, so that they go when it goes.
create table status_evidence (
  id uuid primary key default gen_random_uuid(),
  edition_id uuid not null references status_edition on delete cascade,
  subject text not null,
  kind text not null check (kind in ('case', 'value', 'line', 'initiative', 'milestone', 'passage')),
  case_id uuid references case_story on delete set null,
  value_id uuid references indicator_value on delete set null,
  line_id uuid references budget_line on delete set null,
  initiative_id uuid references initiative on delete set null,
  milestone_id uuid references milestone on delete set null,
  document_id uuid,
  anchor text,
  chosen boolean not null default true,
  added_by uuid references person on delete set null,
  added_at timestamptz not null default now(),
  foreign key (document_id, anchor) references document_anchor,
  constraint status_evidence_one_thing check (num_nonnulls(case_id, value_id, line_id, initiative_id, milestone_id, anchor) <= 1),
  constraint status_evidence_passage_whole check (num_nonnulls(document_id, anchor) in (0, 2)),
  constraint status_evidence_once unique nulls not distinct (
    edition_id, subject, case_id, value_id, line_id, initiative_id, milestone_id, document_id, anchor
  ) deferrable initially deferred
);
comment on column status_evidence.subject is 'the claim, as in status_answer';
comment on column status_evidence.value_id is 'the figure as it stood then: a correction is a row of its own';
comment on column status_evidence.chosen is 'a person has chosen it; else it came along at publication, as the title of an initiative or a figure of a section';
create index status_evidence_edition on status_evidence (edition_id, subject);
create index status_evidence_case on status_evidence (case_id);
create index status_evidence_value on status_evidence (value_id);
create index status_evidence_line on status_evidence (line_id);
create index status_evidence_initiative on status_evidence (initiative_id);
create index status_evidence_milestone on status_evidence (milestone_id);
create index status_evidence_passage on status_evidence (document_id, anchor);
create index status_evidence_added_by on status_evidence (added_by);

-- A warning of the privacy check that stays, with the reason. The key holds nothing of what was found.
create table status_kept_warning (
  edition_id uuid not null references status_edition on delete cascade,
  finding_key text not null check (char_length(finding_key) between 8 and 64),
  reason text not null check (char_length(reason) between 10 and 300),
  kept_by uuid references person on delete set null,
  primary key (edition_id, finding_key)
);
create index status_kept_warning_person on status_kept_warning (kept_by);

-- A friendly word from KL to a municipality without a status, and its answer.
create table status_reminder (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  period_code text not null references period,
  demo boolean not null default false,
  sent_by uuid references person on delete set null,
  sent_at timestamptz not null default now(),
  put_off_until date,
  put_off_because text check (char_length(put_off_because) between 10 and 300),
  put_off_by uuid references person on delete set null,
  constraint status_reminder_put_off_with_reason check ((put_off_until is null) = (put_off_because is null))
);
create index status_reminder_municipality on status_reminder (municipality_code, period_code, sent_at);
create index status_reminder_period on status_reminder (period_code);
create index status_reminder_sent_by on status_reminder (sent_by);
create index status_reminder_put_off_by on status_reminder (put_off_by);

-- A milestone that is no longer aimed for.
alter table milestone
  add column dropped_on date,
  add column dropped_because text check (char_length(dropped_because) between 10 and 300),
  add constraint milestone_dropped_with_reason check ((dropped_on is null) = (dropped_because is null)) not valid;
alter table milestone validate constraint milestone_dropped_with_reason;

-- The declaration has no signatures: what is known is where a municipality has dealt with it.
alter table signature rename to treatment;
alter table treatment rename column signed_on to treated_on;
alter index signature_pkey rename to treatment_old_key;
alter index signature_declaration rename to treatment_declaration;
alter index signature_document rename to treatment_document;
alter table treatment
  drop constraint treatment_old_key,
  add column id uuid primary key default gen_random_uuid(),
  add column demo boolean not null default false,
  add column version integer not null default 1,
  add column entered_by uuid references person on delete set null,
  add constraint treatment_body_length check (char_length(body) between 1 and 200),
  add constraint treatment_once unique (municipality_code, declaration_year, demo);
create index treatment_entered_by on treatment (entered_by);

-- What a municipality itself wants with a commitment, and from when. A later one stands beside the earlier.
create table ambition (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  demo boolean not null default false,
  version integer not null default 1,
  declaration_year smallint not null,
  number smallint not null,
  text text not null check (char_length(text) between 1 and 1000),
  holds_from date not null,
  visibility text not null default 'municipality' check (visibility in ('public', 'network', 'municipality')),
  audience text not null generated always as (
    case visibility when 'municipality' then 'municipality:' || municipality_code else visibility end
  ) stored,
  published_at timestamptz,
  taken_back_at timestamptz,
  entered_by uuid,
  changed_at timestamptz not null default now(),
  unique (municipality_code, declaration_year, number, holds_from, demo),
  foreign key (declaration_year, number) references commitment,
  constraint ambition_entered_by foreign key (entered_by, demo) references person (id, demo) on delete set null (entered_by),
  constraint ambition_published_or_taken_back check (published_at is null or taken_back_at is null)
);
create index ambition_commitment on ambition (declaration_year, number);
create index ambition_entered_by on ambition (entered_by, demo);

do $$
declare
  content_table text;
begin
  foreach content_table in array array['period', 'ambition'] loop
    execute format(
      'create trigger content_changed after insert or update or delete or truncate on %I for each statement execute function tell_content_changed()',
      content_table
    );
  end loop;
end
$$;
-- An edition is nobody's page until its status points at it; what is said of it later is told too.
create trigger content_changed after insert or update or delete on status for each row execute function tell_content_changed();
create trigger content_changed_by_update after update on status_edition
  for each row when (old.published_at is not null) execute function tell_content_changed();
create trigger content_changed_by_truncate after truncate on status for each statement execute function tell_content_changed();
