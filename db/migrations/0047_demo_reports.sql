-- Up Migration

-- What an invented person reports is for invented people to read, and nothing that a reader reports is. An address to answer to is the
-- reporter's own, so it tells the two apart as it does everywhere.
alter table problem_report add column demo boolean not null default false;
update problem_report set demo = true where is_demo_address(lower(reply_to));
comment on column problem_report.demo is 'whether an invented person has sent it, whatever page it is about';
alter table problem_report
  add constraint problem_report_demo_address check (reply_to is null or demo = is_demo_address(lower(reply_to))) not valid;
