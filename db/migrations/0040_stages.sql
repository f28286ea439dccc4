-- Up Migration

-- "Aftalt eller besluttet" was one stage; an agreement is not a decision, and a proposal is neither.
alter table case_revision
  drop constraint case_revision_stage_check,
  add constraint case_revision_stage_check
    check (stage in ('foreslaaet', 'aftalt', 'vedtaget', 'i-gang', 'erfaringer')) not valid;

-- The cases that are retold from documents, by what the document says. Those that nobody has changed here get their stage in the text that
-- readers meet; where people have written their own text, only the stage that has meant two things is told apart, in every version. What
-- municipalities have written themselves stays agreed, which claims the least.
update case_revision r set stage = told.stage
from (values
  ('aarhus-dagtilbud-for-alle', 'aftalt'),
  ('aarhus-lettere-behandlingstilbud', 'aftalt'),
  ('aarhus-ppr-sampraksis', 'aftalt'),
  ('aarhus-relationel-velfaerd', 'aftalt'),
  ('aarhus-skoler-i-klynger', 'aftalt'),
  ('aarhus-specialgrupper-i-dagtilbud', 'aftalt'),
  ('aarhus-specialpaedagogiske-kompetencer', 'aftalt'),
  ('aarhus-trivselsteam', 'aftalt'),
  ('albertslund-boernepolitik-i-udvalg', 'i-gang'),
  ('albertslund-fleksible-indsatser', 'foreslaaet'),
  ('albertslund-fysiske-laeringsmiljoeer', 'foreslaaet'),
  ('albertslund-kompetenceudvikling', 'foreslaaet'),
  ('albertslund-ppr-taettere-paa', 'foreslaaet'),
  ('albertslund-ressourcemodel', 'vedtaget'),
  ('albertslund-trivselsguide', 'foreslaaet'),
  ('koebenhavn-co-teaching-i-indskolingen', 'i-gang'),
  ('koebenhavn-ekstra-lederressource', 'i-gang'),
  ('koebenhavn-foraeldrekommunikation', 'vedtaget'),
  ('koebenhavn-halvaarlig-opfoelgning', 'i-gang'),
  ('koebenhavn-kvalitetsteam', 'i-gang'),
  ('koebenhavn-nest-lundehusskolen', 'vedtaget'),
  ('koebenhavn-overgangspaedagoger', 'i-gang'),
  ('koebenhavn-supportmodel', 'vedtaget'),
  ('koebenhavn-visitation-paa-skolen', 'vedtaget')
) as told (slug, stage)
join seeded s on s.kind = 'case' and s.key = told.slug and not s.demo
join case_story c on c.id::text = s.row_id
where r.case_id = c.id and r.stage <> told.stage
  and (r.stage = 'aftalt' or (r.id = c.published_revision_id and r.id::text = s.state ->> 'revision'));
