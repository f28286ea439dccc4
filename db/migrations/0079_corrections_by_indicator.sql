-- Up Migration

-- The corrections of an indicator are read without going through the values that stand, the newest first.
create index indicator_value_corrected on indicator_value (indicator_id, demo, replaced_at desc) where replaced_at is not null;
