-- Up Migration

-- The unit that one has become: itself while it is open, the last one that it has been merged into; closed where that was closed without one.
create function unit_now(id uuid) returns uuid language sql stable as $$
  with recursive way as (
    select u.id, u.merged_into from unit u where u.id = unit_now.id
    union
    select u.id, u.merged_into from unit u join way on u.id = way.merged_into
  )
  select way.id from way where way.merged_into is null
$$;

-- What is being written comes from a unit that is open, though the text that it is made from came from one that has been closed since. Whoever
-- closes a unit holds its row meanwhile: the one that is chosen is held here against that, until what is written is stored.
create function move_to_open_unit() returns trigger language plpgsql as $$
declare
  closed timestamptz;
  successor uuid;
begin
  while new.unit_id is not null loop
    select closed_at, merged_into into closed, successor from unit where id = new.unit_id for key share;
    exit when closed is null;
    new.unit_id := successor;
  end loop;
  return new;
end
$$;
create trigger move_to_open_unit before insert or update of unit_id on case_revision
  for each row when (new.state = 'working' and new.unit_id is not null) execute function move_to_open_unit();
