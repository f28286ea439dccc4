-- Up Migration

-- From now on a session ends 30 days after it was opened, however much it is used.
update session set expires_at = created_at + interval '30 days' where expires_at > created_at + interval '30 days';
