-- The lists of the nation (drugs, services, consumables, diagnoses, ...), as institutions download them.

-- version: the newest one, empty while nothing was taken. The row is held by whoever takes rows in or writes a file.
create table catalogue_list (
    list     varchar(10)              not null primary key,
    version  varchar(20) collate "C"  not null
);

-- A row of a list in the version it came with. line: its columns in the order of the list, parted by tabs, `null` where
-- there is nothing: as it stands in files. followed_by: the version with which the record changed; null for the row that
-- stands.
create table catalogue_item (
    list         varchar(10)              not null,
    record       varchar(40) collate "C"  not null,
    version      varchar(20) collate "C"  not null,
    followed_by  varchar(20) collate "C",
    line         text                     not null,
    primary key (list, record, version)
);

create index catalogue_item_standing on catalogue_item (list, version, record) where followed_by is null;

-- Files that were written already: what came after one version, up to another.
create table catalogue_file (
    list     varchar(10)              not null,
    after    varchar(20) collate "C"  not null,
    version  varchar(20) collate "C"  not null,
    file_id  varchar(30)              not null,
    items    bigint                   not null,
    primary key (list, after)
);
