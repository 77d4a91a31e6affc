-- Whose a request's key is: two callers may use one key, and neither is ever given the other's answer. caller: the
-- user's name; empty of institutions' messages, whose keys name the institution, and of requests from before users.

alter table request add column caller varchar(60) not null default '';
alter table request alter column caller drop default;
alter table request drop constraint request_pkey;
alter table request add primary key (caller, key);
