-- Who brought which file in, when, and what came of it (导入留痕). A line is written when a file is done with, also when it
-- was refused or broke off; lines are only added, and the server never takes one away. Nothing of a file's rows is kept.
--
-- done_by: a user, or the command. kind: what the file holds, or the number of a list of the nation; 'unknown' where no
-- such list is known. name: as it was sent, or the file's, without its folder. sha256: empty where the file could not be
-- read. taken, wrong: how many rows, how many things. broken-off: of a file of single rows those before it are taken.
create table import (
    id       bigint        generated always as identity primary key,
    at       timestamptz   not null,
    done_by  varchar(60)   not null,
    kind     varchar(20)   not null,
    name     varchar(255)  not null,
    sha256   varchar(64)   not null check (sha256 ~ '^([0-9a-f]{64})?$'),
    size     bigint        not null check (size >= 0),
    taken    bigint        not null check (taken >= 0),
    wrong    bigint        not null check (wrong >= 0),
    outcome  varchar(10)   not null check (outcome in ('taken', 'refused', 'broken-off'))
);

create index import_at_time on import (at, id);
