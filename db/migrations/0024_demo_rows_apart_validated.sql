-- Up Migration

alter table person validate constraint person_demo_address, validate constraint person_demo_comes_by_link;
alter table contact_person validate constraint contact_demo_address;
alter table mail_domain validate constraint mail_domain_demo;
alter table role_grant validate constraint role_grant_person, validate constraint role_grant_unit;
alter table invitation
  validate constraint invitation_demo_address, validate constraint invitation_invited_by, validate constraint invitation_unit;
