-- Up Migration

-- Why a page is hidden stands in the log; the list of hidden pages looks it up there.
create index audit_log_hidden on audit_log (subject, id desc) where action = 'page.hidden';
create index case_story_hidden on case_story (municipality_code) where hidden_at is not null;
