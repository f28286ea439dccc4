-- Up Migration

-- Why a session was ended by something else than signing out, for whoever comes back with its cookie.
create table ended_session (
  id text primary key,
  because text not null check (because in ('roles', 'removed', 'password', 'address', 'codes', 'everywhere')),
  ended_at timestamptz not null default now()
);
comment on column ended_session.id is 'of the session: SHA-256 of what the cookie holds';
create index ended_session_ended_at on ended_session (ended_at);
