-- Up Migration

alter table case_revision validate constraint case_revision_stage_check;
