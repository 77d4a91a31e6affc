-- What institutions say of the goods that they keep, buy and sell. Rows are only added: what was uploaded by mistake gets a
-- row in goods_deletion.
--
-- batch, item, item_name, code: the institution's batch and article, and the catalogue's code of it. quantity in
-- ten-thousandths of the smallest unit that is priced, never below zero: incoming says which way. happened_at: as the
-- institution says, of a stocktaking the first second of its day. visit_number: the institution's own; visit_id, psn_no: of
-- the settlement, where the sale was settled. split: the package was opened (拆零). Empty where there is none.

create table goods_record (
    record_id      varchar(30)   not null primary key,
    institution    varchar(30)   not null,
    kind           varchar(20)   not null,
    batch          varchar(30)   not null,
    item           varchar(150)  not null,
    item_name      varchar(200)  not null,
    code           varchar(50)   not null,
    quantity       bigint        not null check (quantity >= 0),
    incoming       boolean       not null,
    split          boolean       not null,
    happened_at    timestamp     not null,
    visit_number   varchar(30)   not null,
    settlement_id  varchar(30)   not null,
    visit_id       varchar(30)   not null,
    psn_no         varchar(30)   not null,
    details        text          not null,
    made_at        timestamptz   not null,
    operator       varchar(30)   not null,
    operator_name  varchar(50)   not null
);

create index goods_record_by_batch on goods_record (institution, batch);
create index goods_record_by_item on goods_record (institution, item);
create index goods_record_by_code on goods_record (institution, code, happened_at);
create index goods_record_by_visit on goods_record (institution, visit_id) where visit_id <> '';
create index goods_record_by_person on goods_record (institution, psn_no) where psn_no <> '';

-- The codes on the packages (药品追溯码) that a row is about. origin_id: of a return the sale that sold the package.
create table goods_trace (
    record_id  varchar(30)   not null,
    trace      varchar(100)  not null,
    origin_id  varchar(30)   not null,
    primary key (record_id, trace)
);

create index goods_trace_by_trace on goods_trace (trace);

-- How much of which purchase or sale went back with a return.
create table goods_return (
    record_id  varchar(30)  not null,
    origin_id  varchar(30)  not null,
    quantity   bigint       not null check (quantity > 0),
    primary key (record_id, origin_id)
);

create index goods_return_by_origin on goods_return (origin_id);

create table goods_deletion (
    record_id      varchar(30)  not null primary key,
    deleted_at     timestamptz  not null,
    operator       varchar(30)  not null,
    operator_name  varchar(50)  not null
);
