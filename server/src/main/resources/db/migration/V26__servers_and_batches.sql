-- Who began a batch; empty for one that was begun at the command line, and for those begun before.
alter table batch add column clerk varchar(60) not null default '';
alter table batch alter column clerk drop default;

-- Every start of a server on this database takes the next number, which goes into the ids that it makes: so no two are
-- alike where clocks agree. One row.
create table server_start (
    only_row  boolean  not null primary key default true check (only_row),
    last      bigint   not null
);

insert into server_start (last) values (0);
