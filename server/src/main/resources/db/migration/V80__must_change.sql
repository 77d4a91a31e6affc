-- Of a password that an administrator set, two people know: until its user has changed it, the user may do nothing else.
alter table users add column must_change boolean not null default false;
