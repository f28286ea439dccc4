-- Up Migration

-- Nobody vouches for an invitation whose inviter has left.
delete from invitation where invited_by is null;
alter table invitation drop constraint invitation_invited_by_fkey;
alter table invitation add foreign key (invited_by) references person on delete cascade;
