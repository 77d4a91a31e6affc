-- Names and identity numbers are sealed with keys that lie in a file. Here is by what a key is known again, so that a
-- wrong file is refused before anything is written with it.
create table data_key (
    kind     varchar(4)   not null check (kind in ('seal', 'hash')),
    id       integer      not null check (id > 0),
    mark     bytea        not null,
    made_at  timestamptz  not null default now(),
    primary key (kind, id)
);
