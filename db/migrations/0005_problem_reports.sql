-- Up Migration

create table problem_report (
  id uuid primary key default gen_random_uuid(),
  path text not null check (char_length(path) <= 500),
  message text not null check (char_length(message) between 1 and 4000),
  reply_to text check (char_length(reply_to) <= 200),
  reported_at timestamptz not null default now()
);
create index problem_report_reported_at on problem_report (reported_at desc);
