-- Up Migration

-- A text counts as sent back when its working revision is older than the answer. The seeds have made some of theirs later.
update case_revision r set created_at = a.answered_at
from (
  select v.case_id, max(h.answered_at) as answered_at
  from case_hand_over h join case_revision v on v.id = h.revision_id
  where h.answer is not null
  group by v.case_id
) a, case_story c
where c.id = a.case_id and c.demo and r.id = c.working_revision_id and c.published_revision_id is null and r.created_at > a.answered_at;
