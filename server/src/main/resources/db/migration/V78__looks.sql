-- Who looked at whose record, by which route, and why where a reason was asked for (查阅留痕). A line is on disk before
-- the answer goes out; lines are only added, and the server never takes one away.
--
-- psn_no: empty of a list whose persons are not named one by one. scope: the user's then. address: where the call came
-- from.
create table look (
    id       bigint        generated always as identity primary key,
    at       timestamptz   not null,
    name     varchar(60)   not null,
    role     varchar(13)   not null,
    scope    varchar(30)   not null,
    psn_no   varchar(30)   not null,
    route    varchar(200)  not null,
    reason   varchar(200)  not null,
    address  varchar(45)   not null
);

create index look_at_person on look (psn_no, id);
create index look_of_user on look (name, id);
create index look_at_time on look (at);
