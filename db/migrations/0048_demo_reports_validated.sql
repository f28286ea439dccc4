-- Up Migration

alter table problem_report validate constraint problem_report_demo_address;
