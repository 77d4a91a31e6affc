-- Reports of examinations and tests (检查、检验报告) that institutions recognise of each other, as an import brings them.
--
-- institution: who made the report out; performer: the name of who examined or tested. positive, abnormal: null where the
-- report does not say. type, conclusion, physician: empty where unknown.
create table report (
    institution  varchar(20)    not null,
    number       varchar(30)    not null,
    person       varchar(30)    not null,
    kind         varchar(11)    not null check (kind in ('examination', 'test')),
    reported_on  date           not null,
    type         varchar(30)    not null,
    name         varchar(50)    not null,
    item         varchar(30)    not null,
    item_name    varchar(300)   not null,
    positive     boolean,
    abnormal     boolean,
    conclusion   varchar(1000)  not null,
    performer    varchar(200)   not null,
    physician    varchar(50)    not null,
    primary key (institution, number)
);

create index report_of_person on report (person, reported_on desc);

-- What a test measured or found. place: its place in the report, from 1. value: the number as it was written, empty where
-- there is only a finding.
create table report_item (
    institution  varchar(20)    not null,
    number       varchar(30)    not null,
    place        integer        not null,
    code         varchar(30)    not null,
    name         varchar(300)   not null,
    method       varchar(50)    not null,
    unit         varchar(200)   not null,
    reference    varchar(20)    not null,
    value        varchar(13)    not null check (value ~ '^(-?(0|[1-9][0-9]*)([.][0-9]+)?)?$'),
    finding      varchar(2000)  not null,
    abnormal     boolean,
    primary key (institution, number, place),
    foreign key (institution, number) references report,
    check (value <> '' or finding <> '')
);
