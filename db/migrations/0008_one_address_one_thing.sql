-- Up Migration

-- An address leads to one thing: a slug is in use or retired, never both. The trigger tells in which table it must not stand, and the
-- name of the rule.
create function slug_is_free() returns trigger language plpgsql as $$
declare
  taken boolean;
begin
  perform pg_advisory_xact_lock(hashtext('slug ' || new.slug));
  execute format('select exists (select from %I where slug = $1)', tg_argv[0]) into taken using new.slug;
  if taken then
    raise unique_violation using message = format('the slug %L stands in %I', new.slug, tg_argv[0]), constraint = tg_argv[1];
  end if;
  return new;
end
$$;
create trigger slug_is_free before insert or update of slug on method
  for each row execute function slug_is_free('retired_method_slug', 'method_slug_retired');
create trigger slug_is_free before insert or update of slug on retired_method_slug
  for each row execute function slug_is_free('method', 'method_slug_in_use');
create trigger slug_is_free before insert or update of slug on case_story
  for each row execute function slug_is_free('retired_case_slug', 'case_slug_retired');
create trigger slug_is_free before insert or update of slug on retired_case_slug
  for each row execute function slug_is_free('case_story', 'case_slug_in_use');

-- Only what works with children is graded; organisation and steering say what they are for.
create function method_is_gradable() returns trigger language plpgsql as $$
begin
  if not exists (select from method_revision where id = new.revision_id and kind in ('metode', 'program')) then
    raise check_violation using message = 'only a metode or a program is graded', constraint = 'method_grade_kind';
  end if;
  return new;
end
$$;
create trigger method_is_gradable before insert or update on method_grade for each row execute function method_is_gradable();

-- A period ends after it has begun, as far as both ends are known: a year alone may hold the month of the other.
alter table case_revision add check (
  left(period_from, least(length(period_from), length(period_to))) <= left(period_to, least(length(period_from), length(period_to)))
);
