-- Up Migration

-- Which indicators have numbers or words that are read, real or invented, is seen without going through the values.
create index indicator_value_read on indicator_value (indicator_id, demo, audience) where replaced_at is null and blank is null and published_at is not null;
