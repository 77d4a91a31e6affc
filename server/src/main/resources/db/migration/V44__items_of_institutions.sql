-- What an institution calls its own items, and which item of the catalogue each is. details: what it said beside. A
-- withdrawn row stays, and stands again when it is sent again.
create table institution_item (
    institution   varchar(30)   not null,
    item          varchar(30)   not null,
    kind          varchar(30)   not null,
    code          varchar(30)   not null,
    name          varchar(200)  not null,
    region        char(6)       not null,
    valid_from    date          not null,
    valid_to      date          not null,
    stands        boolean       not null,
    details       text          not null,
    record        bigint        not null generated always as identity,
    added_at      timestamptz   not null,
    added_by      varchar(30)   not null,
    added_name    varchar(50)   not null,
    changed_at    timestamptz   not null,
    changed_by    varchar(30)   not null,
    changed_name  varchar(50)   not null,
    primary key (institution, item, kind, code)
);

create index institution_item_by_code on institution_item (institution, code);

-- The list of medicines of the peoples (1304) is queried by its first column, the code.
create index catalogue_item_by_code on catalogue_item (split_part(line, E'\t', 1))
    where list = '1304' and followed_by is null;
