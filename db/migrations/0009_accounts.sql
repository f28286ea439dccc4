-- Up Migration

create function known_roles() returns text[] immutable parallel safe language sql as $$
  select array['reader', 'contributor', 'approver', 'coordinator', 'association_editor', 'association_admin']
$$;

-- Who may sign in. What a person may do is in role_grant; what a person has written belongs to the municipality.
create table person (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email) and char_length(email) <= 200 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  name text not null check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step integer,
  introduced_at timestamptz,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  check (totp_confirmed_at is null or totp_secret is not null)
);
comment on column person.password_hash is 'argon2id; null for one who has no password, as demo people have none';
comment on column person.totp_secret is 'encrypted with SECRET_KEY';
comment on column person.totp_last_step is 'the period of the code that was last used: no code works twice';
comment on column person.introduced_at is 'when the person had read what one can do here';

create table recovery_code (
  person_id uuid not null references person on delete cascade,
  hash text not null,
  primary key (person_id, hash)
);

create table session (
  id text primary key,
  person_id uuid not null references person on delete cascade,
  second_factor boolean not null,
  device text not null check (char_length(device) between 1 and 60),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on column session.id is 'SHA-256 of what the cookie holds';
comment on column session.second_factor is 'whether a code from the phone, or a recovery code, was given too';
create index session_person on session (person_id, created_at desc);
create index session_expires_at on session (expires_at);

-- KL acts for a municipality: in one session, for one reason, for a few hours.
create table acting (
  session_id text primary key references session on delete cascade,
  municipality_code text not null references municipality,
  reason text not null check (char_length(reason) between 10 and 300),
  ends_at timestamptz not null
);
create index acting_municipality on acting (municipality_code);

create table role_grant (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  role text not null check (role = any (known_roles())),
  municipality_code text references municipality,
  unit_id uuid,
  granted_at timestamptz not null default now(),
  unique nulls not distinct (person_id, role, municipality_code, unit_id),
  foreign key (unit_id, municipality_code) references unit (id, municipality_code),
  constraint role_grant_place_check check ((municipality_code is null) = (role in ('association_editor', 'association_admin'))),
  constraint role_grant_unit_check check (unit_id is null or role in ('contributor', 'approver'))
);
comment on column role_grant.unit_id is 'limits the role to one unit; null: the whole municipality';
create index role_grant_municipality on role_grant (municipality_code, role);
create index role_grant_unit on role_grant (unit_id, municipality_code);

-- Where the people of a municipality have their mail. Addresses elsewhere cannot register by themselves.
create table mail_domain (
  domain text primary key check (domain ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$'),
  municipality_code text not null references municipality,
  own boolean not null default false,
  approved boolean not null default false,
  note text check (char_length(note) between 1 and 300),
  asked_at timestamptz not null default now(),
  demo boolean not null default false,
  check (approved or not own)
);
comment on column mail_domain.own is 'the municipality''s own, from the data; otherwise asked for by a coordinator, and in use once KL has said yes';
create index mail_domain_municipality on mail_domain (municipality_code);

-- A confirmed address at a municipality that waits for a yes.
create table join_request (
  person_id uuid not null references person on delete cascade,
  municipality_code text not null references municipality,
  asked_at timestamptz not null default now(),
  primary key (person_id, municipality_code)
);
create index join_request_municipality on join_request (municipality_code, asked_at);

create table invitation (
  id uuid primary key default gen_random_uuid(),
  email text not null check (email = lower(email) and char_length(email) <= 200),
  name text not null check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  role text not null check (role = any (known_roles())),
  municipality_code text references municipality,
  unit_id uuid,
  invited_by uuid references person on delete set null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  demo boolean not null default false,
  unique nulls not distinct (email, role, municipality_code, unit_id),
  foreign key (unit_id, municipality_code) references unit (id, municipality_code),
  constraint invitation_place_check check ((municipality_code is null) = (role in ('association_editor', 'association_admin'))),
  constraint invitation_unit_check check (unit_id is null or role in ('contributor', 'approver'))
);
create index invitation_municipality on invitation (municipality_code, invited_at);
create index invitation_unit on invitation (unit_id, municipality_code);
create index invitation_invited_by on invitation (invited_by);

-- What a link in a mail, or a step between two pages, is worth. Only the hash is kept; used once, by deleting it.
create table one_time_token (
  hash text primary key,
  purpose text not null check (purpose in (
    'registration', 'invitation', 'password_reset', 'new_address', 'second_factor', 'first_admin', 'demo_login'
  )),
  person_id uuid references person on delete cascade,
  invitation_id uuid references invitation on delete cascade,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index one_time_token_person on one_time_token (person_id);
create index one_time_token_invitation on one_time_token (invitation_id);
create index one_time_token_expires_at on one_time_token (expires_at);

-- Who did what to what and when. It holds codes and keys, never names or addresses, so that one who leaves leaves no trace.
create table audit_log (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default now(),
  actor_id uuid references person on delete set null,
  by_system boolean not null default false,
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  municipality_code text references municipality,
  person_id uuid references person on delete set null,
  subject text check (char_length(subject) <= 200),
  detail jsonb not null default '{}',
  reason text check (char_length(reason) <= 300),
  acting boolean not null default false,
  demo boolean not null default false
);
comment on column audit_log.by_system is 'nobody did it: the site, or the person at its terminal. Otherwise an actor that is null has left';
comment on column audit_log.person_id is 'whom it was done to, when it was a person';
comment on column audit_log.subject is 'what it was done to, when it was a thing: an address on the site, or a domain';
comment on column audit_log.acting is 'done by KL in the name of the municipality';
create index audit_log_municipality on audit_log (municipality_code, id desc);
create index audit_log_actor on audit_log (actor_id, id desc);
create index audit_log_person on audit_log (person_id, id desc);
create index audit_log_happened_at on audit_log (happened_at);

-- Kept by rate-limiter-flexible, which names the columns.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limit_expire on rate_limit (expire);

-- Who to call. Shown once the person has said yes by the link in a mail.
create table contact_person (
  id uuid primary key default gen_random_uuid(),
  municipality_code text not null references municipality,
  name text not null check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  title text not null check (char_length(title) between 1 and 100),
  email text not null check (email = lower(email) and char_length(email) <= 200),
  phone text check (phone ~ '^\+?[0-9 ]{8,20}$'),
  method_id uuid references method on delete cascade,
  case_id uuid references case_story on delete cascade,
  declaration_year smallint,
  commitment_number smallint,
  consent_hash text unique,
  consented_at timestamptz,
  version integer not null default 1,
  demo boolean not null default false,
  foreign key (declaration_year, commitment_number) references commitment,
  check (num_nonnulls(declaration_year, commitment_number) in (0, 2)),
  check (num_nonnulls(method_id, case_id, declaration_year) <= 1)
);
comment on column contact_person.consent_hash is 'SHA-256 of what the link to the person''s own yes or no holds';
create index contact_person_municipality on contact_person (municipality_code);
create index contact_person_method on contact_person (method_id);
create index contact_person_case on contact_person (case_id);
create index contact_person_commitment on contact_person (declaration_year, commitment_number);
create index contact_person_email on contact_person (email);
create trigger content_changed after insert or update or delete or truncate on contact_person
  for each statement execute function tell_content_changed();

alter table unit add column version integer not null default 1;

-- A page where a child can be recognised is hidden at once; its text stays until somebody has mended it.
alter table case_story add column hidden_at timestamptz;
alter table method add column hidden_at timestamptz;
alter table document add column hidden_at timestamptz;

create or replace function index_changed_case() returns trigger language plpgsql as $$
begin
  -- A draft is nobody's find.
  if tg_op = 'UPDATE' and (old.published_revision_id, old.visibility, old.withdrawn_at, old.hidden_at, old.municipality_code, old.demo)
    is not distinct from (new.published_revision_id, new.visibility, new.withdrawn_at, new.hidden_at, new.municipality_code, new.demo) then
    return null;
  end if;
  perform leave_index_job('case', coalesce(new.id, old.id)::text);
  return null;
end
$$;

create or replace function index_changed_method() returns trigger language plpgsql as $$
begin
  -- Cases are found by the slugs of their methods.
  if tg_op = 'UPDATE' and old.slug <> new.slug then
    perform leave_rebuild_job();
    return null;
  end if;
  if tg_op = 'UPDATE' and (old.published_revision_id, old.visibility, old.withdrawn_at, old.hidden_at)
    is not distinct from (new.published_revision_id, new.visibility, new.withdrawn_at, new.hidden_at) then
    return null;
  end if;
  perform leave_index_job('method', coalesce(new.id, old.id)::text);
  return null;
end
$$;

-- A report reaches the municipality that the page belongs to, and KL.
alter table problem_report
  add column municipality_code text references municipality,
  add column handled_at timestamptz;
create index problem_report_municipality on problem_report (municipality_code, reported_at desc);
