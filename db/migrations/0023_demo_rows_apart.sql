-- Up Migration

-- Invented people live at @demo.example, which nobody can have for real, and real people nowhere there. So no address, invitation, domain or
-- role is ever both, and none can stand in the other's way.
create function is_demo_address(address text) returns boolean immutable parallel safe language sql as $$
  select address like '%@demo.example'
$$;
create function is_demo_domain(domain text) returns boolean immutable parallel safe language sql as $$
  select domain = 'demo.example' or domain like '%.demo.example'
$$;

-- What has come to stand on the wrong side goes: an invented account or invitation has kept a real person out.
delete from person where demo <> is_demo_address(email);
update person set password_hash = null, totp_secret = null, totp_confirmed_at = null, totp_last_step = null where demo;
delete from recovery_code where person_id in (select id from person where demo);
delete from invitation where demo <> is_demo_address(email);
delete from invitation i using person p where p.id = i.invited_by and p.demo <> i.demo;
delete from invitation i using unit u where u.id = i.unit_id and u.demo <> i.demo;
delete from mail_domain where demo <> is_demo_domain(domain);
delete from contact_person where demo <> is_demo_address(email);

alter table person
  add unique (id, demo),
  add constraint person_demo_address check (demo = is_demo_address(email)) not valid,
  add constraint person_demo_comes_by_link check (not demo or num_nonnulls(password_hash, totp_secret) = 0) not valid;
alter table invitation add constraint invitation_demo_address check (demo = is_demo_address(email)) not valid;
alter table contact_person add constraint contact_demo_address check (demo = is_demo_address(email)) not valid;
alter table mail_domain add constraint mail_domain_demo check (demo = is_demo_domain(domain)) not valid;

alter table unit add unique (id, municipality_code, demo);

alter table role_grant add column demo boolean not null default false;
comment on column role_grant.demo is 'as the person''s, and as the unit''s if it is limited to one';
update role_grant g set demo = true from person p where p.id = g.person_id and p.demo;
delete from role_grant g using unit u where u.id = g.unit_id and u.demo <> g.demo;
alter table role_grant
  drop constraint role_grant_person_id_fkey,
  drop constraint role_grant_unit_id_municipality_code_fkey,
  add constraint role_grant_person foreign key (person_id, demo) references person (id, demo) on delete cascade not valid,
  add constraint role_grant_unit foreign key (unit_id, municipality_code, demo) references unit (id, municipality_code, demo) not valid;
alter table invitation
  drop constraint invitation_invited_by_fkey,
  drop constraint invitation_unit_id_municipality_code_fkey,
  add constraint invitation_invited_by foreign key (invited_by, demo) references person (id, demo) on delete cascade not valid,
  add constraint invitation_unit foreign key (unit_id, municipality_code, demo) references unit (id, municipality_code, demo) not valid;

create index role_grant_person on role_grant (person_id, demo);
drop index role_grant_unit;
create index role_grant_unit on role_grant (unit_id, municipality_code, demo);
drop index invitation_invited_by;
create index invitation_invited_by on invitation (invited_by, demo);
drop index invitation_unit;
create index invitation_unit on invitation (unit_id, municipality_code, demo);
